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

/** A statement of an identity policy. Without Resource it applies to everything. */
export interface PolicyStatement extends Statement {
  readonly Resource?: OneOrMore;
}

/** What a user, an agency or a session may do, in the form of IAM since version 5. */
export interface Policy {
  readonly Version: '5.0';
  readonly Statement: readonly PolicyStatement[];
}

/** The keys for an identity provider as a principal. It is not certain which of them IAM accepts. */
export const providerPrincipals = ['Federated', 'Identity_provider'] as const;

const principals = ['IAM', ...providerPrincipals] as const;
type PrincipalKind = (typeof principals)[number];

/** Who may assume an agency: principals with `IAM`, the holders of a provider's tokens with one of the keys for providers. */
export interface TrustStatement extends Omit<Statement, 'NotAction'> {
  readonly Action: OneOrMore;
  readonly Principal: Readonly<Partial<Record<PrincipalKind, OneOrMore>>>;
}

/** The trust policy of an agency. */
export interface TrustPolicy {
  readonly Version: '5.0';
  readonly Statement: readonly TrustStatement[];
}

/** The policy of a principal for whom nothing is allowed. */
export const NOTHING: Policy = { Version: '5.0', Statement: [] };

const ACTION = /^(\*|[\w-]+(:[\w*-]+)+)$/;

/** The decision about one action on one resource. */
export function judge({ Statement }: Policy, action: string, resource: string): PolicyDecision {
  return decide(Statement, action, {}, ({ Resource = '*' }) => some(Resource, (pattern) => matches(pattern, resource)));
}

/** The decision of a trust policy about a principal that wants to use `action`, which assumes the agency. */
export function judgeTrust(
  { Statement }: TrustPolicy,
  action: string,
  kinds: readonly PrincipalKind[],
  isPrincipal: (name: string) => boolean,
  context: ConditionContext,
): PolicyDecision {
  return decide(Statement, action, context, ({ Principal }) =>
    kinds.some((kind) => some(Principal[kind] ?? [], isPrincipal)),
  );
}

/** The kinds of principals in a trust policy. */
export function principalsIn({ Statement }: TrustPolicy): readonly string[] {
  return Statement.flatMap(({ Principal }) => Object.keys(Principal));
}

export function isPolicy(value: unknown): value is Policy {
  return policyProblem(value) === undefined;
}

/** What is wrong with a policy, for people; `undefined` if nothing is wrong. */
export function policyProblem(value: unknown): string | undefined {
  return documentProblem(value, {
    version: '5.0',
    elements: ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'Condition'],
    statementProblem(statement) {
      const { Resource } = statement;
      if (Resource !== undefined && !isTexts(Resource, /./)) return 'Resource is neither a text nor a list of texts';
      return actionProblem(statement, ACTION);
    },
  });
}

/** What is wrong with a trust policy, for people; `undefined` if nothing is wrong. */
export function trustProblem(value: unknown): string | undefined {
  return documentProblem(value, {
    version: '5.0',
    elements: ['Sid', 'Effect', 'Action', 'Principal', 'Condition'],
    statementProblem({ Action, Principal }) {
      if (!isTexts(Action, ACTION)) return 'Action is not an action such as "sts:agencies:assume"';
      return namesPrincipals(Principal, principals)
        ? undefined
        : `Principal has no ${principals.join(' or ')} with names`;
    },
  });
}
