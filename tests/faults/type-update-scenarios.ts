import { EMPTY_LIST, SOURCE, startCopy, startImage } from '../support/copies';
import type { Answer, Stage } from '../support/stage';
import { COPY_SCENARIOS, COPY_SCENES } from './alicloud-image-copy';
import type { Request } from './cloudformation';
import { creation, type Scenario, type Scene } from './scenario';
import { isByAnotherWay } from './ways';

const NAMED = { ...SOURCE, ImageName: 'golden', Timeouts: { Create: '2m' } };
const ALWAYS = Number.POSITIVE_INFINITY;
const ACCEPTED = JSON.stringify({ RequestId: 'R' });

/** A scenario that is not quite like another one. */
const changed = (scenario: Scenario, change: (scene: Scene, stage: Stage) => Scene): Scenario => ({
  ...scenario,
  open: async (stage) => change(await scenario.open(stage), stage),
});

/** Snapshots cannot be deleted at first, and outlive their image. */
const holdSnapshots = ({ simulator }: Stage): void =>
  simulator.inject({ action: 'DeleteSnapshot', error: { code: 'SnapshotCreatedImage' }, times: 3 });

/** As CloudFormation knows a copy that no other answer than the first one of its CREATE has told of. */
const justStarted = (scene: Scene): Scene => {
  const { request } = scene;
  return { ...scene, request: { ...request, properties: { ...request.properties, Status: 'Creating' } } };
};

/** Sends a CREATE of which no answer arrives from CopyImage on, though ECS acts. */
async function lose({ simulator, invoke }: Stage, { action, properties, options }: Request): Promise<Answer> {
  simulator.inject({ reset: 'after', times: ALWAYS });
  const answer = await invoke(action, properties, options);
  simulator.clearFaults();
  return answer;
}

const CREATES: readonly Scenario[] = [
  COPY_SCENES.create('of a copy that is missing from two answers', { copySeconds: 60 }, ({ simulator }) =>
    creation(NAMED, {
      meanwhile: (_, count) => {
        if (count === 2) simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST, times: 2 });
      },
    }),
  ),
  COPY_SCENES.create(
    'of a copy that nothing finds at first',
    { visibilityDelaySeconds: 12, invisibleTo: 'everyAction' },
    () => creation(NAMED),
  ),
  COPY_SCENES.create(
    'of a copy that takes too long and cannot be cancelled',
    { copySeconds: 100, cancel: 'refused' },
    () => creation({ ...NAMED, Timeouts: { Create: '30s' } }, {}, 'NotStabilized'),
  ),
  COPY_SCENES.create(
    'of a copy that waits too long and cannot be cancelled meanwhile',
    { copySeconds: 100, copiesPerRegion: 1, cancelWhileWaiting: 'refused' },
    async (stage) => {
      const first = await startCopy(stage, { ImageName: 'first' });
      const scene = creation({ ...NAMED, Timeouts: { Create: '30s' } }, {}, 'NotStabilized');
      return { ...scene, others: [first.identifier.tfcfnid] };
    },
  ),
  COPY_SCENES.create(
    'of a copy that fails and whose snapshots cannot be deleted at once',
    { copyOutcome: { failAtPercent: 50, status: 'UnAvailable' } },
    (stage) => {
      holdSnapshots(stage);
      return creation(NAMED, {}, 'GeneralServiceException');
    },
  ),
  COPY_SCENES.create('of a copy that a request has started whose answer was lost', {}, async (stage) => {
    const scene = creation(NAMED);
    await lose(stage, scene.request);
    return scene;
  }),
];

const WITH_SNAPSHOTS = { DeleteAutoSnapshot: true };

const DELETES: readonly Scenario[] = [
  changed(
    COPY_SCENES.remove('of a copy that nothing finds yet', {
      behaviour: { copySeconds: 300, visibilityDelaySeconds: 12, invisibleTo: 'everyAction' },
      properties: WITH_SNAPSHOTS,
      make: startImage,
    }),
    justStarted,
  ),
  changed(
    COPY_SCENES.remove('of a copy that is cancelled before it is visible', {
      behaviour: { copySeconds: 300, visibilityDelaySeconds: 60, cancelTakesSeconds: 4 },
      properties: WITH_SNAPSHOTS,
      make: startImage,
    }),
    justStarted,
  ),
  COPY_SCENES.remove('of a copy whose snapshots cannot be deleted at once', {
    properties: WITH_SNAPSHOTS,
    prepare: holdSnapshots,
  }),
  {
    name: 'DELETE of a copy of which nobody knows whether it was started',
    behaviour: { copySeconds: 300, visibilityDelaySeconds: 12, cancelTakesSeconds: 4 },
    open: async (stage) => {
      const { request } = creation(NAMED);
      const { resourceModel, message } = await lose(stage, request);
      if (!resourceModel) throw new Error(`nothing is left: ${message}`);
      return {
        request: { action: 'DELETE', properties: resourceModel, options: { token: 'request-2' } },
        done: {},
        undone: {},
      };
    },
  },
];

const UPDATES: readonly Scenario[] = [
  changed(
    COPY_SCENES.update('whose change does not show at once', {}, { ImageName: 'renamed' }),
    (scene, { simulator }) => {
      simulator.inject({ action: 'ModifyImageAttribute', respond: { status: 200, body: ACCEPTED }, times: 3 });
      return scene;
    },
  ),
];

/** Those that a version may have begun: the usual ones, and one for each thing that is remembered in none of them. */
export const BEGUN: readonly Scenario[] = [...COPY_SCENARIOS, ...CREATES, ...UPDATES, ...DELETES].filter(
  // Where the keys come from makes no difference to what is remembered.
  (scenario) => !isByAnotherWay(scenario),
);
