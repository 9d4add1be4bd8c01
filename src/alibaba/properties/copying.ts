import type { CopyImageRequest } from '@alicloud/ecs20140526/dist/models/CopyImageRequest';
import type { Source } from '../../life/port';
import { KMS_KEY_KEY, tagValue } from '../../life/tags';
import type { Problems } from '../../resource/problems';
import { textAt, type Values } from '../../resource/property';
import type { PartOfOrder, TypeOfImages } from '../../resource/resource-type';
import { flag, text } from '../../resource/rules';
import { COPYING } from '../copying';
import { encryptionOf } from '../image';
import { copiedFrom, isCopy, isSourceMade } from '../origin';
import { ecsType } from './ecs-type';
import { checkNames, namedOf } from './naming';
import { DESCRIPTION, IMAGE_ROWS, type Rows, snapshotsRow } from './rows';
import { imageIdRule, kmsKeyRule, type RegionNames } from './rules';

/**
 * The properties of every copy of an image: what a template may contain, how CopyImage and ModifyImageAttribute accept it, and how it is
 * read back. If a value is read from a tag, ECS records it nowhere else.
 */
export function copyRows({ rule }: RegionNames) {
  return {
    SourceImageId: { check: text(imageIdRule), read: ({ tags }) => copiedFrom(tags)?.id },
    SourceRegionId: { check: text(rule), read: ({ tags }) => copiedFrom(tags)?.regionId },
    DestinationRegionId: { check: text(rule), read: ({ ref }) => ref.regionId },
    Description: { ...DESCRIPTION, sent: 'destinationDescription' },
    KmsKeyId: { check: text(kmsKeyRule), sent: 'KMSKeyId', read: ({ tags }) => tagValue(tags, KMS_KEY_KEY) },
    ...IMAGE_ROWS,
    Encrypted: { check: flag, sent: 'encrypted', shown: encryptionOf },
    Platform: { shown: ({ platform }) => platform },
    Architecture: { shown: ({ architecture }) => architecture },
    SnapshotIds: snapshotsRow(COPYING),
  } as const satisfies Rows<CopyImageRequest>;
}

/** The part of an order that depends on several properties. */
function orderOf(value: Values): PartOfOrder {
  const kmsKeyId = textAt(value, 'KmsKeyId');
  return {
    ...namedOf(value),
    source: sourceAt(textAt(value, 'SourceRegionId') ?? '', textAt(value, 'SourceImageId') ?? ''),
    resourceGroupId: textAt(value, 'ResourceGroupId'),
    ...(kmsKeyId !== undefined && { failureHint: checkKey, kept: [{ key: KMS_KEY_KEY, value: kmsKeyId }] }),
  };
}

/** Users report that an unknown key is one of the reasons that ECS does not give. */
function checkKey(regionId: string): string {
  return `Check KmsKeyId: the key must exist in ${regionId} and be enabled, and ECS must be allowed to use it.`;
}

function sourceAt(regionId: string, id: string): Source {
  return { tag: `${regionId}/${id}`, said: `${id} from ${regionId}`, image: { regionId, id } };
}

/** Notes which properties cannot be used together. */
function checkTogether(value: Values, problems: Problems): void {
  checkNames(value, problems);
  if (textAt(value, 'KmsKeyId') !== undefined && value('Encrypted') !== true) {
    problems.add('KmsKeyId', 'needs Encrypted: true');
  }
}

/** What a deletion removes in addition to the image, and the source of the image. */
const removalIn =
  ({ rule }: RegionNames) =>
  (value: Values): { readonly remains: boolean; readonly source?: Source } => {
    const [id, regionId] = [textAt(value, 'SourceImageId'), textAt(value, 'SourceRegionId')];
    const named = id !== undefined && regionId !== undefined && !imageIdRule(id) && !rule(regionId);
    return { remains: value('DeleteAutoSnapshot') === true, source: named ? sourceAt(regionId, id) : undefined };
  };

/** The type of every copy by CopyImage, independent of the client that makes the call. */
export function copyType(regions: RegionNames): TypeOfImages {
  return {
    ...ecsType(COPYING, 'DestinationRegionId', regions),
    check: checkTogether,
    order: orderOf,
    removal: removalIn(regions),
    sources: ['SourceImageId', 'SourceRegionId'],
    isListed: isCopy,
    isOwnSource: (parts) => !isSourceMade(parts),
  };
}
