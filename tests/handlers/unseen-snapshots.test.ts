import { EMPTY_LIST, leftovers, makeImage, NOTHING_LEFT, SOURCE, startImage, useStage } from '../support/copies';
import { INSTANCE } from '../support/images';
import { openStage, type Properties } from '../support/stage';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { EACH_ERRORS } from '../types/index';

const TYPES = [
  [ALICLOUD_IMAGE_COPY.name, ALICLOUD_IMAGE_COPY, { ...SOURCE }],
  [ALICLOUD_IMAGE.name, ALICLOUD_IMAGE, { InstanceId: INSTANCE }],
] as const;

describe.each(TYPES)(
  'a DELETE of %s with DeleteAutoSnapshot while no list shows the image',
  (_, type, template: Properties) => {
    const stage = useStage(() =>
      openStage({ type, behaviour: { cancel: 'refused', copySeconds: 60, createSeconds: 60 } }),
    );
    const wish = { ...template, ImageName: 'golden', DeleteAutoSnapshot: true, Timeouts: { Delete: '2m' } };
    const hide = () =>
      stage().simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST, times: Number.POSITIVE_INFINITY });

    it.each([
      ['is being made', startImage],
      ['is finished', makeImage],
    ] as const)('that %s deletes nothing, for nothing would tell its snapshots', async (_name, make) => {
      const { identifier } = await make(stage(), wish);
      hide();
      const { final } = await stage().run('DELETE', { ...wish, ...identifier });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(final.message).toContain(
        'the credentials of the type configuration are allowed to call ecs:DescribeImages there',
      );
      expect(leftovers(stage())).toMatchObject({ images: [identifier.tfcfnid] });

      stage().simulator.clearFaults();
      expect((await stage().run('DELETE', { ...wish, ...identifier })).final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    });

    it('that is gone answers NotFound at once', async () => {
      const { identifier } = await makeImage(stage(), wish);
      const [regionId = '', imageId = ''] = identifier.tfcfnid.split('/');
      stage().simulator.world.remove(regionId, imageId);
      expect(await stage().invoke('DELETE', { ...wish, ...identifier })).toMatchObject({ errorCode: 'NotFound' });
    });

    it('deletes it where the request tells the snapshots', async () => {
      const { identifier, model } = await makeImage(stage(), wish);
      hide();
      const known = { ...wish, ...identifier, SnapshotIds: model.SnapshotIds };
      const { final } = await stage().run('DELETE', known);
      // Of a copy CancelCopyImage says that it has finished, and no finished copy is deleted unseen.
      expect(final.status).toBe(type === ALICLOUD_IMAGE ? 'SUCCESS' : 'FAILED');
    });
  },
);

it('a deletion that is accepted after its time has a while to be shown', async () => {
  const stage = await openStage({ type: ALICLOUD_IMAGE, behaviour: { deleteTakesSeconds: 30 } });
  try {
    const { clock } = stage.simulator;
    const { identifier, model } = await makeImage(stage, { InstanceId: INSTANCE, ImageName: 'golden' });
    const hide = () =>
      stage.simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST, times: Number.POSITIVE_INFINITY });
    hide();
    const error = { code: 'OperationDenied.ImageCopying' };
    stage.simulator.inject({ action: 'DeleteImage', error, times: Number.POSITIVE_INFINITY });
    const started = clock.now();
    const wish = { ...model, ...identifier, DeleteAutoSnapshot: true, Timeouts: { Delete: '1m' } };
    let late = false;
    const { answers, final } = await stage.run('DELETE', wish, {
      meanwhile: ({ message, callbackDelaySeconds = 0 }) => {
        late ||= clock.now() + callbackDelaySeconds * 1000 > started + 90_000;
        if (!late) return;
        stage.simulator.clearFaults();
        if (message.startsWith('deleting'))
          stage.simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling' }, times: 4 });
        else hide();
      },
    });
    expect(answers.map(({ message }) => message)).toContainEqual(expect.stringContaining('will retry'));
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage)).toEqual(NOTHING_LEFT);
  } finally {
    await stage.close();
  }
});

const IMAGE_TYPES = EACH_ERRORS.filter(([name]) => name.endsWith('::Image'));

it.each(IMAGE_TYPES)(
  'a DELETE of %s whose question was carried out says which snapshots nobody knows, and the next one ends',
  async (_, type) => {
    const stage = await openStage({ type, behaviour: { dryRun: 'ignored' } });
    try {
      const wish = { ...type.errors.template, DeleteAutoSnapshot: true };
      const { identifier } = await makeImage(stage, wish);
      stage.simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST, times: Number.POSITIVE_INFINITY });
      const { final } = await stage.run('DELETE', { ...wish, ...identifier });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
      expect(final.message).toContain('so the handlers do not know which snapshots remain there');
      expect(type.errors.left(stage)).toMatchObject({ images: [] });
      expect(await stage.invoke('DELETE', { ...wish, ...identifier })).toMatchObject({ errorCode: 'NotFound' });
    } finally {
      await stage.close();
    }
  },
);
