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

/** A statement of an identity policy; without Resource it means everything. */
export interface PolicyStatement extends Statement {
  readonly Resource?: OneOrMore;
}

/** What a user, an agency or a session may do, as IAM writes it since version 5. */
export interface Policy {
  readonly Version: '5.0';
  readonly Statement: readonly PolicyStatement[];
}

/** What an identity provider is called as a principal; which of them IAM takes is not certain. */
export const providerPrincipals = ['Federated', 'Identity_provider'] as const;

const principals = ['IAM', ...providerPrincipals] as const;
type PrincipalKind = (typeof principals)[number];

/** Who may assume an agency: principals by `IAM`, the holders of a provider's tokens by one of the names of providers. */
export interface TrustStatement extends Omit<Statement, 'NotAction'> {
  readonly Action: OneOrMore;
  readonly Principal: Readonly<Partial<Record<PrincipalKind, OneOrMore>>>;
}

/** The trust policy of an agency. */
export interface TrustPolicy {
  readonly Version: '5.0';
  readonly Statement: readonly TrustStatement[];
}

/** What somebody may do who has no policy that allows anything. */
export const NOTHING: Policy = { Version: '5.0', Statement: [] };

const ACTION = /^(\*|[\w-]+(:[\w*-]+)+)$/;

/** Judges one action on one resource. */
export function judge({ Statement }: Policy, action: string, resource: string): PolicyDecision {
  return decide(Statement, action, {}, ({ Resource = '*' }) => some(Resource, (pattern) => matches(pattern, resource)));
}

/** Judges whether a trust policy lets a principal do `action`, which assumes the agency. */
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

/** The names of principals that a trust policy has. */
export function principalsIn({ Statement }: TrustPolicy): readonly string[] {
  return Statement.flatMap(({ Principal }) => Object.keys(Principal));
}

export function isPolicy(value: unknown): value is Policy {
  return policyProblem(value) === undefined;
}

/** Says what is wrong with a policy, for a person; undefined: nothing. */
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

/** Says what is wrong with a trust policy, for a person; undefined: nothing. */
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
