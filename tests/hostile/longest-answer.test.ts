import { defaultBehaviour } from '../../simulator/alibaba/account/behaviour';
import { wireImage } from '../../simulator/alibaba/api/ecs/wire-image';
import { type SeedImage, startAlibabaSimulator } from '../../simulator/index';
import { LONGEST_ANSWER } from '../../src/alibaba/ecs-calls';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { LAMBDA_BYTES, Lambda } from './lambda';

/** Four bytes in UTF-8, twelve as an escape of JSON. */
const LONGEST_CHARACTER = '\u{1F5BC}';
const filled = (start: string, length: number): string => start + LONGEST_CHARACTER.repeat(length - start.length);

/** A page of DescribeImages with nothing in it that could be longer: 100 images with 17 disks and 20 tags each. */
const LARGEST: readonly SeedImage[] = Array.from({ length: 100 }, (_, index) => ({
  regionId: 'cn-shanghai',
  imageId: `m-${String(index).padStart(20, '0')}`,
  imageName: filled(`n${index}`, 128),
  description: filled('', 256),
  imageFamily: filled('', 128),
  imageVersion: '1'.repeat(40),
  osName: filled('', 64),
  kmsKeyId: `key-${'x'.repeat(32)}`,
  disks: Array.from({ length: 17 }, () => ({ sizeGiB: 32_768 })),
  tags: Object.fromEntries(Array.from({ length: 20 }, (_, tag) => [filled(`k${tag}`, 128), filled('', 128)])),
}));

/** The types of images of ECS: this is about its answers alone, by their wire format. */
const OF_ECS = [
  { type: ALICLOUD_IMAGE_COPY, isCopied: true },
  { type: ALICLOUD_IMAGE, isCopied: false },
];

describe.each(OF_ECS.map((entry) => [entry.type.name, entry] as const))(
  'the longest answer of ECS that is legal, to %s',
  (_, { type, isCopied }) => {
    it('is read, in the memory of the Lambda', async () => {
      const images = LARGEST.map((image) => ({ ...image, isCopied }));
      const simulator = await startAlibabaSimulator({ images });
      const lambda = new Lambda(type, simulator.url);
      try {
        const { answer, peakBytes } = await lambda.invoke({
          action: 'LIST',
          bearerToken: 'made-up-bearer-token',
          requestData: { resourceProperties: {}, typeConfiguration: type.typeConfiguration(simulator) },
        });
        expect(answer.status).toBe('SUCCESS');
        expect(answer.resourceModels).toHaveLength(LARGEST.length);
        expect(answer.resourceModels?.[0]).toMatchObject({ ImageName: LARGEST[0]?.imageName });
        expect(peakBytes).toBeLessThan(LAMBDA_BYTES);

        const wire = LARGEST.flatMap(({ imageId }) => simulator.world.image('cn-shanghai', imageId) ?? []);
        const page = JSON.stringify(wire.map((image) => wireImage(image, defaultBehaviour)));
        expect(Buffer.byteLength(page) * 3).toBeLessThan(LONGEST_ANSWER);
        const escaped = page.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
        expect(escaped.length).toBeLessThan(LONGEST_ANSWER);
      } finally {
        lambda.kill();
        await simulator.close();
      }
    });
  },
);
