import { allErrorEntries, errorEntry } from '../../simulator/huaweicloud/api/errors';
import type { HuaweiSimulator } from '../../simulator/index';
import { errors } from '../fixtures/huawei-ims-errors.json';
import { call, copy, GOLDEN, inRegion, outcome, startHuawei, stopHuawei, toEast } from './huawei-support';

/** An error in the list of what is known; some have no text of the vendor's. */
interface KnownError {
  readonly action: string;
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  readonly messageInvented?: string;
  readonly otherMessages?: readonly string[];
}

const known = errors.map((error: KnownError) => {
  const { action, status, code, message = error.messageInvented, otherMessages = [] } = error;
  return { action, status, code, message, otherMessages };
});

let simulator: HuaweiSimulator;
beforeAll(async () => {
  simulator = await startHuawei();
});
afterAll(stopHuawei);
afterEach(() => simulator.clearFaults());

test('the table has every error that is known, with its status and all its texts, and no other', () => {
  const sorted = (entries: readonly (typeof known)[number][]) =>
    [...entries].sort((a, b) => `${a.action} ${a.code} ${a.status}`.localeCompare(`${b.action} ${b.code} ${b.status}`));
  expect(known.length).toBeGreaterThanOrEqual(200);
  expect(sorted(allErrorEntries().map((entry) => ({ ...entry })))).toEqual(sorted(known));
});

/** A request of each action; `*` and `Job` stand for one of those that they are about. */
const requests: Readonly<Record<string, () => ReturnType<typeof call>>> = {
  CopyImageInRegion: () => copy(simulator, inRegion()),
  CopyImageCrossRegion: () => copy(simulator, toEast()),
  ShowJobProgress: () => call(simulator, 'GET /v1/cloudimages/job/0'),
  ShowJob: () => call(simulator, 'GET /v1/{project}/jobs/0'),
  UpdateImage: () => call(simulator, `PATCH /v2/cloudimages/${GOLDEN}`, { body: [] }),
  BatchAddOrDeleteTags: () => call(simulator, `POST /v2/{project}/images/${GOLDEN}/tags/action`, { body: {} }),
  GlanceDeleteImage: () => call(simulator, `DELETE /v2/images/${GOLDEN}`),
  KeystoneListProjects: () => call(simulator, 'GET /v3/projects?name=cn-north-4'),
  AssumeAgency: () => call(simulator, 'POST /v5/agencies/assume', { body: {} }),
  AssumeAgencyWithOIDC: () => call(simulator, 'POST /v5/agencies/assume-with-oidc', { body: {} }),
  CreateTemporaryAccessKeyByAgency: () => call(simulator, 'POST /v3.0/OS-CREDENTIAL/securitytokens', { body: {} }),
  MigrateResource: () => call(simulator, 'POST /v1.0/enterprise-projects/0/resources-migrate', { body: {} }),
};
const aliases: Readonly<Record<string, string>> = { '*': 'UpdateImage', Job: 'ShowJobProgress' };

/** Codes that are answers without an error. */
const isScripted = (code: string): boolean => code.startsWith('(');

test.each(known.filter(({ code }) => !isScripted(code)))('$action answers $status $code on demand', async (row) => {
  const { status, code, message } = row;
  const action = aliases[row.action] ?? row.action;
  simulator.inject({ action, error: { code, status } });
  const request = requests[action];
  if (!request) throw new Error(`no request of ${action}`);
  const { headers, text, ...answer } = await request();
  expect(answer.status).toBe(status);
  expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  const isNative = action === 'GlanceDeleteImage' && code === '404';
  if (isNative) expect(text).toContain('404 Not Found');
  else {
    const said = answer.body.error?.code ?? answer.body.error_code;
    expect(String(said)).toBe(code);
    expect(answer.body.error?.message ?? answer.body.error_msg).toBe(message);
  }
});

test('answers without an error code, on demand', async () => {
  simulator.inject({ action: 'ShowJob', error: { code: '(status FAIL)' } });
  simulator.inject({ action: 'ShowJobProgress', error: { code: '(status FAIL)' } });
  for (const target of ['GET /v1/{project}/jobs/0', 'GET /v1/cloudimages/job/0']) {
    const { status, body } = await call(simulator, target);
    expect([status, body.status, body.error_code]).toEqual([200, 'FAIL', 'IMG.0014']);
  }
  simulator.inject({ action: 'KeystoneListProjects', error: { code: '(empty list)' } });
  simulator.inject({ action: 'KeystoneListProjects', error: { code: '(several)' } });
  const counts = [0, 1].map(() => call(simulator, 'GET /v3/projects?name=cn-north-4'));
  expect((await Promise.all(counts)).map(({ status, body }) => [status, body.projects?.length])).toEqual([
    [200, 0],
    [200, 2],
  ]);
});

test('one code with several statuses', () => {
  expect([400, 502, 504].map((status) => errorEntry('UpdateImage', 'APIGW.0201', status).message)).toEqual([
    'API request error.',
    'Backend unavailable.',
    'Backend timeout.',
  ]);
});

test('a code that does not exist is a mistake', () => {
  expect(() => errorEntry('UpdateImage', 'IMG.9999')).toThrow('Huawei Cloud has no error IMG.9999 for UpdateImage');
});

describe('the shapes of error bodies', () => {
  it('is that of IMS for its own codes', async () => {
    const { body } = await copy(simulator, inRegion({ name: '' }));
    expect(body).toEqual({ error: { code: 'IMG.0013', message: 'The image name is not specified.' } });
  });

  it('is that of the gateway, with the request id in it, for what does not reach a service', async () => {
    const { body, headers, status } = await call(simulator, 'GET /v9/nothing');
    const request_id = headers['x-request-id'];
    const error_msg = 'The API does not exist or has not been published in the environment.';
    expect([status, body]).toEqual([404, { error_code: 'APIGW.0101', error_msg, request_id }]);
  });

  it('is spelt APIG where the cloud spells it so', async () => {
    simulator.behave({ gatewaySpelling: 'APIG' });
    expect(outcome(await call(simulator, 'GET /v9/nothing'))).toBe('404 APIG.0101');
    simulator.behave({ gatewaySpelling: 'APIGW' });
  });

  it('is that of Keystone, a number and a title, for IAM', async () => {
    simulator.inject({ action: 'KeystoneListProjects', error: { code: '401' } });
    const { body } = await call(simulator, 'GET /v3/projects');
    const message = 'The request you have made requires authentication.';
    expect(body).toEqual({ error: { code: 401, message, title: 'Unauthorized' } });
  });

  it('is that of STS, with an encoded message, or the one of Keystone', async () => {
    const answers = [];
    for (const stsErrors of ['v5', 'keystone'] as const) {
      simulator.behave({ stsErrors });
      answers.push((await call(simulator, 'POST /v5/agencies/assume-with-oidc', { body: {} })).body);
    }
    simulator.behave({ stsErrors: 'v5' });
    expect(answers).toEqual([
      {
        ...{ error_code: '400', error_msg: 'Bad Request' },
        ...{ request_id: expect.any(String), encoded_authorization_message: expect.any(String) },
      },
      { error: { code: 400, message: 'Bad Request', title: 'Bad Request' } },
    ]);
  });

  it('is HTML from a load balancer', async () => {
    const body = '<html><body>502 Bad Gateway</body></html>';
    simulator.inject({ respond: { status: 502, body, contentType: 'text/html' } });
    const { headers, text } = await call(simulator, 'GET /v2/cloudimages');
    expect([headers['content-type'], text]).toEqual(['text/html', body]);
  });

  it.each([
    ['html', 'text/html', /<h1>404 Not Found<\/h1>/],
    ['json', 'application/json', /"code":404/],
    ['empty', 'text/html', /^$/],
  ] as const)('is %s for what the paths of OpenStack do not find', async (nativeNotFoundBody, type, text) => {
    simulator.behave({ nativeNotFoundBody });
    const answer = await call(simulator, 'GET /v2/images/00000000-0000-4000-a000-000000000000');
    expect([answer.status, answer.headers['content-type']]).toEqual([404, type]);
    expect(answer.text).toMatch(text);
    simulator.behave({ nativeNotFoundBody: 'html' });
  });
});
