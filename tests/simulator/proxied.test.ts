import { connect } from 'node:net';
import type { AlibabaSimulator } from '../../simulator/index';
import { v1 } from './signed-parameters';
import { copyGolden, HANGZHOU, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

/** What comes back for the lines of a request. */
function exchange(...lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(simulator.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write([...lines, '', ''].join('\r\n')));
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}

const ECS = 'ecs.cn-hangzhou.aliyuncs.com';

describe('a client that takes the simulator for its proxy', () => {
  test('names the host of the service in the target, which counts, and not the header', async () => {
    const answer = await exchange(
      `GET http://${ECS}/?Action=DescribeRegions&Version=2014-05-26&Format=JSON HTTP/1.1`,
      `Host: other.example`,
      'Connection: close',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(`"HostId":"${ECS}","Code":"MissingAccessKeyId"`);
    expect(simulator.calls).toEqual([expect.objectContaining({ action: 'DescribeRegions' })]);
  });

  test.each([`http://${ECS}/`, `http://${ECS}`, `HTTP://${ECS}:80/`, `https://${ECS}/x`])(
    'is served in either protocol: %s',
    async (path) => {
      const { host } = new URL(path);
      const newer = await raw(simulator, 'DescribeImages', { RegionId: HANGZHOU }, { path, headers: { host } });
      expect(outcome(newer)).toBe('200');
      const older = await v1(simulator, 'DescribeImages', { RegionId: HANGZHOU }, { path, headers: { host } });
      expect(outcome(older)).toBe('200');
      expect(simulator.calls).toHaveLength(2);
    },
  );
});

test.each([
  ['ecs.cn-hangzhou.aliyuncs.com', '404 InvalidSnapshotId.NotFound'],
  ['ecs.cn-shanghai.aliyuncs.com', '200'],
  ['ecs-vpc.cn-shanghai.aliyuncs.com:8080', '200'],
  // Serves several regions: the vendor's table has the finance regions of Shanghai and Shenzhen under it, too.
  ['ecs-cn-hangzhou.aliyuncs.com', '200'],
  ['ecs.aliyuncs.com', '200'],
  ['ecs.cn-hangzhou.example.com', '200'],
])('the host %s tells its region, if it has one', async (host, expected) => {
  simulator.behave({ deleteMissingSnapshot: 'error' });
  const imageId = await copyGolden(simulator);
  simulator.world.finishCopy(SHANGHAI, imageId);
  const SnapshotId = simulator.world.image(SHANGHAI, imageId)?.disks[0]?.snapshotId ?? '';
  await raw(simulator, 'DeleteImage', { RegionId: SHANGHAI, ImageId: imageId });
  const atHost = { path: `http://${host}/`, headers: { host } };
  expect(outcome(await raw(simulator, 'DeleteSnapshot', { SnapshotId }, atHost))).toBe(expected);
});
