import { startImage } from '../support/copies';
import { GIVEN, type Given } from './ecs-making';
import { imageScenarios } from './image-scenarios';
import { creation, type Scenario } from './scenario';
import { type EcsScenes, whileCopied } from './scenarios';
import { ALIBABA_WAYS, type Ways } from './ways';

/** What every image of ECS meets, in addition to what any image does: instances that use it, copies of it elsewhere, and its snapshots. */
export function ecsScenarios(scenes: EcsScenes, ways: Ways = ALIBABA_WAYS): readonly Scenario[] {
  const { aNoun } = scenes.making;
  const DeleteAutoSnapshot = true;
  return [
    ...imageScenarios(scenes, ways),
    scenes.remove(`of ${aNoun} and its snapshots`, {
      behaviour: { deleteTakesSeconds: 3 },
      properties: { DeleteAutoSnapshot },
    }),
    scenes.remove(`of ${aNoun} in use, with Force`, {
      properties: { Force: true, DeleteAutoSnapshot },
      prepare: ({ simulator }, regionId, imageId) => simulator.world.useByInstance(regionId, imageId),
    }),
    whileCopied(
      scenes,
      scenes.remove(`of ${aNoun} that is being copied elsewhere`, {
        behaviour: { copySeconds: 30 },
        properties: { DeleteAutoSnapshot },
      }),
    ),
  ];
}

/** What only copies meet, which can be cancelled, or cannot. */
export const copyingScenarios = (scenes: EcsScenes): readonly Scenario[] => [
  scenes.remove('of a running copy', { behaviour: { copySeconds: 300, cancelTakesSeconds: 3 }, make: startImage }),
  scenes.remove('of a copy that cannot be cancelled', {
    behaviour: { copySeconds: 60, cancel: 'refused', deleteTakesSeconds: 3 },
    make: startImage,
  }),
  scenes.remove('of a copy with its snapshots that cannot be cancelled', {
    behaviour: { copySeconds: 60, cancel: 'refused', deleteTakesSeconds: 3 },
    properties: { DeleteAutoSnapshot: true },
    make: startImage,
  }),
];

/** What only images meet that CreateImage makes: it cannot be cancelled, and the snapshots that it is given are somebody else's. */
export const imagingScenarios = (scenes: EcsScenes, given: Given = GIVEN): readonly Scenario[] => [
  scenes.create('of an image that cannot be used at first', { usableDelaySeconds: 20 }, () =>
    creation({ ...scenes.named, Timeouts: { Create: '2m' } }),
  ),
  scenes.create('of an image of a snapshot that fails', scenes.making.fails, () =>
    creation({ ...given.snapshot, Timeouts: { Create: '2m' } }, {}, 'GeneralServiceException'),
  ),
  scenes.remove('of a running image of an instance', {
    behaviour: { createSeconds: 60, deleteTakesSeconds: 3, createdDisks: 'noneWhileCreating' },
    properties: { DeleteAutoSnapshot: true },
    make: startImage,
  }),
  scenes.remove('of a running image of disks', {
    behaviour: { createSeconds: 60 },
    properties: { InstanceId: undefined, ...given.disks, DeleteAutoSnapshot: true },
    make: startImage,
  }),
  scenes.remove('of an image of a snapshot', {
    properties: { InstanceId: undefined, ...given.snapshot, DeleteAutoSnapshot: true },
  }),
];

/** What only images meet that are told by their names: the start keeps their tags, or drops them, and they are seen late. */
export const startedByName = (scenes: EcsScenes): readonly Scenario[] => {
  const { noun, aNoun } = scenes.making;
  const { Tags } = scenes.everything;
  const tagged = () => creation({ ...scenes.named, Tags, Timeouts: { Create: '2m' } });
  return [
    scenes.create(`of ${aNoun} whose start keeps the tags`, { tagsAtStart: 'kept' }, tagged),
    scenes.create(`of ${aNoun} whose start drops the tags`, { tagsAtStart: 'dropped' }, tagged),
    scenes.create(
      `of a late ${noun} whose start drops the tags`,
      { tagsAtStart: 'dropped', visibilityDelaySeconds: 12 },
      tagged,
    ),
  ];
};
