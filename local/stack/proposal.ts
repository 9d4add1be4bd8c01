import type { BoundTemplate } from '../template/bound';
import type { TextMap } from './state';

/** The proposed content of a stack: its template with values, its parameters and its tags. */
export interface Proposal {
  readonly target: BoundTemplate;
  readonly parameters: TextMap;
  /** The parameters whose values are never shown (`NoEcho`). */
  readonly hidden: ReadonlySet<string>;
  readonly tags: TextMap;
}
