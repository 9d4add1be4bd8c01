import type { Properties, Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { creation, placeOf, type Scenario, tag } from './scenario';
import { behindAnother, type Scenes } from './scenarios';
import { SESSION_SECONDS, type Ways } from './ways';

const SOON = { Timeouts: { Create: '2m' } };

/** The scenarios of every type of images: what differs is how an image is made, and which properties there are. */
export function imageScenarios<Cloud extends StagedCloud>(
  scenes: Scenes<Cloud>,
  ways: Ways<Cloud>,
): readonly Scenario<Cloud>[] {
  return [creates, reads, updates, deletes, lists].flatMap((scenarios) => scenarios(scenes, ways));
}

function creates<Cloud extends StagedCloud>(scenes: Scenes<Cloud>, byEveryWay: Ways<Cloud>): Scenario<Cloud>[] {
  const { making, named } = scenes;
  const { noun, fails, isLate, oneAtATime, template, mostTags } = making;
  const plain = scenes.create(`of a plain ${noun}`, {}, () => creation({ ...template, ...SOON }));
  const tags = Array.from({ length: mostTags }, (_, index) => tag(`key-${index}`, ''));
  const soon = { ...named, ...SOON };
  return [
    ...byEveryWay(plain, longCreate(scenes)),
    scenes.create(`of ${making.aNoun} with everything set`, {}, (stage) => creationOfEverything(stage, scenes)),
    scenes.create(`behind another ${noun}`, oneAtATime, behindAnother(scenes, creation(soon))),
    scenes.create(`of ${making.aNoun} that is not visible at first`, making.unseen, () => creation(soon)),
    scenes.create(`of ${making.aNoun} that fails`, fails, () => creation(soon, {}, making.failure)),
    scenes.create(`of ${making.aNoun} that takes too long`, isLate, () =>
      creation({ ...named, Timeouts: { Create: '30s' } }, {}, 'NotStabilized'),
    ),
    scenes.create(`of ${making.aNoun} with ${mostTags} tags`, {}, () => creation({ ...soon, Tags: tags })),
  ];
}

/** Its second invocation needs another session than the first. */
function longCreate<Cloud extends StagedCloud>(scenes: Scenes<Cloud>): Scenario<Cloud> {
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

function creationOfEverything({ simulator }: Stage<StagedCloud>, { everything, making: { systemTags } }: Scenes) {
  return creation(
    { ...everything, ...SOON },
    {
      stackTags: { stack: 'tag' },
      systemTags,
      meanwhile: ({ resourceModel }, count) => {
        // What the start had not kept is set afterwards. Where it is refused for a while, there is no image yet.
        const imageId = resourceModel?.Id;
        const [regionId] = placeOf(resourceModel?.tfcfnid);
        if (count === 1 && imageId !== undefined) simulator.world.untag(regionId, String(imageId), ['team']);
      },
    },
  );
}

const reads = <Cloud extends StagedCloud>(scenes: Scenes<Cloud>, byEveryWay: Ways<Cloud>): readonly Scenario<Cloud>[] =>
  byEveryWay(scenes.look('READ', `of ${scenes.making.aNoun}`, (identifier) => identifier));

const lists = <Cloud extends StagedCloud>(scenes: Scenes<Cloud>, byEveryWay: Ways<Cloud>): readonly Scenario<Cloud>[] =>
  byEveryWay(scenes.look('LIST', 'of a region', () => scenes.making.listed));

/** The name too, which is not a property of the same name in every type. */
const EVERYTHING = 'of everything';

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
    EVERYTHING,
    { Description: 'before', ResourceGroupId: 'rg-acfmarchive', Tags: [tag('gone', 'a')] },
    { Description: 'after', ResourceGroupId: 'rg-acfmimages', Tags: [tag('new', 'b')] },
  ],
];

function updates<Cloud extends StagedCloud>(scenes: Scenes<Cloud>, byEveryWay: Ways<Cloud>): Scenario<Cloud>[] {
  const renamed = scenes.name('renamed');
  const rows = UPDATES.map(([name, before, changes]) => {
    const known = { ...scenes.known(changes), ...(name === EVERYTHING && renamed) };
    return [name, scenes.known(before), known] as const;
  });
  return [
    ...byEveryWay(scenes.update('of the name', {}, renamed)),
    ...rows
      .filter(([, , changes]) => Object.keys(changes).length > 0)
      .map(([name, before, changes]) => scenes.update(name, before, changes)),
  ];
}

function deletes<Cloud extends StagedCloud>(scenes: Scenes<Cloud>, byEveryWay: Ways<Cloud>): Scenario<Cloud>[] {
  const { noun } = scenes.making;
  return [
    ...byEveryWay(scenes.remove(`of a finished ${noun}`)),
    scenes.remove(`of a finished ${noun} that goes slowly`, { behaviour: scenes.making.goesSlowly }),
  ];
}
