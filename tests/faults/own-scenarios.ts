import { startImage } from '../support/copies';
import { GIVEN, type Given } from './making';
import { creation, type Scenario } from './scenario';
import type { Scenes } from './scenarios';

/** What only copies meet, which can be cancelled, or cannot. */
export const copyingScenarios = (scenes: Scenes): readonly Scenario[] => [
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
export const imagingScenarios = (scenes: Scenes, given: Given = GIVEN): readonly Scenario[] => [
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
export const startedByName = (scenes: Scenes): readonly Scenario[] => {
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
