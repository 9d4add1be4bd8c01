import type { AlibabaSimulator, World } from '../../simulator/index';
import { type Copy, EMPTY_LIST, homeOf, makeImage, startImage, update } from './copies';
import type { Action, Operation, Properties, RequestOptions, Stage } from './stage';
import type { StagedCloud, StagedType } from './types/staged-type';

/** An operation in a situation in which it makes certain calls; it begins when everything that it needs is there. */
export interface Behaviour {
  readonly operation: Action;
  readonly situation: string;
  /** Only types with this property have it. */
  readonly needs?: string;
  /** Prepares the situation and returns the operation, still to be run. */
  prepare(stage: Stage<StagedCloud>): Promise<() => Promise<Operation>>;
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
export const creation = <Cloud extends StagedCloud = AlibabaSimulator>(
  situation: string,
  template: Properties,
  arrange: (stage: Stage<Cloud>) => void = () => {},
  options: (stage: Stage<Cloud>) => RequestOptions = () => ({}),
): Behaviour => ({
  operation: 'CREATE',
  situation,
  prepare: async (stage: Stage<Cloud>) => {
    arrange(stage);
    return () => stage.run('CREATE', template, options(stage));
  },
});

/** A reading of an image by what is known of it; default: its identifier. */
export const reading = (
  situation: string,
  template: Properties,
  identifierOf: (image: Copy) => Properties = ({ identifier }) => identifier,
): Behaviour => ({
  operation: 'READ',
  situation,
  prepare: async (stage) => {
    const image = await makeImage(stage, template);
    return () => stage.run('READ', identifierOf(image));
  },
});

/** A list of all. */
export const LISTING: Behaviour = {
  operation: 'LIST',
  situation: 'plain',
  prepare: async (stage) => () => stage.run('LIST', {}),
};

/** Something happens to the image while it is made, once. */
const once =
  (happens: (world: World, at: readonly [regionId: string, imageId: string]) => void) =>
  (stage: Stage): RequestOptions => ({
    meanwhile: ({ resourceModel }, count) => {
      if (count === 1) happens(stage.simulator.world, [homeOf(stage), String(resourceModel?.Id)]);
    },
  });

const needing = (needs: string, behaviour: Behaviour): Behaviour => ({ ...behaviour, needs });

/** An update of an image that a template made. */
export const updating = (situation: string, before: Properties, changes: Properties): Behaviour => ({
  operation: 'UPDATE',
  situation,
  prepare: async (stage) => {
    const image = await makeImage(stage, before);
    return () => update(stage, image, changes);
  },
});

/** A deletion of an image that is there, or is being made, by its template with changes. */
export const deleting = <Cloud extends StagedCloud = AlibabaSimulator>(
  situation: string,
  imageOf: (stage: Stage<Cloud>) => Promise<Copy>,
  changes: Properties = {},
  arrange: (stage: Stage<Cloud>, image: Copy) => void = () => {},
  configuration: Properties = {},
): Behaviour => ({
  operation: 'DELETE',
  situation,
  prepare: async (stage: Stage<Cloud>) => {
    const image = await imageOf(stage);
    arrange(stage, image);
    const typeConfiguration = { ...stage.typeConfiguration, ...configuration };
    return () => stage.run('DELETE', { ...image.wish, ...changes, ...image.identifier }, { typeConfiguration });
  },
});

const isUsed = (stage: Stage, { imageId }: Copy) => stage.simulator.world.useByInstance(homeOf(stage), imageId);

function creations({ template, startedBy, slowly, fails }: ImageMaking): readonly Behaviour[] {
  const grouped = { ...template, ResourceGroupId: 'rg-acfmimages' };
  const loses =
    (times: number) =>
    ({ simulator }: Stage) =>
      simulator.inject({ action: startedBy, reset: 'after', times });
  return [
    creation('plain', template),
    creation('with tags', { ...template, Tags: TAGS }),
    needing('ResourceGroupId', creation('in a resource group', grouped)),
    needing('ImageFamily', creation('with a family', { ...template, ImageFamily: 'golden' })),
    creation(
      'whose tags were not kept',
      template,
      () => {},
      once((world, at) => world.untag(...at, ['tfcfn:source'])),
    ),
    creation(
      'whose tag somebody spelled in another way',
      { ...template, Tags: TAGS },
      () => {},
      once((world, at) => world.retag(...at, { TEAM: 'x' })),
    ),
    needing(
      'ResourceGroupId',
      creation(
        'whose resource group was not kept',
        grouped,
        () => {},
        once((world, at) => world.moveToResourceGroup(...at, 'rg-acfmarchive')),
      ),
    ),
    creation(
      'that somebody renamed meanwhile',
      template,
      () => {},
      once((world, at) => world.rename(...at, 'renamed')),
    ),
    creation('whose answer is lost', template, loses(1)),
    creation('of which no call is answered in time', template, loses(Number.POSITIVE_INFINITY)),
    creation('that takes too long', { ...template, Timeouts: { Create: '5m' } }, slowly),
    creation('that fails', template, fails),
  ];
}

/** The behaviours of a type of images in which the handlers make another call than in the plain course of the operation. */
export function behavioursOf({ schema }: StagedType, making: ImageMaking): readonly Behaviour[] {
  return everyBehaviour(making).filter(({ needs }) => needs === undefined || Object.hasOwn(schema.properties, needs));
}

function everyBehaviour(making: ImageMaking): readonly Behaviour[] {
  const { template } = making;
  const made = (stage: Stage) => makeImage(stage, template);
  const started = (stage: Stage) => startImage(stage, template);
  return [
    ...creations(making),
    reading('plain', template),
    LISTING,
    updating('of nothing', template, {}),
    updating('of the name', template, { ImageName: 'another' }),
    updating('of the description', { ...template, Description: 'before' }, { Description: 'after' }),
    needing('ImageFamily', updating('of the family', template, { ImageFamily: 'golden' })),
    needing('ResourceGroupId', updating('of the resource group', template, { ResourceGroupId: 'rg-acfmimages' })),
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
      for (const place of simulator.ledger().images) {
        const [regionId = '', imageId = ''] = place.split('/');
        simulator.world.remove(regionId, imageId);
      }
    }),
  ];
}
