import { type Behaviour, trustAws } from '../../simulator/index';
import { HOME, makeCopy, SOURCE, startCopy } from '../support/copies';
import { snapshotsOf } from '../support/ledger';
import { ROLE, trustAccount } from '../support/sessions';
import type { Properties, RequestOptions, Stage } from '../support/stage';
import type { Request } from './cloudformation';
import type { Wish } from './end-state';

/** What may be left of the copy that an operation is about. */
export interface Outcome {
  /** As the copy has to be; without it there must be none. */
  readonly wish?: Wish;
  /** Its snapshots may stay without it. */
  readonly snapshotsStay?: readonly string[];
}

/** An operation that is about to begin, and how it has to end. */
export interface Scene {
  readonly request: Request;
  /** The copy that is there already; a CREATE says its own. */
  readonly identifier?: string;
  /** Copies of other resources, which are to stay. */
  readonly others?: readonly string[];
  readonly done: Outcome;
  readonly undone: Outcome;
  /** The code with which the operation is to fail if nothing goes wrong beside; absent: it succeeds. */
  readonly failure?: string;
}

export interface Scenario {
  readonly name: string;
  readonly behaviour: Partial<Behaviour>;
  /** Whether AWS's STS has to be there. */
  readonly aws?: true;
  readonly open: (stage: Stage) => Promise<Scene> | Scene;
}

const tag = (Key: string, Value: string) => ({ Key, Value });
const NAMED = { ...SOURCE, ImageName: 'golden' };
const EVERYTHING = {
  ...NAMED,
  Description: 'a copy with everything set',
  ImageFamily: 'family',
  ResourceGroupId: 'rg-acfmimages',
  Encrypted: true,
  KmsKeyId: 'key-shz0000000000000',
  Tags: [tag('team', 'a'), tag('empty', '')],
};
const FAILED_COPY = { copyOutcome: { failAtPercent: 50, status: 'CreateFailed' } } as const;
const TOKEN = 'request-1';
const NOTHING: Outcome = {};

/** A CREATE, and what has to come of it. */
export function creation(properties: Properties, options: RequestOptions = {}, failure?: string): Scene {
  const wish = { properties, stackTags: options.stackTags, systemTags: options.systemTags };
  return {
    request: { action: 'CREATE', properties, options: { ...options, token: TOKEN } },
    done: { wish },
    undone: NOTHING,
    failure,
  };
}

/** A CREATE of a copy that takes 18 s, if `behaviour` says nothing else. */
export const create = (name: string, behaviour: Partial<Behaviour>, open: Scenario['open']): Scenario => ({
  name: `CREATE ${name}`,
  behaviour: { copySeconds: 18, ...behaviour },
  open,
});

/** An UPDATE of a finished copy from one template to another. */
export function update(name: string, before: Properties, changes: Properties): Scenario {
  return {
    name: `UPDATE ${name}`,
    behaviour: { copySeconds: 1 },
    open: async (stage) => {
      const { wish, identifier, imageId } = await makeCopy(stage, before);
      stage.simulator.world.retag(HOME, imageId, { foreign: 'stays' });
      const former = { ...wish, ...identifier };
      const desired = { ...former, ...changes };
      const foreignTags = { foreign: 'stays' };
      return {
        request: { action: 'UPDATE', properties: desired, options: { token: TOKEN, previous: former } },
        identifier: identifier.tfcfnid,
        done: { wish: { properties: desired, foreignTags } },
        undone: { wish: { properties: former, foreignTags } },
      };
    },
  };
}

/** A DELETE of a copy that exists. */
export function remove(
  name: string,
  behaviour: Partial<Behaviour>,
  properties: Properties,
  prepare: (stage: Stage, imageId: string) => void = () => undefined,
  make: typeof makeCopy = makeCopy,
): Scenario {
  return {
    name: `DELETE ${name}`,
    behaviour: { copySeconds: 1, ...behaviour },
    open: async (stage) => {
      const { wish, identifier, imageId, model } = await make(stage, { ...properties, Timeouts: { Delete: '2m' } });
      prepare(stage, imageId);
      const image = stage.simulator.world.image(HOME, imageId);
      const outcome = { snapshotsStay: properties.DeleteAutoSnapshot || !image ? [] : snapshotsOf(image) };
      const SnapshotIds = model.SnapshotIds;
      return {
        request: {
          action: 'DELETE',
          properties: { ...wish, ...identifier, ...(SnapshotIds !== undefined && { SnapshotIds }) },
          options: { token: TOKEN },
        },
        identifier: identifier.tfcfnid,
        done: outcome,
        undone: outcome,
      };
    },
  };
}

/** The same while the copy is the source of another one. */
function whileCopied({ open, ...scenario }: Scenario): Scenario {
  return {
    ...scenario,
    open: async (stage) => {
      const scene = await open(stage);
      const [SourceRegionId, SourceImageId] = scene.identifier?.split('/') ?? [];
      const further = { SourceRegionId, SourceImageId, DestinationRegionId: 'eu-west-1', ImageName: 'further' };
      const { identifier } = await startCopy(stage, further);
      return { ...scene, others: [identifier.tfcfnid] };
    },
  };
}

/** A READ or LIST beside a finished copy. */
function look(
  action: 'READ' | 'LIST',
  name: string,
  properties: (identifier: { tfcfnid: string }) => Properties,
): Scenario {
  return {
    name: `${action} ${name}`,
    behaviour: { copySeconds: 1 },
    open: async (stage) => {
      const { wish, identifier } = await makeCopy(stage, EVERYTHING);
      const outcome = { wish: { properties: wish } };
      return {
        request: { action, properties: properties(identifier), options: { token: TOKEN } },
        identifier: identifier.tfcfnid,
        done: outcome,
        undone: outcome,
      };
    },
  };
}

/** The same by another way in; the stage itself is set up by the key of the RAM user. */
function byWay(way: string, { name, behaviour, open }: Scenario, configure: (stage: Stage) => Properties): Scenario {
  return {
    name: `${name}, ${way}`,
    behaviour,
    open: async (stage) => {
      const { url } = stage.simulator;
      const typeConfiguration = { RegionId: HOME, ...configure(stage), Endpoints: { Ecs: url, Sts: url } };
      const scene = await open(stage);
      const { request } = scene;
      return { ...scene, request: { ...request, options: { ...request.options, typeConfiguration } } };
    },
  };
}

/** With a role that the RAM user assumes. */
const withRole = (scenario: Scenario): Scenario =>
  byWay('with a role', scenario, ({ simulator: { ram, accessKey } }) => {
    const RoleArn = ram.createRole({ name: ROLE, trust: trustAccount(ram.accountId) });
    return { Credentials: accessKey, AssumeRole: { RoleArn } };
  });

/** The shortest that STS allows. */
const SESSION_SECONDS = 900;

/** With a role that a web identity of AWS assumes. */
const keyless = (scenario: Scenario): Scenario => ({
  aws: true,
  ...byWay('keyless', scenario, ({ simulator: { ram }, aws }) => {
    if (!aws) throw new Error('the stage has no AWS');
    return { AssumeRoleWithOIDC: { ...trustAws(ram, aws), DurationSeconds: SESSION_SECONDS } };
  }),
});

const PLAIN_CREATE = create('of a plain copy', {}, () => creation({ ...SOURCE, Timeouts: { Create: '2m' } }));
const PLAIN_READ = look('READ', 'of a copy', (identifier) => identifier);
const PLAIN_UPDATE = update('of the name', {}, { ImageName: 'renamed' });
const PLAIN_DELETE = remove('of a finished copy', {}, {});
const PLAIN_LIST = look('LIST', 'of a region', () => ({}));
/** Its second invocation needs another session than the first. */
const LONG_CREATE = create('of a copy that outlives its session', {}, ({ simulator: { clock } }) =>
  creation(
    { ...NAMED, Timeouts: { Create: '20m' } },
    {
      meanwhile: (_, count) => {
        if (count === 1) clock.advance(SESSION_SECONDS * 1000);
      },
    },
  ),
);

/** Leaves no room for the mark by which a copy is found whose ID nobody knows. */
const NINETEEN_TAGS = Array.from({ length: 19 }, (_, index) => tag(`key-${index}`, ''));
export const UNMARKED = 'CREATE of a copy with 19 tags';

export const SCENARIOS: readonly Scenario[] = [
  PLAIN_CREATE,
  withRole(PLAIN_CREATE),
  keyless(LONG_CREATE),
  create('of a copy with everything set', {}, (stage) =>
    creation(
      { ...EVERYTHING, Timeouts: { Create: '2m' } },
      {
        stackTags: { stack: 'tag' },
        systemTags: { 'aws:cloudformation:stack-name': 'images' },
        meanwhile: ({ resourceModel }, count) => {
          // What CopyImage had not kept is set afterwards. Where its start is refused for a while, there is no image yet.
          const imageId = resourceModel?.Id;
          if (count === 1 && imageId !== undefined) stage.simulator.world.untag(HOME, String(imageId), ['team']);
        },
      },
    ),
  ),
  create('behind another copy', { copiesPerRegion: 1 }, async (stage) => {
    const first = await startCopy(stage, { ImageName: 'first' });
    return { ...creation({ ...NAMED, Timeouts: { Create: '2m' } }), others: [first.identifier.tfcfnid] };
  }),
  create('of a copy that is not visible at first', { visibilityDelaySeconds: 12 }, () =>
    creation({ ...NAMED, Timeouts: { Create: '2m' } }),
  ),
  create('of a copy that fails', { ...FAILED_COPY, deleteTakesSeconds: 3 }, () =>
    creation({ ...NAMED, Timeouts: { Create: '2m' } }, {}, 'GeneralServiceException'),
  ),
  create(
    'of a copy that takes too long',
    { copySeconds: 1_000, cancelTakesSeconds: 3, cancelledCopyKeepsSnapshots: true },
    () => creation({ ...NAMED, Timeouts: { Create: '30s' } }, {}, 'NotStabilized'),
  ),
  create('of a copy with 19 tags', {}, () => creation({ ...NAMED, Tags: NINETEEN_TAGS, Timeouts: { Create: '2m' } })),
  PLAIN_READ,
  withRole(PLAIN_READ),
  keyless(PLAIN_READ),
  PLAIN_UPDATE,
  withRole(PLAIN_UPDATE),
  keyless(PLAIN_UPDATE),
  update('of the description', { Description: 'before' }, { Description: 'after' }),
  update('of the family', { ImageFamily: 'before' }, { ImageFamily: 'after' }),
  update('of the resource group', { ResourceGroupId: 'rg-acfmarchive' }, { ResourceGroupId: 'rg-acfmimages' }),
  update(
    'of tags',
    { Tags: [tag('kept', 'a'), tag('changed', 'a'), tag('gone', 'a'), tag('Case', 'a')] },
    { Tags: [tag('kept', 'a'), tag('changed', 'b'), tag('new', 'b'), tag('case', 'b')] },
  ),
  update(
    'of everything',
    { Description: 'before', ResourceGroupId: 'rg-acfmarchive', Tags: [tag('gone', 'a')] },
    { ImageName: 'renamed', Description: 'after', ResourceGroupId: 'rg-acfmimages', Tags: [tag('new', 'b')] },
  ),
  PLAIN_DELETE,
  withRole(PLAIN_DELETE),
  keyless(PLAIN_DELETE),
  remove('of a finished copy that goes slowly', { deleteTakesSeconds: 4 }, {}),
  remove('of a running copy', { copySeconds: 300, cancelTakesSeconds: 3 }, {}, undefined, startCopy),
  remove('of a copy and its snapshots', { deleteTakesSeconds: 3 }, { DeleteAutoSnapshot: true }),
  remove('of a copy in use, with Force', {}, { Force: true, DeleteAutoSnapshot: true }, (stage, imageId) =>
    stage.simulator.world.useByInstance(HOME, imageId),
  ),
  remove(
    'of a copy that cannot be cancelled',
    { copySeconds: 60, cancel: 'refused', deleteTakesSeconds: 3 },
    {},
    undefined,
    startCopy,
  ),
  whileCopied(remove('of a copy that is being copied elsewhere', { copySeconds: 30 }, { DeleteAutoSnapshot: true })),
  PLAIN_LIST,
  withRole(PLAIN_LIST),
  keyless(PLAIN_LIST),
];
