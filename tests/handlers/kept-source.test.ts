import { type Copy, homeOf, leftovers, makeImage, NOTHING_LEFT, remove, update, useStage } from '../support/copies';
import { INSTANCE, SNAPSHOT } from '../support/images';
import { openStage, type Properties, type Stage } from '../support/stage';
import { stagedType } from '../support/types/staged';

/** The types whose images rest on snapshots that their making made, or on somebody else's: the source alone tells which. */
const TYPES = [
  ['TF::Alicloud::Image', INSTANCE, SNAPSHOT],
  ['TF::ApsaraStack::Image', 'i-env30builder0ubuntu', 's-env30system0ubuntu'],
] as const;

const CASES = TYPES.flatMap(([name, InstanceId, SnapshotId]) => {
  const [instance, snapshot, disks] = [{ InstanceId }, { SnapshotId }, { DiskDeviceMapping: [{ SnapshotId }] }];
  const pairs: readonly (readonly [Properties, Properties])[] = [
    [snapshot, instance],
    [disks, instance],
    [instance, snapshot],
    [instance, disks],
    [snapshot, disks],
  ];
  return pairs.map(
    ([made, said]) => [name, Object.keys(made)[0], Object.keys(said)[0], made, said, SnapshotId] as const,
  );
});

describe.each(CASES)(
  'an image of %s that was made by %s, and a template that names %s',
  (name, _made, _said, made, said, snapshotId) => {
    const stage = useStage(() => openStage({ type: stagedType(name) }));
    const wish = { ImageName: 'golden' };
    const source = (on: Stage, { imageId }: Copy) =>
      on.simulator.world.image(homeOf(on), imageId)?.tags['tfcfn:source'];
    /** The deletion takes the snapshots that the making made, and those only. */
    const expectOwnSnapshotsGone = async (image: Copy) => {
      expect((await remove(stage(), image, { DeleteAutoSnapshot: true })).final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
      expect(stage().simulator.world.snapshot(homeOf(stage()), snapshotId)).toBeDefined();
    };

    it('has to be replaced, though the template named no source before', async () => {
      const image = await makeImage(stage(), { ...wish, ...made });
      const before = source(stage(), image);
      const { final } = await update(stage(), { ...image, wish }, said);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotUpdatable' });
      expect(source(stage(), image)).toBe(before);
      await expectOwnSnapshotsGone({ ...image, wish: { ...wish, ...said } });
    });

    it('keeps what its tag says where the template was wrong from its import on', async () => {
      const image = await makeImage(stage(), { ...wish, ...made });
      const before = source(stage(), image);
      const imported: Copy = { ...image, wish: { ...wish, ...said } };
      const { final } = await update(stage(), imported, { Description: 'changed' });
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Description: 'changed' } });
      expect(source(stage(), image)).toBe(before);
      await expectOwnSnapshotsGone(imported);
    });
  },
);
