import { CANARIES, type HuaweiSimulator } from '../../../simulator/index';
import type { ErrorBook } from '../../../src/calling/error-book';
import type { FailureCode } from '../../../src/failure/codes';
import type { Failure } from '../../../src/failure/failure';
import type { HuaweiCalls } from '../../../src/huaweicloud/client';
import { HUAWEI_ERRORS } from '../../../src/huaweicloud/errors';
import {
  CHANGE_TAGS,
  COPY_ACROSS_REGIONS,
  COPY_IN_REGION,
  DELETE_IMAGE,
  failureOfJob,
  SHOW_JOB,
  SHOW_JOB_PROGRESS,
  UPDATE_IMAGE,
} from '../../../src/huaweicloud/ims';
import { LIST_PROJECTS } from '../../../src/huaweicloud/projects';
import { HUAWEI_STS_ERRORS } from '../../../src/huaweicloud/sts-errors';
import { errors } from '../../fixtures/huawei-ims-errors.json';
import { failureOf } from '../../support/failure-of';
import { type Change, clientOf, EAST, GOLDEN, keyOf, NORTH, start, stopSimulators } from './stage';

/** An error in the list of what is known: what each operation makes of it, and what else of it is known. */
interface KnownError {
  readonly action: string;
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  readonly otherMessages?: readonly string[];
  readonly handler: Readonly<Record<string, string | undefined>>;
  readonly repeat: boolean;
}

/** Calls of the list that the handlers do not make. */
const OF_OTHERS: ReadonlySet<string> = new Set(['CreateTemporaryAccessKeyByAgency', 'MigrateResource']);
const KNOWN = (errors as readonly KnownError[]).filter(({ action }) => !OF_OTHERS.has(action));

let simulator: HuaweiSimulator;
beforeAll(async () => {
  simulator = await start();
});
afterAll(stopSimulators);
afterEach(() => simulator.clearFaults());

const JOB = { places: { job_id: 'f'.repeat(32) } };
const places = { image_id: GOLDEN };
const AGENCY_URN = 'iam::0123456789abcdef0123456789abcdef:agency:image-copy';
const PROVIDER_URN = 'iam::0123456789abcdef0123456789abcdef:oidcProvider:aws';

/** A call of each action. What it opens a session with is a client's that has none yet. */
const REQUESTS: Readonly<Record<string, (client: HuaweiCalls) => Promise<unknown>>> = {
  CopyImageInRegion: (client) => client.call(COPY_IN_REGION, NORTH, { places, body: { name: 'a', description: '' } }),
  CopyImageCrossRegion: (client) =>
    client.call(COPY_ACROSS_REGIONS, NORTH, { places, body: { name: 'a', region: EAST } }),
  ShowJobProgress: (client) => client.call(SHOW_JOB_PROGRESS, NORTH, JOB),
  ShowJob: (client) => client.call(SHOW_JOB, NORTH, JOB),
  UpdateImage: (client) => client.call(UPDATE_IMAGE, NORTH, { places, body: [] }),
  BatchAddOrDeleteTags: (client) => client.call(CHANGE_TAGS, NORTH, { places, body: {} }),
  GlanceDeleteImage: (client) => client.call(DELETE_IMAGE, NORTH, { places }),
  KeystoneListProjects: (client) => client.call(LIST_PROJECTS, NORTH, { query: [['name', NORTH]] }),
  AssumeAgency: (client) => client.call(DELETE_IMAGE, NORTH, { places }),
  AssumeAgencyWithOIDC: (client) => client.call(DELETE_IMAGE, NORTH, { places }),
};

const ofAgency = { name: AGENCY_URN, durationSeconds: 900 };
const AUTHENTICATION: Readonly<Record<string, () => Change>> = {
  AssumeAgency: () => ({ authentication: { kind: 'assumed', accessKey: keyOf(simulator), assumed: ofAgency } }),
  AssumeAgencyWithOIDC: () => ({
    authentication: { kind: 'web-identity', assumed: { ...ofAgency, provider: PROVIDER_URN, audience: 'a' } },
    caller: { webIdentity: { region: 'eu-central-1', token: async () => ({ token: 'x.y.z' }) } },
  }),
};

/** What is known of an authentication method; the token of these tests has no claims. */
const FACTS = { agency: AGENCY_URN, provider: PROVIDER_URN, audience: 'a' };

/** What an error that no caller takes for an answer comes to; where the life of an image has its own word for it, the table has one too. */
const CODES_OF_HANDLED: Readonly<Record<string, FailureCode>> = {
  'ShowJobProgress APIGW.0101': 'InternalFailure',
  'UpdateImage IMG.0035': 'ResourceConflict',
};

function expectedCode({ action, code, handler }: KnownError): string {
  const known = handler.UPDATE ?? handler.DELETE ?? handler.CREATE ?? '';
  return known === 'handled' ? (CODES_OF_HANDLED[`${action} ${code}`] ?? 'InternalFailure') : known;
}

/** The next steps of a code, some of which the beginning of its text chooses from. */
function curesOf({ table, nextSteps }: ErrorBook, action: string, code: string, failure: FailureCode): string[] {
  const rows = { ...table['*'], ...table[action] };
  const own = Object.entries(rows).filter(([name]) => name === code || name.startsWith(`${code}: `));
  return own.length === 0 ? [nextSteps[failure]] : own.map(([, { nextStep }]) => nextStep ?? nextSteps[failure]);
}

/** Actions that stand for a row of every action. */
const EVERY_ACTION = Object.keys(REQUESTS).filter((action) => action !== 'UpdateImage');

/** The failure that the client makes of an error, whatever number of times it asks. */
async function failureFor(action: string, error: object): Promise<Failure> {
  simulator.inject({ action, error: error as { code: string }, times: 9 });
  const request = REQUESTS[action];
  if (!request) throw new Error(`no request of ${action}`);
  const { client } = clientOf(simulator, AUTHENTICATION[action]?.());
  return failureOf(request(client));
}

function expectTold(failure: Failure, vendorCode: string, action: string): void {
  const { message, answer } = failure;
  const { requestId } = simulator.calls.findLast((call) => call.action === action) ?? {};
  expect(answer).toMatchObject({ vendorCode, requestId, action });
  expect(message).toContain(`failed with ${vendorCode}: `);
  expect(message).toContain(`(request id ${requestId})`);
  expect(message).toMatch(/\. [A-Z][^.]*.*\.$/);
  expect(message).not.toMatch(/undefined|\{\w+\}/);
  expect(message).not.toContain(keyOf(simulator).accessKeyId);
  for (const canary of Object.values(CANARIES)) expect(message).not.toContain(canary);
}

describe('the known errors', () => {
  it.each(KNOWN.filter(({ action }) => action !== 'Job'))(
    'of $action: $status $code comes out with code, request id and cure',
    async (row) => {
      const action = row.action === '*' ? 'UpdateImage' : row.action;
      const { code, status } = row;
      const failure = await failureFor(action, { code, status });
      expect(failure.code).toBe(expectedCode(row));
      expectTold(failure, code, action);
      const book = /^Assume/.test(action) ? HUAWEI_STS_ERRORS : HUAWEI_ERRORS;
      const cures = curesOf(book, action, code, failure.code);
      const facts = new Map(Object.entries({ ...FACTS, method: action }));
      const said = cures.map((cure) => cure.replace(/\{(\w+)\}/g, (_, name: string) => facts.get(name) ?? 'unknown'));
      expect(said.filter((cure) => failure.message.endsWith(cure))).not.toEqual([]);
    },
  );

  it.each(KNOWN.filter(({ code }) => !code.startsWith('(')))(
    'of $action: $status $code is repeated if it may be',
    async (row) => {
      const action = row.action === '*' ? 'UpdateImage' : row.action;
      const before = simulator.calls.filter((call) => call.action === action).length;
      await failureFor(action, { code: row.code, status: row.status });
      const attempts = simulator.calls.filter((call) => call.action === action).length - before;
      // A conflict of attributes is repeated in another form.
      const isRepeated = row.repeat && row.code !== 'IMG.0035';
      expect(attempts).toBe(isRepeated ? 4 : 1);
    },
  );

  const ofEvery = KNOWN.filter(({ action, code }) => action === '*' && !/^IMG\./.test(code));
  it.each(EVERY_ACTION)('of every call mean the same when %s is answered with them', async (action) => {
    for (const row of ofEvery) {
      const { code, status } = row;
      // The error has another meaning for this call.
      const isOwn = [HUAWEI_ERRORS, HUAWEI_STS_ERRORS].some(({ table }) => table[action]?.[code] !== undefined);
      if (isOwn) continue;
      const failure = await failureFor(action, { code, status });
      const isLocal = /^Assume/.test(action);
      expect({ code, failure: failure.code }).toEqual({ code, failure: isLocal ? failure.code : expectedCode(row) });
      expectTold(failure, code, action);
      simulator.clearFaults();
    }
  });

  const texts = KNOWN.flatMap(({ code, status, otherMessages = [] }) =>
    otherMessages.map((message) => ({ code, status, message })),
  );
  it.each(texts)('have other texts: $status $code $message', async ({ code, status, message }) => {
    const { accessKeyId } = keyOf(simulator);
    const failure = await failureFor('ShowJob', {
      code,
      status,
      message: message.replace('ak <...>', `ak ${accessKeyId}`),
    });
    expectTold(failure, code, 'ShowJob');
  });

  it.each([
    ['verify aksk signature fail', 'Correct SecretKey'],
    ['decrypt token fail', 'SecurityToken has expired'],
    ['AK access failed to reach the limit,forbidden', 'locked for five minutes'],
    ['calc ak sk signature fail:signature expired', 'The clock of the machine that runs the handlers'],
  ])('of a key say what to do about "%s"', async (said, cure) => {
    const message = `Incorrect IAM authentication information: ${said}`;
    for (const code of ['APIGW.0301', 'APIG.0301']) {
      const failure = await failureFor('ShowJob', { code, status: 401, message });
      expect([failure.code, failure.message]).toEqual(['InvalidCredentials', expect.stringContaining(cure)]);
      simulator.clearFaults();
    }
  });

  it('of a job are told by the copy that it carries out', async () => {
    const told = async (body: object) => {
      simulator.inject({ action: 'ShowJobProgress', error: { code: '(status FAIL)', body } });
      const job = await clientOf(simulator).client.call(SHOW_JOB_PROGRESS, NORTH, JOB);
      const { code, message, answer } = failureOfJob(job, { action: 'CopyImageCrossRegion', region: NORTH });
      const requestId = simulator.calls.at(-1)?.requestId;
      expect(answer.requestId).toBe(requestId);
      expect(message).toContain(`(request id ${requestId})`);
      return [code, answer.vendorCode, message];
    };
    expect(await told({ error_code: null, fail_reason: null })).toEqual([
      'NotStabilized',
      '(status FAIL)',
      expect.stringMatching(/the job gives no reason .* Check the source image in the IMS console/),
    ]);
    expect(await told({ error_code: 'IMG.0182', fail_reason: 'The vault is full.' })).toEqual([
      'ServiceLimitExceeded',
      'IMG.0182',
      expect.stringMatching(/The vault is full .* Expand the vault in VaultId/),
    ]);
    const inEntities = {
      error_code: '',
      fail_reason: '',
      entities: { addition_error_code: 'IMG.9', addition_error_msg: 'odd' },
    };
    expect(await told(inEntities)).toEqual(['NotStabilized', 'IMG.9', expect.stringContaining('IMG.9: odd (')]);
  });
});

/** A body that IMS or what is in front of it answers with. */
const shapes = {
  IMS: (code: string) => ({ error: { code, message: 'odd' } }),
  'the gateway': (code: string) => ({ error_code: code, error_msg: 'odd', request_id: 'in-the-body' }),
  STS: (code: string) => ({
    error_code: code,
    error_msg: 'odd',
    encoded_authorization_message: 'secret-of-the-vendor',
  }),
} as const;

describe('errors that are in no list', () => {
  it.each([
    [{ status: 401, code: 'STS5.0001' }, 'InvalidCredentials'],
    [{ status: 403, code: 'PAP5.0011' }, 'AccessDenied'],
    [{ status: 400, code: 'IMG.9999' }, 'InvalidRequest'],
    [{ status: 418, code: 'IMG.9999' }, 'GeneralServiceException'],
    [{ status: 409, code: 'Odd.1' }, 'GeneralServiceException'],
    [{ status: 429, code: 'Odd.1' }, 'Throttling'],
    [{ status: 503, code: 'Odd.1' }, 'ServiceInternalError'],
  ])('%j is %s in every shape', async ({ status, code: vendorCode }, code) => {
    for (const [name, shape] of Object.entries(shapes)) {
      const body = JSON.stringify(shape(vendorCode));
      simulator.inject({ action: 'ShowJob', respond: { status, body }, times: 9 });
      const failure = await failureOf(clientOf(simulator).client.call(SHOW_JOB, NORTH, JOB));
      expect({ name, code: failure.code }).toEqual({ name, code });
      expect(failure.message).toContain(`failed with ${vendorCode}: odd (`);
      expect(failure.message).not.toContain('secret-of-the-vendor');
      expectTold(failure, vendorCode, 'ShowJob');
      simulator.clearFaults();
    }
  });

  it.each([
    [400, 'GeneralServiceException'],
    [401, 'InvalidCredentials'],
    [403, 'AccessDenied'],
    [404, 'GeneralServiceException'],
    [502, 'ServiceInternalError'],
  ])('HTTP %d of a load balancer or of Keystone is %s', async (status, code) => {
    const bodies = [
      '<html><body>odd</body></html>',
      '',
      JSON.stringify({ error: { code: status, message: 'm', title: 't' } }),
    ];
    for (const body of bodies) {
      simulator.inject({ action: 'ShowJob', respond: { status, body, contentType: 'text/html' }, times: 9 });
      const failure = await failureOf(clientOf(simulator).client.call(SHOW_JOB, NORTH, JOB));
      expect({ body, code: failure.code }).toEqual({ body, code });
      expectTold(failure, String(status), 'ShowJob');
      simulator.clearFaults();
    }
  });

  it('of a gateway that answers with no header have the request id of the body', async () => {
    const body = JSON.stringify(shapes['the gateway']('APIGW.0302'));
    simulator.inject({ action: 'ShowJob', respond: { status: 403, body, headers: { 'x-request-id': '' } } });
    const failure = await failureOf(clientOf(simulator).client.call(SHOW_JOB, NORTH, JOB));
    expect(failure.answer.requestId).toBe('in-the-body');
  });
});
