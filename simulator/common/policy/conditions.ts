import { isLike } from './wildcard';

/** Operator → key → values, as in `{ "StringEquals": { "oidc:aud": ["a", "b"] } }`. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** What is known of a request, by condition key; a key may have several values. */
export type ConditionContext = Readonly<Record<string, string | readonly string[] | undefined>>;

type Comparison = (wanted: string, found: string) => boolean;

const equal: Comparison = (wanted, found) => wanted === found;
const equalIgnoringCase: Comparison = (wanted, found) => wanted.toLowerCase() === found.toLowerCase();

/**
 * The operators on text that the policies of the clouds have in common. Those on numbers, dates, truth values and addresses
 * are refused, for no key that is simulated has such a value.
 */
const operators: ReadonlyMap<string, { readonly compare: Comparison; readonly negated: boolean }> = new Map([
  ['StringEquals', { compare: equal, negated: false }],
  ['StringNotEquals', { compare: equal, negated: true }],
  ['StringEqualsIgnoreCase', { compare: equalIgnoringCase, negated: false }],
  ['StringNotEqualsIgnoreCase', { compare: equalIgnoringCase, negated: true }],
  ['StringLike', { compare: isLike, negated: false }],
  ['StringNotLike', { compare: isLike, negated: true }],
]);

/** Whether all the conditions hold: every key of every operator, each by one of its values. */
export function holds(block: ConditionBlock | undefined, context: ConditionContext): boolean {
  return Object.entries(block ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => keyHolds(operator, listOf(wanted), listOf(context[key]))),
  );
}

/** A key that the request does not have satisfies the negated operators only. */
function keyHolds(operator: string, wanted: readonly string[], found: readonly string[]): boolean {
  const rule = operators.get(operator);
  if (!rule) throw new Error(`the simulator does not know the condition operator ${operator}`);
  const met = wanted.some((value) => found.some((other) => rule.compare(value, other)));
  return met !== rule.negated;
}

/** Says what is wrong with the conditions of a statement, for a person; undefined: nothing. */
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
