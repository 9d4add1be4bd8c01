import { isObject } from '../../../common/checked';
import type { ConditionContext } from '../../../common/policy/conditions';
import {
  decide,
  documentProblem,
  isTexts,
  type OneOrMore,
  type PolicyDecision,
  type Statement,
  some,
} from '../../../common/policy/statements';
import { matches } from '../../../common/policy/wildcard';

/** A statement of an identity policy; without Resource it means everything. */
export interface PolicyStatement extends Statement {
  readonly Resource?: OneOrMore;
}

/** What a user, an agency or a session may do, as IAM writes it since version 5. */
export interface Policy {
  readonly Version: '5.0';
  readonly Statement: readonly PolicyStatement[];
}

/** Who may assume an agency: principals by `IAM`, the holders of a provider's tokens by `Federated` (the second name is assumed). */
export interface TrustStatement extends Omit<Statement, 'NotAction'> {
  readonly Action: OneOrMore;
  readonly Principal: { readonly IAM?: OneOrMore; readonly Federated?: OneOrMore };
}

/** The trust policy of an agency. */
export interface TrustPolicy {
  readonly Version: '5.0';
  readonly Statement: readonly TrustStatement[];
}

const ACTION = /^(\*|[\w-]+(:[\w*-]+)+)$/;

/** Judges one action on one resource. */
export function judge({ Statement }: Policy, action: string, resource: string): PolicyDecision {
  return decide(Statement, action, {}, ({ Resource = '*' }) => some(Resource, (pattern) => matches(pattern, resource)));
}

/** Judges whether a trust policy lets a principal do `action`, which assumes the agency. */
export function judgeTrust(
  { Statement }: TrustPolicy,
  action: string,
  kind: 'IAM' | 'Federated',
  isPrincipal: (name: string) => boolean,
  context: ConditionContext,
): PolicyDecision {
  return decide(Statement, action, context, ({ Principal }) => some(Principal[kind] ?? [], isPrincipal));
}

export function isPolicy(value: unknown): value is Policy {
  return policyProblem(value) === undefined;
}

/** Says what is wrong with a policy, for a person; undefined: nothing. */
export function policyProblem(value: unknown): string | undefined {
  return documentProblem(value, {
    version: '5.0',
    elements: ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'Condition'],
    statementProblem({ Action, NotAction, Resource }) {
      if (Resource !== undefined && !isTexts(Resource, /./)) return 'Resource is no text and no list of texts';
      const actions = [Action, NotAction].filter((value) => value !== undefined);
      return actions.length === 1 && isTexts(actions[0], ACTION) ? undefined : 'it needs either Action or NotAction';
    },
  });
}

/** Says what is wrong with a trust policy, for a person; undefined: nothing. */
export function trustProblem(value: unknown): string | undefined {
  return documentProblem(value, {
    version: '5.0',
    elements: ['Sid', 'Effect', 'Action', 'Principal', 'Condition'],
    statementProblem({ Action, Principal }) {
      if (!isTexts(Action, ACTION)) return 'Action is no action such as "sts:agencies:assume"';
      const named = isObject(Principal) ? Object.entries(Principal) : [];
      const known = named.every(([kind, names]) => /^(IAM|Federated)$/.test(kind) && isTexts(names, /./));
      return known && named.length > 0 ? undefined : 'Principal has no IAM or Federated with names';
    },
  });
}
