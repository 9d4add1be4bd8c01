import type { FaultResponse, ImageView } from '../../simulator/index';
import type { Answer, Operation, Properties, RequestOptions, Stage } from './stage';
import type { StagedCloud } from './types/staged-type';

/** An image of the simulator's built-in ones, 40 GiB, Available. */
export const SOURCE = { SourceImageId: 'm-bp1golden0ubuntu24', SourceRegionId: 'cn-hangzhou' } as const;
/** Where copies go if a template says nothing: the RegionId of the stage's type configuration. */
export const HOME = 'cn-shanghai';
/** Keys of the simulator's built-in ones at HOME. */
export const KEY = 'key-sha00example';
export const OTHER_KEY = 'key-shz0000000000000';
/** The one of ap-southeast-1. */
export const KEY_ABROAD = 'key-sgp00example';

/** A well-formed answer of DescribeImages that shows nothing: a list that lags behind, or what those get who may not see images. */
export const EMPTY_LIST: FaultResponse = {
  status: 200,
  body: JSON.stringify({ RequestId: 'R', PageNumber: 1, PageSize: 10, TotalCount: 0, Images: { Image: [] } }),
};

/** Where images of a stage's type go if a template says nothing. */
export const homeOf = ({ typeConfiguration }: Stage): string => String(typeConfiguration.RegionId);

/** Requests that change something. */
const MUTATING =
  /^(CopyImage|CancelCopyImage|DeleteImage|ModifyImageAttribute|TagResources|UntagResources|JoinResourceGroup|DeleteSnapshot)$/;

/** A copy that exists, with what its template said. */
export interface Copy {
  readonly wish: Properties;
  readonly identifier: { readonly tfcfnid: string };
  readonly imageId: string;
  readonly model: Properties;
}

/** Makes a finished copy; what went before is no longer among the simulator's calls. */
export async function makeCopy(stage: Stage, properties: Properties = {}, options: RequestOptions = {}): Promise<Copy> {
  return makeImage(stage, { ...SOURCE, ImageName: 'golden', ...properties }, options);
}

/** Starts a copy and leaves it running. */
export async function startCopy(
  stage: Stage,
  properties: Properties = {},
  options: RequestOptions = {},
): Promise<Copy> {
  return startImage(stage, { ...SOURCE, ImageName: 'golden', ...properties }, options);
}

/** Makes what a template of the stage's type says, until it is finished. */
export async function makeImage(
  stage: Stage<StagedCloud>,
  wish: Properties,
  options: RequestOptions = {},
): Promise<Copy> {
  return asCopy(wish, (await stage.run('CREATE', wish, options)).final);
}

/** Starts what a template of the stage's type says, and leaves it running. */
export async function startImage(
  stage: Stage<StagedCloud>,
  wish: Properties,
  options: RequestOptions = {},
): Promise<Copy> {
  return asCopy(wish, await stage.invoke('CREATE', wish, options));
}

function asCopy(wish: Properties, { resourceModel: model, message }: Answer): Copy {
  const tfcfnid = model?.tfcfnid;
  if (!model || typeof tfcfnid !== 'string') throw new Error(`no copy: ${message}`);
  return { wish, identifier: { tfcfnid }, imageId: tfcfnid.split('/')[1] ?? '', model };
}

/** Updates a copy to its former wish with changes; `undefined` removes a property. */
export function update(
  stage: Stage<StagedCloud>,
  { wish, identifier }: Copy,
  changes: Properties,
  options: RequestOptions = {},
): Promise<Operation> {
  return stage.run(
    'UPDATE',
    { ...wish, ...changes, ...identifier },
    { previous: { ...wish, ...identifier }, ...options },
  );
}

/** Deletes a copy as CloudFormation does: with the properties of its template. */
export function remove(
  stage: Stage<StagedCloud>,
  { wish, identifier }: Copy,
  changes: Properties = {},
): Promise<Operation> {
  return stage.run('DELETE', { ...wish, ...changes, ...identifier });
}

/** The copy as it is in the cloud, past the API. */
export function imageOf(stage: Stage, { identifier }: Pick<Copy, 'identifier'>): ImageView | undefined {
  const [regionId = '', imageId = ''] = identifier.tfcfnid.split('/');
  return stage.simulator.world.image(regionId, imageId);
}

/** What changes the account while `work` runs. */
export async function mutationsOf(stage: Stage, work: () => Promise<unknown>): Promise<string[]> {
  return (await callsOf(stage, work)).map(({ action }) => action).filter((action) => MUTATING.test(action));
}

/** The requests that the simulator gets while `work` runs. */
export async function callsOf<Cloud extends StagedCloud>(
  stage: Stage<Cloud>,
  work: () => Promise<unknown>,
): Promise<readonly Cloud['calls'][number][]> {
  const before = stage.simulator.calls.length;
  await work();
  return stage.simulator.calls.slice(before);
}

/** The images and snapshots that the type left, and the copies and creations that run or wait. */
export function leftovers(stage: Stage) {
  const { runningCopies, waitingCopies, runningCreations, images, snapshots } = stage.simulator.ledger();
  return { runningCopies, waitingCopies, runningCreations, images, snapshots };
}

export const NOTHING_LEFT = { runningCopies: 0, waitingCopies: 0, runningCreations: 0, images: [], snapshots: [] };

/** Opens a stage before each test of a group and closes it afterwards; call the result to get it. */
export function useStage<S extends Stage<StagedCloud>>(open: () => Promise<S>): () => S {
  let stage: S | undefined;
  beforeEach(async () => {
    stage = await open();
  });
  afterEach(() => stage?.close());
  return () => {
    if (!stage) throw new Error('the stage is opened before each test');
    return stage;
  };
}
