import { type AlibabaSimulator, trustAws } from '../../simulator/index';
import { HOME as APSARA_HOME } from '../support/apsara';
import { HOME } from '../support/copies';
import { ROLE, trustAccount } from '../support/sessions';
import type { Properties, Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import type { Named, Scenario } from './scenario';

/** The shortest session that STS allows, in seconds. */
export const SESSION_SECONDS = 900;

/** A scenario by every authentication method of its cloud; `other`: what is played by the way with the shortest session. */
export type Ways<Cloud extends StagedCloud = AlibabaSimulator> = (
  scenario: Scenario<Cloud>,
  other?: Scenario<Cloud>,
) => readonly Scenario<Cloud>[];

/** Where ECS and STS of the public cloud are on a stage. */
const ON_ALIBABA = ({ simulator: { url } }: Stage): Properties => ({
  RegionId: HOME,
  Endpoints: { Ecs: url, Sts: url },
});

/** The same by another authentication method; the stage itself is set up by the key of the RAM user. */
export function byWay<Cloud extends StagedCloud>(
  way: string,
  scenario: Scenario<Cloud>,
  configure: (stage: Stage<Cloud>) => Properties,
): Scenario<Cloud> {
  return {
    ...scenario,
    name: `${scenario.name}, ${way}`,
    open: async (stage) => {
      const typeConfiguration = configure(stage);
      const scene = await scenario.open(stage);
      const { request } = scene;
      return { ...scene, request: { ...request, options: { ...request.options, typeConfiguration } } };
    },
  };
}

/** With a role that the RAM user assumes. */
const withRole = (scenario: Scenario, placesOn = ON_ALIBABA): Scenario => {
  const configure = (stage: Stage): Properties => {
    const { ram, accessKey } = stage.simulator;
    const RoleArn = ram.createRole({ name: ROLE, trust: trustAccount(ram.accountId) });
    return { ...placesOn(stage), Credentials: accessKey, AssumeRole: { RoleArn } };
  };
  return byWay('with a role', scenario, configure);
};

/** With a role that a web identity of AWS assumes. */
const keyless = (scenario: Scenario): Scenario => ({
  aws: true,
  ...byWay('keyless', scenario, (stage) => {
    const { simulator, aws } = stage;
    if (!aws) throw new Error('the stage has no AWS');
    const way = { ...trustAws(simulator.ram, aws), DurationSeconds: SESSION_SECONDS };
    return { ...ON_ALIBABA(stage), AssumeRoleWithOIDC: way };
  }),
});

/** The ways into Alibaba Cloud. */
export const ALIBABA_WAYS: Ways = (scenario, other = scenario) => [scenario, withRole(scenario), keyless(other)];

/** Those into Apsara Stack, which knows no web identity: the role is assumed at the ASAPI gateway, which has ECS and STS at one place. */
export const APSARA_WAYS: Ways = (scenario) => [
  scenario,
  withRole(scenario, ({ simulator: { url } }) => ({
    RegionId: APSARA_HOME,
    Gateway: 'ASAPI',
    Endpoints: { Ecs: `${url}/asapi/v3`, Sts: `${url}/asapi/v3` },
  })),
];

/** Whether a scenario differs from another one only in where its keys come from. */
export const isByAnotherWay = ({ name }: Named): boolean =>
  /with a role|with an agency|keyless|is looked up/.test(name);
