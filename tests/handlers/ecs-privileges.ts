import type { PolicyDocument } from '../../simulator/index';
import type { PolicyScope, RamPolicies } from '../../src/alibaba/ram-policy';
import { PUBLIC_DENIAL } from '../support/ecs-denials';
import type { PrivilegedLife, PrivilegeSubject } from '../support/privileges';
import { ALIBABA_SESSIONS, ROLE } from '../support/sessions';
import type { Action, Properties, Stage } from '../support/stage';

type Privileges = PrivilegeSubject['privileges'];
type Scope = PolicyScope<'ResourceGroupId' | 'DeleteAutoSnapshot'>;

/** What the policies of a type of images of ECS differ in. */
interface EcsPolicies {
  readonly policies: Pick<RamPolicies<'ResourceGroupId' | 'DeleteAutoSnapshot'>, 'needsOf' | 'ramPolicy'>;
  readonly template: Properties;
  /** The policy for the regions of the template alone, and the template with each of its regions changed. */
  readonly regions: Scope;
  readonly elsewhere: readonly Properties[];
}

export const bindUser =
  (policy: PolicyDocument) =>
  ({ simulator }: Stage): void =>
    simulator.ram.setUserPolicy(policy);

const bindRole =
  (policy: PolicyDocument) =>
  ({ simulator }: Stage): void =>
    simulator.ram.updateRole(ROLE, { policy });

/** A policy that takes one right away from another one. */
export function without({ Version, Statement }: PolicyDocument, right: string): PolicyDocument {
  return { Version, Statement: [...Statement, { Effect: 'Deny', Action: right, Resource: '*' }] };
}

/** Each call of ECS has a right of its own. */
export const rightsTo = (call: string): readonly string[] => [PUBLIC_DENIAL.rightTo(call)];

/** The calls of needs, each once: one call may be about different things. */
export const callsIn = (needs: readonly { readonly call: string }[]): readonly string[] => [
  ...new Set(needs.map(({ call }) => call)),
];

const NOTHING: PolicyDocument = { Version: '1', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };

/** What the types of images of ECS have in common. */
export function ecsPrivileges({ policies, template, regions, elsewhere }: EcsPolicies): Omit<Privileges, 'behaviours'> {
  const { needsOf, ramPolicy } = policies;
  const life = (situation: string, scope: Scope, more: Properties = {}): PrivilegedLife => ({
    situation,
    template: { ...template, Tags: [{ Key: 'a', Value: '1' }], DeleteAutoSnapshot: true, ...more },
    bindUser: bindUser(ramPolicy(scope)),
    bindRole: bindRole(ramPolicy(scope)),
  });
  const grouped = { ResourceGroupId: 'rg-acfmimages' };
  return {
    callsOf: (operation) => callsIn(needsOf({ operations: [operation] })),
    rightsTo,
    denial: PUBLIC_DENIAL,
    forbid: (stage: Stage, operation, right) => bindUser(without(ramPolicy({ operations: [operation] }), right))(stage),
    policies: {
      bindTo: (stage: Stage, operations: readonly Action[], templates) =>
        bindUser(ramPolicy({ operations, ...(templates === 'plain' && { properties: [] }) }))(stage),
      bindToNothing: bindUser(NOTHING),
      lives: [
        life('for everything', {}, grouped),
        life('for an account', { accountId: '1234567890123456' }, grouped),
        life('for the regions of the template', regions),
        life('without resource groups', { properties: ['DeleteAutoSnapshot'] }),
      ],
      changes: {
        ImageName: 'another',
        Description: 'other',
        ImageFamily: 'family',
        Tags: [{ Key: 'b', Value: '2' }],
      },
      bounded: {
        bind: bindUser(ramPolicy(regions)),
        identifier: 'eu-central-1/m-gw80123456789abcdef0',
        templates: elsewhere.map((change) => ({ ...template, ...change })),
      },
    },
    sessions: ALIBABA_SESSIONS,
  };
}
