import { decode, GatewayError, toldByGateway } from '../../../src/apsarastack/answers';
import { UnreadableAnswer } from '../../../untrusted/unreadable-answer';

const answer = (status: number, body: unknown, headers = {}) => ({
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

const IDS = { RequestId: 'r-1' };
const TRACE = { ...IDS, eagleEyeTraceId: 't-1' };
const OK = { ...IDS, ImageId: 'm-1' };
const FLAGS = { asapiSuccess: true, asapiErrorCode: '200', asapiErrorMessage: '' };

describe('an answer that is a success', () => {
  it.each<readonly [shape: string, body: unknown, decoded: object]>([
    ['ECS', OK, OK],
    ['ECS', { ...OK, Code: '200' }, { ...OK, Code: '200' }],
    ['ASAPI flags', { ...OK, ...FLAGS }, { ...OK, ...FLAGS }],
    ['ASAPI error', { ...OK, errorCode: 200 }, { ...OK, errorCode: 200 }],
    ['ASCM', { code: '200', requestId: 'r-1', data: { ImageId: 'm-1' } }, OK],
    ['ASCM', { code: '200', ...OK }, { code: '200', ...OK }],
    ['ASCM', { code: '200', requestId: 'r-2', data: OK }, OK],
    ['reseller', { resultCode: '0', resultMsg: 'success', requestId: 'r-1', result: { ImageId: 'm-1' } }, OK],
  ])('of the shape %s: %j', (shape, body, decoded) => {
    expect(decode(answer(200, body))).toEqual({ shape, body: decoded });
  });

  it('has its request id from a header, or the trace in its place, and keeps the trace', () => {
    expect(decode(answer(200, { ImageId: 'm-1' }, { 'x-acs-request-id': 'r-1' })).body).toEqual(OK);
    expect(decode(answer(200, { ImageId: 'm-1' }, { 'eagleeye-traceid': 't-1' }))).toEqual({
      shape: 'ECS',
      body: { ImageId: 'm-1', RequestId: 't-1' },
      trace: 't-1',
    });
  });
});

describe('an answer that is none', () => {
  it.each<readonly [shape: string, status: number, body: unknown, told: object]>([
    ['ECS', 400, { ...IDS, Code: 'A.B', Message: 'm' }, { code: 'A.B', status: 400, message: 'm', requestId: 'r-1' }],
    ['ECS', 200, { ...IDS, Code: 'A.B', Message: 'm' }, { code: 'A.B', status: 200, message: 'm', requestId: 'r-1' }],
    ['ECS', 200, { ...IDS, Success: false }, { code: 'Success=false', status: 200, requestId: 'r-1' }],
    [
      'ASAPI error',
      400,
      { ...TRACE, errorCode: 'A.B', errorTitle: 'title', errorMessage: 'm' },
      { code: 'A.B', status: 400, message: 'm', requestId: 'r-1, eagleEyeTraceId t-1' },
    ],
    [
      'ASAPI error',
      200,
      { eagleEyeTraceId: 't-1', errorCode: 'A.B', errorTitle: 'title' },
      { code: 'A.B', status: 200, message: 'title', requestId: 'eagleEyeTraceId t-1' },
    ],
    [
      'ASAPI flags',
      200,
      { ...IDS, asapiSuccess: false, asapiErrorCode: 'A.B', asapiErrorMessage: 'm' },
      { code: 'A.B', status: 200, message: 'm', requestId: 'r-1' },
    ],
    ['ASAPI flags', 200, { ...IDS, asapiSuccess: 'false' }, { code: 'asapiSuccess=false', status: 200 }],
    ['ASAPI flags', 200, { ...IDS, asapiErrorCode: 'A.B' }, { code: 'A.B', status: 200 }],
    ['ASAPI flags', 200, { asapiSuccess: false, asapiErrorCode: '503' }, { code: 'HTTP 503', status: 503 }],
    ['ASCM', 200, { code: '403', message: 'm', requestId: 'r-1' }, { code: 'HTTP 403', status: 403, message: 'm' }],
    ['ASCM', 200, { code: 'A.B', msg: 'm', data: null }, { code: 'A.B', status: 200, message: 'm' }],
    ['reseller', 200, { resultCode: 'A.B', resultMsg: 'm' }, { code: 'A.B', status: 200, message: 'm' }],
    // A name says more than a status, wherever it stands.
    ['ECS', 200, { Code: 'A.B', asapiErrorCode: '500', asapiSuccess: false }, { code: 'A.B', status: 500 }],
    ['ASCM', 400, { asapiErrorCode: '400', code: 'A.B' }, { code: 'A.B', status: 400 }],
    ['ASAPI flags', 400, { Code: '200', asapiErrorCode: 'A.B' }, { code: 'A.B', status: 400 }],
    ['none', 502, '<html>Bad gateway</html>', { code: 'HTTP 502', status: 502, message: 'no message' }],
    ['none', 404, '', { code: 'HTTP 404', status: 404 }],
    ['none', 403, [], { code: 'HTTP 403', status: 403 }],
  ])('but an error of the shape %s with HTTP %i: %j', (shape, status, body, told) => {
    const error = thrownBy(() => decode(answer(status, body)));
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({ shape });
    expect(toldByGateway(error)).toMatchObject(told);
  });

  it('but an error says which permission is missing, and when to try again', () => {
    const body = { Code: 'Forbidden.RAM', Message: 'm', AccessDeniedDetail: { AuthAction: 'ecs:CopyImage' } };
    const error = thrownBy(() => decode(answer(403, body, { 'retry-after': '7' })));
    expect(toldByGateway(error)).toMatchObject({ permission: 'ecs:CopyImage', retryAfter: 7_000 });
  });

  it.each([
    [200, '<html>Sign in</html>', 'it is not a JSON object'],
    [200, '{"RequestId":', 'it is not a JSON object'],
    [200, '[{"RequestId":"r-1"}]', 'it is not a JSON object'],
    [200, '"text"', 'it is not a JSON object'],
    [302, '', 'HTTP 302 is not a success'],
    [204, '', 'HTTP 204 is not a success'],
  ])('cannot be read: HTTP %i with %j', (status, text, why) => {
    const error = thrownBy(() => decode(answer(status, text, { 'x-acs-request-id': 'r-1' })));
    expect(error).toEqual(new UnreadableAnswer(why, 'r-1'));
    expect(error).toMatchObject({ message: why, requestId: 'r-1' });
  });
});
