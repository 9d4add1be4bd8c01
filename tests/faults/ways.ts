import { trustAws } from '../../simulator/index';
import { HOME as APSARA_HOME } from '../support/apsara';
import { HOME } from '../support/copies';
import { ROLE, trustAccount } from '../support/sessions';
import type { Properties, Stage } from '../support/stage';
import type { Scenario } from './scenario';

/** The shortest session that STS allows, in seconds. */
export const SESSION_SECONDS = 900;

/** A scenario by every authentication method of its cloud; `other`: what is played by the way with the shortest session. */
export type Ways = (scenario: Scenario, other?: Scenario) => readonly Scenario[];

/** Where ECS and STS of the public cloud are on a stage. */
const ON_ALIBABA = ({ simulator: { url } }: Stage): Properties => ({
  RegionId: HOME,
  Endpoints: { Ecs: url, Sts: url },
});

/** The same by another authentication method; the stage itself is set up by the key of the RAM user. */
function byWay(
  way: string,
  { name, behaviour, open }: Scenario,
  configure: (stage: Stage) => Properties,
  placesOn = ON_ALIBABA,
): Scenario {
  return {
    name: `${name}, ${way}`,
    behaviour,
    open: async (stage) => {
      const typeConfiguration = { ...placesOn(stage), ...configure(stage) };
      const scene = await open(stage);
      const { request } = scene;
      return { ...scene, request: { ...request, options: { ...request.options, typeConfiguration } } };
    },
  };
}

/** With a role that the RAM user assumes. */
const withRole = (scenario: Scenario, placesOn = ON_ALIBABA): Scenario => {
  const configure = ({ simulator: { ram, accessKey } }: Stage): Properties => {
    const RoleArn = ram.createRole({ name: ROLE, trust: trustAccount(ram.accountId) });
    return { Credentials: accessKey, AssumeRole: { RoleArn } };
  };
  return byWay('with a role', scenario, configure, placesOn);
};

/** With a role that a web identity of AWS assumes. */
const keyless = (scenario: Scenario): Scenario => ({
  aws: true,
  ...byWay('keyless', scenario, ({ simulator: { ram }, aws }) => {
    if (!aws) throw new Error('the stage has no AWS');
    return { AssumeRoleWithOIDC: { ...trustAws(ram, aws), DurationSeconds: SESSION_SECONDS } };
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
export const isByAnotherWay = ({ name }: Scenario): boolean => /with a role|keyless/.test(name);
