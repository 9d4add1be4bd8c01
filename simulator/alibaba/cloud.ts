import { createClock } from '../common/clock';
import type { RunningCloud, SimulatedCloud } from '../common/cloud';
import { leftOf } from './account/ledger';
import { CLOSED_QUEUE, CONTRACT_TEST_SPEED, queueOf } from './account/queue';
import { readSeedFile } from './account/seed-file';
import { type AlibabaSimulator, startAlibabaSimulator } from './index';
import { trustAws } from './trust-aws';
import { type OidcAccess, typeConfigurationOf } from './type-configuration';

/** Alibaba Cloud, for the tools that start a cloud by type. */
export const ALIBABA: SimulatedCloud = {
  start: async ({ clock, seedFile, trusted } = {}) => {
    const simulator = await startAlibabaSimulator({ clock, ...(seedFile !== undefined && readSeedFile(seedFile)) });
    return runningCloud(simulator, trusted && trustAws(simulator.ram, trusted));
  },
  startForContractTests: async () => {
    const admit = queueOf(QUEUED_REGION, (change) => simulator.behave(change));
    const clock = createClock({ speed: CONTRACT_TEST_SPEED });
    const simulator = await startAlibabaSimulator({ clock, behaviour: CLOSED_QUEUE, onCall: admit });
    return runningCloud(simulator);
  },
};

/** Copies to this region wait in the queue first. */
const QUEUED_REGION = 'cn-beijing';

function runningCloud(simulator: AlibabaSimulator, oidc?: OidcAccess): RunningCloud {
  return {
    typeConfiguration: typeConfigurationOf(simulator, oidc),
    left: () => leftOf(simulator.ledger()),
    close: () => simulator.close(),
  };
}
