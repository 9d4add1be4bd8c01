/** Where a resource is, and what it is called there: all that is needed to find it again. */
export interface Place {
  readonly regionId: string;
  /** The cloud's ID of the resource or, as long as nobody knows that, what leads to it. */
  readonly id: string;
}
