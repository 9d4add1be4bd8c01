import { leftovers, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import * as Huawei from '../support/huawei';
import { INSTANCE } from '../support/images';
import { openStage, type Properties } from '../support/stage';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';

// A user may give an image a name that looks like the placeholder for an image ID that is not known yet.
const NAME = 'tfcfn-request-golden';
const ALWAYS = Number.POSITIVE_INFINITY;

const TYPES = [
  [ALICLOUD_IMAGE_COPY, 'CopyImage', 'OperationDenied.ImageCopying', SOURCE],
  [ALICLOUD_IMAGE, 'CreateImage', 'IncorrectInstanceStatus', { InstanceId: INSTANCE }],
] as const;

describe.each(TYPES.map(([type, ...rest]) => [type.name, type, ...rest] as const))(
  'an image of %s with the name of a placeholder',
  (_, type, action, code, source) => {
    const stage = useStage(() => openStage({ type }));
    /** What is started only after a while, so that its identifier is that of its request. */
    const makeLater = async (name: string, logicalId: string): Promise<Properties> => {
      stage().simulator.inject({ action, error: { code }, times: 2 });
      const { final } = await stage().run(
        'CREATE',
        { ...source, ImageName: name },
        { token: `of-${logicalId}`, logicalId },
      );
      expect(final.status).toBe('SUCCESS');
      return final.resourceModel ?? {};
    };
    const idOf = ({ tfcfnid }: Properties): string => String(tfcfnid).split('/')[1] ?? '';
    const remove = ({ tfcfnid }: Properties) => stage().run('DELETE', { ...source, tfcfnid });

    it('is read and deleted if its start had to wait', async () => {
      const model = await makeLater(NAME, 'Only');
      expect(idOf(model)).toMatch(/^tfcfn-request-[0-9a-f]{32}$/);
      expect(await stage().invoke('READ', { tfcfnid: model.tfcfnid })).toMatchObject({
        ...{ status: 'SUCCESS', resourceModel: { ImageName: NAME, Id: model.Id } },
      });
      expect((await remove(model)).final.status).toBe('SUCCESS');
      expect(leftovers(stage()).images).toEqual([]);
    });

    it('is not the image whose placeholder it is', async () => {
      const first = await makeLater('golden', 'First');
      const second = await makeLater(idOf(first), 'Second');
      expect(second.tfcfnid).not.toBe(first.tfcfnid);
      expect((await remove(second)).final.status).toBe('SUCCESS');
      expect(leftovers(stage()).images).toMatchObject([expect.stringContaining(String(first.Id))]);
    });

    it('is deleted if the answer to its start was lost', async () => {
      // Something has to be listed, or the silence of the lists proves nothing.
      stage().simulator.world.addImage({ regionId: 'cn-shanghai', imageId: 'm-theirs' });
      stage().simulator.inject({ reset: 'after', times: ALWAYS });
      const first = await stage().invoke('CREATE', { ...source, ImageName: NAME }, { token: 'lost' });
      stage().simulator.clearFaults();
      expect(first).toMatchObject({ status: 'FAILED', errorCode: 'NetworkFailure' });
      const { final } = await stage().run('DELETE', first.resourceModel ?? {});
      expect(final.status).toBe('SUCCESS');
      stage().simulator.clock.advance(3_600_000);
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    });
  },
);

describe('a copy of TF::HuaweiCloud::ImagesImageCopy with the name of a placeholder', () => {
  const stage = useStage(() => Huawei.openHuaweiStage({ behaviour: { imageInTheMaking: 'visible' } }));

  it('is found by the first request if that comes again', async () => {
    const wish = { ...Huawei.IN_REGION, Name: NAME };
    await stage().invoke('CREATE', wish, { token: 'again' });
    stage().simulator.clock.advance(5_000);
    const { final } = await stage().run('CREATE', wish, { token: 'again' });
    expect(final.status).toBe('SUCCESS');
    expect(Huawei.startsOf(stage())).toBe(1);
    await stage().run('DELETE', final.resourceModel ?? {});
    expect(Huawei.leftIn(stage())).toEqual(Huawei.NOTHING_LEFT);
  });
});
