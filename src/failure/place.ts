/** The region and the ID of a resource, which are enough to find it again. */
export interface Place {
  readonly regionId: string;
  /** The cloud's ID of the resource or, while the ID is unknown, a placeholder that leads to the resource. */
  readonly id: string;
}
