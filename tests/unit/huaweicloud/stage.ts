import { type HuaweiOptions, type HuaweiSimulator, startHuaweiSimulator } from '../../../simulator/index';
import type { CallReport } from '../../../src/calling/call';
import { systemRuntime } from '../../../src/failure/clock';
import type { HuaweiAccess } from '../../../src/huaweicloud/access';
import { HuaweiClient } from '../../../src/huaweicloud/client';
import { endpointsOf } from '../../../src/huaweicloud/endpoints';
import { huaweiSts } from '../../../src/huaweicloud/sts';
import type { AccessKey } from '../../../src/keys/access-key';
import { keySourceOf } from '../../../src/keys/authenticating';
import type { Authentication } from '../../../src/keys/authentication';
import type { Caller } from '../../../src/keys/caller';
import { Sessions } from '../../../src/keys/session';
import { running } from '../../support/running';

export const NORTH = 'cn-north-4';
export const EAST = 'cn-east-3';
/** A 40 GB image of the built-in ones, in NORTH. */
export const GOLDEN = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
/** An agency of the built-in ones, for copies across regions. */
export const CROSS_AGENCY = 'ims_copy_agency';

const simulators = running(startHuaweiSimulator);

/** Starts a simulator whose clock stands still until it is turned; `stopSimulators` ends it. */
export const start = (options: HuaweiOptions = {}): Promise<HuaweiSimulator> => simulators.start(options);
export const stopSimulators = simulators.stop;

/** A key as the client has it. */
export const keyOf = ({ accessKey }: Pick<HuaweiSimulator, 'accessKey'>): AccessKey => ({
  accessKeyId: accessKey.AccessKey,
  accessKeySecret: accessKey.SecretKey,
  ...(accessKey.SecurityToken !== undefined && { securityToken: accessKey.SecurityToken }),
});

/** What of a client is not as usual. */
export interface Change extends Partial<Omit<HuaweiAccess, 'authentication'>> {
  readonly authentication?: Authentication;
  readonly caller?: Partial<Caller>;
  /** Until the end of the invocation, default 20 s. */
  readonly milliseconds?: number;
}

/** A client of a simulator, with what was logged of its calls and hidden from the log. Pauses between attempts cost no time. */
export function clientOf(simulator: Pick<HuaweiSimulator, 'url' | 'accessKey'>, change: Change = {}) {
  const reports: CallReport[] = [];
  const hidden: string[] = [];
  const pauses: number[] = [];
  const { caller: other, milliseconds = 20_000, ...more } = change;
  const { url } = simulator;
  const access: HuaweiAccess = {
    defaultRegionId: NORTH,
    authentication: { kind: 'key', accessKey: keyOf(simulator) },
    endpoints: endpointsOf(NORTH, undefined, { ims: `${url}/{region}`, iam: url, sts: url }),
    projectIds: new Map(),
    ...more,
  };
  const sleep = async (milliseconds: number) => void pauses.push(milliseconds);
  const caller: Caller = {
    sessions: new Sessions(Date.now),
    owner: ['123456789012', 'eu-central-1'],
    sessionName: 'a-test',
    surroundings: {
      runtime: { ...systemRuntime, sleep },
      deadline: Date.now() + milliseconds,
      onCall: (report) => reports.push(report),
    },
    hide: (secret) => hidden.push(secret),
    ...other,
  };
  const keys = keySourceOf(access.authentication, caller, huaweiSts(access));
  const client = new HuaweiClient(access, keys, caller.surroundings);
  return { client, reports, hidden, pauses };
}

/** The actions that reached a simulator, in order. */
export const actionsOf = (simulator: HuaweiSimulator): string[] => simulator.calls.map(({ action }) => action);
