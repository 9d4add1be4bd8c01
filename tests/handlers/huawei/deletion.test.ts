import type { HuaweiBehaviour } from '../../../simulator/index';
import {
  ACROSS,
  EACH_COPY,
  EAST,
  type HuaweiStage,
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

  it('gives up before CloudFormation does, and names job, region and name', async () => {
    const model = await begin({ copySeconds: 20 * 60 * MINUTE });
    const { final } = await stage.run('DELETE', model);
    const [, job] = String(model.tfcfnid).split('/');
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain(`The image of job ${job} (golden) in ${home} could not be removed within`);
  });
});

describe('DELETE of a copy of a whole server', () => {
  let stage: HuaweiStage;
  afterEach(() => stage.close());
  it('removes the backup where the template says so', async () => {
    stage = await openHuaweiStage();
    expect([NORTH, EAST, ACROSS]).toBeDefined();
  });
});
