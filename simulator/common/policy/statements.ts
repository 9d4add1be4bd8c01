import { isObject } from '../checked';
import { type ConditionBlock, type ConditionContext, conditionProblem, holds } from './conditions';
import { matches } from './wildcard';

/** One value or several. */
export type OneOrMore = string | readonly string[];

/** The common parts of the statements of all clouds: whether they allow or deny, which actions, and when. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Condition?: ConditionBlock;
}

/** The decision of a policy about an action on a resource. An explicit Deny has priority over any Allow. */
export type PolicyDecision = 'Allow' | 'ExplicitDeny' | 'ImplicitDeny';

/**
 * Decides on an action by the statements that match it. Deny has priority over Allow, an action is denied if no statement allows it, and
 * actions are compared without regard to case.
 *
 * @param isMeant whether a statement applies to the resource or the principal
 */
export function decide<S extends Statement>(
  statements: readonly S[],
  action: string,
  context: ConditionContext,
  isMeant: (statement: S) => boolean,
): PolicyDecision {
  const met = statements.filter(
    (statement) => coversAction(statement, action) && isMeant(statement) && holds(statement.Condition, context),
  );
  if (met.some(({ Effect }) => Effect === 'Deny')) return 'ExplicitDeny';
  return met.length > 0 ? 'Allow' : 'ImplicitDeny';
}

/** Whether one value, or one of several, passes a test. */
export function some(values: OneOrMore, test: (value: string) => boolean): boolean {
  return typeof values === 'string' ? test(values) : values.some(test);
}

function coversAction({ Action, NotAction }: Statement, action: string): boolean {
  const named = (pattern: string) => matches(pattern.toLowerCase(), action.toLowerCase());
  if (Action !== undefined) return some(Action, named);
  return NotAction !== undefined && !some(NotAction, named);
}

/** The grammar of a cloud's policies. */
export interface Grammar {
  /** The only `Version` that is accepted. */
  readonly version: string;
  /** The elements that a statement may have. */
  readonly elements: readonly string[];
  /** What is wrong with the elements that only this kind of statement has; `undefined` if nothing is wrong. */
  readonly statementProblem: (statement: Readonly<Record<string, unknown>>) => string | undefined;
}

/** What is wrong with a policy, for people; `undefined` if nothing is wrong. */
export function documentProblem(value: unknown, { version, elements, statementProblem }: Grammar): string | undefined {
  if (!isObject(value)) return 'a policy is an object';
  if (value.Version !== version) return `Version is not "${version}"`;
  const { Statement } = value;
  if (!Array.isArray(Statement) || Statement.length === 0) return 'Statement is not a list, or is empty';
  for (const [index, statement] of Statement.entries()) {
    const problem = isObject(statement)
      ? (commonProblem(statement, elements) ?? statementProblem(statement))
      : 'it is not an object';
    if (problem !== undefined) return `Statement[${index}]: ${problem}`;
  }
  return undefined;
}

function commonProblem(statement: Readonly<Record<string, unknown>>, elements: readonly string[]): string | undefined {
  const strange = Object.keys(statement).find((name) => !elements.includes(name));
  if (strange !== undefined) return `${strange} is not an element of it`;
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') return 'Effect is neither Allow nor Deny';
  return statement.Condition === undefined ? undefined : conditionProblem(statement.Condition);
}

/** Whether a value is a text that matches a pattern, or a non-empty list of such texts. */
export function isTexts(value: unknown, pattern: RegExp): boolean {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return texts.length > 0 && texts.every((text) => typeof text === 'string' && pattern.test(text));
}

/** What is wrong with the actions of a statement; `undefined` if it has either Action or NotAction, with texts that match `form`. */
export function actionProblem(
  { Action, NotAction }: Readonly<Record<string, unknown>>,
  form: RegExp,
): string | undefined {
  const actions = [Action, NotAction].filter((value) => value !== undefined);
  return actions.length === 1 && isTexts(actions[0], form) ? undefined : 'it needs either Action or NotAction';
}

/** Whether a value contains the names of principals, by their kind. */
export function namesPrincipals(value: unknown, kinds: readonly string[]): boolean {
  const named = isObject(value) ? Object.entries(value) : [];
  return named.length > 0 && named.every(([kind, names]) => kinds.includes(kind) && isTexts(names, /./));
}
