import { createClock } from '../common/clock';
import type { RunningCloud, SimulatedCloud } from '../common/cloud';
import { leftOf } from './account/ledger';
import { type Simulator, startSimulator } from './index';
import { typeConfigurationOf } from './type-configuration';

/** Alibaba Cloud, for the tools that are told of a type. */
export const ALIBABA: SimulatedCloud = {
  start: async () => runningCloud(await startSimulator()),
  startForContractTests: async () => {
    const simulator = await startSimulator({
      clock: createClock({ speed: SPEED }),
      behaviour: { copiesPerRegion: 0 },
      onCall: ({ action, parameters }) => {
        if (action === 'CopyImage') admit(simulator, parameters.DestinationRegionId ?? '');
      },
    });
    return runningCloud(simulator);
  },
};

function runningCloud(simulator: Simulator): RunningCloud {
  return {
    typeConfiguration: typeConfigurationOf(simulator),
    left: () => leftOf(simulator.ledger()),
    close: () => simulator.close(),
  };
}

/** Copies take half an hour of the cloud's time; the contract tests wait for them in real time. */
const SPEED = 600;

/** Copies to this region wait in the queue first, long enough for a handler to see it. */
const QUEUED_REGION = 'cn-beijing';
const QUEUED_MS = 12_000;
/** How long the queue lets copies start; the contract tests make one at a time. */
const OPEN_MS = 5_000;

/** Lets a copy start at once or, in one region, late. */
function admit(simulator: Simulator, regionId: string): void {
  const after = (milliseconds: number, copiesPerRegion: number): void => {
    setTimeout(() => simulator.behave({ copiesPerRegion }), milliseconds).unref();
  };
  const wait = regionId === QUEUED_REGION ? QUEUED_MS : 0;
  after(wait, 5);
  after(wait + OPEN_MS, 0);
}
