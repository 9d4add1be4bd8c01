import type { AlibabaSimulator } from '../../simulator/index';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { alibabaFaults } from './alibaba-faults';
import { IMAGING } from './ecs-making';
import { ecsScenarios, imagingScenarios } from './ecs-scenarios';
import { heldBy } from './held';
import { IMAGE_CRASH_EXCUSES, IMAGE_EXCUSES } from './image-excuses';
import { callsInOrder, type Named } from './scenario';
import { type EcsScenes, Scenes } from './scenarios';
import type { FaultSubject } from './subject';
import { untouchedOf } from './untouched';
import { isByAnotherWay } from './ways';

const SCENES: EcsScenes = new Scenes(IMAGING, ALICLOUD_IMAGE.schema);

/** What is the same, call by call, as for a copy, whose tables show it: keys, attributes, many tags, an image that is finished. */
const LIKE_A_COPY = /^UPDATE of (the|everything)|18 tags|DELETE of (a finished image$|an image in use)/;

const differs = (scenario: Named): boolean => !isByAnotherWay(scenario) && !LIKE_A_COPY.test(scenario.name);

/**
 * What makes no difference to a process that dies or to two that run at once: another reason to wait, to fail or to be refused for a while.
 */
const WAITS_LIKE_A_COPY = /^(READ|LIST|UPDATE)|slowly|not visible|cannot be used|snapshot that fails|copied elsewhere/;

const runsOtherwise = (scenario: Named): boolean => differs(scenario) && !WAITS_LIKE_A_COPY.test(scenario.name);

export const IMAGE_FAULTS: FaultSubject<AlibabaSimulator> = {
  ...ALICLOUD_IMAGE,
  faults: {
    scenarios: [...ecsScenarios(SCENES), ...imagingScenarios(SCENES)],
    differs: { troubled: differs, killed: runsOtherwise, doubled: runsOtherwise },
    ordered: callsInOrder,
    of: alibabaFaults,
    excuses: { faults: IMAGE_EXCUSES, crashes: IMAGE_CRASH_EXCUSES },
    timely: ['CreationTime'],
    untouched: untouchedOf,
    held: heldBy(IMAGING),
  },
};
