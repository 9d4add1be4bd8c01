import { SHOW_JOB, SHOW_JOB_PROGRESS } from '../../../src/huaweicloud/ims';

describe.each([SHOW_JOB_PROGRESS, SHOW_JOB])('a job as $action shows it', ({ read }) => {
  // Neither page says on which scale the progress is: samples have shares, and a table has percentages.
  it.each<readonly [given: unknown, progress: object]>([
    [0, { percent: 0 }],
    [0.2, { percent: 20 }],
    [0.99, { percent: 99 }],
    [1, { percent: 100, unsure: true }],
    [1.5, { percent: 1.5 }],
    [2, { percent: 2 }],
    [37, { percent: 37 }],
    [100, { percent: 100 }],
    [101, {}],
    [-1, {}],
    ['0.5', {}],
    [null, {}],
    [undefined, {}],
  ])('is as far as %j says', (given, progress) => {
    expect(read({ status: 'RUNNING', entities: { process_percent: given } }).progress).toEqual(progress);
    expect(read({ status: 'RUNNING' }).progress).toEqual({});
  });

  const WHY = { error_code: 'IMG.1', fail_reason: 'first' };
  const ADDED = { addition_error_code: 'IMG.3', addition_error_msg: 'third' };
  const ENTITIES = { error_code: 'IMG.2', error: 'second', ...ADDED };
  it.each<readonly [where: string, body: object, code: string | undefined, reason: string | undefined]>([
    ['itself', { ...WHY, entities: ENTITIES }, 'IMG.1', 'first'],
    ['what it made', { entities: ENTITIES }, 'IMG.2', 'second'],
    ['what it made, beside nothing', { error_code: '', fail_reason: null, entities: ENTITIES }, 'IMG.2', 'second'],
    ['the additions', { entities: ADDED }, 'IMG.3', 'third'],
    ['the additions, beside nothing', { entities: { ...ADDED, error_code: null, error: '' } }, 'IMG.3', 'third'],
    ['nowhere', { entities: {} }, undefined, undefined],
    ['nowhere, without entities', {}, undefined, undefined],
  ])('says why it failed in %s', (_, body, code, reason) => {
    const job = read({ status: 'FAIL', ...body });
    expect([job.status, job.errorCode, job.reason]).toEqual(['FAIL', code, reason]);
  });

  it('names the image that it makes, once it knows it', () => {
    const made = { image_id: '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c', image_name: 'golden' };
    const { imageId, imageName } = read({ status: 'SUCCESS', entities: made });
    expect([imageId, imageName]).toEqual([made.image_id, made.image_name]);
    expect(read({ status: 'INIT', entities: { image_id: '', image_name: null } })).toMatchObject({
      imageId: undefined,
      imageName: undefined,
    });
  });
});
