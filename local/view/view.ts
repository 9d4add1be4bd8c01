import type { Measure } from './measure';
import type { Paint } from './render';

/** What a view is written on. */
export interface Sheet {
  /** Columns that a line may take; Infinity if nothing cuts off lines. */
  readonly columns: number;
  readonly measure: Measure;
  readonly paint: Paint;
}

/** Content to show: as text for people, as an object in one line of JSON for programs. */
export interface View {
  text(sheet: Sheet): string;
  readonly json: object;
}
