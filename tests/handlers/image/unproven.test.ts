import { callsOf, EMPTY_LIST, leftovers, NOTHING_LEFT, useStage } from '../../support/copies';
import { HOME, INSTANCE, openImageStage, SNAPSHOT } from '../../support/images';
import type { Properties } from '../../support/stage';

const SOURCES: readonly (readonly [what: string, source: Properties])[] = [
  ['an instance', { InstanceId: INSTANCE }],
  ['a snapshot', { SnapshotId: SNAPSHOT }],
  ['disks', { DiskDeviceMapping: [{ SnapshotId: SNAPSHOT }, { Size: 40 }] }],
];

/** The policy of those who may do everything but list images. */
const LISTS_NOTHING = {
  Version: '1',
  Statement: [
    { Effect: 'Allow', Action: 'ecs:*', Resource: '*' },
    { Effect: 'Deny', Action: 'ecs:DescribeImages', Resource: '*' },
  ],
} as const;

describe.each(SOURCES)('the first image of a region, of %s, of which no start was answered', (_, source) => {
  const stage = useStage(() => openImageStage());

  /** A CREATE that reaches nobody, in a region without any image of the account. */
  const lose = async (): Promise<Properties> => {
    const { simulator } = stage();
    for (const { imageId } of simulator.world.images(HOME)) simulator.world.remove(HOME, imageId);
    simulator.inject({ silent: true, times: Number.POSITIVE_INFINITY });
    const { resourceModel = {} } = await stage().invoke('CREATE', { ...source, ImageName: 'golden' });
    simulator.clearFaults();
    expect(resourceModel.tfcfnid).toMatch(/\/tfcfn-request-/);
    return resourceModel;
  };

  it('is rolled back when ECS confirms that the credentials may list images', async () => {
    const model = await lose();
    const calls = await callsOf(stage(), async () => {
      expect((await stage().run('DELETE', model)).final.status).toBe('SUCCESS');
    });
    const asked = calls.filter(({ parameters }) => parameters.DryRun === 'true');
    expect(asked.map(({ action, code, parameters }) => [action, code, parameters.ImageOwnerAlias])).toEqual([
      ['DescribeImages', 'DryRunOperation', 'self'],
    ]);
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('may be there where a list without images is all that those get who may not list them', async () => {
    const model = await lose();
    stage().simulator.behave({ describeImagesDenied: 'emptyList' });
    stage().simulator.ram.setUserPolicy(LISTS_NOTHING);
    const { final } = await stage().run('DELETE', model);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain('nothing else confirms that the credentials may list images');
    expect(final.message).toContain('are allowed to call ecs:DescribeImages there');
  });

  it('may be there where the service takes a dry run for a query', async () => {
    const model = await lose();
    stage().simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST, times: Number.POSITIVE_INFINITY });
    const { final } = await stage().run('DELETE', model);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain('so it may exist');
  });

  it('may be there where the credentials may not list images, and ECS says so', async () => {
    const model = await lose();
    stage().simulator.ram.setUserPolicy(LISTS_NOTHING);
    const { final } = await stage().run('DELETE', model);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'AccessDenied' });
    expect(final.message).toContain('RAM action: ecs:DescribeImages.');
  });
});
