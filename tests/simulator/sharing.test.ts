import {
  DeleteImageRequest,
  DescribeImageFromFamilyRequest,
  DescribeImageSharePermissionRequest,
  ModifyImageSharePermissionRequest,
} from '@alicloud/ecs20140526';
import type { AlibabaSimulator } from '../../simulator/index';
import { outcomeOf, readImage } from './creations';
import { sdk } from './sdk';
import { GOLDEN, HANGZHOU, outcome, raw, SHANGHAI, seconds, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const SERVICE_KEY = 'm-bp1service0key00';
const CUSTOMER_KEY = 'm-bp1encrypted0image';
const many = (count: number, first = 0) => Array.from({ length: count }, (_, n) => `10000000000000${10 + n + first}`);

type Change = ConstructorParameters<typeof ModifyImageSharePermissionRequest>[0];
const change = (changes: Change) =>
  outcomeOf(
    sdk(simulator).modifyImageSharePermission(
      new ModifyImageSharePermissionRequest({ regionId: HANGZHOU, imageId: GOLDEN, ...changes }),
    ),
  );
async function permissions(query: ConstructorParameters<typeof DescribeImageSharePermissionRequest>[0] = {}) {
  const request = new DescribeImageSharePermissionRequest({ regionId: HANGZHOU, imageId: GOLDEN, ...query });
  const { body } = await sdk(simulator).describeImageSharePermission(request);
  return body;
}

describe('sharing an image', () => {
  const remove = (force?: boolean) =>
    outcomeOf(sdk(simulator).deleteImage(new DeleteImageRequest({ regionId: HANGZHOU, imageId: GOLDEN, force })));

  test('shows in the image and in its list, and keeps it from being deleted until it ends', async () => {
    expect((await readImage(simulator, GOLDEN)).isSelfShared).toBe('False');
    expect(await change({ addAccount: ['1000000000000001', '1000000000000002'] })).toBe('200');
    expect((await readImage(simulator, GOLDEN)).isSelfShared).toBe('True');
    expect(await permissions()).toMatchObject({
      regionId: HANGZHOU,
      imageId: GOLDEN,
      pageNumber: 1,
      pageSize: 10,
      totalCount: 2,
      accounts: { account: [{ aliyunId: '1000000000000001' }, { aliyunId: '1000000000000002' }] },
      shareGroups: { shareGroup: [] },
    });
    expect(await remove(true)).toBe('403 ImageUseShared');
    expect(await change({ removeAccount: ['1000000000000001'] })).toBe('200');
    expect(await remove(true)).toBe('403 ImageUseShared');
    expect(await change({ removeAccount: ['1000000000000002', '1000000000000009'] })).toBe('200');
    expect(await remove()).toBe('200');
  });

  test('keeps the time of an account that is added again', async () => {
    await change({ addAccount: ['1000000000000001'] });
    const first = (await permissions())?.accounts?.account;
    simulator.clock.advance(seconds(60));
    await change({ addAccount: ['1000000000000001'] });
    expect((await permissions())?.accounts?.account).toEqual(first);
  });

  test('is what other people do, too', async () => {
    simulator.world.share(HANGZHOU, GOLDEN);
    expect((await permissions())?.accounts?.account).toMatchObject([{ aliyunId: '6543210987654321' }]);
    simulator.world.share(HANGZHOU, GOLDEN, false);
    expect((await permissions())?.totalCount).toBe(0);
  });

  test('takes ten accounts at once and fifty altogether', async () => {
    expect(await change({ addAccount: many(11) })).toBe('200');
    expect(simulator.world.image(HANGZHOU, GOLDEN)?.sharedWith).toEqual(many(10));
    for (const first of [10, 20, 30, 40]) expect(await change({ addAccount: many(10, first) })).toBe('200');
    expect(await change({ addAccount: many(1, 50) })).toBe('403 QuotaExceed.ShareImageUser');
    expect(await change({ addAccount: many(1, 50), removeAccount: many(1) })).toBe('200');
    const second = await permissions({ pageNumber: 2, pageSize: 40 });
    expect([second?.accounts?.account?.length, second?.totalCount]).toEqual([10, 50]);
  });

  test('with everybody makes it a community image', async () => {
    expect(await change({ isPublic: true })).toBe('200');
    expect((await permissions())?.shareGroups?.shareGroup).toMatchObject([{ group: 'all' }]);
    expect(await remove(true)).toBe('403 ImageIsPublic');
    expect(await change({ addAccount: ['1000000000000001'] })).toBe('200');
    expect(simulator.world.image(HANGZHOU, GOLDEN)?.isPublic).toBe(true);
    expect(await change({ isPublic: false, removeAccount: ['1000000000000001'] })).toBe('200');
    expect(await remove()).toBe('200');
  });

  test.each<[Change, string]>([
    [{ regionId: '' }, '400 MissingParameter'],
    [{ imageId: '' }, '400 MissingParameter'],
    [{ regionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
    [{ imageId: 'm-none' }, '404 InvalidImageId.NotFound'],
    [{ imageId: 'm-bp1shared0debian12' }, '404 InvalidImageId.NotFound'],
    [{ imageId: 'm-deprecated', addAccount: ['1000000000000001'] }, '400 IncorrectImageStatus'],
    [{ addAccount: ['somebody'] }, '404 InvalidAccount.NotFound'],
    [{ removeAccount: ['1'] }, '404 InvalidAccount.NotFound'],
    [{ addAccount: ['1234567890123456'] }, '404 InvalidAccount.Forbbiden'],
    [{ imageId: SERVICE_KEY, addAccount: ['1000000000000001'] }, '403 OperationDeined.EncryptedSnapshot'],
    [{ imageId: CUSTOMER_KEY, addAccount: ['1000000000000001'] }, '200'],
    [{ imageId: CUSTOMER_KEY, isPublic: true }, '403 OperationDeined.EncryptedSnapshot'],
    [{ addAccount: ['1000000000000001'], dryRun: true }, '400 DryRunOperation'],
    [{}, '200'],
  ])('%j: %s', async (changes, expected) => {
    simulator.world.addImage({ regionId: HANGZHOU, imageId: SERVICE_KEY, encrypted: true });
    simulator.world.addImage({ regionId: HANGZHOU, imageId: 'm-deprecated', status: 'Deprecated' });
    expect(await change(changes)).toBe(expected);
    const shared = simulator.world.image(HANGZHOU, changes?.imageId || GOLDEN)?.isShared ?? false;
    expect(shared).toBe(expected === '200' && changes?.addAccount !== undefined);
  });

  test.each<[Record<string, string>, string]>([
    [{ RegionId: '' }, '400 MissingParameter'],
    [{ ImageId: '' }, '400 MissingParameter'],
    [{ ImageId: 'm-none' }, '404 InvalidImageId.NotFound'],
    [{ RegionId: SHANGHAI }, '404 InvalidImageId.NotFound'],
    [{ PageSize: '101' }, '400 InvalidPageSize'],
  ])('the list for %j: %s', async (parameters, expected) => {
    const all = { RegionId: HANGZHOU, ImageId: GOLDEN, ...parameters };
    expect(outcome(await raw(simulator, 'DescribeImageSharePermission', all))).toBe(expected);
  });
});

describe('DescribeImageFromFamily', () => {
  const newest = async (imageFamily: string, regionId = HANGZHOU) => {
    const request = new DescribeImageFromFamilyRequest({ regionId, imageFamily });
    const { body } = await sdk(simulator).describeImageFromFamily(request);
    return body?.image;
  };

  test('finds the newest own image of a family that is available', async () => {
    expect(await newest('golden-ubuntu')).toMatchObject({
      imageId: 'm-bp1golden1ubuntu24',
      imageFamily: 'golden-ubuntu',
      status: 'Available',
      size: 40,
    });
    const seed = { regionId: HANGZHOU, imageFamily: 'golden-ubuntu' };
    const later = new Date(simulator.clock.now() + 60_000).toISOString();
    simulator.world.addImage({ ...seed, imageId: 'm-older', creationTime: '2020-01-01T00:00:00Z' });
    simulator.world.addImage({ ...seed, imageId: 'm-failed', creationTime: later, status: 'CreateFailed' });
    simulator.world.addImage({ ...seed, imageId: 'm-shared', creationTime: later, ownerAlias: 'others' });
    expect((await newest('golden-ubuntu'))?.imageId).toBe('m-bp1golden1ubuntu24');
    simulator.world.deprecate(HANGZHOU, 'm-bp1golden1ubuntu24');
    expect((await newest('golden-ubuntu'))?.imageId).toBe(GOLDEN);
  });

  test('without one has no image in its answer', async () => {
    expect(await newest('golden-plan9')).toBeUndefined();
    expect(await newest('golden-ubuntu', SHANGHAI)).toBeUndefined();
  });

  test.each<[Record<string, string>, string]>([
    [{ ImageFamily: '' }, '400 MissingImageFamily'],
    [{ RegionId: 'cn-atlantis' }, '404 InvalidRegionId.NotFound'],
  ])('%j: %s', async (parameters, expected) => {
    const all = { RegionId: HANGZHOU, ImageFamily: 'golden-ubuntu', ...parameters };
    expect(outcome(await raw(simulator, 'DescribeImageFromFamily', all))).toBe(expected);
  });
});
