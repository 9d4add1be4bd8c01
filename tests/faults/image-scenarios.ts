import type { Properties, Stage } from '../support/stage';
import { creation, placeOf, type Scenario } from './scenario';
import { behindAnother, type Scenes, tag, whileCopied } from './scenarios';
import { ALIBABA_WAYS, SESSION_SECONDS, type Ways } from './ways';

const SOON = { Timeouts: { Create: '2m' } };

/** The scenarios of every type of images: what differs is how an image is made, and which properties there are. */
export function imageScenarios(scenes: Scenes, ways: Ways = ALIBABA_WAYS): readonly Scenario[] {
  return [creates, reads, updates, deletes, lists].flatMap((scenarios) => scenarios(scenes, ways));
}

function creates(scenes: Scenes, byEveryWay: Ways): Scenario[] {
  const { making, named } = scenes;
  const { noun, fails, isLate, oneAtATime, template, mostTags } = making;
  const plain = scenes.create(`of a plain ${noun}`, {}, () => creation({ ...template, ...SOON }));
  const tags = Array.from({ length: mostTags }, (_, index) => tag(`key-${index}`, ''));
  const soon = { ...named, ...SOON };
  return [
    ...byEveryWay(plain, longCreate(scenes)),
    scenes.create(`of ${making.aNoun} with everything set`, {}, (stage) => creationOfEverything(stage, scenes)),
    scenes.create(`behind another ${noun}`, oneAtATime, behindAnother(scenes, creation(soon))),
    scenes.create(`of ${making.aNoun} that is not visible at first`, { visibilityDelaySeconds: 12 }, () =>
      creation(soon),
    ),
    scenes.create(`of ${making.aNoun} that fails`, { ...fails, deleteTakesSeconds: 3 }, () =>
      creation(soon, {}, 'GeneralServiceException'),
    ),
    scenes.create(`of ${making.aNoun} that takes too long`, isLate, () =>
      creation({ ...named, Timeouts: { Create: '30s' } }, {}, 'NotStabilized'),
    ),
    scenes.create(`of ${making.aNoun} with ${mostTags} tags`, {}, () => creation({ ...soon, Tags: tags })),
  ];
}

/** Its second invocation needs another session than the first. */
function longCreate(scenes: Scenes): Scenario {
  return scenes.create(`of ${scenes.making.aNoun} that outlives its session`, {}, ({ simulator: { clock } }) =>
    creation(
      { ...scenes.named, Timeouts: { Create: '20m' } },
      {
        meanwhile: (_, count) => {
          if (count === 1) clock.advance(SESSION_SECONDS * 1000);
        },
      },
    ),
  );
}

function creationOfEverything({ simulator }: Stage, { everything }: Scenes) {
  return creation(
    { ...everything, ...SOON },
    {
      stackTags: { stack: 'tag' },
      systemTags: { 'aws:cloudformation:stack-name': 'images' },
      meanwhile: ({ resourceModel }, count) => {
        // What the start had not kept is set afterwards. Where it is refused for a while, there is no image yet.
        const imageId = resourceModel?.Id;
        const [regionId] = placeOf(resourceModel?.tfcfnid);
        if (count === 1 && imageId !== undefined) simulator.world.untag(regionId, String(imageId), ['team']);
      },
    },
  );
}

const reads = (scenes: Scenes, byEveryWay: Ways): readonly Scenario[] =>
  byEveryWay(scenes.look('READ', `of ${scenes.making.aNoun}`, (identifier) => identifier));

const lists = (scenes: Scenes, byEveryWay: Ways): readonly Scenario[] =>
  byEveryWay(scenes.look('LIST', 'of a region', () => ({})));

const UPDATES: readonly (readonly [name: string, before: Properties, changes: Properties])[] = [
  ['of the description', { Description: 'before' }, { Description: 'after' }],
  ['of the family', { ImageFamily: 'before' }, { ImageFamily: 'after' }],
  ['of the resource group', { ResourceGroupId: 'rg-acfmarchive' }, { ResourceGroupId: 'rg-acfmimages' }],
  [
    'of tags',
    { Tags: [tag('kept', 'a'), tag('changed', 'a'), tag('gone', 'a'), tag('Case', 'a')] },
    { Tags: [tag('kept', 'a'), tag('changed', 'b'), tag('new', 'b'), tag('case', 'b')] },
  ],
  [
    'of everything',
    { Description: 'before', ResourceGroupId: 'rg-acfmarchive', Tags: [tag('gone', 'a')] },
    { ImageName: 'renamed', Description: 'after', ResourceGroupId: 'rg-acfmimages', Tags: [tag('new', 'b')] },
  ],
];

function updates(scenes: Scenes, byEveryWay: Ways): Scenario[] {
  const rows = UPDATES.map(([name, before, changes]) => [name, scenes.known(before), scenes.known(changes)] as const);
  return [
    ...byEveryWay(scenes.update('of the name', {}, { ImageName: 'renamed' })),
    ...rows
      .filter(([, , changes]) => Object.keys(changes).length > 0)
      .map(([name, before, changes]) => scenes.update(name, before, changes)),
  ];
}

function deletes(scenes: Scenes, byEveryWay: Ways): Scenario[] {
  const { noun, aNoun } = scenes.making;
  const DeleteAutoSnapshot = true;
  return [
    ...byEveryWay(scenes.remove(`of a finished ${noun}`)),
    scenes.remove(`of a finished ${noun} that goes slowly`, { behaviour: { deleteTakesSeconds: 4 } }),
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
