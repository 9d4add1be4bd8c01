import { CREATE_IMAGE } from '../../src/alibaba/ecs-create-errors';
import { ECS_ERRORS } from '../../src/alibaba/public-errors';
import { fill } from '../../src/calling/error-book';
import { judge, verdictFor } from '../../src/calling/judge';
import { CREATE_IMAGE_ERRORS, type CreateImageError, expectedOf, OFFERED } from '../support/create-image-errors';

const known = CREATE_IMAGE_ERRORS;
const rows = known.map((error) => [`${error.status} ${error.code}`, error] as const);

/** The list waits for them, or lets the caller wait: the start is repeated within Timeouts.Create. */
const PASSING = [
  'IdempotentProcessing',
  'IncorrectDiskStatus.CreatingSnapshot',
  'IncorrectDiskStatus.Transferring',
  'IncorrectInstanceStatus',
  'InvalidSnapshotId.NotReady',
  'QuotaExceed.ConcurrentSnapshotQuota',
  'SnapshotNotReady',
  'TooManySnapshot.Unfinished',
];

describe('the errors of CreateImage', () => {
  const verdict = ({ code, status }: CreateImageError) => verdictFor('CreateImage', code, status, ECS_ERRORS);

  it('are walked in full', () => {
    expect(known.length).toBeGreaterThanOrEqual(63);
    expect(known.filter(({ why }) => OFFERED.test(why))).toHaveLength(8);
  });

  it.each(rows)('%s has a row, which says what the list says', (_, error) => {
    const { code } = error;
    expect([CREATE_IMAGE, ECS_ERRORS.table['*']].some((table) => table && Object.hasOwn(table, code))).toBe(true);
    expect(verdict(error).failure).toBe(expectedOf(error));
    expect(verdict(error).repeat === true).toBe(error.repeat);
  });

  it.each(rows)('%s ends in a next step, after what ECS says and what the request named', (_, error) => {
    const { code, status, message = error.messageInvented } = error;
    const thrown = { code, statusCode: status, requestId: '0B6F3B3A', data: { Message: message } };
    const ofValues = ' The request named instance i-1.';
    const call = { action: 'CreateImage', regionId: 'cn-hangzhou', ofValues };
    const { failure } = judge(thrown, call, ECS_ERRORS);
    const { nextStep } = verdict(error);
    expect(failure.message).toContain(`CreateImage in cn-hangzhou failed with ${code}: `);
    // Another value would not help against these.
    const isOfAValue = !['InvalidCredentials', 'ServiceInternalError', 'Throttling'].includes(failure.code);
    expect(failure.message.includes(`.${ofValues} `)).toBe(isOfAValue);
    expect(failure.message.endsWith(fill(nextStep ?? ECS_ERRORS.nextSteps[failure.code], ECS_ERRORS.words))).toBe(true);
  });

  it('that pass by themselves, and no others, let the creation come back', () => {
    const busy = known.filter((error) => verdict(error).busy).map(({ code }) => code);
    expect(busy.sort()).toEqual(PASSING);
    const waits = known.filter((error) => ['ResourceConflict', 'handled'].includes(error.handler.CREATE));
    expect(waits.map(({ code }) => code).sort()).toEqual(PASSING);
  });

  it('say in words of their own what is to be done, where they are about the source', () => {
    const aboutSource = /instance|snapshot|disk|device|mapping/i;
    const general = known.filter((error) => {
      const about = aboutSource.test(`${error.code} ${error.why}`);
      return about && verdict(error).nextStep === undefined && verdict(error).failure !== 'ServiceInternalError';
    });
    expect(general.map(({ code }) => code)).toEqual([]);
  });
});

it.each([
  ['CreateImage', 'IdempotentProcessing'],
  ['CreateImage', 'LastTokenProcessing'],
  ['CopyImage', 'IdempotentProcessing'],
  ['CopyImage', 'LastTokenProcessing'],
])('a start by %s: %s leaves open whether there will be an image', (action, code) => {
  expect(verdictFor(action, code, 403, ECS_ERRORS)).toMatchObject({ busy: true, repeat: true, maybeDone: true });
});
