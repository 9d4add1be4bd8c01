import type { HuaweiSimulator } from '../../simulator/index';
import { begin, call, copy, GOLDEN, NORTH, outcome, seconds, shown, startHuawei, stopHuawei } from './huawei-support';

let simulator: HuaweiSimulator;
beforeEach(async () => {
  simulator = await startHuawei();
});
afterEach(stopHuawei);

const PROJECT = '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10';
const LIST_ONE = `GET /v2/cloudimages?id=${GOLDEN}`;

describe('amounts that can be chosen', () => {
  it('jobInitSeconds', async () => {
    simulator.behave({ jobInitSeconds: 50 });
    const jobId = await begin(simulator);
    const status = async (after: number) => {
      simulator.clock.advance(seconds(after));
      return (await call(simulator, `GET /v1/cloudimages/job/${jobId}`)).body.status;
    };
    expect([await status(49), await status(1)]).toEqual(['INIT', 'RUNNING']);
  });

  it('deleteTakesSeconds', async () => {
    simulator.behave({ deleteTakesSeconds: 0 });
    await call(simulator, `DELETE /v2/images/${GOLDEN}`);
    expect(await shown(simulator, GOLDEN, NORTH)).toBeUndefined();
  });

  it('moveTakesSeconds', async () => {
    simulator.behave({ moveTakesSeconds: 0 });
    const body = { resource_type: 'images', resource_id: GOLDEN, project_id: simulator.world.projectId(NORTH) };
    await call(simulator, `POST /v1.0/enterprise-projects/${PROJECT}/resources-migrate`, { body });
    expect(await shown(simulator, GOLDEN, NORTH)).toMatchObject({ enterprise_project_id: PROJECT });
  });

  it('crossRegionCopies', async () => {
    simulator.behave({ crossRegionCopies: 1 });
    expect([outcome(await copy(simulator)), outcome(await copy(simulator))]).toEqual(['200', '400 IMG.0060']);
  });

  it('failuresBeforeLock and lockSeconds', async () => {
    simulator.behave({ failuresBeforeLock: 0, lockSeconds: 10 });
    await call(simulator, LIST_ONE, { key: { ...simulator.accessKey, SecretKey: 'wrong' } });
    expect(outcome(await call(simulator, LIST_ONE))).toBe('401 APIGW.0301');
    simulator.clock.advance(seconds(10));
    expect(outcome(await call(simulator, LIST_ONE))).toBe('200');
  });

  it('latencyMs', async () => {
    const fastest = async (): Promise<number> => {
      const times: number[] = [];
      for (const _ of Array(3)) {
        const began = performance.now();
        await call(simulator, LIST_ONE);
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    const without = await fastest();
    simulator.behave({ latencyMs: 10 * Math.ceil(without) });
    expect((await fastest()) / without).toBeGreaterThan(5);
  });
});
