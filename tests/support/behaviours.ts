import { type Copy, EMPTY_LIST, HOME, makeImage, startImage, update } from './copies';
import type { Action, Operation, Properties, RequestOptions, Stage } from './stage';

/** An operation in a situation in which it makes certain calls; it begins when everything that it needs is there. */
export interface Behaviour {
  readonly operation: Action;
  readonly situation: string;
  /** Prepares the situation and returns the operation, still to be run. */
  readonly prepare: (stage: Stage) => Promise<() => Promise<Operation>>;
}

/** What differs from type to type in the behaviours that all types of images have. */
export interface ImageMaking {
  /** The smallest template, with a name. */
  readonly template: Properties;
  /** The call that starts an image. */
  readonly startedBy: string;
  /** From now on images take longer than five minutes. */
  readonly slowly: (stage: Stage) => void;
  /** From now on images fail. */
  readonly fails: (stage: Stage) => void;
}

const TAGS = [{ Key: 'Team', Value: 'platform' }];

/** A creation by a template with further properties. */
export const creation = (
  situation: string,
  template: Properties,
  arrange: (stage: Stage) => void = () => {},
  options: (stage: Stage) => RequestOptions = () => ({}),
): Behaviour => ({
  operation: 'CREATE',
  situation,
  prepare: async (stage) => {
    arrange(stage);
    return () => stage.run('CREATE', template, options(stage));
  },
});

/** Something happens to the image while it is made, once. */
const once =
  (happens: (stage: Stage, imageId: string) => void) =>
  (stage: Stage): RequestOptions => ({
    meanwhile: ({ resourceModel }, count) => {
      if (count === 1) happens(stage, String(resourceModel?.Id));
    },
  });

/** An update of an image that a template made. */
export const updating = (situation: string, before: Properties, changes: Properties): Behaviour => ({
  operation: 'UPDATE',
  situation,
  prepare: async (stage) => {
    const image = await makeImage(stage, before);
    return () => update(stage, image, changes);
  },
});

const deleting = (
  situation: string,
  imageOf: (stage: Stage) => Promise<Copy>,
  changes: Properties = {},
  arrange: (stage: Stage, image: Copy) => void = () => {},
  configuration: Properties = {},
): Behaviour => ({
  operation: 'DELETE',
  situation,
  prepare: async (stage) => {
    const image = await imageOf(stage);
    arrange(stage, image);
    const typeConfiguration = { ...stage.typeConfiguration, ...configuration };
    return () => stage.run('DELETE', { ...image.wish, ...changes, ...image.identifier }, { typeConfiguration });
  },
});

const isUsed = ({ simulator }: Stage, { imageId }: Copy) => simulator.world.useByInstance(HOME, imageId);

function creations({ template, startedBy, slowly, fails }: ImageMaking): readonly Behaviour[] {
  const grouped = { ...template, ResourceGroupId: 'rg-acfmimages' };
  const loses =
    (times: number) =>
    ({ simulator }: Stage) =>
      simulator.inject({ action: startedBy, reset: 'after', times });
  return [
    creation('plain', template),
    creation('in a resource group, with tags', { ...grouped, Tags: TAGS }),
    creation('with a family', { ...template, ImageFamily: 'golden' }),
    creation(
      'whose tags were not kept',
      template,
      () => {},
      once(({ simulator }, imageId) => simulator.world.untag(HOME, imageId, ['tfcfn:source'])),
    ),
    creation(
      'whose tag somebody spelled in another way',
      { ...template, Tags: TAGS },
      () => {},
      once(({ simulator }, imageId) => simulator.world.retag(HOME, imageId, { TEAM: 'x' })),
    ),
    creation(
      'whose resource group was not kept',
      grouped,
      () => {},
      once(({ simulator }, imageId) => simulator.world.moveToResourceGroup(HOME, imageId, 'rg-acfmarchive')),
    ),
    creation(
      'that somebody renamed meanwhile',
      template,
      () => {},
      once(({ simulator }, imageId) => simulator.world.rename(HOME, imageId, 'renamed')),
    ),
    creation('whose answer is lost', template, loses(1)),
    creation('of which no call is answered in time', template, loses(Number.POSITIVE_INFINITY)),
    creation('that takes too long', { ...template, Timeouts: { Create: '5m' } }, slowly),
    creation('that fails', template, fails),
  ];
}

/** The behaviours of every type of images in which the handlers make another call than in the plain course of the operation. */
export function behavioursOf(making: ImageMaking): readonly Behaviour[] {
  const { template } = making;
  const made = (stage: Stage) => makeImage(stage, template);
  const started = (stage: Stage) => startImage(stage, template);
  return [
    ...creations(making),
    {
      operation: 'READ',
      situation: 'plain',
      prepare: async (stage) => {
        const { identifier } = await made(stage);
        return () => stage.run('READ', identifier);
      },
    },
    { operation: 'LIST', situation: 'plain', prepare: async (stage) => () => stage.run('LIST', {}) },
    updating('of nothing', template, {}),
    updating('of the name', template, { ImageName: 'another' }),
    updating('of the description', { ...template, Description: 'before' }, { Description: 'after' }),
    updating('of the family', template, { ImageFamily: 'golden' }),
    updating('of the resource group', template, { ResourceGroupId: 'rg-acfmimages' }),
    updating("of a tag's value", { ...template, Tags: TAGS }, { Tags: [{ Key: 'Team', Value: 'other' }] }),
    updating('that takes a tag away', { ...template, Tags: TAGS }, { Tags: [] }),
    deleting('of a finished image', made),
    deleting('with its snapshots', made, { DeleteAutoSnapshot: true }),
    deleting('of an image in use', made, {}, isUsed),
    deleting('of an image in use, with Force', made, { Force: true }, isUsed),
    deleting('of an image in use, with ForceDelete', made, {}, isUsed, { ForceDelete: true }),
    deleting('of a running image', started),
    deleting('of an image that cannot be seen yet', started, {}, ({ simulator }) =>
      simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST }),
    ),
    deleting('of an image that is gone', made, {}, ({ simulator }) => {
      for (const place of simulator.ledger().images) simulator.world.remove(HOME, place.split('/')[1] ?? '');
    }),
  ];
}
