import type { HuaweiSimulator } from '../../simulator/index';
import {
  begin,
  call,
  EAST,
  type HuaweiBody,
  hours,
  inRegion,
  listed,
  outcome,
  seconds,
  shown,
  startHuawei,
  stopHuawei,
  toEast,
} from './huawei-support';

let simulator: HuaweiSimulator;
beforeEach(async () => {
  simulator = await startHuawei({ behaviour: { copySeconds: 100 } });
});
afterEach(stopHuawei);

const PATHS = ['GET /v1/cloudimages/job/', 'GET /v1/{project}/jobs/'];
const ask = async (jobId: string, path = PATHS[0], region?: string) =>
  call(simulator, `${path}${jobId}`, region === undefined ? {} : { region });
const job = async (jobId: string, path?: string): Promise<HuaweiBody> => (await ask(jobId, path)).body;
/** The percentage that a job shows after so many seconds of its hundred. */
const progressAt = async (jobId: string, after: number): Promise<unknown> => {
  simulator.clock.advance(seconds(after));
  return (await job(jobId)).entities?.process_percent;
};

describe('a job', () => {
  it.each(PATHS)('goes from INIT by RUNNING to SUCCESS, asked by %s', async (path) => {
    const jobId = await begin(simulator);
    expect(jobId).toMatch(/^[0-9a-f]{32}$/);
    const said: unknown[] = [];
    for (const after of [0, 4, 1, 94, 1]) {
      simulator.clock.advance(seconds(after));
      const { status, end_time, entities } = await job(jobId, path);
      said.push([status, end_time === null, typeof entities?.image_id]);
    }
    expect(said).toEqual([
      ['INIT', true, 'undefined'],
      ['INIT', true, 'undefined'],
      ['RUNNING', true, 'undefined'],
      ['RUNNING', true, 'undefined'],
      ['SUCCESS', false, 'string'],
    ]);
  });

  it('has the members of the documentation', async () => {
    const jobId = await begin(simulator, inRegion());
    simulator.clock.advance(seconds(131));
    expect(await job(jobId)).toEqual({
      status: 'SUCCESS',
      job_id: jobId,
      job_type: 'imsCopyImageInRegionJob',
      begin_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      end_time: expect.stringMatching(/Z$/),
      error_code: null,
      fail_reason: null,
      entities: {
        image_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        image_name: 'copy',
        current_task: expect.any(String),
        process_percent: 1,
        sub_jobs_result: [],
        sub_jobs_list: [],
      },
    });
    const older = await job(jobId, PATHS[1]);
    expect(older.entities).toMatchObject({
      results: [{ image_id: expect.any(String), project_id: expect.any(String), status: 'success' }],
      ...{ error: '', alarm_code: '' },
    });
  });

  it('across regions has another type, and a sub-job or none', async () => {
    const jobId = await begin(simulator);
    simulator.clock.advance(seconds(100));
    const { job_type, entities } = await job(jobId);
    expect(job_type).toBe('imsCrossRegionCopyImageJob');
    expect(entities).toMatchObject({
      subJobId: expect.any(String),
      sub_jobs_list: [entities?.subJobId],
      sub_jobs_result: [{ status: 'SUCCESS', entities: { image_id: entities?.image_id } }],
    });
    simulator.behave({ subJobs: 'absent', crossRegionJobType: 'imsCopyImageCrossUserJob' });
    expect(await job(jobId)).toMatchObject({
      job_type: 'imsCopyImageCrossUserJob',
      entities: { sub_jobs_list: [], sub_jobs_result: [] },
    });
  });

  it('ends at its time, however seldom it is asked, and its image is as old', async () => {
    const jobId = await begin(simulator);
    simulator.clock.advance(hours(5));
    const { begin_time, end_time, entities } = await job(jobId);
    expect(Date.parse(String(end_time)) - Date.parse(String(begin_time))).toBe(100_000);
    const image = await shown(simulator, String(entities?.image_id));
    expect(image?.active_at).toBe(`${String(end_time).slice(0, 19)}Z`);
  });

  it('lasts as long as is said, by what is copied', async () => {
    simulator.behave({
      copySeconds: ({ crossRegion, kind, sizeGiB }) => (crossRegion && kind === 'system' ? sizeGiB : 1),
    });
    const jobs = [await begin(simulator), await begin(simulator, inRegion())];
    simulator.clock.advance(seconds(10));
    expect(await Promise.all(jobs.map(async (id) => (await job(id)).status))).toEqual(['RUNNING', 'SUCCESS']);
    simulator.clock.advance(seconds(30));
    expect((await job(jobs[0] ?? '')).status).toBe('SUCCESS');
  });
});

describe('progress', () => {
  it.each([
    ['share', [0, 0.5, 1]],
    ['hundredths', [0, 0.5, 1]],
    ['percent', [0, 50, 100]],
    ['sticking', [0, 0.24, 0.24]],
    ['stalling', [0, 0.9, 0.9]],
    ['absent', [undefined, undefined, undefined]],
  ] as const)('is %s', async (jobProgress, expected) => {
    simulator.behave({ jobProgress });
    const jobId = await begin(simulator);
    const said = [await progressAt(jobId, 0), await progressAt(jobId, 50), await progressAt(jobId, 50)];
    expect(said).toEqual(expected);
  });
});

describe('a job that fails', () => {
  const copyOutcome = { failAtShare: 0.5, errorCode: 'IMG.0018', reason: 'An error occurred.' };

  it('says by which code and why, and leaves nothing', async () => {
    simulator.behave({ copyOutcome });
    const jobId = await begin(simulator);
    simulator.clock.advance(seconds(49));
    expect((await job(jobId)).status).toBe('RUNNING');
    simulator.clock.advance(seconds(1));
    expect(await job(jobId)).toMatchObject({
      status: 'FAIL',
      error_code: 'IMG.0018',
      fail_reason: 'An error occurred.',
    });
    expect((await job(jobId)).entities).not.toHaveProperty('image_id');
    expect(simulator.ledger().images).toEqual([]);
  });

  it('may leave an image that is killed, and may name it', async () => {
    simulator.behave({ copyOutcome, failedCopyLeaves: 'killedImage', imageIdOfFailed: true });
    const jobId = await begin(simulator);
    simulator.clock.advance(hours(1));
    const imageId = String((await job(jobId)).entities?.image_id);
    expect(simulator.ledger().images).toEqual([`${EAST}/${imageId}`]);
    expect(await shown(simulator, imageId)).toMatchObject({ status: 'killed' });
    expect(outcome(await call(simulator, `DELETE /v2/images/${imageId}`, { region: EAST }))).toBe('204');
    simulator.clock.advance(seconds(5));
    expect(simulator.ledger().images).toEqual([]);
  });

  it('can be made to fail, or to end well, at any time before its end', async () => {
    const failing = await begin(simulator);
    simulator.world.failJob(failing, { errorCode: 'IMG.0061' });
    expect(await job(failing)).toMatchObject({ status: 'FAIL', error_code: 'IMG.0061' });
    simulator.behave({ copyOutcome });
    const ending = await begin(simulator);
    simulator.world.finishJob(ending);
    expect((await job(ending)).status).toBe('SUCCESS');
    expect(() => simulator.world.finishJob(ending)).toThrow(`job ${ending} has ended`);
    expect(() => simulator.world.failJob('x')).toThrow('there is no job x');
  });

  it.each([
    ['null', { end_time: null, error_code: null }],
    ['emptyText', { end_time: '', error_code: '' }],
    ['absent', {}],
  ] as const)('has members without a value that are %s', async (emptyJobMembers, expected) => {
    simulator.behave({ emptyJobMembers });
    const { end_time, error_code } = await job(await begin(simulator));
    expect({ end_time, error_code }).toEqual({ end_time: undefined, error_code: undefined, ...expected });
  });
});

describe('a job that is not there', () => {
  it.each([
    ['IMG.0023', '400 IMG.0023'],
    ['IMG.0121', '400 IMG.0121'],
    ['notFound', '404 APIGW.0101'],
  ] as const)('is answered by %s', async (unknownJob, expected) => {
    simulator.behave({ unknownJob });
    for (const path of PATHS) expect(outcome(await ask('0'.repeat(32), path))).toBe(expected);
  });

  it('is what a job is in another region', async () => {
    const jobId = await begin(simulator);
    for (const path of PATHS) expect(outcome(await ask(jobId, path, EAST))).toBe('400 IMG.0023');
  });

  it('is what a job is some time after its end', async () => {
    simulator.behave({ jobReadableSeconds: 3600 });
    const jobId = await begin(simulator);
    simulator.clock.advance(seconds(100 + 3600));
    expect(outcome(await ask(jobId))).toBe('200');
    simulator.clock.advance(seconds(1));
    expect(outcome(await ask(jobId))).toBe('400 IMG.0023');
  });

  it('is every job on a path that the cloud has not', async () => {
    const jobId = await begin(simulator);
    simulator.behave({ jobProgressPath: 'notOffered' });
    const said = async () => Promise.all(PATHS.map(async (path) => outcome(await ask(jobId, path))));
    expect(await said()).toEqual(['404 APIGW.0101', '200']);
    simulator.behave({ jobProgressPath: 'offered', jobPath: 'notOffered' });
    expect(await said()).toEqual(['200', '404 APIGW.0101']);
  });
});

describe('an image in the making', () => {
  const find = async (imageId: string) => {
    const at = { region: EAST };
    const tags = await call(simulator, `GET /v2/{project}/images/${imageId}/tags`, at);
    const native = await call(simulator, `GET /v2/images/${imageId}`, at);
    return [await listed(simulator, 'name=copy', EAST), outcome(tags), native.status];
  };
  const imageOf = (): string => simulator.world.jobs()[0]?.imageId ?? '';

  it('is not found by anything, and cannot be deleted', async () => {
    await begin(simulator);
    simulator.clock.advance(seconds(50));
    expect(await find(imageOf())).toEqual([[], '400 IMG.0027', 404]);
    expect(outcome(await call(simulator, `DELETE /v2/images/${imageOf()}`, { region: EAST }))).toBe('400 IMG.0090');
    simulator.clock.advance(seconds(50));
    expect(await find(imageOf())).toEqual([['copy'], '200', 200]);
  });

  it('may be found, queued first and then saving, and cannot be changed', async () => {
    simulator.behave({ imageInTheMaking: 'visible' });
    await begin(simulator, toEast({ description: 'mark' }));
    const queued = await shown(simulator, imageOf());
    expect(queued).toMatchObject({ status: 'queued', __isregistered: 'false', __description: 'mark', size: null });
    expect(queued).not.toHaveProperty('active_at');
    expect(queued).not.toHaveProperty('__image_size');
    simulator.clock.advance(seconds(50));
    expect(await shown(simulator, imageOf())).toMatchObject({ status: 'saving' });
    const body = [{ op: 'replace', path: '/name', value: 'x' }];
    const patch = await call(simulator, `PATCH /v2/cloudimages/${imageOf()}`, { region: EAST, body });
    expect(outcome(patch)).toBe('400 IMG.0046');
    expect(outcome(await call(simulator, `DELETE /v2/images/${imageOf()}`, { region: EAST }))).toBe('400 IMG.0090');
    simulator.clock.advance(seconds(50));
    expect(await shown(simulator, imageOf())).toMatchObject({ status: 'active', __isregistered: 'true', size: 0 });
  });

  it('may be named by its job', async () => {
    simulator.behave({ imageIdWhileRunning: true });
    const jobId = await begin(simulator);
    expect((await job(jobId)).entities?.image_id).toBe(imageOf());
  });
});
