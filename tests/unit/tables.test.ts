import { ALL_STATES, toImage } from '../../src/alibaba/image';
import { ECS_ERRORS } from '../../src/alibaba/public-errors';
import { judge, verdictFor } from '../../src/calling/judge';
import { Failure } from '../../src/failure/failure';
import { isUnfinished, STATES } from '../../src/life/states';
import { errors as createImageErrors } from '../fixtures/create-image-errors.json';
import { errors as ecsErrors } from '../fixtures/ecs-errors.json';

const OUTCOMES = ['accepted', 'finished', 'refused', 'absent', 'inUse', 'busy', 'deleted', 'done', 'permitted'];

/** Codes that no page lists for the action: another page of ECS has them, or any action can answer them. */
const OF_NO_LIST = [
  'CopyImage IdempotentProcessing',
  'CopyImage InvalidRegionId.NotFound',
  'CopyImage LastTokenProcessing',
  'CreateImage LastTokenProcessing',
  'DeleteImage DryRunOperation',
  'DescribeImages DryRunOperation',
  'DescribeImages InvalidImageId.NotFound',
];

describe('the error table', () => {
  const rows = Object.entries(ECS_ERRORS.table).flatMap(([action, codes]) =>
    Object.entries(codes).map(([code, verdict]) => ({ action, code, verdict })),
  );

  it('gives every row one meaning and a next step that is a sentence', () => {
    expect(rows.length).toBeGreaterThan(150);
    for (const { code, verdict } of rows) {
      const { failure, outcome, nextStep } = verdict;
      expect({ code, one: (failure === undefined) !== (outcome === undefined) }).toEqual({ code, one: true });
      if (outcome !== undefined) expect(OUTCOMES).toContain(outcome);
      if (failure !== undefined) expect(nextStep ?? ECS_ERRORS.nextSteps[failure]).toMatch(/^[A-Z].{8,}\.$/);
    }
  });

  it('has only what a list in tests/fixtures has too, so that the tests of the handlers play it', () => {
    const listed = new Set([...ecsErrors, ...createImageErrors].map(({ action, code }) => `${action} ${code}`));
    const names = rows.map(({ action, code }) => `${action} ${code}`);
    expect(names.filter((name) => !listed.has(name)).sort()).toEqual(OF_NO_LIST);
  });

  it('repeats only what a repetition can cure', () => {
    const repeated = [...rows, ...ECS_ERRORS.families].filter(({ verdict }) => verdict.repeat);
    const failures = new Set(repeated.map(({ verdict }) => verdict.failure));
    expect([...failures].sort()).toEqual(['NetworkFailure', 'ResourceConflict', 'ServiceInternalError', 'Throttling']);
  });

  it('speaks of NotFound only where the managed image is meant', () => {
    const missing = rows.filter(({ verdict }) => verdict.failure === 'NotFound').map(({ action }) => action);
    expect(missing.sort()).toEqual(['JoinResourceGroup', 'ModifyImageAttribute', 'TagResources', 'UntagResources']);
  });

  it('prefers the row of the action, and does not fall for what every object has', () => {
    expect(verdictFor('CopyImage', 'InvalidImageId.NotFound', 404, ECS_ERRORS)).toMatchObject({
      failure: 'InvalidRequest',
    });
    expect(verdictFor('DeleteImage', 'InvalidImageId.NotFound', 404, ECS_ERRORS)).toEqual({ outcome: 'absent' });
    expect(verdictFor('constructor', 'toString', 400, ECS_ERRORS)).toEqual({ failure: 'GeneralServiceException' });
    expect(verdictFor('DeleteImage', undefined, undefined, ECS_ERRORS)).toEqual({ failure: 'GeneralServiceException' });
  });
});

describe('judging what a call threw', () => {
  const call = { action: 'DescribeImages', regionId: 'cn-shanghai' };
  const error = (fields: object) => Object.assign(new Error('secret detail'), fields);

  it.each([
    [error({ code: 'ENOTFOUND' }), 'NetworkFailure', true, 'the connection failed (ENOTFOUND)'],
    [error({ code: 'CERT_HAS_EXPIRED' }), 'NetworkFailure', false, 'the connection failed (CERT_HAS_EXPIRED)'],
    [error({ name: 'RequestTimeoutError' }), 'NetworkFailure', true, 'no answer came in time'],
    [new SyntaxError('secret detail'), 'ServiceInternalError', true, 'the answer could not be read'],
    [
      Object.assign(new TypeError('secret detail'), { code: 'ERR_INVALID_CHAR' }),
      'InternalFailure',
      false,
      'failed: TypeError (request id unknown)',
    ],
    [error({ code: 'undefined', statusCode: 503 }), 'ServiceInternalError', true, 'HTTP 503'],
    [error({ code: 'Some.Code', statusCode: 400 }), 'GeneralServiceException', false, 'failed with Some.Code'],
    [error({ code: 'Some.Code' }), 'InternalFailure', false, 'failed: Error (request id unknown)'],
    [error({ code: 'HPE_INVALID_CONSTANT' }), 'ServiceInternalError', true, 'the answer could not be read'],
    [error({ code: 'ERR_SSL_BAD_RECORD_TYPE' }), 'NetworkFailure', true, 'failed (ERR_SSL_BAD_RECORD_TYPE)'],
    [
      error({ statusCode: 500, code: 'undefined', requestId: 'undefined', data: ['secret detail'] }),
      'ServiceInternalError',
      true,
      'failed with HTTP 500: no message (request id unknown)',
    ],
    [
      error({ statusCode: 400, code: 'Some.Code', data: { message: 'said in lower case.' } }),
      'GeneralServiceException',
      false,
      'said in lower case (request id unknown)',
    ],
    [{ statusCode: 400 }, 'GeneralServiceException', false, 'HTTP 400: no message'],
    [error({}), 'InternalFailure', false, 'failed: Error'],
    ['a text', 'InternalFailure', false, 'failed: string'],
    [undefined, 'InternalFailure', false, 'failed: undefined'],
  ])('%p is %s, repeat: %p', (thrown, code, repeat, says) => {
    const { failure, repeat: repeated } = judge(thrown, call, ECS_ERRORS);
    expect({ code: failure.code, repeat: repeated }).toEqual({ code, repeat });
    expect(failure.message).toContain(says);
  });

  it.each([
    ['a connection that broke', { code: 'ECONNRESET' }, true],
    ['a connection that was refused', { code: 'ECONNREFUSED' }, false],
    ['an answer that is no HTTP', { code: 'HPE_HEADER_OVERFLOW' }, true],
    ['an answer that came twice', { code: 'SignatureNonceUsed', statusCode: 400 }, true],
    ['a refusal', { code: 'Forbidden.RAM', statusCode: 403 }, false],
    ['an error that nobody foresaw', {}, true],
  ])('leaves open whether the call was carried out: %s', (_, fields, maybeDone) => {
    expect(judge(error(fields), call, ECS_ERRORS).maybeDone).toBe(maybeDone);
  });

  it.each([
    ['ECONNREFUSED', true, false],
    ['ENOTFOUND', true, false],
    ['EAI_AGAIN', true, false],
    ['EHOSTUNREACH', true, false],
    ['ENETUNREACH', true, false],
    ['EADDRNOTAVAIL', true, false],
    ['EPROTO', false, false],
    ['CERT_HAS_EXPIRED', false, false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false, false],
    ['SELF_SIGNED_CERT_IN_CHAIN', false, false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, false],
    ['ECONNRESET', true, true],
    ['ECONNABORTED', true, true],
    ['EPIPE', true, true],
    ['ETIMEDOUT', true, true],
    ['ERR_SSL_BAD_RECORD_TYPE', true, true],
  ])('%s: repeated is %p, perhaps carried out is %p', (code, repeat, maybeDone) => {
    const judged = judge(error({ code }), call, ECS_ERRORS);
    expect(judged).toMatchObject({ failure: { code: 'NetworkFailure' }, repeat, maybeDone });
  });

  it('keeps a failure that was judged before', () => {
    const failure = new Failure('NotFound', 'x');
    expect(judge(failure, call, ECS_ERRORS)).toEqual({ failure, repeat: false });
  });
});

describe('the states', () => {
  it.each([
    ['Creating', 'creating', 'wait', true],
    ['Waiting', 'queued', 'wait', true],
    ['Available', 'available', 'done', false],
    ['Deprecated', 'deprecated', 'done', false],
    ['CreateFailed', 'failed', 'clean-up', false],
    ['UnAvailable', 'failed', 'clean-up', false],
    ['Brand-new', 'unknown', 'wait', false],
    ['constructor', 'unknown', 'wait', false],
    [undefined, 'unknown', 'wait', false],
  ] as const)('%s of ECS is %s: %s', (status, state, creating, unfinished) => {
    const image = toImage({ imageId: 'm-1', status } as Parameters<typeof toImage>[0], 'cn-shanghai', {});
    expect(image?.state).toBe(state);
    expect(STATES[state].creating).toBe(creating);
    expect(isUnfinished(state)).toBe(unfinished);
  });

  it('are asked for by name', () => {
    expect(ALL_STATES.split(',').sort()).toEqual([
      'Available',
      'CreateFailed',
      'Creating',
      'Deprecated',
      'UnAvailable',
      'Waiting',
    ]);
  });
});

describe('the progress of an image', () => {
  const progressOf = (fields: object) =>
    toImage({ imageId: 'm-1', ...fields } as Parameters<typeof toImage>[0], 'cn-shanghai', {})?.progress;
  const disks = (...diskDeviceMapping: object[]) => ({ diskDeviceMappings: { diskDeviceMapping } });

  it.each([
    [{ progress: '37%' }, { percent: 37 }],
    [{ progress: '37.5 %' }, { percent: 37.5 }],
    [{ progress: '100' }, { percent: 100 }],
    [{ progress: '101%' }, {}],
    [{ progress: '-1%' }, {}],
    [{ progress: 'unknown' }, {}],
    [{ progress: '' }, {}],
    [disks({ progress: '80%' }, { progress: '20%' }, { progress: '?' }), { percent: 20 }],
    [
      { progress: '50%', ...disks({ progress: '20%', remainTime: 5 }, { remainTime: 90 }, { remainTime: 0 }) },
      { percent: 50, secondsLeft: 90 },
    ],
    [disks({ remainTime: -5 }), {}],
  ])('%j is %j', (fields, progress) => {
    expect(progressOf(fields)).toEqual(progress);
  });
});
