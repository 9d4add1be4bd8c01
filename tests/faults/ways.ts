import { trustAws } from '../../simulator/index';
import { HOME } from '../support/copies';
import { ROLE, trustAccount } from '../support/sessions';
import type { Properties, Stage } from '../support/stage';
import type { Scenario } from './scenario';

/** The shortest session that STS allows, in seconds. */
export const SESSION_SECONDS = 900;

/** The same by another way in; the stage itself is set up by the key of the RAM user. */
function byWay(way: string, { name, behaviour, open }: Scenario, configure: (stage: Stage) => Properties): Scenario {
  return {
    name: `${name}, ${way}`,
    behaviour,
    open: async (stage) => {
      const { url } = stage.simulator;
      const typeConfiguration = { RegionId: HOME, ...configure(stage), Endpoints: { Ecs: url, Sts: url } };
      const scene = await open(stage);
      const { request } = scene;
      return { ...scene, request: { ...request, options: { ...request.options, typeConfiguration } } };
    },
  };
}

/** With a role that the RAM user assumes. */
export const withRole = (scenario: Scenario): Scenario =>
  byWay('with a role', scenario, ({ simulator: { ram, accessKey } }) => {
    const RoleArn = ram.createRole({ name: ROLE, trust: trustAccount(ram.accountId) });
    return { Credentials: accessKey, AssumeRole: { RoleArn } };
  });

/** With a role that a web identity of AWS assumes. */
export const keyless = (scenario: Scenario): Scenario => ({
  aws: true,
  ...byWay('keyless', scenario, ({ simulator: { ram }, aws }) => {
    if (!aws) throw new Error('the stage has no AWS');
    return { AssumeRoleWithOIDC: { ...trustAws(ram, aws), DurationSeconds: SESSION_SECONDS } };
  }),
});

/** Whether a scenario differs from another one only in where its keys come from. */
export const isByAnotherWay = ({ name }: Scenario): boolean => /with a role|keyless/.test(name);
