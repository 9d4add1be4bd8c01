import type { AlibabaSimulator } from '../../simulator/index';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { alibabaFaults } from './alibaba-faults';
import { COPY_CRASH_EXCUSES, COPY_EXCUSES } from './copy-excuses';
import { COPYING } from './ecs-making';
import { copyingScenarios, ecsScenarios } from './ecs-scenarios';
import { heldBy } from './held';
import { callsInOrder, type Named, type Scenario } from './scenario';
import { type EcsScenes, Scenes } from './scenarios';
import type { FaultSubject } from './subject';
import { untouchedOf } from './untouched';
import { isByAnotherWay } from './ways';

/** As the tests of other versions use them too. */
export const COPY_SCENES: EcsScenes = new Scenes(COPYING, ALICLOUD_IMAGE_COPY.schema);
export const COPY_SCENARIOS: readonly Scenario[] = [...ecsScenarios(COPY_SCENES), ...copyingScenarios(COPY_SCENES)];

/** Where the keys come from, and which attribute is changed, makes no difference to a process that dies or to two that run at once. */
const isAlike = (scenario: Named): boolean =>
  isByAnotherWay(scenario) || /UPDATE of the (description|family)/.test(scenario.name);

export const IMAGE_COPY_FAULTS: FaultSubject<AlibabaSimulator> = {
  ...ALICLOUD_IMAGE_COPY,
  faults: {
    scenarios: COPY_SCENARIOS,
    differs: {
      troubled: () => true,
      killed: (scenario) => !isAlike(scenario) && !scenario.name.includes('19 tags'),
      doubled: (scenario) => !isAlike(scenario),
    },
    ordered: callsInOrder,
    of: alibabaFaults,
    excuses: { faults: COPY_EXCUSES, crashes: COPY_CRASH_EXCUSES },
    timely: ['CreationTime'],
    untouched: untouchedOf,
    held: heldBy(COPYING),
  },
};
