import { leftOf } from '../alibaba/account/ledger';
import { CLOSED_QUEUE, CONTRACT_TEST_SPEED, queueOf } from '../alibaba/account/queue';
import { createClock } from '../common/clock';
import type { RunningCloud, SimulatedCloud } from '../common/cloud';
import { type ApsaraStack, startApsaraStack } from './index';
import { builtInRegions } from './regions';
import { readStackSeedFile } from './seed-file';
import { typeConfigurationOf } from './type-configuration';

/** Apsara Stack, for the tools that start a cloud by type. */
export const APSARA_STACK: SimulatedCloud = {
  start: async ({ clock, seedFile } = {}) =>
    runningCloud(await startApsaraStack({ clock, ...(seedFile !== undefined && readStackSeedFile(seedFile)) })),
  startForContractTests: async () => {
    // Copies to the second region wait in the queue first.
    const admit = queueOf(builtInRegions[1] ?? '', (change) => stack.behave(change));
    const clock = createClock({ speed: CONTRACT_TEST_SPEED });
    const stack = await startApsaraStack({ clock, behaviour: CLOSED_QUEUE, onCall: admit });
    return runningCloud(stack);
  },
};

function runningCloud(stack: ApsaraStack): RunningCloud {
  return {
    typeConfiguration: typeConfigurationOf(stack),
    left: () => leftOf(stack.ledger()),
    close: () => stack.close(),
  };
}
