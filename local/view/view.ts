import type { Measure } from './measure';
import type { Paint } from './render';

/** What a view is written on. */
export interface Sheet {
  /** Columns that a line may take; Infinity where nothing cuts lines off. */
  readonly columns: number;
  readonly measure: Measure;
  readonly paint: Paint;
}

/** Something to look at: for people as text, for programs as an object that becomes one line of JSON. */
export interface View {
  text(sheet: Sheet): string;
  readonly json: object;
}
