import { isObject } from '../../../common/checked';
import type { ConditionContext } from '../../../common/policy/conditions';
import {
  actionProblem,
  decide,
  documentProblem,
  isTexts,
  namesPrincipals,
  type OneOrMore,
  type PolicyDecision,
  type Statement,
  some,
} from '../../../common/policy/statements';
import { matches } from '../../../common/policy/wildcard';

/** A statement of an identity-based policy. It has either Action or NotAction ("Policy elements" of the RAM documentation). */
export interface PolicyStatement extends Statement {
  readonly Resource: OneOrMore;
}

/** What a user, a role or a session may do, in the form of RAM. */
export interface PolicyDocument {
  readonly Version: '1';
  readonly Statement: readonly PolicyStatement[];
}

/** Who may assume a role: users and roles with `RAM`, the holders of a provider's tokens with `Federated`. */
export interface TrustStatement extends Omit<Statement, 'NotAction'> {
  readonly Action: OneOrMore;
  readonly Principal: { readonly RAM?: OneOrMore; readonly Federated?: OneOrMore; readonly Service?: OneOrMore };
}

/** The trust policy of a role, in the form of RAM. */
export interface TrustPolicy {
  readonly Version: '1';
  readonly Statement: readonly TrustStatement[];
}

/** A policy that allows everything. */
export const everything: PolicyDocument = {
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/**
 * The decision about one action on one resource. Documented ("Policy elements", "Policy evaluation process"): Deny has priority over Allow,
 * an action is denied if no statement allows it, actions are compared without regard to case, `*` stands for any characters. Assumed: a `*`
 * in a resource includes colons and slashes, and resources are compared with regard to case.
 */
export function judge(
  { Statement }: PolicyDocument,
  action: string,
  resource: string,
  context: ConditionContext = {},
): PolicyDecision {
  return decide(Statement, action, context, ({ Resource }) => some(Resource, (pattern) => matches(pattern, resource)));
}

/** The decision of a trust policy about a principal that wants to assume the role. */
export function judgeTrust(
  { Statement }: TrustPolicy,
  kind: 'RAM' | 'Federated',
  isPrincipal: (name: string) => boolean,
  context: ConditionContext,
): PolicyDecision {
  return decide(Statement, 'sts:AssumeRole', context, ({ Principal }) => some(Principal[kind] ?? [], isPrincipal));
}

/** Whether a value is a policy that follows RAM's grammar. */
export function isPolicy(value: unknown): value is PolicyDocument {
  return policyProblem(value) === undefined;
}

/** What is wrong with a policy, for people; `undefined` if nothing is wrong. */
export function policyProblem(value: unknown): string | undefined {
  return documentProblem(value, {
    version: '1',
    elements: ['Effect', 'Action', 'NotAction', 'Resource', 'Condition'],
    statementProblem(statement) {
      if (!isTexts(statement.Resource, /^(\*|acs:.+)$/))
        return 'Resource is no "*" and no ARN such as "acs:ecs:*:*:image/*"';
      return actionProblem(statement, ACTION);
    },
  });
}

/** What is wrong with a trust policy, for people; `undefined` if nothing is wrong. */
export function trustProblem(value: unknown): string | undefined {
  return documentProblem(value, {
    version: '1',
    elements: ['Effect', 'Action', 'Principal', 'Condition'],
    statementProblem({ Action, Principal }) {
      if (!isTexts(Action, ACTION)) return 'Action is not an action such as "sts:AssumeRole"';
      if (!isObject(Principal)) return 'Principal is not an object';
      return namesPrincipals(Principal, PRINCIPALS)
        ? undefined
        : 'Principal has no RAM, Federated or Service with names';
    },
  });
}

const PRINCIPALS = ['RAM', 'Federated', 'Service'];
const ACTION = /^(\*|[\w-]+:[\w*]+)$/;
