import { imageOf, leftovers, NOTHING_LEFT, startImage, useStage } from '../support/copies';
import { type ErrorCase, type ErrorSubject, raise, rollBack } from '../support/error-subject';
import { Sample } from '../support/sample';
import { type Operation, openStage, type Stage } from '../support/stage';
import { EACH_ERRORS, EACH_TYPE, TYPES } from '../types/index';

/** The errors of a type that its operations have an answer to, and how a test lets them happen. */
function handledOf(type: ErrorSubject) {
  const handled = type.errors.cases.filter(({ expected }) => expected === 'handled');
  return {
    handled,
    only: (operation: string, ...actions: string[]) =>
      handled
        .filter((entry) => entry.operation === operation && actions.includes(entry.action))
        .map((entry) => [entry.code, entry] as const),
    entry: (action: string, code: string): ErrorCase => {
      const found = handled.find((one) => one.action === action && one.code === code);
      if (!found) throw new Error(`${code} of ${action} is not handled`);
      return found;
    },
  };
}

/** So many errors are one in `npm test`, with each action of an operation. */
const ONE_IN = 16;
const nameOf = ({ operation, action, code }: ErrorCase): string => `${operation}: ${code} of ${action}`;

describe.each(EACH_ERRORS)('every error that %s has an answer to', (_name, type) => {
  const { errors } = type;
  const stage = useStage(() => openStage({ type, imageSeconds: 60 }));
  const removals = [errors.callOf({ action: '*', operation: 'DELETE' }), errors.cancelledBy];
  const rows = new Sample(ONE_IN)
    .of(handledOf(type).handled, nameOf, (error) => [`${error.operation}: ${error.action}`])
    .map((error) => [error.operation, error.action, error.code, error] as const);

  it.each(rows)('%s, %s: %s', async (operation, action, code, error) => {
    const acts = errors.done.has(code) && (operation === 'UPDATE' || removals.includes(action));
    const ran = await errors.runInto(stage(), error, () => raise(type, stage(), error, acts ? 1 : 2, { acts }));
    const { final } = ran;
    if (operation === 'CREATE' && removals.includes(action)) {
      // A clean-up: the reason that made it necessary comes first, and what it could not remove, the rollback does.
      expect(final.status).toBe('FAILED');
      expect(final.message).toMatch(/^The \w+ of .* (?:failed|did not finish)/);
      if (!final.message.includes('Everything that it had created was removed.')) expect(final.message).toContain(code);
      await rollBack(type, stage(), ran);
    } else {
      expect(final.status).toBe('SUCCESS');
      if (operation !== 'DELETE') return;
    }
    // Who says that an image is gone may still be removing it.
    stage().simulator.clock.advance(60_000);
    expect(errors.left(stage())).toMatchObject({ runningCopies: 0, images: [] });
  });
});

/** Errors of a clean-up that cannot be overcome by asking again or waiting. */
const LASTING = [
  'InvalidDescription.Malformed',
  'InvalidRegionId.NotFound',
  'ImageUsingByInstance',
  'ImageUseShared',
  'ImageIsImporting',
  'ImageIsExporting',
  'ImageIsPublic',
];

/** The failure says how the clean-up went; what it could not remove, the rollback does. */
async function expectCleanUp(
  type: Pick<ErrorSubject, 'errors'>,
  stage: Stage,
  operation: Operation,
  code: string,
): Promise<void> {
  const { message } = operation.final;
  if (LASTING.includes(code)) {
    expect(message).toContain('The clean-up failed too');
    expect(message).toContain(code);
    await rollBack(type, stage, operation);
  } else {
    expect(message).toContain('Everything that it had created was removed.');
  }
  expect(leftovers(stage)).toEqual(NOTHING_LEFT);
}

describe.each(EACH_TYPE)('errors of ECS that %s handles', (_name, type) => {
  const { runInto, template } = type.errors;
  const { only, entry } = handledOf(type);
  const stage = useStage(() => openStage({ type, imageSeconds: 60 }));

  describe.each(only('CREATE', 'DeleteImage'))('CREATE of a failed copy: DeleteImage says %s', (code, error) => {
    it('fails with the reason why the copy failed', async () => {
      const gone = code === 'InvalidImageId.NotFound';
      const operation = await runInto(stage(), error, () => raise(type, stage(), error, gone ? 1 : 3, { acts: gone }));
      const { errorCode, message } = operation.final;
      expect(errorCode).toBe('GeneralServiceException');
      expect(message).toContain('ECS reports CreateFailed');
      await expectCleanUp(type, stage(), operation, code);
    });
  });

  it('CREATE: InvalidResourceId.NotFound of TagResources means that the new copy is tagged at a later poll', async () => {
    const error = entry('TagResources', 'InvalidResourceId.NotFound');
    const { final } = await runInto(stage(), error, () => raise(type, stage(), error, 2));
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: template });
    expect(stage().simulator.ledger().calls.TagResources).toBe(3);
  });

  it.each(only('DELETE', 'DeleteImage').filter(([code]) => code !== 'InvalidImageId.NotFound'))(
    'DELETE: %s of an Available image without an end is a conflict at the time-out',
    async (_, error) => {
      const { final, answers } = await runInto(stage(), error, () =>
        raise(type, stage(), error, Number.POSITIVE_INFINITY),
      );
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
      expect(answers.length).toBeGreaterThan(5);
    },
  );

  it.each(only('DELETE', 'DeleteSnapshot').filter(([code]) => code !== 'InvalidSnapshotId.NotFound'))(
    'DELETE: %s without an end fails at the time-out and names the snapshot',
    async (_, error) => {
      const { final } = await runInto(stage(), error, () => raise(type, stage(), error, Number.POSITIVE_INFINITY));
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
      const [snapshot = ''] = leftovers(stage()).snapshots;
      expect(final.message).toContain(snapshot.split('/')[1]);
      expect(final.message).toMatch(/delete (it|them) by hand/);
    },
  );
});

/** The types that meet a handled error of an action in an operation, with that error. */
const meeting = (operation: string, action: string) =>
  TYPES.flatMap((type) =>
    handledOf(type)
      .only(operation, action)
      .map(([code, error]) => [code, type.name, error, type] as const),
  );

describe.each(meeting('CREATE', '*'))(
  'CREATE: %s, which %s meets where a token is known,',
  (_code, _type, error, type) => {
    const { runInto } = type.errors;
    const stage = useStage(() => openStage({ type, imageSeconds: 60 }));

    it('is asked again with the same token', async () => {
      const { final } = await runInto(stage(), error, () => raise(type, stage(), error, 2));
      expect(final.status).toBe('SUCCESS');
      const copies = stage().simulator.calls.filter(({ parameters }) => parameters.ClientToken);
      expect(copies.map(({ code }) => code)).toEqual([error.code, error.code, undefined]);
      expect(new Set(copies.map(({ parameters }) => parameters.ClientToken)).size).toBe(1);
    });

    it('without an end is waited for until the time of the creation is over', async () => {
      const ran = await runInto(stage(), error, () => raise(type, stage(), error, Number.POSITIVE_INFINITY));
      expect(ran.final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
      expect(ran.final.message).toContain('The start was retried for 5 min (Timeouts.Create).');
      await rollBack(type, stage(), ran);
      expect(type.errors.left(stage())).toEqual(type.errors.nothing);
    });
  },
);

const CANCELLING = TYPES.flatMap((type) => {
  const { cancelledBy } = type.errors;
  return cancelledBy === undefined ? [] : [[cancelledBy, type.name, type] as const];
});

describe.each(CANCELLING)('errors of %s that %s handles', (cancelledBy, _name, type) => {
  const { runInto, template } = type.errors;
  const { only, entry } = handledOf(type);
  const stage = useStage(() => openStage({ type, imageSeconds: 60 }));

  describe.each(only('CREATE', cancelledBy))('CREATE after its time-out: it says %s', (code, error) => {
    it('fails with the time-out', async () => {
      const operation = await runInto(stage(), error, () => raise(type, stage(), error, Number.POSITIVE_INFINITY));
      const { errorCode, message } = operation.final;
      expect(errorCode).toBe('NotStabilized');
      expect(message).toContain('did not finish within 5 min');
      await expectCleanUp(type, stage(), operation, code);
    });
  });

  it('CREATE after its time-out succeeds with a copy that IncorrectImageStatus says is finished', async () => {
    // At the end of the time DescribeImages still says Creating; CancelCopyImage knows better.
    stage().simulator.behave(type.taking(304));
    raise(type, stage(), entry(cancelledBy, 'IncorrectImageStatus'), 1);
    const { final } = await stage().run('CREATE', { ...template, Timeouts: { Create: '5m' } });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Status: 'Available' } });
    expect(stage().simulator.ledger().calls[cancelledBy]).toBe(1);
  });

  it.each(only('DELETE', cancelledBy).filter(([code]) => code !== 'InvalidImageId.NotFound'))(
    'DELETE: a copy of which it says %s for ever is deleted when it has finished',
    async (_, error) => {
      const { final } = await runInto(stage(), error, () => raise(type, stage(), error, Number.POSITIVE_INFINITY));
      expect(final.status).toBe('SUCCESS');
      expect(stage().simulator.ledger().images).toEqual([]);
      expect(stage().simulator.ledger().calls.DeleteImage).toBeGreaterThan(0);
    },
  );

  it('DELETE: InvalidImageId.NotFound of CancelCopyImage is confirmed by DescribeImages', async () => {
    const copy = await startImage(stage(), template);
    const { wish, identifier } = copy;
    raise(type, stage(), entry(cancelledBy, 'InvalidImageId.NotFound'), 1);
    const { answers } = await stage().run('DELETE', { ...wish, ...identifier });
    expect(answers[0]?.status).toBe('IN_PROGRESS');
    expect(imageOf(stage(), copy)).toBeUndefined();
  });
});
