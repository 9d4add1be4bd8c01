import { createClock } from '../common/clock';
import type { RunningCloud, SimulatedCloud } from '../common/cloud';
import { leftOf } from './account/ledger';
import { type HuaweiSimulator, startHuaweiSimulator } from './index';
import { huaweiConfigurationOf } from './type-configuration';

/** Copies take some minutes of the cloud's time; the contract tests wait for them in real time. */
const SPEED = 60;

/** Huawei Cloud, for the tools that are told of a type. */
export const HUAWEI_CLOUD: SimulatedCloud = {
  start: async () => runningCloud(await startHuaweiSimulator()),
  startForContractTests: async () => runningCloud(await startHuaweiSimulator({ clock: createClock({ speed: SPEED }) })),
};

function runningCloud(simulator: HuaweiSimulator): RunningCloud {
  return {
    typeConfiguration: huaweiConfigurationOf(simulator),
    left: () => leftOf(simulator.ledger()),
    close: () => simulator.close(),
  };
}
