import { createClock, type Fault, type HuaweiSimulator } from '../../../simulator/index';
import type { HuaweiCalls } from '../../../src/huaweicloud/client';
import {
  CHANGE_TAGS,
  COPY_ACROSS_REGIONS,
  COPY_IN_REGION,
  failureOfJob,
  LIST_IMAGES,
  LIST_TAGS,
  SHOW_JOB,
  SHOW_JOB_PROGRESS,
} from '../../../src/huaweicloud/ims';
import { changeImage, deleteImage, pagesByTag, showJob } from '../../../src/huaweicloud/ims-calls';
import { LIST_PROJECTS } from '../../../src/huaweicloud/projects';
import { failureOf } from '../../support/failure-of';
import { actionsOf, CROSS_AGENCY, clientOf, EAST, GOLDEN, keyOf, NORTH, start, stopSimulators } from './stage';

let simulator: HuaweiSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const JOB_ID = 'f'.repeat(32);
const places = { image_id: GOLDEN };
const IN_REGION = { places, body: { name: 'copy', description: '' } };
const ACROSS = { places, body: { ...IN_REGION.body, region: EAST, project_name: EAST, agency_name: CROSS_AGENCY } };
const BY_ID = { query: [['id', GOLDEN]] as const };
/** What a job that is known says. */
async function told(...asked: Parameters<typeof showJob>) {
  const job = await showJob(...asked);
  if ('unknown' in job) throw new Error(`job ${asked[2]} is not known`);
  return job;
}
const count = (action: string): number => actionsOf(simulator).filter((one) => one === action).length;

describe('a copy', () => {
  it('is started, asked for, changed, tagged and deleted, in the region that each call is about', async () => {
    const { client } = clientOf(simulator);
    const { jobId } = await client.call(COPY_ACROSS_REGIONS, NORTH, ACROSS);
    expect(await showJob(client, NORTH, jobId)).toMatchObject({ status: 'INIT', progress: { percent: 0 } });
    simulator.clock.advance(3_600_000);
    const { imageId = '', ...job } = await told(client, NORTH, jobId);
    expect(job).toMatchObject({ status: 'SUCCESS', requestId: simulator.calls.at(-1)?.requestId });

    await changeImage(client, EAST, imageId, { name: 'renamed', __description: 'a text', max_ram: 4096 });
    // One for all, one for each, and one for each of the two that the image did not have.
    expect(count('UpdateImage')).toBe(6);
    const tagged = { places: { image_id: imageId }, body: { action: 'create', tags: [{ key: 'team', value: '' }] } };
    await client.call(CHANGE_TAGS, EAST, tagged);
    expect(await client.call(LIST_TAGS, EAST, tagged)).toMatchObject({ tags: [{ key: 'team', value: '' }] });
    const shown = async () => (await client.call(LIST_IMAGES, EAST, { query: [['id', imageId]] })).images;
    expect(await shown()).toMatchObject([{ id: imageId, name: 'renamed', __description: 'a text', max_ram: '4096' }]);

    expect(await deleteImage(client, EAST, imageId, { backup: false })).toBe('accepted');
    simulator.clock.advance(60_000);
    expect(await shown()).toEqual([]);
    expect(
      new Set(simulator.calls.filter(({ action }) => action !== 'KeystoneListProjects').map(({ status }) => status)),
    ).toEqual(new Set([200, 204, 400]));
  });

  it('changes attributes in one call where the image has them', async () => {
    const { client } = clientOf(simulator);
    await changeImage(client, NORTH, GOLDEN, { name: 'renamed', __description: 'other' });
    expect(count('UpdateImage')).toBe(1);
  });

  it('is asked for in the older way where a cloud has that alone', async () => {
    simulator.behave({ jobProgressPath: 'notOffered' });
    const { client } = clientOf(simulator);
    const { jobId } = await client.call(COPY_IN_REGION, NORTH, IN_REGION);
    expect(await showJob(client, NORTH, jobId)).toMatchObject({ status: 'INIT' });
    expect(actionsOf(simulator).slice(-2)).toEqual(['ShowJobProgress', 'ShowJob']);
  });

  it.each([
    ['share', 50, { percent: 50 }],
    ['percent', 50, { percent: 50 }],
    ['percent', 1, { percent: 100, unsure: true }],
    ['hundredths', 99.6, { percent: 100, unsure: true }],
    ['sticking', 50, { percent: 24 }],
    ['absent', 50, {}],
  ] as const)('shows its progress as %s, after %d of a hundred seconds', async (jobProgress, after, progress) => {
    simulator.behave({ jobProgress, copySeconds: 100, jobInitSeconds: 0 });
    const { client } = clientOf(simulator);
    const { jobId } = await client.call(COPY_IN_REGION, NORTH, IN_REGION);
    simulator.clock.advance(after * 1000);
    expect((await told(client, NORTH, jobId)).progress).toEqual(progress);
  });

  it('that fails says why', async () => {
    const { client } = clientOf(simulator);
    const { jobId } = await client.call(COPY_IN_REGION, NORTH, IN_REGION);
    simulator.world.failJob(jobId, { errorCode: 'IMG.0015', reason: 'no room' });
    const job = await told(client, NORTH, jobId);
    const failure = failureOfJob(job, { action: COPY_IN_REGION.action, region: NORTH });
    expect([failure.code, failure.answer.vendorCode]).toEqual(['ServiceLimitExceeded', 'IMG.0015']);
  });

  it('in the making is not deleted, and one that is gone is gone', async () => {
    const { client } = clientOf(simulator);
    await client.call(COPY_IN_REGION, NORTH, IN_REGION);
    const { imageId = '' } = simulator.world.jobs()[0] ?? {};
    expect(await deleteImage(client, NORTH, imageId, { backup: true })).toMatchObject({
      inUse: { answer: { action: 'GlanceDeleteImage', vendorCode: 'IMG.0090' } },
    });
    simulator.behave({ deleteMissingImage: 'refused' });
    const missing = '00000000-0000-4000-a000-000000000000';
    expect(await deleteImage(client, NORTH, missing, { backup: false })).toBe('absent');
  });
});

describe('a call that makes an image', () => {
  it.each<[string, Fault]>([
    ['whose answer is lost', { reset: 'after' }],
    ['whose answer is cut', { truncate: true }],
    ['that ends in a fault of the server', { error: { code: 'APIGW.0601' }, acts: true }],
    ['that a gateway could not pass on', { error: { code: 'APIGW.0201', status: 504 }, acts: true }],
    ['that the service may have begun', { error: { code: 'IMG.0018' } }],
  ])('%s is told as unknown, and not made again', async (_, fault) => {
    for (const [route, asked] of [
      [COPY_IN_REGION, IN_REGION],
      [COPY_ACROSS_REGIONS, ACROSS],
    ] as const) {
      simulator.inject({ ...fault, action: route.action });
      const failure = await failureOf(clientOf(simulator).client.call(route, NORTH, asked));
      expect(failure.answer.maybeDone).toBe(true);
      expect(count(route.action)).toBe(1);
    }
  });

  it.each<[string, Fault]>([
    ['too many calls', { error: { code: 'APIGW.0308' } }],
    ['another spelling of it', { error: { code: 'APIG.0308' } }],
  ])('is made again after a refusal for %s, which proves that nothing began', async (_, fault) => {
    simulator.inject({ ...fault, action: 'CopyImageInRegion', times: 2 });
    await clientOf(simulator).client.call(COPY_IN_REGION, NORTH, IN_REGION);
    expect(count('CopyImageInRegion')).toBe(3);
    expect(simulator.world.jobs()).toHaveLength(1);
  });

  it.each(['IMG.0060', 'IMG.0046', 'IMG.0015'])('is not made again after %s, and nothing is unknown', async (code) => {
    simulator.inject({ action: 'CopyImageInRegion', error: { code } });
    const failure = await failureOf(clientOf(simulator).client.call(COPY_IN_REGION, NORTH, IN_REGION));
    expect(failure.answer.maybeDone).toBeUndefined();
    expect(count('CopyImageInRegion')).toBe(1);
  });

  it('leaves time to look for its image', async () => {
    const milliseconds = 10_500;
    const { client } = clientOf(simulator, { milliseconds });
    simulator.inject({ action: 'CopyImageInRegion', silent: true, acts: true });
    const before = Date.now();
    const failure = await failureOf(client.call(COPY_IN_REGION, NORTH, IN_REGION));
    expect([failure.code, failure.answer.maybeDone]).toEqual(['NetworkFailure', true]);
    expect((Date.now() - before) / milliseconds).toBeLessThan(0.5);
  });

  it('names what it was made with', async () => {
    simulator.inject({ action: 'CopyImageCrossRegion', error: { code: 'IMG.0036' } });
    const failure = await failureOf(clientOf(simulator).client.call(COPY_ACROSS_REGIONS, NORTH, ACROSS));
    expect(failure.message).toContain(
      `The request named image ${GOLDEN}, name copy, target region ${EAST} and agency ${CROSS_AGENCY}.`,
    );
  });
});

describe('a refusal names what the request named:', () => {
  it.each<[what: string, named: string, call: (client: HuaweiCalls) => Promise<unknown>]>([
    [
      'a KMS key',
      'name copy and KMS key key-1',
      (client) => client.call(COPY_IN_REGION, NORTH, { places, body: { name: 'copy', cmk_id: 'key-1' } }),
    ],
    [
      'an enterprise project',
      'enterprise project project-1',
      (client) => client.call(COPY_IN_REGION, NORTH, { places, body: { enterprise_project_id: 'project-1' } }),
    ],
    [
      'a vault',
      'vault vault-1',
      (client) => client.call(COPY_ACROSS_REGIONS, NORTH, { places, body: { vault_id: 'vault-1' } }),
    ],
    ['a job', `job ${JOB_ID}`, (client) => client.call(SHOW_JOB, NORTH, { places: { job_id: JOB_ID } })],
    ['an image of a list', `image ${GOLDEN}`, (client) => client.call(LIST_IMAGES, NORTH, BY_ID)],
  ])('%s', async (_, named, call) => {
    simulator.inject({ error: { code: 'IMG.0036' }, skip: 1 });
    const { message } = await failureOf(call(clientOf(simulator).client));
    expect(message).toMatch(new RegExp(`The request named (image \\S+(, | and ))?${named}\\.`));
  });
});

describe('any other call', () => {
  it.each<[string, Fault]>([
    ['a lost answer', { reset: 'after' }],
    ['HTTP 429', { error: { code: 'APIGW.0308' } }],
    ['HTTP 503', { error: { code: 'APIGW.0613' } }],
    ['a load balancer', { respond: { status: 502, body: '<html></html>', contentType: 'text/html' } }],
  ])('is made again after %s', async (_, fault) => {
    simulator.inject({ ...fault, action: 'ListImages' });
    const { client, reports } = clientOf(simulator);
    expect((await client.call(LIST_IMAGES, NORTH, BY_ID)).images).toHaveLength(1);
    expect(count('ListImages')).toBe(2);
    expect(reports.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['KeystoneListProjects', 'ok'],
      ['ListImages', 'ok'],
    ]);
  });

  it.each([1_000, 7_000])('waits as long as a service asks for, %i ms', async (retryAfterMs) => {
    simulator.inject({ action: 'ListImages', error: { code: 'APIGW.0308', retryAfterMs } });
    const { client, pauses } = clientOf(simulator);
    await client.call(LIST_IMAGES, NORTH, BY_ID);
    expect(pauses).toEqual([retryAfterMs]);
  });

  it('does not wait longer than the invocation lasts', async () => {
    const { client } = clientOf(simulator);
    simulator.inject({ action: 'ListImages', error: { code: 'APIGW.0308', retryAfterMs: 60_000 } });
    expect((await failureOf(client.call(LIST_IMAGES, NORTH, BY_ID))).code).toBe('Throttling');
  });

  it.each<[string, string, string]>([
    ['no JSON', ': it is not JSON', 'not JSON'],
    ['of another form', ': it has no list of images', '{"images":{}}'],
    ['without an image', ': it has no image', '{"images":["x"]}'],
    ['without what it has to have', ': it has no id', '{"images":[{"name":"x"}]}'],
    ['too long', '', JSON.stringify({ images: [], more: 'x'.repeat(9 * 1024 * 1024) })],
  ])('says so when the answer is %s', async (_, why, body) => {
    simulator.inject({ action: 'ListImages', respond: { status: 200, body }, times: 9 });
    const failure = await failureOf(clientOf(simulator).client.call(LIST_IMAGES, NORTH, BY_ID));
    expect([failure.code, failure.message]).toEqual([
      'ServiceInternalError',
      expect.stringContaining(`failed: the answer could not be read${why} (request id `),
    ]);
  });

  it.each(['..', 'a/b', ''])('does not take "%s" for an id: it would lead to another call', async (image_id) => {
    const { client } = clientOf(simulator);
    const failure = await failureOf(deleteImage(client, NORTH, image_id, { backup: false }));
    expect(failure.code).toBe('InternalFailure');
    expect(actionsOf(simulator)).toEqual(['KeystoneListProjects']);
  });
});

describe('a key that is refused', () => {
  const wrong = () => ({ ...keyOf(simulator), accessKeySecret: 'wrong' });

  it('is not used again, and shows itself in no text', async () => {
    const accessKey = { accessKeyId: 'CANARYOFTHEKEYID', accessKeySecret: 'canary-of-the-secret' };
    const { client, reports } = clientOf(simulator, { authentication: { kind: 'key', accessKey } });
    const failure = await failureOf(client.call(LIST_IMAGES, NORTH, BY_ID));
    expect([failure.code, failure.answer.vendorCode]).toEqual(['InvalidCredentials', 'APIGW.0301']);
    expect(simulator.calls).toHaveLength(1);
    // The gateway names the key; see that the answer held what must not be shown.
    expect(failure.message).toContain('Get secretKey failed');
    expect(JSON.stringify([failure.message, failure.answer, reports])).not.toMatch(/CANARYOFTHEKEYID|canary-of/);
  });

  it.each(['AccessKey', 'SecretKey', 'SecurityToken'] as const)(
    'whose %s somebody repeats shows it in no text',
    async (repeated) => {
      const key = simulator.temporaryKey();
      const accessKey = {
        accessKeyId: key.AccessKey,
        accessKeySecret: key.SecretKey,
        securityToken: key.SecurityToken,
      };
      const { client, reports } = clientOf(simulator, { authentication: { kind: 'key', accessKey } });
      const error = { status: 403, code: 'APIGW.0302', message: `Not for ${key[repeated]} here` };
      simulator.inject({ action: 'ListImages', error });
      const failure = await failureOf(client.call(LIST_IMAGES, NORTH, BY_ID));
      expect(failure.message).toContain('Not for');
      expect(JSON.stringify([failure.message, failure.answer, reports])).not.toContain(key[repeated]);
    },
  );

  it('is told with its cure, the lock after more than five failures too', async () => {
    const { client } = clientOf(simulator, { authentication: { kind: 'key', accessKey: wrong() } });
    const messages: string[] = [];
    for (let call = 0; call < 7; call += 1) messages.push((await failureOf(client.call(LIST_IMAGES, NORTH))).message);
    expect(simulator.calls).toHaveLength(7);
    expect(messages[0]).toContain('Correct SecretKey in the type configuration');
    expect(messages[6]).toContain('locked for five minutes');
  });
});

describe('the project of a region', () => {
  it('is looked up once, each region its own', async () => {
    const { client } = clientOf(simulator);
    await Promise.all([NORTH, NORTH, EAST].map((region) => client.call(LIST_IMAGES, region)));
    await client.call(LIST_IMAGES, EAST);
    expect(count('KeystoneListProjects')).toBe(2);
    expect(count('ListImages')).toBe(4);
  });

  it('is not looked up where the type configuration names it', async () => {
    const projectIds = new Map([[NORTH, simulator.world.projectId(NORTH) ?? '']]);
    await clientOf(simulator, { projectIds }).client.call(LIST_IMAGES, NORTH, BY_ID);
    expect(actionsOf(simulator)).toEqual(['ListImages']);
  });

  it('that does not exist is an error that names where regions come from', async () => {
    simulator.world.closeRegion(EAST);
    const { client } = clientOf(simulator);
    const failure = await failureOf(client.call(LIST_IMAGES, EAST));
    expect([failure.code, failure.answer.vendorCode]).toEqual(['InvalidRequest', '(empty list)']);
    expect(failure.answer.requestId).toBe(simulator.calls.at(-1)?.requestId);
    expect(failure.message).toMatch(
      /in cn-east-3 .* Correct Region or TargetRegion .* ProjectIds of the type configuration\.$/,
    );
  });

  it('of which there are two is an error that names ProjectIds', async () => {
    simulator.world.addProject(EAST);
    const failure = await failureOf(clientOf(simulator).client.call(LIST_IMAGES, EAST));
    expect([failure.code, failure.answer.vendorCode]).toEqual(['InvalidTypeConfiguration', '(several)']);
    expect(failure.message).toContain('Set the project of the region in ProjectIds of the type configuration.');
  });

  it('is looked up again after a failure', async () => {
    const { client } = clientOf(simulator);
    simulator.inject({ action: 'KeystoneListProjects', error: { code: '(empty list)' } });
    await failureOf(client.call(LIST_IMAGES, EAST));
    expect((await client.call(LIST_IMAGES, EAST)).images.length).toBeGreaterThan(0);
  });

  it('is not told by a sub-project', async () => {
    simulator.world.addProject(EAST, `${EAST}_team`);
    const { projectId } = await clientOf(simulator).client.call(LIST_PROJECTS, EAST, { query: [['name', EAST]] });
    expect(projectId).toBe(simulator.world.projectId(EAST));
  });
});

describe('10,000 images with a tag', () => {
  const COUNT = 10_000;
  const KEY = 'tfcfn-request';

  it('come in 20 calls, one page at a time', async () => {
    const images = Array.from({ length: COUNT }, (_, number) => ({
      regionId: NORTH,
      name: `image-${number}`,
      tags: { [KEY]: String(number) },
    }));
    const many = await start({
      images: [...images, { regionId: NORTH, name: 'another' }],
      clock: createClock({ speed: 0 }),
    });
    const { client } = clientOf(many);
    const seen = new Set<string>();
    const pages: number[] = [];
    for await (const page of pagesByTag(client, NORTH, { key: KEY })) {
      // No page is asked for before the one before it was taken.
      expect(actionsOf(many).filter((action) => action === 'ListImageByTags')).toHaveLength(pages.length + 1);
      pages.push(page.length);
      for (const { id, tags } of page) seen.add(`${id} ${tags.length}`);
    }
    expect(pages).toEqual(Array(20).fill(500));
    expect(seen.size).toBe(COUNT);
  });

  it('are walked to the end whatever is told of their number', async () => {
    const page = (length: number, more: object) =>
      JSON.stringify({ ...more, resources: Array.from({ length }, (_, id) => ({ resource_id: `${id}`, tags: [] })) });
    const lengths = async (...bodies: readonly string[]) => {
      for (const body of bodies) simulator.inject({ action: 'ListImageByTags', respond: { status: 200, body } });
      const found: number[] = [];
      for await (const images of pagesByTag(clientOf(simulator).client, NORTH, { key: KEY })) found.push(images.length);
      return found;
    };
    expect(await lengths(page(500, {}), page(3, {}))).toEqual([500, 3]);
    expect(await lengths(page(500, { total_count: 900 }), page(0, { total_count: 900 }))).toEqual([500, 0]);
    expect(await lengths(page(200, { total_count: 250 }), page(50, { total_count: 250 }))).toEqual([200, 50]);
  });
});

describe('a job that nobody knows', () => {
  it.each(['IMG.0023', 'IMG.0121', 'notFound'] as const)('is unknown, told as %s', async (unknownJob) => {
    simulator.behave({ unknownJob });
    for (const gatewaySpelling of ['APIGW', 'APIG'] as const) {
      simulator.behave({ gatewaySpelling });
      const job = await showJob(clientOf(simulator).client, NORTH, '0'.repeat(32));
      const vendorCode = unknownJob === 'notFound' ? expect.stringMatching(/404|0101/) : unknownJob;
      expect(job).toMatchObject({ unknown: { answer: { vendorCode, requestId: simulator.calls.at(-1)?.requestId } } });
    }
  });

  it.each(['IMG.0023', 'IMG.0121'] as const)(
    'is told as %s is, to who does not take that for an answer',
    async (unknownJob) => {
      simulator.behave({ unknownJob });
      const { client } = clientOf(simulator);
      const failure = await failureOf(client.call(SHOW_JOB_PROGRESS, NORTH, { places: { job_id: '0'.repeat(32) } }));
      expect([failure.code, failure.answer.vendorCode]).toEqual(['ServiceInternalError', unknownJob]);
      expect(failure.answer.requestId).toBe(simulator.calls.at(-1)?.requestId);
    },
  );
});
