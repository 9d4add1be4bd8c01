import type { FaultEffect } from '../../simulator/index';
import { pack, unpack, withoutSecrets } from '../../src/cloudformation/callback-context';
import { redactorFor } from '../../src/cloudformation/redaction';
import { EXACT_FIELDS, isCreationMemory } from '../../src/life/memory';
import { EACH_COPY, openHuaweiStage } from '../support/huawei';
import { type Answer, openStage, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { EACH_ERRORS } from '../types/index';

const EMPTIED = expect.stringMatching(/It was (?:<REDACTED>|\*\*\*)/);

interface Trouble {
  /** A start that may have been carried out, and whose repetition is told why it has to wait. */
  readonly lost: (message: string) => readonly FaultEffect[];
  /** The call that looks at an image in the making. */
  readonly look: string;
}

const busy = (code: string): Trouble => ({
  lost: (message) => [{ reset: 'before' }, { error: { code, message } }],
  look: 'DescribeImages',
});
const broken = (code: string, look = 'DescribeImages'): Trouble => ({
  lost: (message) => [{ error: { code, status: 500, message } }],
  look,
});
const TROUBLES: Readonly<Record<string, Trouble>> = {
  'TF::Alicloud::ImageCopy': busy('OperationDenied.ImageCopying'),
  'TF::Alicloud::Image': busy('IncorrectInstanceStatus'),
  'TF::ApsaraStack::ImageCopy': broken('InternalError'),
  'TF::ApsaraStack::Image': broken('InternalError'),
  'TF::HuaweiCloud::ImagesImageCopy': broken('IMG.0014', 'ShowJobProgress'),
};

/** What a service says that repeats the key of the type configuration. */
const echoOf = ({ typeConfiguration }: Pick<Stage<StagedCloud>, 'typeConfiguration'>): string =>
  `It was ${Object.values(Object(typeConfiguration.Credentials)).join(' and ')}`;

/** The reasons that contexts hold until the clean-up ends. */
const failuresIn = (answers: readonly Answer[]): unknown[] =>
  answers.map(({ callbackContext }) => Object(Object(callbackContext).memory).failure);

/** The stage looks for secrets in each answer, with its context. These tests add that the context has the words of the service at all. */
describe.each(EACH_ERRORS)('a callback context of %s', (name, type) => {
  const { callOf, template } = type.errors;
  const start = callOf({ action: '*', operation: 'CREATE' });
  const { lost, look } = TROUBLES[name] ?? broken('');
  let stage: Stage<StagedCloud>;
  beforeEach(async () => {
    stage = await openStage({ type, imageSeconds: 3_600 });
  });
  afterEach(() => stage.close());

  it('has no secret that a service repeats when a start is lost', async () => {
    for (const effect of lost(echoOf(stage))) stage.simulator.inject({ action: start, ...effect });
    const first = await stage.invoke('CREATE', template, { token: 'request-1' });
    expect(first.callbackContext).toMatchObject({
      memory: { pending: true, lost: { message: EMPTIED } },
    });
    // It is still the context that the next invocation wrote.
    const { callbackContext, resourceModel = {} } = first;
    const next = await stage.invoke('CREATE', resourceModel, { token: 'request-1', callbackContext });
    expect(next.status).toBe('IN_PROGRESS');
  });

  it('has no secret that a service repeats when a time is over', async () => {
    const code = echoOf(stage);
    const { answers } = await stage.run(
      'CREATE',
      { ...template, Timeouts: { Create: '5m' } },
      {
        meanwhile: ({ callbackContext }) => {
          stage.simulator.clearFaults();
          const { removal, failure } = Object(Object(callbackContext).memory);
          if (!failure || removal.looks > 0) return;
          stage.simulator.inject({ action: look, error: { code, status: 400 } });
        },
      },
    );
    expect(failuresIn(answers)).toContainEqual(expect.objectContaining({ lastPoll: EMPTIED }));
  });
});

it.each(EACH_COPY)('a context of a copy %s has no secret that the job repeats', async (_, { wish }) => {
  const stage = await openHuaweiStage({ behaviour: { failedCopyLeaves: 'killedImage' } });
  try {
    const copyOutcome = { failAtShare: 0.5, errorCode: 'IMG.0014', reason: echoOf(stage) };
    stage.simulator.behave({ copyOutcome });
    const { answers, final } = await stage.run('CREATE', wish);
    expect(failuresIn(answers)).toContainEqual({ code: expect.anything(), message: EMPTIED });
    expect(final.message).toEqual(EMPTIED);
  } finally {
    await stage.close();
  }
});

it('what the next invocation needs stays exact, whatever a secret happens to be', () => {
  const removal = {
    ...{ startedAt: 1, deadline: 2, looks: 0, seen: true, imageGone: false, uncancellable: false },
    ...{ snapshotIds: ['s-uf6kept'], accepted: 'delete', id: 'm-uf6kept' },
  };
  const memory = {
    ...{ startedAt: 1, copyingSince: 1, deadline: 2, seen: true, id: 'm-uf6kept', removal },
    lost: { at: 1, message: 'A message with delete in it' },
    failure: { code: 'NotStabilized', message: 'A message with m-uf6kept in it', lastPoll: 'A poll of s-uf6kept' },
  };
  const context = pack('cn-shanghai/m-uf6kept', memory, { handle: { imageId: 'm-uf6kept' } });
  const secrets = ['delete', 'm-uf6kept', 's-uf6kept', 'NotStabilized', 'cn-shanghai/m-uf6kept'];
  const clean = withoutSecrets(context, redactorFor({ requestData: { callerCredentials: secrets } }), EXACT_FIELDS);
  expect(unpack(clean, context.identifier)).toEqual({
    handle: context.handle,
    memory: {
      ...memory,
      lost: { at: 1, message: 'A message with <REDACTED> in it' },
      failure: {
        code: 'NotStabilized',
        message: 'A message with <REDACTED> in it',
        lastPoll: 'A poll of <REDACTED>',
      },
    },
  });
  expect(isCreationMemory(unpack(clean, context.identifier).memory)).toBe(true);
});

it.each(EACH_ERRORS)(
  'a removal of %s goes on, though its request token is a word that it remembers',
  async (name, type) => {
    // Without it, ECS is not asked when an image has gone.
    const waits = /HuaweiCloud/.test(name) ? {} : { DeleteAutoSnapshot: true };
    const stage = await openStage({ type, behaviour: { deleteTakesSeconds: 60 } });
    try {
      const { final } = await stage.run('CREATE', type.errors.template);
      expect(final.status).toBe('SUCCESS');
      // The token of a request is a secret of it.
      const token = 'delete';
      const removal = await stage.run('DELETE', { ...final.resourceModel, ...waits }, { token });
      const memories = removal.answers.map(({ callbackContext }) => Object(Object(callbackContext).memory));
      expect(memories.map(({ accepted }) => accepted)).toContain(token);
      expect(removal.final.status).toBe('SUCCESS');
    } finally {
      await stage.close();
    }
  },
);
