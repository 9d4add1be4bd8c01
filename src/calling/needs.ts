/** The operations of a type, as CloudFormation calls them. */
export const OPERATIONS = ['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A call that an operation may make, for which the caller needs permission. */
export interface Need<Property extends string> {
  readonly operation: Operation;
  readonly call: string;
  /** When the call is made. */
  readonly when: string;
  /** The call is made only if this property is set. Absent if any template may need the call. */
  readonly property?: Property;
}

/** A selection of needs. By default, each choice includes all. */
export interface NeedsScope<Property extends string> {
  readonly operations?: readonly Operation[];
  /** The optional properties that are used. */
  readonly properties?: readonly Property[];
}

/** The needs in a selection. */
export function neededIn<Property extends string, N extends Need<Property>>(
  needs: readonly N[],
  { operations = OPERATIONS, properties }: NeedsScope<Property>,
): readonly N[] {
  return needs.filter(
    ({ operation, property }) =>
      operations.includes(operation) &&
      (property === undefined || properties === undefined || properties.includes(property)),
  );
}
