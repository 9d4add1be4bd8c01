import { createClock } from '../common/clock';
import type { RunningCloud, SimulatedCloud } from '../common/cloud';
import { leftOf } from './account/ledger';
import { readHuaweiSeedFile } from './account/seed-file';
import { type HuaweiSimulator, startHuaweiSimulator } from './index';
import { trustAwsTokens } from './trust-aws';
import { type AgencyAccess, huaweiConfigurationOf } from './type-configuration';

/** Copies take some minutes of simulated time, and the contract tests wait for them in real time. */
const SPEED = 60;

/** Huawei Cloud, for the tools that start a cloud by type. */
export const HUAWEI_CLOUD: SimulatedCloud = {
  start: async ({ clock, seedFile, trusted } = {}) => {
    const simulator = await startHuaweiSimulator({
      clock,
      ...(seedFile !== undefined && readHuaweiSeedFile(seedFile)),
    });
    return runningCloud(simulator, trusted && trustAwsTokens(simulator.iam, trusted));
  },
  startForContractTests: async () => runningCloud(await startHuaweiSimulator({ clock: createClock({ speed: SPEED }) })),
};

function runningCloud(simulator: HuaweiSimulator, agency?: AgencyAccess): RunningCloud {
  return {
    typeConfiguration: huaweiConfigurationOf(simulator, agency),
    left: () => leftOf(simulator.ledger()),
    close: () => simulator.close(),
  };
}
