import { leftovers, makeImage, SOURCE, useStage } from '../support/copies';
import { INSTANCE } from '../support/images';
import { openStage, type Properties } from '../support/stage';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';

const TYPES = [
  [ALICLOUD_IMAGE_COPY.name, ALICLOUD_IMAGE_COPY, { ...SOURCE }],
  [ALICLOUD_IMAGE.name, ALICLOUD_IMAGE, { InstanceId: INSTANCE }],
] as const;

/** What ends a DELETE in which the image has been seen: at once, or when its time is over. */
const TROUBLES = [
  ['a call that is refused', { error: { code: 'Forbidden.RAM' } }, 'AccessDenied'],
  ['calls that are not answered', { reset: 'before' }, 'NetworkFailure'],
] as const;

describe.each(TYPES)('a DELETE of %s with DeleteAutoSnapshot that fails', (_, type, template: Properties) => {
  const stage = useStage(() => openStage({ type, behaviour: { deleteTakesSeconds: 30 } }));

  it.each(TROUBLES)(
    'after DeleteImage, of %s, names the snapshots: the next DELETE may not find the image',
    async (_name, trouble, code) => {
      const wish = { ...template, ImageName: 'golden', DeleteAutoSnapshot: true, Timeouts: { Delete: '2m' } };
      const { identifier, imageId } = await makeImage(stage(), wish);
      const [snapshot = ''] = leftovers(stage()).snapshots;
      const { final } = await stage().run(
        'DELETE',
        { ...wish, ...identifier },
        {
          meanwhile: (_answer, count) => {
            if (count === 2) stage().simulator.inject({ ...trouble, times: Number.POSITIVE_INFINITY });
          },
        },
      );
      expect(stage().simulator.calls.map(({ action }) => action)).toContain('DeleteImage');
      expect(final).toMatchObject({ status: 'FAILED', errorCode: code });
      const [regionId, snapshotId] = snapshot.split('/');
      expect(final.message).toMatch(
        new RegExp(
          ` If image ${imageId} is gone when the stack is deleted again, delete its snapshot ${snapshotId} in ${regionId} by hand\\.$`,
        ),
      );
    },
  );

  it('before it has seen the image names none', async () => {
    const wish = { ...template, ImageName: 'golden', DeleteAutoSnapshot: true };
    const { identifier } = await makeImage(stage(), wish);
    stage().simulator.inject({ error: { code: 'Forbidden.RAM' }, times: Number.POSITIVE_INFINITY });
    const { final } = await stage().run('DELETE', { ...wish, ...identifier });
    expect(final.errorCode).toBe('AccessDenied');
    expect(final.message).not.toContain('snapshot');
  });
});
