/** The operations of a type, as CloudFormation calls them. */
export const OPERATIONS = ['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A call that an operation may make, and so what somebody has to be allowed who makes it. */
export interface Need<Property extends string> {
  readonly operation: Operation;
  readonly call: string;
  /** When the call is made. */
  readonly when: string;
  /** The property without which it is never made; absent: it may be made for any template. */
  readonly property?: Property;
}

/** Which needs are meant. Every choice has a default that means all of them. */
export interface NeedsScope<Property extends string> {
  readonly operations?: readonly Operation[];
  /** The optional properties that are used. */
  readonly properties?: readonly Property[];
}

/** The needs that a scope may have. */
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
