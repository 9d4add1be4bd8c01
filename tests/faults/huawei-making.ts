import assert from 'node:assert/strict';
import { ENTERPRISE_PROJECT, KEY_NORTH } from '../../simulator/huaweicloud/account/built-in';
import type { HuaweiImageView, HuaweiSimulator } from '../../simulator/index';
import { ACROSS, EAST, IN_REGION, NORTH } from '../support/huawei';
import type { Properties } from '../support/stage';
import type { Wish } from './end-state';
import type { Making } from './making';
import { placeOf, tag } from './scenario';
import type { Untouched } from './subject';

const NINE_TAGS = 9;
/**
 * It ends with the same handler error code where an answer was lost, and with it the job that says why: then only the image tells that it
 * failed.
 */
const FAILURE = { failAtShare: 0.5, errorCode: 'IMG.0238', reason: 'The account is not verified.' };

/** By a job of IMS: nothing cancels it and, by default, nothing shows its image before it has ended. */
const BY_IMS = {
  nameProperty: 'Name',
  mostTags: NINE_TAGS,
  // Their keys and values do not fit.
  systemTags: {},
  said: {
    Description: 'an image with everything set',
    MinRam: 1024,
    MaxRam: 65_536,
    Tags: [tag('team', 'a'), tag('empty', '')],
  },
  takes: (copySeconds: number) => ({ copySeconds }),
  // The hardest that it can leave: an image that the job does not name.
  fails: { copyOutcome: FAILURE, failedCopyLeaves: 'killedImage' },
  failure: 'GeneralServiceException',
  isLate: { copySeconds: 1_000 },
  unseen: { imageInTheMaking: 'invisible' },
  goesSlowly: { deleteTakesSeconds: 20, deleteMissingImage: 'refused' },
  imageOf: ({ world }: HuaweiSimulator, model: Properties): string => {
    const [, job] = placeOf(model.tfcfnid);
    const made = world.jobs().find(({ jobId }) => jobId === job);
    return made ? `${made.targetRegionId}/${made.imageId}` : `${model.TargetRegion}/${model.Id}`;
  },
  stays: (
    { world }: HuaweiSimulator,
    [regionId, imageId]: readonly [string, string],
    { DeleteBackup }: Properties,
  ): readonly string[] => {
    const { backupId = '' } = world.image(regionId, imageId) ?? {};
    return DeleteBackup === true || backupId === '' ? [] : [`${regionId}/${backupId}`];
  },
} as const;

/** By CopyImageInRegion. */
export const IN_REGION_COPYING: Making<HuaweiSimulator> = {
  ...BY_IMS,
  noun: 'copy in its region',
  aNoun: 'a copy in its region',
  template: IN_REGION,
  whole: {
    ...IN_REGION,
    KmsKeyId: KEY_NORTH,
    EnterpriseProjectId: ENTERPRISE_PROJECT,
  },
  listed: { TargetRegion: NORTH },
  oneAtATime: { runningCopies: 1 },
};

/** By CopyImageCrossRegion. */
export const ACROSS_COPYING: Making<HuaweiSimulator> = {
  ...BY_IMS,
  noun: 'copy across regions',
  aNoun: 'a copy across regions',
  template: ACROSS,
  whole: ACROSS,
  listed: { TargetRegion: EAST },
  oneAtATime: { crossRegionCopies: 1 },
};

/**
 * The tag that leads from an identifier to its image: it holds a job or a request or, where only a look-up has told the image, its own ID.
 */
const MARK_KEY = 'tfcfn-request';
const START_KEY = 'tfcfn-start';
const MARK = /^((request-)?[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * A copy as it has to be by its template, and as it is: our tag next to the template's, one more of ours where it fits, and the description
 * that of the template, never a mark.
 */
export function heldByIms(wish: Wish, image: HuaweiImageView) {
  const { properties, stackTags, foreignTags } = wish;
  const { status, name, minRam, enterpriseProjectId, kmsKeyId, members } = image;
  const { [MARK_KEY]: mark = '', [START_KEY]: _, ...tags } = image.tags;
  const own = (properties.Tags ?? []) as { Key: string; Value: string }[];
  return {
    wished: {
      status: 'active',
      name: properties.Name,
      description: properties.Description ?? '',
      minRam: properties.MinRam ?? 0,
      maxRam: String(properties.MaxRam ?? 0),
      enterpriseProjectId: properties.EnterpriseProjectId ?? '0',
      kmsKeyId: properties.KmsKeyId ?? '',
      marked: true,
      tags: { ...stackTags, ...foreignTags, ...Object.fromEntries(own.map(({ Key, Value }) => [Key, Value])) },
    },
    actual: {
      ...{ status, name, minRam, enterpriseProjectId, kmsKeyId, tags },
      description: members.__description ?? '',
      maxRam: members.max_ram ?? '0',
      marked: MARK.test(mark),
    },
  };
}

const REGIONS = [NORTH, EAST, 'ap-southeast-1'];

/** Every image that is there now; a backup is right where its image is, or where it may stay. */
export function untouchedInIms(simulator: HuaweiSimulator): Untouched {
  const { world } = simulator;
  const imagesNow = () => REGIONS.flatMap((regionId) => world.images(regionId));
  const nameOf = ({ regionId, imageId }: HuaweiImageView): string => `${regionId}/${imageId}`;
  const before = imagesNow().filter(({ jobId }) => jobId === undefined);
  const earlier = simulator.ledger();
  return ({ images, stays }) => {
    for (const image of before) {
      assert.deepEqual(world.image(image.regionId, image.imageId), image, `${nameOf(image)} was changed`);
    }
    const ledger = simulator.ledger();
    const right = new Set([...earlier.images, ...images]);
    assert.deepEqual(
      { images: ledger.images.toSorted(), runningCopies: ledger.runningCopies },
      { images: [...right].toSorted(), runningCopies: 0 },
      'the images are not the wished ones',
    );
    const resting = imagesNow().map(({ regionId, backupId }) => `${regionId}/${backupId}`);
    const rightful = new Set([...earlier.backups, ...resting, ...stays]);
    const left = ledger.backups.filter((backup) => !rightful.has(backup));
    assert.deepEqual(left, [], 'backups are left, and billed, though their image is gone');
  };
}
