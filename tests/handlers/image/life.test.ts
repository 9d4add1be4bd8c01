import { EMPTY_LIST, leftovers, NOTHING_LEFT, useStage } from '../../support/copies';
import { HOME, INSTANCE, openImageStage, SNAPSHOT } from '../../support/images';
import type { Properties } from '../../support/stage';

const DISKS = [{ SnapshotId: SNAPSHOT }, { Size: 40, DiskType: 'data' }];
const SOURCES: readonly (readonly [what: string, source: Properties, madeSnapshots: boolean])[] = [
  ['an instance', { InstanceId: INSTANCE }, true],
  ['a snapshot', { SnapshotId: SNAPSHOT }, false],
  ['disks', { DiskDeviceMapping: DISKS }, false],
];

describe.each(SOURCES)('an image of %s', (_, source, madeSnapshots) => {
  const stage = useStage(() => openImageStage());
  const WISH = { ...source, ImageName: 'golden', Tags: [{ Key: 'team', Value: 'a' }] };
  const readable = Object.fromEntries(Object.entries(source).filter(([name]) => name !== 'DiskDeviceMapping'));

  // Whatever became of the image: people made it, and may need it for something else.
  afterEach(() => expect(stage().simulator.world.snapshot(HOME, SNAPSHOT)).toBeDefined());

  it('is made, read, changed in place, listed and deleted', async () => {
    const { final, answers } = await stage().run('CREATE', WISH);
    expect(final).toMatchObject({ status: 'SUCCESS' });
    const { tfcfnid, Id } = final.resourceModel ?? {};
    expect(tfcfnid).toBe(`${HOME}/${Id}`);
    expect(answers[0]?.message).toMatch(/^creating an image from (instance|snapshot|disks).* in cn-shanghai as m-/);
    const read = await stage().invoke('READ', { tfcfnid });
    expect(read.resourceModel).toEqual(final.resourceModel);
    expect(read.resourceModel).toMatchObject({ ...readable, RegionId: HOME, ImageName: 'golden', Status: 'Available' });
    expect(read.resourceModel?.SnapshotIds ?? []).toHaveLength(madeSnapshots ? 1 : 0);

    const changed = {
      ...WISH,
      ImageName: 'golden-2',
      Description: 'changed',
      ImageFamily: 'family',
      Tags: [],
      tfcfnid,
    };
    const update = await stage().run('UPDATE', changed, { previous: { ...WISH, tfcfnid } });
    expect(update.final).toMatchObject({
      status: 'SUCCESS',
      resourceModel: { tfcfnid, ImageName: 'golden-2', Description: 'changed', ImageFamily: 'family' },
    });
    const { resourceModels = [] } = await stage().invoke('LIST', {});
    expect(resourceModels.map((model) => model.tfcfnid)).toContain(tfcfnid);

    const deletion = await stage().run('DELETE', { ...changed, DeleteAutoSnapshot: true });
    expect(deletion.final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    expect(await stage().invoke('DELETE', changed)).toMatchObject({ errorCode: 'NotFound' });
  });

  it('is one image however often its creation is asked for', async () => {
    const options = { token: 'request-1' };
    const one = await stage().invoke('CREATE', WISH, options);
    stage().simulator.inject({ action: 'CreateImage', reset: 'after' });
    const other = await stage().invoke('CREATE', WISH, options);
    expect(other.resourceModel?.tfcfnid).toBe(one.resourceModel?.tfcfnid);
    expect(leftovers(stage()).runningCreations).toBe(1);
  });

  it('is found by its mark where every answer was lost, and rolled back', async () => {
    stage().simulator.inject({ reset: 'after', times: Number.POSITIVE_INFINITY });
    const lost = await stage().invoke('CREATE', WISH);
    expect(lost).toMatchObject({
      status: 'FAILED',
      errorCode: 'NetworkFailure',
      resourceModel: { RegionId: HOME, tfcfnid: expect.stringMatching(/^cn-shanghai\/tfcfn-request-[0-9a-f]{32}$/) },
    });
    expect(lost.message).toContain('ECS may have started the image nevertheless: image "golden" in cn-shanghai.');
    stage().simulator.clearFaults();
    expect((await stage().run('DELETE', lost.resourceModel ?? {})).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it.each(['CreateFailed', 'UnAvailable'] as const)('that ends as %s leaves nothing', async (status) => {
    stage().simulator.behave({ createOutcome: { failAtPercent: 40, status } });
    const { final } = await stage().run('CREATE', WISH);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toMatch(/^The image of (instance|snapshot|disks).* in cn-shanghai failed: ECS reports /);
    expect(final.message).toContain('Everything that it had created was removed.');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('that takes longer than Timeouts.Create says how far it was, is waited for and removed with its snapshots', async () => {
    stage().simulator.behave({ createSeconds: 3 * 3600 });
    const { final, answers } = await stage().run('CREATE', { ...WISH, Timeouts: { Create: '30m' } });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toMatch(/did not finish within 30 min \(Creating: \d+ %\)\. Raise Timeouts\.Create\./);
    expect(answers.some(({ message }) => message.includes('cannot be cancelled: waiting until it has finished'))).toBe(
      true,
    );
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    expect(stage().simulator.calls.some(({ action }) => action === 'CancelCopyImage')).toBe(false);
  });

  it('that is rolled back while it is made is waited for and deleted with the snapshots of its making', async () => {
    const first = await stage().invoke('CREATE', WISH);
    const { final } = await stage().run('DELETE', first.resourceModel ?? {});
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('is not done before instances can be launched from it', async () => {
    stage().simulator.behave({ usableDelaySeconds: 600 });
    const { final, answers } = await stage().run('CREATE', WISH);
    expect(final.status).toBe('SUCCESS');
    expect(answers.some(({ message }) => /waiting until image m-\w+ can be used/.test(message))).toBe(true);
  });

  it('is deleted with its snapshots although a list does not show it', async () => {
    const { final } = await stage().run('CREATE', WISH);
    stage().simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST });
    const wish = { ...WISH, DeleteAutoSnapshot: true, tfcfnid: final.resourceModel?.tfcfnid };
    expect((await stage().run('DELETE', wish)).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('keeps its snapshots where the template does not ask for their deletion', async () => {
    const { final } = await stage().run('CREATE', WISH);
    await stage().run('DELETE', { ...WISH, tfcfnid: final.resourceModel?.tfcfnid });
    expect(leftovers(stage())).toMatchObject({ images: [] });
    expect(leftovers(stage()).snapshots).toHaveLength(madeSnapshots ? 1 : 0);
  });
});

describe('an image whose template names no source, as after an import', () => {
  const stage = useStage(() => openImageStage());

  it('keeps what its tag says of the source, and the snapshots of its making, through an update', async () => {
    const { final } = await stage().run('CREATE', { InstanceId: INSTANCE });
    const { tfcfnid } = final.resourceModel ?? {};
    const update = await stage().run('UPDATE', { tfcfnid, Description: 'changed' }, { previous: { tfcfnid } });
    expect(update.final).toMatchObject({ status: 'SUCCESS', resourceModel: { InstanceId: INSTANCE } });
    expect(update.final.resourceModel?.SnapshotIds).toHaveLength(1);
  });

  it('keeps the boot mode that somebody gave it, whatever the template says', async () => {
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6booted', bootMode: 'BIOS' });
    const before = { tfcfnid: `${HOME}/m-uf6booted`, InstanceId: INSTANCE, BootMode: 'UEFI' };
    const { final } = await stage().run('UPDATE', { ...before, Description: 'new' }, { previous: before });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { BootMode: 'BIOS', Description: 'new' } });
  });

  it('gets no source that nobody has told', async () => {
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6theirs', imageName: 'theirs' });
    const tfcfnid = `${HOME}/m-uf6theirs`;
    const update = await stage().run('UPDATE', { tfcfnid, Description: 'changed' }, { previous: { tfcfnid } });
    expect(update.final.status).toBe('SUCCESS');
    expect(stage().simulator.world.image(HOME, 'm-uf6theirs')?.tags).not.toHaveProperty('tfcfn:source');
  });
});

describe('an image of a busy source', () => {
  const stage = useStage(() => openImageStage());

  it.each(['IncorrectInstanceStatus', 'IncorrectDiskStatus.CreatingSnapshot', 'IdempotentProcessing'])(
    'waits while ECS says %s, and keeps the identifier of its first answer',
    async (code) => {
      stage().simulator.world.refuseSource(HOME, INSTANCE, code);
      const { final, answers } = await stage().run(
        'CREATE',
        { InstanceId: INSTANCE },
        {
          meanwhile: (_, count) => {
            if (count === 4) stage().simulator.world.refuseSource(HOME, INSTANCE, undefined);
          },
        },
      );
      expect(answers[0]?.message).toContain(code);
      expect(final.status).toBe('SUCCESS');
      expect(new Set(answers.map(({ resourceModel }) => resourceModel?.tfcfnid)).size).toBe(1);
      const identifier = { tfcfnid: final.resourceModel?.tfcfnid };
      expect(identifier.tfcfnid).toMatch(/\/tfcfn-request-/);
      expect((await stage().invoke('READ', identifier)).resourceModel).toEqual(final.resourceModel);
      const deletion = await stage().run('DELETE', { InstanceId: INSTANCE, DeleteAutoSnapshot: true, ...identifier });
      expect(deletion.final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    },
  );

  it.each([
    ['it is made from', { InstanceId: INSTANCE }, { SnapshotId: SNAPSHOT }],
    ['it was never made from', { InstanceId: 'i-bp1other0ubuntu24' }, { InstanceId: INSTANCE }],
  ])(
    'is found by its mark by an update from the source that %s to another, which has to replace it',
    async (_, former, wanted) => {
      stage().simulator.inject({ action: 'CreateImage', error: { code: 'Throttling' }, times: 4 });
      const { final } = await stage().run('CREATE', { InstanceId: INSTANCE });
      const { tfcfnid } = final.resourceModel ?? {};
      expect(tfcfnid).toMatch(/\/tfcfn-request-/);
      const update = await stage().run('UPDATE', { ...wanted, tfcfnid }, { previous: { ...former, tfcfnid } });
      expect(update.final).toMatchObject({ status: 'FAILED', errorCode: 'NotUpdatable' });
    },
  );

  it('that stays busy fails when Timeouts.Create is over; the rollback ends although the region has no other image', async () => {
    stage().simulator.world.refuseSource(HOME, INSTANCE, 'IncorrectInstanceStatus');
    for (const { imageId } of stage().simulator.world.images(HOME)) stage().simulator.world.remove(HOME, imageId);
    const { final } = await stage().run('CREATE', { InstanceId: INSTANCE, Timeouts: { Create: '20m' } });
    expect(final).toMatchObject({
      status: 'FAILED',
      errorCode: 'ResourceConflict',
      resourceModel: { Status: 'Pending' },
    });
    const { final: rolledBack } = await stage().run('DELETE', final.resourceModel ?? {});
    expect(rolledBack.status).toBe('SUCCESS');
  });

  it('that somebody else has deleted is gone for a deletion that knows its ID, at once', async () => {
    stage().simulator.inject({ action: 'CreateImage', error: { code: 'Throttling' }, times: 4 });
    const { final } = await stage().run('CREATE', { InstanceId: INSTANCE });
    const { tfcfnid, Id } = final.resourceModel ?? {};
    expect(tfcfnid).toMatch(/\/tfcfn-request-/);
    stage().simulator.world.remove(HOME, String(Id));
    expect(await stage().invoke('DELETE', { InstanceId: INSTANCE, tfcfnid, Id })).toMatchObject({
      errorCode: 'NotFound',
    });
  });

  it('waits for another image of the same instance', async () => {
    const one = await stage().invoke('CREATE', { InstanceId: INSTANCE });
    expect(one.status).toBe('IN_PROGRESS');
    const { final } = await stage().run('CREATE', { InstanceId: INSTANCE });
    expect(final.status).toBe('SUCCESS');
  });
});
