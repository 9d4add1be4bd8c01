import type { PolicyScope, RamPolicies } from '../../src/alibaba/ram-policy';
import type { PrivilegedLife, PrivilegeSubject } from '../support/privileges';
import { ALIBABA_SESSIONS } from '../support/sessions';
import type { Properties } from '../support/stage';

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

/** What the types of images of ECS have in common. */
export function ecsPrivileges({ policies, template, regions, elsewhere }: EcsPolicies): Omit<Privileges, 'behaviours'> {
  const { needsOf, ramPolicy } = policies;
  const life = (situation: string, scope: Scope, more: Properties = {}): PrivilegedLife => ({
    situation,
    policy: ramPolicy(scope),
    template: { ...template, Tags: [{ Key: 'a', Value: '1' }], DeleteAutoSnapshot: true, ...more },
  });
  const grouped = { ResourceGroupId: 'rg-acfmimages' };
  return {
    callsOf: (operation) => needsOf({ operations: [operation] }).map(({ call }) => call),
    policyFor: (operations, templates) => ramPolicy({ operations, ...(templates === 'plain' && { properties: [] }) }),
    rightTo: (call) => `ecs:${call}`,
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
      policy: ramPolicy(regions),
      identifier: 'eu-central-1/m-gw80123456789abcdef0',
      templates: elsewhere.map((change) => ({ ...template, ...change })),
    },
    sessions: ALIBABA_SESSIONS,
  };
}
