import type { HuaweiBehaviour } from '../../simulator/index';
import { PERMISSIONS, permissionFor } from '../../src/huaweicloud/permissions';
import { IAM_POLICIES } from '../../types/huaweicloud-images-image-copy/src/properties/iam-policy';
import { type Behaviour, creation, deleting, LISTING, reading, updating } from '../support/behaviours';
import { makeImage, startImage } from '../support/copies';
import { ACROSS, type HuaweiStage, huaweiTypeWith, IN_REGION } from '../support/huawei';
import { HUAWEI_SESSIONS } from '../support/huawei-sessions';
import type { Denial, PrivilegedLife, PrivilegeSubject } from '../support/privileges';
import type { Properties } from '../support/stage';

const FULL = {
  ...IN_REGION,
  Description: 'before',
  MinRam: 1024,
  EnterpriseProjectId: '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10',
  Tags: [{ Key: 'a', Value: '1' }],
};
const FAILS: Partial<HuaweiBehaviour> = {
  copyOutcome: { failAtShare: 0.5, errorCode: 'IMG.0014', reason: 'x' },
  failedCopyLeaves: 'killedImage',
  imageIdOfFailed: true,
};
/** A cloud that has the older way to ask for jobs alone. */
const FORMER: Partial<HuaweiBehaviour> = { jobProgressPath: 'notOffered' };

const where =
  (behaviour: Partial<HuaweiBehaviour>) =>
  ({ simulator }: HuaweiStage): void =>
    simulator.behave(behaviour);
const made = (stage: HuaweiStage) => makeImage(stage, IN_REGION);
const started = (stage: HuaweiStage) => startImage(stage, IN_REGION);

/** Somebody has deleted the copy: no image has the tag of its job. */
const gone = (operation: 'READ' | 'UPDATE', behaviour: Partial<HuaweiBehaviour> = {}): Behaviour => ({
  operation,
  situation: `of a copy that somebody deleted${behaviour === FORMER ? ', where jobs are asked in the older way' : ''}`,
  prepare: async (stage: HuaweiStage) => {
    stage.simulator.behave(behaviour);
    const { identifier, model } = await made(stage);
    stage.simulator.world.remove(String(model.TargetRegion), String(model.Id));
    const known = { ...IN_REGION, ...identifier };
    return () => stage.run(operation, known, { previous: known });
  },
});

const BEHAVIOURS: readonly Behaviour[] = [
  creation('within a region', IN_REGION),
  creation('to another region', ACROSS),
  creation('with every property', FULL),
  creation('that fails', IN_REGION, where(FAILS)),
  creation('where jobs are asked in the older way', IN_REGION, where(FORMER)),
  reading('plain', IN_REGION),
  reading('by the ID of the image', IN_REGION, ({ model: { TargetRegion, Id } }) => ({
    tfcfnid: `${TargetRegion}/${Id}`,
  })),
  updating('of nothing', IN_REGION, {}),
  updating('of everything', IN_REGION, { ...FULL, Name: 'another' }),
  deleting('of a copy', made),
  deleting('of a running copy', started),
  deleting('of one where jobs are asked in the older way', started, {}, where(FORMER)),
  ...[gone('READ'), gone('UPDATE'), gone('READ', FORMER), gone('UPDATE', FORMER)],
  LISTING,
];

/** No refusal names the right that is missing: the handlers know what each call needs. */
export const HUAWEI_DENIAL: Denial = {
  code: 'IMG.0026',
  codeElsewhere: '403',
  naming: () => ({}),
  rightTo: (call) => call.replace(/Something$/, ''),
  told: permissionFor,
  cure: 'Grant it to the user or agency of the type configuration',
};

const policyOf = (rights: readonly string[]) => ({
  Version: '5.0' as const,
  Statement: [{ Effect: 'Allow' as const, Action: [...rights] }],
});
const permissionsOf = (scope: Parameters<typeof IAM_POLICIES.permissionsOf>[0]): readonly string[] =>
  IAM_POLICIES.permissionsOf(scope).map(({ name }) => name);
const bindUser = ({ simulator }: HuaweiStage, rights: readonly string[]): void =>
  simulator.iam.setUserPolicy(policyOf(rights));

function life(
  situation: string,
  template: Properties,
  scope: Parameters<typeof IAM_POLICIES.permissionsOf>[0],
  enterpriseProjects: HuaweiBehaviour['enterpriseProjects'] = 'enabled',
): PrivilegedLife {
  const policy = IAM_POLICIES.identityPolicy(scope);
  return {
    situation,
    template: { ...template, DeleteBackup: true },
    bindUser: ({ simulator }: HuaweiStage) => {
      simulator.behave({ enterpriseProjects });
      simulator.iam.setUserPolicy(policy);
    },
    bindRole: ({ simulator: { iam, behave } }: HuaweiStage) => {
      behave({ enterpriseProjects });
      for (const agency of iam.agencies.values()) iam.putAgency({ ...agency, policy });
    },
  };
}

/** TF::HuaweiCloud::ImagesImageCopy. */
export const HUAWEI_COPY_PRIVILEGES: PrivilegeSubject = {
  // No page names the right to ask for a job.
  ...huaweiTypeWith({ behaviour: { jobRight: 'ims:images:get' } }),
  privileges: {
    behaviours: BEHAVIOURS,
    callsOf: (operation) => IAM_POLICIES.needsOf({ operations: [operation] }).map(({ call }) => call),
    rightsTo: (call) => (PERMISSIONS[call] ?? []).map(({ name }) => name),
    denial: HUAWEI_DENIAL,
    forbid: (stage: HuaweiStage, operation, right) =>
      bindUser(
        stage,
        permissionsOf({ operations: [operation] }).filter((name) => name !== right),
      ),
    policies: {
      bindTo: (stage: HuaweiStage, operations) => bindUser(stage, permissionsOf({ operations })),
      bindToNothing: ({ simulator }: HuaweiStage) =>
        simulator.iam.setUserPolicy({ Version: '5.0', Statement: [{ Effect: 'Deny', Action: ['*'] }] }),
      lives: [
        life('for everything', FULL, {}),
        life('for copies to another region', ACROSS, { properties: ['ProjectLookup'] }),
        life('without EnterpriseProjectId', IN_REGION, { properties: ['EnterpriseProjects', 'ProjectLookup'] }),
        life('in an account without enterprise projects', IN_REGION, { properties: ['ProjectLookup'] }, 'disabled'),
      ],
      changes: {
        Name: 'another',
        Description: 'other',
        MinRam: 2048,
        MaxRam: 4096,
        Tags: [{ Key: 'b', Value: '2' }],
      },
    },
    sessions: HUAWEI_SESSIONS,
  },
};
