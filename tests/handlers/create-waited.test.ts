import { SOURCE, useStage } from '../support/copies';
import { INSTANCE } from '../support/images';
import { openStage } from '../support/stage';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';

const TYPES = [
  [ALICLOUD_IMAGE_COPY, 'CopyImage', SOURCE],
  [ALICLOUD_IMAGE, 'CreateImage', { InstanceId: INSTANCE }],
] as const;

describe.each(TYPES.map(([type, ...rest]) => [type.name, type, ...rest] as const))(
  '%s whose start had to wait',
  (_, type, action, wish) => {
    const stage = useStage(() => openStage({ type }));
    const throttle = (): void =>
      stage().simulator.inject({ action, error: { code: 'Throttling' }, times: Number.POSITIVE_INFINITY });
    /** From the start on no list shows the image for some time. */
    const start = (visibilityDelaySeconds: number): void => {
      stage().simulator.clearFaults();
      stage().simulator.behave({ visibilityDelaySeconds });
    };

    it('is looked for as long as any other that no list shows yet', async () => {
      throttle();
      const began = stage().simulator.clock.now();
      let waited = false;
      const { final } = await stage().run('CREATE', wish, {
        meanwhile: () => {
          if (waited || stage().simulator.clock.now() < began + 1_200_000) return;
          waited = true;
          start(300);
        },
      });
      expect(waited).toBe(true);
      expect(final.status).toBe('SUCCESS');
    });

    it('is not given up after one look, however late it is', async () => {
      throttle();
      const first = await stage().invoke('CREATE', wish, { token: 'late' });
      stage().simulator.clock.advance(3 * 3_600_000);
      start(45);
      const started = await stage().invoke('CREATE', first.resourceModel ?? {}, {
        ...{ token: 'late', callbackContext: first.callbackContext },
      });
      expect(started.resourceModel?.Id).toMatch(/^m-/);
      const look = await stage().invoke('CREATE', started.resourceModel ?? {}, {
        ...{ token: 'late', callbackContext: started.callbackContext },
      });
      expect(look).toMatchObject({ status: 'IN_PROGRESS', message: expect.stringContaining('not visible yet') });
    });
  },
);
