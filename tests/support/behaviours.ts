import { type Copy, EMPTY_LIST, HOME, makeCopy, SOURCE, startCopy, update } from './copies';
import type { Action, Operation, Properties, RequestOptions, Stage } from './stage';

/** An operation in a situation in which it makes certain calls; it begins when everything that it needs is there. */
export interface Behaviour {
  readonly operation: Action;
  readonly situation: string;
  /** Prepares the situation and returns the operation, still to be run. */
  readonly prepare: (stage: Stage) => Promise<() => Promise<Operation>>;
}

const create =
  (properties: Properties = {}, options: RequestOptions = {}) =>
  (stage: Stage) =>
    stage.run('CREATE', { ...SOURCE, ImageName: 'golden', ...properties }, options);

/** A creation in whose course something happens to the copy, once. */
const createWhile = (properties: Properties, happens: (stage: Stage, imageId: string) => void) => (stage: Stage) =>
  create(properties, {
    meanwhile: ({ resourceModel }, count) => {
      if (count === 1) happens(stage, String(resourceModel?.Id));
    },
  })(stage);

const creation = (
  situation: string,
  run: (stage: Stage) => Promise<Operation>,
  arrange: (stage: Stage) => void = () => {},
): Behaviour => ({
  operation: 'CREATE',
  situation,
  prepare: async (stage) => {
    arrange(stage);
    return () => run(stage);
  },
});

const updating = (situation: string, before: Properties, changes: Properties): Behaviour => ({
  operation: 'UPDATE',
  situation,
  prepare: async (stage) => {
    const copy = await makeCopy(stage, before);
    return () => update(stage, copy, changes);
  },
});

const deleting = (
  situation: string,
  copyOf: (stage: Stage) => Promise<Copy>,
  changes: Properties = {},
  arrange: (stage: Stage, copy: Copy) => void = () => {},
  configuration: Properties = {},
): Behaviour => ({
  operation: 'DELETE',
  situation,
  prepare: async (stage) => {
    const copy = await copyOf(stage);
    arrange(stage, copy);
    const typeConfiguration = { ...stage.typeConfiguration, ...configuration };
    return () => stage.run('DELETE', { ...copy.wish, ...changes, ...copy.identifier }, { typeConfiguration });
  },
});

const isUsed = ({ simulator }: Stage, { imageId }: Copy) => simulator.world.useByInstance(HOME, imageId);

const fails = (stage: Stage) =>
  stage.simulator.behave({ copyOutcome: { failAtPercent: 40, status: 'CreateFailed' }, copySeconds: 600 });
const TAGS = [{ Key: 'Team', Value: 'platform' }];

/** Every behaviour of the handlers in which they make another call to ECS than in the plain course of the operation. */
export const BEHAVIOURS: readonly Behaviour[] = [
  creation('plain', create()),
  creation(
    'encrypted, in a resource group, with tags',
    create({ Encrypted: true, ResourceGroupId: 'rg-acfmimages', Tags: TAGS }),
  ),
  creation('with a family, which CopyImage cannot set', create({ ImageFamily: 'golden' })),
  creation('for NVMe disks, which CopyImage drops', create({ NvmeSupport: 'supported' })),
  creation(
    'whose tags were not kept',
    createWhile({}, ({ simulator }, imageId) => simulator.world.untag(HOME, imageId, ['tfcfn:source'])),
  ),
  creation(
    'whose tag somebody spelled in another way',
    createWhile({ Tags: TAGS }, ({ simulator }, imageId) => simulator.world.retag(HOME, imageId, { TEAM: 'x' })),
  ),
  creation(
    'whose resource group was not kept',
    createWhile({ ResourceGroupId: 'rg-acfmimages' }, ({ simulator }, imageId) =>
      simulator.world.moveToResourceGroup(HOME, imageId, 'rg-acfmarchive'),
    ),
  ),
  creation('whose answer is lost', create(), ({ simulator }) =>
    simulator.inject({ action: 'CopyImage', reset: 'after', times: 1 }),
  ),
  creation('of which no call is answered in time', create(), ({ simulator }) =>
    simulator.inject({ action: 'CopyImage', reset: 'after', times: Number.POSITIVE_INFINITY }),
  ),
  creation('that takes too long', create({ Timeouts: { Create: '5m' } })),
  creation('that fails', create(), fails),
  {
    operation: 'READ',
    situation: 'plain',
    prepare: async (stage) => {
      const { identifier } = await makeCopy(stage);
      return () => stage.run('READ', identifier);
    },
  },
  { operation: 'LIST', situation: 'plain', prepare: async (stage) => () => stage.run('LIST', {}) },
  updating('of nothing', {}, {}),
  updating('of the name', {}, { ImageName: 'another' }),
  updating('of the description', { Description: 'before' }, { Description: 'after' }),
  updating('of the family', {}, { ImageFamily: 'golden' }),
  updating('of the NVMe support', {}, { NvmeSupport: 'supported' }),
  updating('of the resource group', {}, { ResourceGroupId: 'rg-acfmimages' }),
  updating("of a tag's value", { Tags: TAGS }, { Tags: [{ Key: 'Team', Value: 'other' }] }),
  updating('that takes a tag away', { Tags: TAGS }, { Tags: [] }),
  deleting('of a finished copy', makeCopy),
  deleting('with its snapshots', makeCopy, { DeleteAutoSnapshot: true }),
  deleting('of a copy in use', makeCopy, {}, isUsed),
  deleting('of a copy in use, with Force', makeCopy, { Force: true }, isUsed),
  deleting('of a copy in use, with ForceDelete', makeCopy, {}, isUsed, { ForceDelete: true }),
  deleting('of a running copy', startCopy),
  deleting('of a copy that cannot be seen yet', startCopy, {}, ({ simulator }) =>
    simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST }),
  ),
  deleting('of a copy that is gone', makeCopy, {}, ({ simulator }) => {
    for (const place of simulator.ledger().images) simulator.world.remove(HOME, place.split('/')[1] ?? '');
  }),
];
