import { errors } from '../fixtures/ecs-errors.json';
import type { ImageMaking } from './behaviours';
import { HOME, makeImage, startImage } from './copies';
import type { Action, Operation, Stage } from './stage';
import type { StagedType } from './types/staged-type';

/** A documented error of ECS, and what the handlers are to make of it in each operation that can meet it. */
export interface EcsErrorEntry {
  readonly action: string;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly handler: Readonly<Partial<Record<Action, string>>>;
  readonly repeat: boolean;
}

/** One line of the tests: an error in an operation. */
export interface ErrorCase extends EcsErrorEntry {
  readonly operation: Action;
  readonly expected: string;
}

/** Where an error is met. */
export type Meeting = Pick<ErrorCase, 'action' | 'operation'>;

/** A type of images of ECS whose operations meet its errors. */
export interface ErrorSubject extends StagedType {
  readonly errors: Pick<EcsMaking, 'template' | 'taking' | 'cancelledBy'> & {
    readonly cases: readonly ErrorCase[];
    /** The call that meets an error. */
    readonly callOf: (error: Meeting) => string;
    /**
     * Runs an operation such that it makes the call of a case. `prepare` is called when everything that it needs is there, and the operation
     * is about to begin.
     */
    readonly runInto: (stage: Stage, error: Meeting, prepare: () => void) => Promise<Operation>;
  };
}

/** How a type makes images of ECS, and which documented errors its calls can meet. */
export interface EcsMaking extends Pick<ImageMaking, 'template' | 'startedBy' | 'fails'> {
  /** From now on an image takes so many seconds. */
  readonly taking: (stage: Stage, seconds: number) => void;
  /** The call that cancels a running creation, where there is one. */
  readonly cancelledBy?: string;
  /** The errors of the calls that only types of this kind make. */
  readonly own: readonly EcsErrorEntry[];
}

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
const KNOWN: readonly EcsErrorEntry[] = errors as readonly EcsErrorEntry[];

/** The errors of one action, as the table of the fixtures has them. */
export const errorsOf = (action: string): readonly EcsErrorEntry[] => KNOWN.filter((entry) => entry.action === action);

/** What an operation is mainly there to call: where an error of any action is raised. */
const mainCalls = (startedBy: string): Readonly<Record<Action, string>> => ({
  CREATE: startedBy,
  READ: 'DescribeImages',
  UPDATE: 'ModifyImageAttribute',
  DELETE: 'DeleteImage',
  LIST: 'DescribeImages',
});

/** The walk through the errors of a type. An error of the start itself goes before one that any action may answer with the same code. */
export function ecsErrors(making: EcsMaking): ErrorSubject['errors'] {
  const main = mainCalls(making.startedBy);
  const shared = KNOWN.filter(({ action }) => SHARED_CALLS.has(action));
  const isHidden = (entry: EcsErrorEntry, operation: Action): boolean =>
    entry.action === '*' && making.own.some(({ action, code }) => action === main[operation] && code === entry.code);
  const cases = [...shared, ...making.own].flatMap((entry) =>
    (Object.entries(entry.handler) as [Action, string][])
      .filter(([operation]) => !isHidden(entry, operation))
      .map(([operation, expected]) => ({ ...entry, operation, expected })),
  );
  const callOf = ({ action, operation }: Meeting): string => (action === '*' ? main[operation] : action);
  const { template, taking, cancelledBy } = making;
  return {
    ...{ template, taking, cancelledBy, cases, callOf },
    runInto: (stage, error, prepare) => runInto(making, stage, error, callOf(error), prepare),
  };
}

/** Lets the simulator answer the call of a case with its error, so many times. */
export function raise(
  { errors: { callOf } }: ErrorSubject,
  stage: Stage,
  error: ErrorCase,
  times: number,
  { acts = false } = {},
): void {
  const { status, code, message } = error;
  stage.simulator.inject({ action: callOf(error), error: { status, code, message }, times, acts });
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
  making.taking(stage, call === making.cancelledBy ? 1_000 : 60);
  if (call === 'DeleteImage') making.fails(stage);
  prepare();
  return stage.run(
    'CREATE',
    { ...making.template, Timeouts: { Create: '5m' } },
    {
      meanwhile: ({ resourceModel }, count) => {
        // The start sets the tags; only what it did not keep is set by TagResources.
        const imageId = String(resourceModel?.Id);
        if (call === 'TagResources' && count === 1) simulator.world.untag(HOME, imageId, ['tfcfn:source']);
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
  if (running) making.taking(stage, 300);
  const template = { ...making.template, DeleteAutoSnapshot: call === 'DeleteSnapshot' };
  const { wish, identifier } = await (running ? startImage(stage, template) : makeImage(stage, template));
  prepare();
  return stage.run('DELETE', { ...wish, ...identifier });
}

/** CloudFormation deletes what a failed CREATE had made, if it was told its identifier. */
export async function rollBack(stage: Stage, { answers }: Operation): Promise<void> {
  stage.simulator.clearFaults();
  const model = answers.findLast((answer) => answer.resourceModel)?.resourceModel;
  if (!model) return;
  await stage.run('DELETE', { ...model, DeleteAutoSnapshot: true });
}
