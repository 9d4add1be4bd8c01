import type { ApsaraStack } from '../../simulator/index';
import { ask, GOLDEN, HOME, OTHER, startStack, stopAll, TENANT } from './apsarastack';
import { outcome } from './support';

let stack: ApsaraStack;
beforeEach(async () => {
  stack = await startStack();
});
afterEach(stopAll);

const HERE = { RegionId: HOME };

describe('a gateway', () => {
  test.each([
    ['POP', '/'],
    ['ASAPI', '/asapi/v3'],
    ['ASAPI', '/asapi/v3/'],
  ] as const)('of form %s answers at %s', async (form, path) => {
    const answer = await ask(stack, 'DescribeImages', HERE, { gateway: { form }, path, headers: TENANT });
    expect(outcome(answer)).toBe('200');
    expect(answer.body.Images.Image.map(({ ImageId }) => ImageId)).toContain(GOLDEN);
    expect(stack.calls.at(-1)).toMatchObject({ form, organizationId: '26', resourceSetId: '38', regionId: HOME });
  });

  test.each(['/asapi', '/asapi/v4', '/ecs', '/asapi/v3/x'])('is not found at %s', async (path) => {
    expect(outcome(await ask(stack, 'DescribeImages', HERE, { path }))).toBe('404 InvalidAction.NotFound');
  });

  test('knows no region but its own, whose names are free', async () => {
    const asked = (RegionId: string) => ask(stack, 'DescribeImages', { RegionId });
    expect(outcome(await asked(OTHER))).toBe('200');
    expect(outcome(await asked('cn-hangzhou'))).toBe('404 InvalidRegionId.NotFound');
    const free = await startStack({ regions: ['no-such-place_7'], images: [], keys: [], instances: [], snapshots: [] });
    expect(outcome(await ask(free, 'DescribeImages', { RegionId: 'no-such-place_7' }))).toBe('200');
  });
});
