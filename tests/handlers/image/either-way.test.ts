import type { Behaviour } from '../../../simulator/index';
import { leftovers, NOTHING_LEFT, useStage } from '../../support/copies';
import { HOME, INSTANCE, openImageStage, SNAPSHOT } from '../../support/images';
import type { Operation, Properties, Stage } from '../../support/stage';

/** What ECS does where the documentation of CreateImage is silent or names two codes: the handlers manage either way. */
describe('either way', () => {
  const stage = useStage(() => openImageStage());
  const behave: Stage['simulator']['behave'] = (change) => stage().simulator.behave(change);
  /** Of one creation, which was asked to wait by this code: one image, under the identifier of its first answer. */
  const expectWaited = ({ final, answers }: Operation, code: string) => {
    expect(answers[0]).toMatchObject({ status: 'IN_PROGRESS', message: expect.stringContaining(` ${code}: `) });
    expect(final.status).toBe('SUCCESS');
    expect(new Set(answers.map(({ resourceModel }) => resourceModel?.tfcfnid)).size).toBe(1);
  };

  it.each<Behaviour['busyDiskCode']>([
    'IncorrectDiskStatus.CreatingSnapshot',
    'QuotaExceed.ConcurrentSnapshotQuota',
    'TooManySnapshot.Unfinished',
    'IncorrectInstanceStatus',
  ])('a second image of an instance waits while its disks are called busy by %s', async (busyDiskCode) => {
    behave({ busyDiskCode });
    expect((await stage().invoke('CREATE', { InstanceId: INSTANCE })).status).toBe('IN_PROGRESS');
    expectWaited(await stage().run('CREATE', { InstanceId: INSTANCE }), busyDiskCode);
    expect(leftovers(stage()).images).toHaveLength(2);
  });

  describe.each<Behaviour['unfinishedSnapshotCode']>(['InvalidSnapshotId.NotReady', 'SnapshotNotReady'])(
    'a snapshot that ECS calls unfinished by %s',
    (unfinishedSnapshotCode) => {
      const SOURCES: readonly Properties[] = [
        { SnapshotId: 's-running' },
        { DiskDeviceMapping: [{ SnapshotId: SNAPSHOT }, { SnapshotId: 's-running', DiskType: 'data' }] },
      ];
      beforeEach(() => behave({ unfinishedSnapshotCode }));

      it.each(SOURCES)('is waited for: %j', async (source) => {
        stage().simulator.world.addSnapshot({ regionId: HOME, snapshotId: 's-running', runsSeconds: 900 });
        expectWaited(await stage().run('CREATE', source), unfinishedSnapshotCode);
        expect(leftovers(stage()).images).toHaveLength(1);
      });

      // To tell a failed one from an unfinished one would take DescribeSnapshots, and with it a right that nothing else needs.
      it('may have failed: from the first answer on that is said, with what helps', async () => {
        const cure = 'If the snapshot has failed, choose another.';
        stage().simulator.world.addSnapshot({ regionId: HOME, snapshotId: 's-failed', status: 'failed' });
        const { final, answers } = await stage().run('CREATE', { SnapshotId: 's-failed', Timeouts: { Create: '10m' } });
        for (const { message } of answers) expect(message).toContain(cure);
        expect(final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
        expect(final.message).toContain('The start was retried for 10 min (Timeouts.Create).');
        expect((await stage().run('DELETE', final.resourceModel ?? {})).final.status).toBe('SUCCESS');
        expect(leftovers(stage())).toEqual(NOTHING_LEFT);
      });
    },
  );

  it.each([
    [0, 0],
    [30, 0],
    [600, 0],
    [30, 300],
    [600, 300],
  ])(
    'a creation whose answer was lost is one image, its token being worked on for %i s and the list lagging by %i s',
    async (tokenProcessingSeconds, visibilityDelaySeconds) => {
      behave({ tokenProcessingSeconds, visibilityDelaySeconds });
      stage().simulator.inject({ action: 'CreateImage', reset: 'after' });
      const { final } = await stage().run('CREATE', { InstanceId: INSTANCE, ImageName: 'golden' });
      expect(final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toMatchObject({ runningCreations: 0, images: [expect.any(String)] });
      const codes = stage()
        .simulator.calls.filter(({ action }) => action === 'CreateImage')
        .map(({ code }) => code);
      expect(codes.includes('IdempotentProcessing')).toBe(tokenProcessingSeconds > 0);
    },
  );

  describe('the device names of a private cloud', () => {
    const DISKS = [
      { SnapshotId: SNAPSHOT, Device: '/dev/vda' },
      { Size: 40, Device: '/dev/vdb' },
    ];

    it('are sent as they are, and make the image where ECS takes them', async () => {
      behave({ deviceNames: 'xvdAndVd' });
      const { final } = await stage().run('CREATE', { DiskDeviceMapping: DISKS });
      expect(final.status).toBe('SUCCESS');
      const devices = stage().simulator.world.image(HOME, String(final.resourceModel?.Id))?.disks;
      expect(devices?.map(({ device }) => device)).toEqual(['/dev/vda', '/dev/vdb']);
    });

    it('or are refused by ECS, with the names that it documents', async () => {
      const { final } = await stage().run('CREATE', { DiskDeviceMapping: DISKS });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
      expect(final.message).toContain('failed with InvalidDevice.Malformed: ');
      expect(final.message).toContain('/dev/xvda for the system disk, /dev/xvdb to /dev/xvdz for data disks');
    });
  });
});
