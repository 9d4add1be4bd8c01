import { CreateImageRequest } from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import { CreateImageResponse } from '@alicloud/ecs20140526/dist/models/CreateImageResponse';
import { startAlibabaSimulator } from '../../simulator/index';
import { EcsClient } from '../../src/alibaba/ecs-client';
import { systemRuntime } from '../../src/failure/clock';
import { Failure } from '../../src/failure/failure';
import { errors } from '../fixtures/create-image-errors.json';

const INSTANCE = 'i-bp1builder0ubuntu24';
const SNAPSHOT = 's-bp1data00builder00';
const REGION = 'cn-hangzhou';

/** What the client that the handlers use makes of a refusal of the simulator. */
describe('a refused CreateImage', () => {
  let simulator: Awaited<ReturnType<typeof startAlibabaSimulator>>;
  beforeEach(async () => {
    simulator = await startAlibabaSimulator();
  });
  afterEach(() => simulator.close());

  const create = async (parameters: object): Promise<Failure> => {
    const client = new EcsClient({
      keys: {
        name: 'static_ak',
        key: async () => ({
          accessKeyId: simulator.accessKey.AccessKeyId,
          accessKeySecret: simulator.accessKey.AccessKeySecret,
        }),
      },
      endpoint: simulator.url,
      deadline: Date.now() + 60_000,
      runtime: { ...systemRuntime, sleep: async () => undefined },
    });
    const request = new CreateImageRequest({ imageName: 'golden', clientToken: 'token-1', ...parameters });
    const answer = await client
      .call({ name: 'CreateImage', response: CreateImageResponse }, REGION, request)
      .catch((error: unknown) => error);
    if (answer instanceof Failure) return answer;
    throw new Error('it was not refused');
  };

  it.each([
    ['an unknown instance', { instanceId: 'i-nowhere' }, 'InvalidInstanceId.NotFound', 'instance i-nowhere'],
    ['an unknown snapshot', { snapshotId: 's-nowhere' }, 'InvalidSnapshotId.NotFound', 'snapshot s-nowhere'],
    [
      'a mapping without a system disk',
      { diskDeviceMapping: [{ snapshotId: SNAPSHOT, diskType: 'data' }] },
      'OperationDenied',
      `snapshot ${SNAPSHOT}`,
    ],
  ])('names %s', async (_, parameters, code, named) => {
    const { answer, message } = await create(parameters);
    expect(answer.vendorCode).toBe(code);
    expect(message).toContain(` The request named ${named} and image name golden. C`);
  });

  it.each([
    ['IdempotentProcessing', { busy: true, maybeDone: true }],
    ['TooManySnapshot.Unfinished', { busy: true }],
    ['InternalError', { maybeDone: true }],
    ['QuotaExceed.Image', {}],
  ])('tells of %s whether to come back, and whether there may be an image', async (code, says) => {
    const { status } = errors.find((error) => error.code === code) ?? {};
    simulator.inject({ action: 'CreateImage', error: { code, status }, times: Number.POSITIVE_INFINITY });
    const { busy, maybeDone } = (await create({ instanceId: INSTANCE })).answer;
    expect({ busy, maybeDone }).toEqual({ busy: undefined, maybeDone: undefined, ...says });
  });
});
