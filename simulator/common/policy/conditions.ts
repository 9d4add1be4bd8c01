import { isLike } from './wildcard';

/** Operator → key → values, as in `{ "StringEquals": { "oidc:aud": ["a", "b"] } }`. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** The values of a request by condition key. A key may have several values. */
export type ConditionContext = Readonly<Record<string, string | readonly string[] | undefined>>;

type Comparison = (wanted: string, found: string) => boolean;

const equal: Comparison = (wanted, found) => wanted === found;
const equalIgnoringCase: Comparison = (wanted, found) => wanted.toLowerCase() === found.toLowerCase();

/**
 * The operators for text that the policies of all clouds have. Operators for numbers, dates, booleans and addresses are refused, because no
 * simulated key has such a value.
 */
const operators: ReadonlyMap<string, { readonly compare: Comparison; readonly negated: boolean }> = new Map([
  ['StringEquals', { compare: equal, negated: false }],
  ['StringNotEquals', { compare: equal, negated: true }],
  ['StringEqualsIgnoreCase', { compare: equalIgnoringCase, negated: false }],
  ['StringNotEqualsIgnoreCase', { compare: equalIgnoringCase, negated: true }],
  ['StringLike', { compare: isLike, negated: false }],
  ['StringNotLike', { compare: isLike, negated: true }],
]);

/** Whether all conditions are true: every key of every operator must match with one of its values. */
export function holds(block: ConditionBlock | undefined, context: ConditionContext): boolean {
  return Object.entries(block ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => keyHolds(operator, listOf(wanted), listOf(context[key]))),
  );
}

/** If the request does not have a key, only negated operators are true for it. */
function keyHolds(operator: string, wanted: readonly string[], found: readonly string[]): boolean {
  const rule = operators.get(operator);
  if (!rule) throw new Error(`the simulator does not know the condition operator ${operator}`);
  const met = wanted.some((value) => found.some((other) => rule.compare(value, other)));
  return met !== rule.negated;
}

/** What is wrong with the conditions of a statement, for people; `undefined` if nothing is wrong. */
export function conditionProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'Condition is not an object';
  for (const [operator, keys] of Object.entries(value)) {
    if (!operators.has(operator)) return `the simulator does not know the condition operator ${operator}`;
    if (typeof keys !== 'object' || keys === null) return `Condition.${operator} is not an object`;
    const strange = Object.entries(keys).find(([, wanted]) => !isTexts(wanted));
    if (strange) return `Condition.${operator}.${strange[0]} is neither a text nor a list of texts`;
  }
  return undefined;
}

function isTexts(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((text) => typeof text === 'string'));
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
