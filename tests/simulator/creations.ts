import {
  CreateImageRequest,
  CreateImageRequestDiskDeviceMapping,
  CreateImageRequestFeatures,
  CreateImageRequestSecureBootOptions,
  CreateImageRequestTag,
  DescribeImagesRequest,
} from '@alicloud/ecs20140526';
import type { AlibabaSimulator } from '../../simulator/index';
import { sdk } from './sdk';
import { ALL_STATUSES, HANGZHOU } from './support';

/** Built-in sources in Hangzhou. */
export const RUNNING = 'i-bp1builder0ubuntu24';
export const STOPPED = 'i-bp1stopped0debian12';
export const SYSTEM_SNAPSHOT = 's-bp1system0ubuntu24';
export const DATA_SNAPSHOT = 's-bp1data00builder00';

/** CreateImage in the words of the vendor's client; by default in Hangzhou. */
export interface Creation {
  readonly regionId?: string;
  readonly instanceId?: string;
  readonly snapshotId?: string;
  readonly disks?: readonly {
    snapshotId?: string;
    size?: number;
    device?: string;
    diskType?: string;
  }[];
  readonly imageName?: string;
  readonly description?: string;
  readonly imageFamily?: string;
  readonly imageVersion?: string;
  readonly platform?: string;
  readonly architecture?: string;
  readonly bootMode?: string;
  readonly detectionStrategy?: string;
  readonly imdsSupport?: string;
  readonly secureBoot?: string;
  readonly resourceGroupId?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly clientToken?: string;
  readonly dryRun?: boolean;
}

/** Sends CreateImage through the vendor's client and returns the id of the image; throws what the client throws. */
export async function createImage(simulator: AlibabaSimulator, creation: Creation): Promise<string> {
  const { disks, tags, imdsSupport, secureBoot, ...plain } = creation;
  const { body } = await sdk(simulator).createImage(
    new CreateImageRequest({
      regionId: HANGZHOU,
      ...plain,
      ...(disks && { diskDeviceMapping: disks.map((disk) => new CreateImageRequestDiskDeviceMapping(disk)) }),
      ...(imdsSupport !== undefined && { features: new CreateImageRequestFeatures({ imdsSupport }) }),
      ...(secureBoot !== undefined && {
        secureBootOptions: new CreateImageRequestSecureBootOptions({ secureBootSupport: secureBoot }),
      }),
      ...(tags && { tag: Object.entries(tags).map(([key, value]) => new CreateImageRequestTag({ key, value })) }),
    }),
  );
  if (body?.imageId === undefined) throw new Error('CreateImage answered without an image');
  return body.imageId;
}

/** The outcome of a call through the vendor's client: `200`, or the status and the code of what it throws. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return '200';
  } catch (error) {
    const { statusCode, code } = Object(error);
    return `${statusCode} ${code}`;
  }
}

/** The image as the vendor's client reads it, in whatever state; throws if there is none. */
export async function readImage(simulator: AlibabaSimulator, imageId: string, regionId = HANGZHOU) {
  const { body } = await sdk(simulator).describeImages(
    new DescribeImagesRequest({ regionId, imageId, status: ALL_STATUSES }),
  );
  const [image] = body?.images?.image ?? [];
  if (!image) throw new Error(`DescribeImages does not show ${imageId}`);
  return image;
}
