import { errors } from '../fixtures/ecs-errors.json';
import type { ImageMaking } from './behaviours';
import { homeOf, leftovers, makeImage, NOTHING_LEFT, startImage } from './copies';
import {
  type Deviation,
  deviating,
  type ErrorEntry,
  type ErrorSubject,
  type Meeting,
  type UnlistedError,
} from './error-subject';
import type { Action, Operation, Stage } from './stage';
import { takingOnEcs } from './types/clouds';

/** How a type makes images of ECS, and which documented errors its calls can meet. */
export interface EcsMaking extends Pick<ImageMaking, 'template' | 'startedBy' | 'fails'> {
  /** The call that cancels a running creation, where there is one. */
  readonly cancelledBy?: string;
  /** The errors of the calls that only types of this kind make. */
  readonly own: readonly ErrorEntry[];
}

/** Where a type of images of ECS is: on the public cloud or behind a gateway. */
export interface EcsPlace extends Pick<ErrorSubject['errors'], 'unlisted'> {
  /** In addition to those of `DEVIATIONS`. */
  readonly deviations: readonly Deviation[];
  /** Calls that are never made there. */
  readonly without: readonly string[];
}

const DEVIATIONS: readonly Deviation[] = [
  {
    of: ({ action, code, operation }) =>
      action === 'DescribeImages' && code === 'InvalidParamter' && operation === 'CREATE',
    instead: 'InvalidRequest',
    because: 'it is the same call with the same ID as in READ, UPDATE and DELETE, and one table row says what it means',
  },
];

/** Codes of no table, of which only the form tells. An update comes back to what is throttled, eight times within its ten minutes. */
const UNLISTED: readonly UnlistedError[] = [
  [400, 'Throttling.Zone', 'Throttling', 32],
  [503, 'Rejected.Throttling', 'Throttling', 32],
  [429, 'FlowLimit', 'Throttling', 32],
  [403, 'Forbbbidden.New', 'AccessDenied', 1],
  [403, 'Forbiden', 'AccessDenied', 1],
  [403, 'NoPermission.Image', 'AccessDenied', 1],
  [400, 'MissingImageName', 'InternalFailure', 1],
  [400, 'InvalidImageFamily', 'InvalidRequest', 1],
  [400, 'InvalidImageFamily.Whatever', 'GeneralServiceException', 1],
  [402, 'Billing.Unpaid', 'GeneralServiceException', 1],
  [404, 'Nothing.Here', 'GeneralServiceException', 1],
  [500, 'Broken', 'ServiceInternalError', 4],
  [599, 'constructor', 'ServiceInternalError', 4],
  [400, '__proto__', 'GeneralServiceException', 1],
];

/** The public cloud. */
export const PUBLIC_PLACE: EcsPlace = { unlisted: UNLISTED, deviations: [], without: [] };

/** The errors of the calls that every type of images of ECS makes; those of STS belong to the authentication methods. */
const SHARED_CALLS: ReadonlySet<string> = new Set([
  '*',
  'DescribeImages',
  'ModifyImageAttribute',
  'TagResources',
  'UntagResources',
  'JoinResourceGroup',
  'DeleteImage',
  'DeleteSnapshot',
]);
const KNOWN: readonly ErrorEntry[] = errors as readonly ErrorEntry[];

/** The errors of one action, as the table of the fixtures has them. */
export const errorsOf = (action: string): readonly ErrorEntry[] => KNOWN.filter((entry) => entry.action === action);

const DONE: ReadonlySet<string> = new Set([
  'InvalidImageId.NotFound',
  'InvalidSnapshotId.NotFound',
  'InvalidResourceGroup.Duplicate',
]);

/** What an operation is mainly there to call: where an error of any action is raised. */
const mainCalls = (startedBy: string): Readonly<Record<Action, string>> => ({
  CREATE: startedBy,
  READ: 'DescribeImages',
  UPDATE: 'ModifyImageAttribute',
  DELETE: 'DeleteImage',
  LIST: 'DescribeImages',
});

/** The walk through the errors of a type. An error of the start itself goes before one that any action may answer with the same code. */
export function ecsErrors(making: EcsMaking, place: EcsPlace = PUBLIC_PLACE): ErrorSubject['errors'] {
  const main = mainCalls(making.startedBy);
  const shared = KNOWN.filter(({ action }) => SHARED_CALLS.has(action) && !place.without.includes(action));
  const isHidden = (entry: ErrorEntry, operation: Action): boolean =>
    entry.action === '*' && making.own.some(({ action, code }) => action === main[operation] && code === entry.code);
  const cases = [...shared, ...making.own].flatMap((entry) =>
    (Object.entries(entry.handler) as [Action, string][])
      .filter(([operation]) => !isHidden(entry, operation))
      .map(([operation, expected]) => ({ ...entry, operation, expected })),
  );
  const callOf = ({ action, operation }: Meeting): string => (action === '*' ? main[operation] : action);
  const { template, cancelledBy } = making;
  const { unlisted, deviations } = place;
  return {
    ...{ template, cancelledBy, callOf, unlisted, done: DONE },
    ...{ failures: 370, absent: 'm-1', wholly: { DeleteAutoSnapshot: true }, left: leftovers, nothing: NOTHING_LEFT },
    cases: deviating(cases, [...DEVIATIONS, ...deviations]),
    runInto: (stage: Stage, error, prepare) => runInto(making, stage, error, callOf(error), prepare),
  };
}

async function runInto(
  making: EcsMaking,
  stage: Stage,
  { operation }: Meeting,
  call: string,
  prepare: () => void,
): Promise<Operation> {
  switch (operation) {
    case 'CREATE':
      return create(making, stage, call, prepare);
    case 'DELETE':
      return remove(making, stage, call, prepare);
    case 'UPDATE':
      return update(making, stage, call, prepare);
    default: {
      const { identifier } = await makeImage(stage, making.template);
      prepare();
      return stage.run(operation, operation === 'LIST' ? {} : identifier);
    }
  }
}

async function create(making: EcsMaking, stage: Stage, call: string, prepare: () => void): Promise<Operation> {
  const { simulator } = stage;
  simulator.behave(takingOnEcs(call === making.cancelledBy ? 1_000 : 60));
  if (call === 'DeleteImage') making.fails(stage);
  prepare();
  return stage.run(
    'CREATE',
    { ...making.template, Timeouts: { Create: '5m' } },
    {
      meanwhile: ({ resourceModel }, count) => {
        // The start sets the tags; only what it did not keep is set by TagResources.
        const imageId = String(resourceModel?.Id);
        if (call === 'TagResources' && count === 1) simulator.world.untag(homeOf(stage), imageId, ['tfcfn:source']);
      },
    },
  );
}

async function update(making: EcsMaking, stage: Stage, call: string, prepare: () => void): Promise<Operation> {
  const kept = { Key: 'kept', Value: 'a' };
  const dropped = { Key: 'dropped', Value: 'b' };
  const { wish, identifier } = await makeImage(stage, { ...making.template, Tags: [kept, dropped] });
  const changes: Readonly<Record<string, object>> = {
    ModifyImageAttribute: { ImageName: 'another' },
    TagResources: { Tags: [{ Key: 'kept', Value: 'changed' }, dropped] },
    UntagResources: { Tags: [kept] },
    JoinResourceGroup: { ResourceGroupId: 'rg-acfmimages' },
  };
  prepare();
  return stage.run('UPDATE', { ...wish, ...identifier, ...changes[call] }, { previous: { ...wish, ...identifier } });
}

async function remove(making: EcsMaking, stage: Stage, call: string, prepare: () => void): Promise<Operation> {
  const running = call === making.cancelledBy;
  if (running) stage.simulator.behave(takingOnEcs(300));
  const template = { ...making.template, DeleteAutoSnapshot: call === 'DeleteSnapshot' };
  const { wish, identifier } = await (running ? startImage(stage, template) : makeImage(stage, template));
  prepare();
  return stage.run('DELETE', { ...wish, ...identifier });
}
