import type { AlibabaSimulator } from '../../simulator/index';
import { stagedType } from '../support/types/staged';
import { alibabaFaults } from './alibaba-faults';
import { APSARA_COPYING, APSARA_GIVEN, APSARA_IMAGING } from './apsarastack-making';
import type { EcsMaking } from './ecs-making';
import { copyingScenarios, ecsScenarios, imagingScenarios, startedByName } from './ecs-scenarios';
import { type CrashExcuse, SNAPSHOTS_UNTOLD, snapshotsUntold } from './excuses';
import { type CallFaults, startedOnce } from './faults';
import { heldBy } from './held';
import { callsInOrder, type Named, type Scenario } from './scenario';
import { type EcsScenes, Scenes } from './scenarios';
import type { FaultSubject } from './subject';
import { untouchedOf } from './untouched';
import { APSARA_WAYS } from './ways';

/** What is the same, call by call, as on the public cloud, whose tables show it: the other attributes and deletions of what is finished. */
const LIKE_ALIBABA =
  /^UPDATE of (the description|tags|everything)|18 tags|goes slowly|and its snapshots|in use|copied elsewhere/;

/** What is the same of an image as of a copy, which is started by its name too: keys, looks, changes. */
const LIKE_A_COPY = /with a role|^(READ|LIST|UPDATE)|DELETE of (a finished image|an image of a snapshot)/;

/** What makes a difference to a process that dies or to two that run at once: a start that is found by its name, and what stops it. */
const runsOtherwise = ({ name }: Named): boolean =>
  /^CREATE|running|cannot be cancelled/.test(name) && !/with a role|18 tags|keeps the tags|cannot be used/.test(name);

/** What a type of Apsara Stack differs in from others, where its calls meet trouble. */
interface Own {
  readonly making: EcsMaking;
  readonly scenarios: (scenes: EcsScenes) => readonly Scenario[];
  /** Whether a scenario differs from those of other types where calls meet trouble. */
  readonly differs: (scenario: Named) => boolean;
  readonly excuses: FaultSubject['faults']['excuses'];
}

function apsaraFaults(typeName: string, { making, scenarios, excuses, differs }: Own): FaultSubject<AlibabaSimulator> {
  const type = stagedType(typeName);
  const scenes: EcsScenes = new Scenes(making, type.schema);
  return {
    ...type,
    faults: {
      scenarios: [...ecsScenarios(scenes, APSARA_WAYS), ...startedByName(scenes), ...scenarios(scenes)],
      differs: { troubled: differs, killed: runsOtherwise, doubled: runsOtherwise },
      ordered: callsInOrder,
      of: faultsOfGateway,
      sentOnce: STARTS,
      excuses,
      timely: ['CreationTime'],
      untouched: untouchedOf,
      held: heldBy(making),
    },
  };
}

/** Calls that nobody may send twice, since a gateway may know no token. */
const STARTS: ReadonlySet<string> = new Set(['CopyImage', 'CreateImage']);

/** What the calls behind a gateway meet: all that those of the public cloud do, but for a start. */
function faultsOfGateway(action: string, refused = false): CallFaults {
  const faults = alibabaFaults(action);
  return STARTS.has(action) ? startedOnce(faults, refused) : faults;
}

const RUNNING_COPY = 'DELETE of a copy with its snapshots that cannot be cancelled';
const RUNNING_IMAGE = 'DELETE of a running image of an instance';

/**
 * Why a CREATE that begins again in the middle of its own clean-up may leave snapshots: as on the public cloud, though no token is known.
 */
const FORGOTTEN =
  'The clean-up of a failed CREATE has removed the image, and CloudFormation forgets both the callback context and the model that name its snapshots and begins anew. The image that the name told is gone or going, and nothing tells what rested under it.';

/** A crash while an image is removed; `from` and `to`: the calls that remove it and its last snapshot. */
function forgotten(scenario: string, from: number, to: number, reason = FORGOTTEN): CrashExcuse {
  return { scenario, recovery: 'the first request again', from, to, reason };
}

export const APSARA_IMAGE_COPY_FAULTS = apsaraFaults('TF::ApsaraStack::ImageCopy', {
  making: APSARA_COPYING,
  scenarios: copyingScenarios,
  differs: ({ name }) => !LIKE_ALIBABA.test(name),
  excuses: {
    faults: snapshotsUntold(RUNNING_COPY),
    crashes: [
      forgotten('CREATE of a copy that fails', 6, 9),
      forgotten('CREATE of a copy that takes too long', 7, 12),
      forgotten(RUNNING_COPY, 13, 14, SNAPSHOTS_UNTOLD),
    ],
  },
});

export const APSARA_IMAGE_FAULTS = apsaraFaults('TF::ApsaraStack::Image', {
  making: APSARA_IMAGING,
  scenarios: (scenes) => imagingScenarios(scenes, APSARA_GIVEN),
  differs: ({ name }) => !LIKE_ALIBABA.test(name) && !LIKE_A_COPY.test(name),
  excuses: {
    // An attempt at a gateway gets 20 s.
    faults: snapshotsUntold(RUNNING_IMAGE, ['no answer, but it acted']),
    crashes: [
      forgotten('CREATE of an image that fails', 6, 10),
      forgotten('CREATE of an image that takes too long', 15, 18),
      forgotten(RUNNING_IMAGE, 10, 12, SNAPSHOTS_UNTOLD),
    ],
  },
});
