import { type ConditionBlock, type ConditionContext, conditionProblem, holds } from './conditions';
import { matches } from './wildcard';

/** One value or several. */
export type OneOrMore = string | readonly string[];

/** A statement of an identity-based policy; either Action or NotAction ("Policy elements" of the RAM documentation). */
export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource: OneOrMore;
  readonly Condition?: ConditionBlock;
}

/** What a user, a role or a session may do, as RAM writes it. */
export interface PolicyDocument {
  readonly Version: '1';
  readonly Statement: readonly PolicyStatement[];
}

/** Who may assume a role: users and roles by `RAM`, the holders of a provider's tokens by `Federated`. */
export interface TrustStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: OneOrMore;
  readonly Principal: { readonly RAM?: OneOrMore; readonly Federated?: OneOrMore; readonly Service?: OneOrMore };
  readonly Condition?: ConditionBlock;
}

/** The trust policy of a role, as RAM writes it. */
export interface TrustPolicy {
  readonly Version: '1';
  readonly Statement: readonly TrustStatement[];
}

/** What a policy says of an action on a resource: an explicit Deny goes before any Allow. */
export type PolicyDecision = 'Allow' | 'ExplicitDeny' | 'ImplicitDeny';

/** A policy that allows everything. */
export const everything: PolicyDocument = {
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/**
 * Judges one action on one resource. Documented ("Policy elements", "Policy evaluation process"): Deny goes before Allow, nothing
 * is allowed that no statement allows, the case of actions does not matter, `*` stands for any characters. Assumed: a `*` in a
 * resource reaches over colons and slashes, and the case of resources matters.
 */
export function judge(
  { Statement }: PolicyDocument,
  action: string,
  resource: string,
  context: ConditionContext = {},
): PolicyDecision {
  return decisionOf(
    Statement.filter(
      (statement) =>
        coversAction(statement, action) &&
        some(statement.Resource, (pattern) => matches(pattern, resource)) &&
        holds(statement.Condition, context),
    ),
  );
}

/** Judges whether a trust policy lets a principal assume the role. */
export function judgeTrust(
  { Statement }: TrustPolicy,
  kind: 'RAM' | 'Federated',
  isPrincipal: (name: string) => boolean,
  context: ConditionContext,
): PolicyDecision {
  return decisionOf(
    Statement.filter(
      (statement) =>
        coversAction(statement, 'sts:AssumeRole') &&
        some(statement.Principal[kind] ?? [], isPrincipal) &&
        holds(statement.Condition, context),
    ),
  );
}

function decisionOf(statements: readonly { readonly Effect: 'Allow' | 'Deny' }[]): PolicyDecision {
  if (statements.some(({ Effect }) => Effect === 'Deny')) return 'ExplicitDeny';
  return statements.length > 0 ? 'Allow' : 'ImplicitDeny';
}

function coversAction({ Action, NotAction }: Pick<PolicyStatement, 'Action' | 'NotAction'>, action: string): boolean {
  const named = (pattern: string) => matches(pattern.toLowerCase(), action.toLowerCase());
  if (Action !== undefined) return some(Action, named);
  return NotAction !== undefined && !some(NotAction, named);
}

function some(values: OneOrMore, test: (value: string) => boolean): boolean {
  return typeof values === 'string' ? test(values) : values.some(test);
}

/** Whether a value is a policy that RAM's grammar allows. */
export function isPolicy(value: unknown): value is PolicyDocument {
  return policyProblem(value) === undefined;
}

/** Says what is wrong with a policy, for a person; undefined: nothing. */
export function policyProblem(value: unknown): string | undefined {
  return documentProblem(value, ['Effect', 'Action', 'NotAction', 'Resource', 'Condition'], (statement) => {
    if (!isTexts(statement.Resource, /^(\*|acs:.+)$/))
      return 'Resource is no "*" and no ARN such as "acs:ecs:*:*:image/*"';
    const actions = [statement.Action, statement.NotAction].filter((value) => value !== undefined);
    return actions.length === 1 && isTexts(actions[0], ACTION) ? undefined : 'it needs either Action or NotAction';
  });
}

/** Says what is wrong with a trust policy, for a person; undefined: nothing. */
export function trustProblem(value: unknown): string | undefined {
  return documentProblem(value, ['Effect', 'Action', 'Principal', 'Condition'], ({ Action, Principal }) => {
    if (!isTexts(Action, ACTION)) return 'Action is no action such as "sts:AssumeRole"';
    if (!isObject(Principal)) return 'Principal is no object';
    const named = Object.entries(Principal);
    const known = named.every(([kind, names]) => /^(RAM|Federated|Service)$/.test(kind) && isTexts(names, /./));
    return known && named.length > 0 ? undefined : 'Principal has no RAM, Federated or Service with names';
  });
}

const ACTION = /^(\*|[\w-]+:[\w*]+)$/;

function documentProblem(
  value: unknown,
  elements: readonly string[],
  statementProblem: (statement: Readonly<Record<string, unknown>>) => string | undefined,
): string | undefined {
  if (!isObject(value)) return 'a policy is an object';
  if (value.Version !== '1') return 'Version is not "1"';
  const { Statement } = value;
  if (!Array.isArray(Statement) || Statement.length === 0) return 'Statement is no list, or empty';
  for (const [index, statement] of Statement.entries()) {
    const problem = isObject(statement)
      ? (commonProblem(statement, elements) ?? statementProblem(statement))
      : 'it is no object';
    if (problem !== undefined) return `Statement[${index}]: ${problem}`;
  }
  return undefined;
}

function commonProblem(statement: Readonly<Record<string, unknown>>, elements: readonly string[]): string | undefined {
  const strange = Object.keys(statement).find((name) => !elements.includes(name));
  if (strange !== undefined) return `${strange} is no element of it`;
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') return 'Effect is neither Allow nor Deny';
  return statement.Condition === undefined ? undefined : conditionProblem(statement.Condition);
}

function isTexts(value: unknown, pattern: RegExp): boolean {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return texts.length > 0 && texts.every((text) => typeof text === 'string' && pattern.test(text));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
