import { type AlibabaCall, type AwsSts, KEYLESS_ROLE as ROLE, type TrustPolicy, trustAws } from '../../simulator/index';
import { assumeRolePolicy } from '../../src/alibaba/ram-policy';
import { HOME } from './copies';
import { openStage, type Properties, type Stage, type StageOptions } from './stage';
import type { StagedCloud, StagedType } from './types/staged-type';

export { KEYLESS_AUDIENCE as AUDIENCE, trustToken } from '../../simulator/index';
export { ROLE };

/** A stage whose type configuration leads to a role: by a web identity of its AWS, or by the key of the RAM user. */
export interface SessionStage extends Stage {
  readonly roleArn: string;
}

/** As above, with the AWS that its tokens come from. */
export interface KeylessStage extends SessionStage {
  readonly aws: AwsSts;
  readonly providerArn: string;
}

/** Opens a stage without any key: AWS's STS, an identity provider for it, and a role that trusts the handlers' role. */
export async function openKeylessStage(options: StageOptions = {}): Promise<KeylessStage> {
  const stage = await openStage({ aws: {}, ...options });
  const { aws, simulator } = stage;
  if (!aws) throw new Error('the stage has no AWS');
  const way = trustAws(simulator.ram, aws);
  const typeConfiguration = {
    RegionId: HOME,
    AssumeRoleWithOIDC: way,
    Endpoints: { Ecs: simulator.url, Sts: simulator.url },
  };
  return { ...onConfiguration(stage, typeConfiguration), aws, roleArn: way.RoleArn, providerArn: way.ProviderArn };
}

/** Opens a stage whose RAM user may assume a role. */
export async function openRoleStage(role: Properties = {}, options: StageOptions = {}): Promise<SessionStage> {
  const stage = await openStage(options);
  const { ram, url, accessKey } = stage.simulator;
  const roleArn = ram.createRole({ name: ROLE, trust: trustAccount(ram.accountId) });
  const typeConfiguration = {
    RegionId: HOME,
    Credentials: accessKey,
    AssumeRole: { RoleArn: roleArn, ...role },
    Endpoints: { Ecs: url, Sts: url },
  };
  return { ...onConfiguration(stage, typeConfiguration), roleArn };
}

/** An authentication method that begins with a session: what the tests that are the same for all of them are handed. */
export interface SessionMethod {
  /** As the type configuration calls it. */
  readonly name: string;
  /** The first call that opens a session. */
  readonly firstCall: string;
  /** A stage whose type configuration uses it. */
  open(type: StagedType<StagedCloud>): Promise<Stage<StagedCloud>>;
  /** A type configuration that uses it, from one with a key; all services of the cloud are at `url`. */
  readonly configured: (keyed: Properties, url: string) => Properties;
  /** How a message names the right that a user lacks who may not open a session; absent: no user is needed. */
  readonly told?: string;
  /** Lets the user whose key the type configuration has open a session, and nothing else; absent: no user is needed. */
  admit?(stage: Stage<StagedCloud>): void;
}

/** The one that begins with a key and STS, wherever the STS of Alibaba Cloud is. */
export const BY_ROLE: Omit<SessionMethod, 'open'> = {
  name: 'AssumeRole',
  firstCall: 'AssumeRole',
  configured: (keyed, url) => ({
    ...keyed,
    AssumeRole: { RoleArn: 'acs:ram::1:role/x' },
    Endpoints: { Ecs: url, Sts: url },
  }),
};

/** Those of the types on Alibaba Cloud. */
export const ALIBABA_SESSIONS: readonly SessionMethod[] = [
  {
    ...BY_ROLE,
    open: (type: StagedType) => openRoleStage({}, { type }),
    told: 'RAM action: sts:AssumeRole.',
    admit: ({ simulator, roleArn }: SessionStage) => simulator.ram.setUserPolicy(assumeRolePolicy(roleArn)),
  },
  {
    name: 'AssumeRoleWithOIDC',
    firstCall: 'GetWebIdentityToken',
    open: (type: StagedType) => openKeylessStage({ type }),
    configured: (keyed, url) => ({
      ...keyed,
      Credentials: undefined,
      AssumeRoleWithOIDC: { ProviderArn: 'acs:ram::1:oidc-provider/x', RoleArn: 'acs:ram::1:role/x', Audience: 'x' },
      Endpoints: { Ecs: url, Sts: url },
    }),
  },
];

/** The trust policy of a role that every user of an account may assume, who knows the external ID if there is one. */
export function trustAccount(accountId: string, externalId?: string): TrustPolicy {
  const Principal = { RAM: `acs:ram::${accountId}:root` };
  const Condition = { StringEquals: { 'sts:ExternalId': externalId ?? '' } };
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal } as const;
  return { Version: '1', Statement: [externalId === undefined ? statement : { ...statement, Condition }] };
}

/** The stage with another type configuration for the requests that bring none. */
export function onConfiguration<S extends Stage<StagedCloud>>(stage: S, typeConfiguration: Properties): S {
  return {
    ...stage,
    typeConfiguration,
    invoke: (action, properties, options) => stage.invoke(action, properties, { typeConfiguration, ...options }),
    run: (action, properties, options) => stage.run(action, properties, { typeConfiguration, ...options }),
  };
}

/** The type configuration of a stage with changes to its authentication method. */
export function changed({ typeConfiguration }: Stage, wayIn: 'AssumeRole' | 'AssumeRoleWithOIDC', change: Properties) {
  const before = Object(typeConfiguration[wayIn]);
  return { typeConfiguration: { ...typeConfiguration, [wayIn]: { ...before, ...change } } };
}

/** The calls that opened sessions, or should have. */
export function openings({ simulator }: Stage): AlibabaCall[] {
  return simulator.calls.filter(({ action }) => action.startsWith('AssumeRole'));
}

/** How often STS was asked, at AWS and at Alibaba Cloud. */
export function asked(stage: Stage): { aws: number; alibaba: number } {
  return { aws: stage.aws?.calls.length ?? 0, alibaba: openings(stage).length };
}
