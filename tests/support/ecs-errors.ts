import { errors } from '../fixtures/ecs-errors.json';
import { HOME, imageOf, makeCopy, SOURCE, startCopy } from './copies';
import type { Action, Operation, Stage } from './stage';

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

/** Every entry for an operation of ours; those of STS belong to the ways in, see assume-role-errors.test.ts. */
export const ERROR_CASES: readonly ErrorCase[] = (errors as readonly EcsErrorEntry[])
  .filter(({ action }) => action !== 'AssumeRoleWithOIDC')
  .flatMap((entry) =>
    (Object.entries(entry.handler) as [Action, string][]).map(([operation, expected]) => ({
      ...entry,
      operation,
      expected,
    })),
  );

/** What an operation is mainly there to call: where an error of any action is raised. */
const MAIN_CALL: Readonly<Record<Action, string>> = {
  CREATE: 'CopyImage',
  READ: 'DescribeImages',
  UPDATE: 'ModifyImageAttribute',
  DELETE: 'DeleteImage',
  LIST: 'DescribeImages',
};

/** The call that meets the error. */
export function callOf({ action, operation }: Pick<ErrorCase, 'action' | 'operation'>): string {
  return action === '*' ? MAIN_CALL[operation] : action;
}

/** Lets the simulator answer the call of a case with its error, so many times. */
export function raise(stage: Stage, error: ErrorCase, times: number, { acts = false } = {}): void {
  const { status, code, message } = error;
  stage.simulator.inject({ action: callOf(error), error: { status, code, message }, times, acts });
}

/**
 * Runs an operation such that it makes the call of a case. `prepare` is called when everything that it needs is there, and the
 * operation is about to begin.
 */
export async function runInto(
  stage: Stage,
  error: Pick<ErrorCase, 'action' | 'operation'>,
  prepare: () => void,
): Promise<Operation> {
  const call = callOf(error);
  switch (error.operation) {
    case 'CREATE':
      return create(stage, call, prepare);
    case 'DELETE':
      return remove(stage, call, prepare);
    case 'UPDATE':
      return update(stage, call, prepare);
    default: {
      const { identifier } = await makeCopy(stage);
      prepare();
      return stage.run(error.operation, error.operation === 'LIST' ? {} : identifier);
    }
  }
}

async function create(stage: Stage, call: string, prepare: () => void): Promise<Operation> {
  const { simulator } = stage;
  if (call === 'CancelCopyImage') simulator.behave({ copySeconds: 1_000 });
  else simulator.behave({ copySeconds: 60 });
  if (call === 'DeleteImage') simulator.behave({ copyOutcome: { failAtPercent: 50, status: 'CreateFailed' } });
  prepare();
  const wish = { ...SOURCE, ImageName: 'golden', Timeouts: { Create: '5m' } };
  return stage.run('CREATE', wish, {
    meanwhile: ({ resourceModel }, count) => {
      // CopyImage sets the tags; only what it did not keep is set by TagResources.
      const imageId = String(resourceModel?.Id);
      if (call === 'TagResources' && count === 1) simulator.world.untag(HOME, imageId, ['tfcfn:source']);
    },
  });
}

async function update(stage: Stage, call: string, prepare: () => void): Promise<Operation> {
  const copy = await makeCopy(stage, {
    Tags: [
      { Key: 'kept', Value: 'a' },
      { Key: 'dropped', Value: 'b' },
    ],
  });
  const kept = { Key: 'kept', Value: 'a' };
  const dropped = { Key: 'dropped', Value: 'b' };
  const changes: Readonly<Record<string, object>> = {
    ModifyImageAttribute: { ImageName: 'another' },
    TagResources: { Tags: [{ Key: 'kept', Value: 'changed' }, dropped] },
    UntagResources: { Tags: [kept] },
    JoinResourceGroup: { ResourceGroupId: 'rg-acfmimages' },
  };
  prepare();
  const wished = { ...copy.wish, ...copy.identifier, ...changes[call] };
  return stage.run('UPDATE', wished, { previous: { ...copy.wish, ...copy.identifier } });
}

async function remove(stage: Stage, call: string, prepare: () => void): Promise<Operation> {
  if (call === 'CancelCopyImage') {
    stage.simulator.behave({ copySeconds: 300 });
    const { wish, identifier } = await startCopy(stage);
    prepare();
    return stage.run('DELETE', { ...wish, ...identifier });
  }
  const { wish, identifier } = await makeCopy(stage, { DeleteAutoSnapshot: call === 'DeleteSnapshot' });
  prepare();
  return stage.run('DELETE', { ...wish, ...identifier });
}

/** CloudFormation deletes what a failed CREATE had made, if it was told its identifier. */
export async function rollBack(stage: Stage, { answers }: Operation): Promise<void> {
  stage.simulator.clearFaults();
  const model = answers.findLast((answer) => answer.resourceModel)?.resourceModel;
  if (!model || !imageOf(stage, { identifier: { tfcfnid: String(model.tfcfnid) } })) return;
  await stage.run('DELETE', { ...model, DeleteAutoSnapshot: true });
}
