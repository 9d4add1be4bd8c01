import { VAULT_EAST, WHOLE_AGENCY } from '../../../simulator/huaweicloud/account/built-in';
import type { HuaweiBehaviour } from '../../../simulator/index';
import {
  ACROSS,
  EACH_COPY,
  EAST,
  type HuaweiStage,
  lastModelOf,
  leftIn,
  NORTH,
  NOTHING_LEFT,
  openHuaweiStage,
} from '../../support/huawei';
import type { Properties } from '../../support/stage';

const MINUTE = 60;
const FAILURE = { failAtShare: 0.5, errorCode: 'IMG.0014', reason: 'x' };

/** What a deletion may know of a copy. */
const KNOWING = [
  ['with the whole model', (model: Properties) => model],
  ['with the template and the identifier', ({ Status: _, DeleteBackup: __, ...model }: Properties) => model],
  ['with the identifier alone', ({ tfcfnid }: Properties) => ({ tfcfnid })],
] as const;

/** How a job may go on that a deletion waits for. */
const ENDINGS: readonly (readonly [string, Partial<HuaweiBehaviour>])[] = [
  ['that shows nothing', {}],
  ['that shows its image', { imageInTheMaking: 'visible', imageIdWhileRunning: true }],
  ['that fails', { copyOutcome: FAILURE }],
  ['that fails and leaves an image', { copyOutcome: FAILURE, failedCopyLeaves: 'killedImage', imageIdOfFailed: true }],
  [
    'that fails and leaves an image in the making before',
    { copyOutcome: FAILURE, failedCopyLeaves: 'killedImage', imageInTheMaking: 'visible' },
  ],
  ['that can be asked for in the older way alone', { jobProgressPath: 'notOffered' }],
  ['whose image goes late', { deleteTakesSeconds: 5 * MINUTE, deleteMissingImage: 'refused' }],
];
const EACH_CASE = ENDINGS.flatMap(([how, behaviour]) =>
  KNOWING.map(([knowing, of]) => [how, knowing, behaviour, of] as const),
);

describe.each(EACH_COPY)('DELETE of a copy %s', (_, { wish, home }) => {
  let stage: HuaweiStage;
  afterEach(() => stage.close());
  const begin = async (behaviour: Partial<HuaweiBehaviour>) => {
    stage = await openHuaweiStage({ behaviour });
    const { resourceModel = {} } = await stage.invoke('CREATE', wish);
    return resourceModel;
  };

  it.each(EACH_CASE)('in the middle of a job %s, %s, leaves nothing', async (_how, _knowing, behaviour, of) => {
    const model = await begin(behaviour);
    const { final } = await stage.run('DELETE', of(model));
    expect(final.errorCode ?? final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('in the middle of a job that fails, leaves an image and names none, with the template', async () => {
    const model = await begin({ copyOutcome: FAILURE, failedCopyLeaves: 'killedImage' });
    const { final } = await stage.run('DELETE', model);
    expect(final.errorCode ?? final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('in the middle of a job that is not told of after its end tells which image may be the one', async () => {
    const model = await begin({ jobReadableSeconds: 0 });
    const { final } = await stage.run('DELETE', model);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
    expect(final.message).toContain(`No image has the tag of ${model.tfcfnid}, but image `);
    expect(final.message).toMatch(/or rename it if it is not; then try again\.$/);
    // Without its name and its source nobody knows which one it may be.
    const alone = await stage.run('DELETE', { tfcfnid: model.tfcfnid });
    expect(leftIn(stage).images).toHaveLength(1);
    expect(alone.final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    const { requestId } = stage.simulator.calls.findLast(({ action }) => action.startsWith('ShowJob')) ?? {};
    expect(alone.final.message).toContain(`has the tag of job ${String(model.tfcfnid).split('/')[1]}, and IMS`);
    expect(alone.final.message).toContain('delete it by hand; then retain this resource');
    expect(alone.final.message).toMatch(new RegExp(`failed with IMG.0023: .*request id ${requestId}`));
  });

  describe('in the middle of a job that can never be asked for', () => {
    const beginUnread = async (behaviour: Partial<HuaweiBehaviour>) => {
      const { tfcfnid } = await begin({ jobReadableSeconds: 0, ...behaviour });
      for (const action of ['ShowJobProgress', 'ShowJob']) {
        const error = { code: 'IMG.0121', status: 400 };
        stage.simulator.inject({ action, error, times: Number.POSITIVE_INFINITY });
      }
      return { ...wish, tfcfnid };
    };

    it('and that takes longer than young images stay unseen, tells which image may be the one', async () => {
      const model = await beginUnread({ copySeconds: 40 * MINUTE });
      const { final, answers } = await stage.run('DELETE', model);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
      expect(final.message).toContain(`No image has the tag of ${model.tfcfnid}, but image `);
      // Two hours, in which nothing may be shown, are not to cost a poll every half a minute.
      expect(answers.length).toBeLessThan(60);
    });

    it('never succeeds with the identifier alone, whatever appears later', async () => {
      const { tfcfnid } = await beginUnread({ copySeconds: 40 * MINUTE });
      const { final } = await stage.run('DELETE', { tfcfnid });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(final.message).toMatch(/ShowJobProgress in [a-z0-9-]+ failed with IMG\.0121: .*request id [0-9a-f]+/);
    });

    it('and that has failed and left nothing, succeeds with the template', async () => {
      const model = await beginUnread({ copyOutcome: FAILURE });
      const { final } = await stage.run('DELETE', model);
      expect(final.errorCode ?? final.status).toBe('SUCCESS');
      expect(leftIn(stage)).toEqual(NOTHING_LEFT);
    });
  });

  it.each(['IMG.0023', 'IMG.0121', 'notFound'] as const)(
    'of a copy whose job is unknown (%s), in a creation, a deletion and a second one',
    async (unknownJob) => {
      stage = await openHuaweiStage({ behaviour: { unknownJob, jobReadableSeconds: 0 } });
      const { final } = await stage.run('CREATE', wish);
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Name: wish.Name } });
      const model = final.resourceModel ?? {};
      expect((await stage.invoke('READ', { tfcfnid: model.tfcfnid })).resourceModel).toEqual(model);
      expect((await stage.run('DELETE', model)).final.status).toBe('SUCCESS');
      expect(leftIn(stage)).toEqual(NOTHING_LEFT);
      expect((await stage.run('DELETE', model)).final.errorCode ?? 'SUCCESS').toMatch(/^(SUCCESS|NotFound)$/);
    },
  );

  it('of a finished copy says that it is not there when it is gone', async () => {
    stage = await openHuaweiStage();
    const { final } = await stage.run('CREATE', wish);
    const model = final.resourceModel ?? {};
    expect((await stage.run('DELETE', model)).final.status).toBe('SUCCESS');
    expect((await stage.run('DELETE', model)).final.errorCode).toBe('NotFound');
    expect((await stage.run('DELETE', { tfcfnid: `${home}/${model.Id}` })).final.errorCode).toBe('NotFound');
  });

  it('does not take Timeouts.Delete for the time that the copy takes', async () => {
    const model = await begin({ copySeconds: 40 * MINUTE });
    const { final } = await stage.run('DELETE', { ...model, Timeouts: { Delete: '2m' } });
    expect(final.errorCode ?? final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('nor for that after which a poll fails in a way that passes', async () => {
    const model = await begin({ copySeconds: 40 * MINUTE });
    const error = { code: 'IMG.0061', status: 500 };
    const meanwhile = (_: unknown, count: number) => {
      if (count === 8) stage.simulator.inject({ action: 'ShowJobProgress', error, times: 4 });
    };
    const { final } = await stage.run('DELETE', { ...model, Timeouts: { Delete: '2m' } }, { meanwhile });
    expect(final.errorCode ?? final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('gives up before CloudFormation does, and names job, region and name', async () => {
    const model = await begin({ copySeconds: 20 * 60 * MINUTE });
    const { final } = await stage.run('DELETE', model);
    const [, job] = String(model.tfcfnid).split('/');
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain(`The image of job ${job} (golden) in ${home} could not be removed within`);
    // A job is not an image.
    expect(final.message).not.toContain(`image ${job}`);
  });
});

it('DELETE in the middle of a copy within another region than the usual one finds its job by the identifier alone', async () => {
  const stage = await openHuaweiStage();
  const [source] = stage.simulator.world.images(EAST).filter(({ imageType }) => imageType === 'private');
  const wish = { Region: EAST, SourceImageId: source?.imageId, Name: 'golden' };
  const { resourceModel: { tfcfnid } = {} } = await stage.invoke('CREATE', wish);
  expect((await stage.invoke('READ', { tfcfnid })).resourceModel).toMatchObject({ TargetRegion: EAST });
  expect((await stage.run('DELETE', { tfcfnid })).final.status).toBe('SUCCESS');
  expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  await stage.close();
});

it('asks for the job of a copy from another region to the usual one where the template says that its source is', async () => {
  const stage = await openHuaweiStage();
  const [source] = stage.simulator.world.images(EAST).filter(({ imageType }) => imageType === 'private');
  const { AgencyName } = ACROSS;
  const wish = { Region: EAST, SourceImageId: source?.imageId, TargetRegion: NORTH, AgencyName, Name: 'golden' };
  const creation = await stage.run('CREATE', wish);
  expect(creation.final.status).toBe('SUCCESS');
  expect(creation.answers.map(({ message }) => message)).toContainEqual(expect.stringMatching(/: [1-9]\d? %/));
  const { resourceModel = {} } = await stage.invoke('CREATE', { ...wish, Name: 'another' });
  const deletion = await stage.run('DELETE', { ...wish, Name: 'another', ...resourceModel });
  expect(deletion.final.status).toBe('SUCCESS');
  const asked = stage.simulator.calls.filter(({ action }) => action === 'ShowJobProgress');
  expect(new Set(asked.map(({ regionId }) => regionId))).toEqual(new Set([EAST]));
  expect((await stage.run('DELETE', creation.final.resourceModel ?? {})).final.status).toBe('SUCCESS');
  expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  await stage.close();
});

/** A copy of a whole server has a backup in a vault, which is billed. */
describe('DELETE of a copy of a whole server', () => {
  let stage: HuaweiStage;
  beforeEach(async () => {
    stage = await openHuaweiStage();
  });
  afterEach(() => stage.close());
  const wholeServer = () => {
    const [server] = stage.simulator.world.images(NORTH).filter(({ kind }) => kind === 'whole');
    return { ...ACROSS, SourceImageId: server?.imageId, VaultId: VAULT_EAST, AgencyName: WHOLE_AGENCY };
  };

  it.each([
    ['removes the backup where the template says so', { DeleteBackup: true }, 0],
    ['leaves the backup where the template says so', { DeleteBackup: false }, 1],
    ['leaves the backup where the template says nothing', {}, 1],
  ])('%s', async (_, properties, backups) => {
    const wish = { ...wholeServer(), ...properties };
    const { final } = await stage.run('CREATE', wish);
    const { tfcfnid } = final.resourceModel ?? {};
    expect(leftIn(stage).backups).toHaveLength(1);
    expect((await stage.run('DELETE', { ...wish, tfcfnid })).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toMatchObject({ images: [], backups: { length: backups } });
  });

  it.each([
    ['the creation has begun', (model: Properties) => model],
    ['and says that the backup stays', (model: Properties) => ({ ...model, DeleteBackup: true })],
  ])('removes the backup with what a rollback removes, where %s', async (_, of) => {
    const { resourceModel = {} } = await stage.invoke('CREATE', wholeServer());
    expect((await stage.run('DELETE', of(resourceModel))).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it.each([
    ['fails', { copyOutcome: FAILURE, failedCopyLeaves: 'killedImage' }, {}],
    ['is late', { copySeconds: 1_500 }, { Timeouts: { Create: '5m' } }],
    ['cannot be finished', {}, { MinRam: 2_000_000_000 }],
  ] as const)('leaves no backup where the creation %s', async (_, behaviour, properties) => {
    stage.simulator.behave(behaviour);
    const created = await stage.run('CREATE', { ...wholeServer(), ...properties, DeleteBackup: false });
    expect(created.final.status).toBe('FAILED');
    await stage.run('DELETE', lastModelOf(created));
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });
});
