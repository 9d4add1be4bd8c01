import { type AnswerShape, type ApsaraStack, answerShapes, type GatewayForm } from '../../simulator/index';
import { ask, GOLDEN, HOME, startStack, stopAll } from './apsarastack';

let stack: ApsaraStack;
beforeEach(async () => {
  stack = await startStack();
});
afterEach(stopAll);

const NONE = { RegionId: HOME, ImageId: 'm-none' };
const MESSAGE = expect.stringMatching(/^The specified ImageId does not exist/);
const ID = expect.stringMatching(/^[0-9A-F-]{36}$/);
const TRACE = expect.stringMatching(/^[0-9a-f]{32}$/);
const CODE = 'InvalidImageId.NotFound';
const FLAGS = { eagleEyeTraceId: TRACE, asapiRequestId: ID, RequestId: ID };
const ASCM = { cost: 0, redirect: false, eagleEyeTraceId: TRACE, requestId: ID };

interface Written {
  readonly success: object;
  readonly refusal: object;
  readonly status: number;
}

/** The body of a DeleteImage that is done, and of one that is refused, with the status that goes with it. */
const SHAPES: Readonly<Record<AnswerShape, Written>> = {
  POP: {
    success: { RequestId: ID },
    refusal: { RequestId: ID, HostId: expect.stringMatching(/^127\.0\.0\.1:\d+$/), Code: CODE, Message: MESSAGE },
    status: 404,
  },
  ASAPI_ERROR: {
    success: { eagleEyeTraceId: TRACE, RequestId: ID },
    refusal: { errorCode: CODE, errorMessage: MESSAGE, errorTitle: MESSAGE, eagleEyeTraceId: TRACE, RequestId: ID },
    status: 404,
  },
  ASAPI_FLAGS: {
    success: { ...FLAGS, asapiSuccess: true },
    refusal: { ...FLAGS, asapiSuccess: false, asapiErrorCode: CODE, asapiErrorMessage: MESSAGE },
    status: 200,
  },
  ASAPI_V4: {
    success: { ...FLAGS, asapiSuccess: true, asapiVersion: 'v4' },
    refusal: {
      ...{ ...FLAGS, asapiSuccess: false, asapiVersion: 'v4', success: false, cost: 0 },
      ...{ asapiErrorCode: CODE, asapiErrorMessage: MESSAGE, code: CODE, errorCode: CODE, message: MESSAGE },
      ...{ errorType: 'Business', suggestion: '', diagnose: '', serverRole: 'asapi.ApiServer#', product: 'ecs' },
      domain: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    },
    status: 404,
  },
  ASCM: {
    success: { ...ASCM, code: '200', data: {}, message: 'success', success: true },
    refusal: { ...ASCM, code: CODE, data: null, message: MESSAGE, success: false },
    status: 200,
  },
  RESELLER: {
    success: { resultCode: 0, resultMsg: 'success', result: {} },
    refusal: { resultCode: -1, resultMsg: MESSAGE, result: null },
    status: 200,
  },
};

describe.each(answerShapes)('the layout %s', (shape) => {
  test('of a success', async () => {
    stack.behave({ successShape: shape });
    const { status, body } = await ask(stack, 'DeleteImage', { RegionId: HOME, ImageId: GOLDEN });
    expect({ status, body }).toEqual({ status: 200, body: SHAPES[shape].success });
  });

  test.each([
    ['ofShape', SHAPES[shape].status],
    ['ofError', 404],
    [200, 200],
  ] as const)('of a refusal, with the status %s', async (errorStatus, expected) => {
    stack.behave({ errorShape: shape, errorStatus });
    const { status, body } = await ask(stack, 'DeleteImage', NONE);
    expect({ status, body }).toEqual({ status: expected, body: SHAPES[shape].refusal });
    expect(stack.calls.at(-1)).toMatchObject({ status: expected, code: CODE });
  });

  test('of an injected error', async () => {
    stack.behave({ errorShape: shape });
    stack.inject({ error: { code: CODE, message: 'The specified ImageId does not exist', body: { more: 1 } } });
    const { body } = await ask(stack, 'DeleteImage', { RegionId: HOME, ImageId: GOLDEN });
    expect(body).toEqual({ ...SHAPES[shape].refusal, more: 1 });
  });
});

test.each<[GatewayForm, AnswerShape, AnswerShape]>([
  ['POP', 'POP', 'POP'],
  ['ASAPI', 'ASAPI_FLAGS', 'ASAPI_ERROR'],
])('by default the %s gateway answers as %s, and refuses as %s', async (form, success, error) => {
  expect((await ask(stack, 'DeleteImage', NONE, { gateway: { form } })).body).toEqual(SHAPES[error].refusal);
  const done = await ask(stack, 'DeleteImage', { RegionId: HOME, ImageId: GOLDEN }, { gateway: { form } });
  expect(done.body).toEqual(SHAPES[success].success);
});

test('the code of a success may stand beside its flags', async () => {
  stack.behave({ successShape: 'ASAPI_FLAGS', successCode: 'shown' });
  const { body } = await ask(stack, 'DescribeImages', { RegionId: HOME });
  expect(body).toMatchObject({ asapiSuccess: true, asapiErrorCode: '200', TotalCount: expect.any(Number) });
});

test('resultCode may be the code of ECS', async () => {
  stack.behave({ errorShape: 'RESELLER', resultCode: 'ofError' });
  expect((await ask(stack, 'DeleteImage', NONE)).body).toMatchObject({ resultCode: CODE });
});

test('an answer is in XML where it is asked for', async () => {
  const { text } = await ask(stack, 'DeleteImage', NONE, { common: { Format: 'XML' } });
  expect(text).toContain(`<Code>${CODE}</Code>`);
});
