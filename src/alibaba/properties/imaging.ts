import type { CreateImageRequest } from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import type { Source, Tag } from '../../life/port';
import type { Problems } from '../../resource/problems';
import { textAt, type Values } from '../../resource/property';
import type { PartOfOrder, TypeOfImages } from '../../resource/resource-type';
import { text } from '../../resource/rules';
import { IMAGING, idOfSource, sourceOfKind } from '../imaging';
import { isCopy, isSourceMade, type SourceKind } from '../origin';
import { checkDisks, sentDisks } from './disks';
import { ecsType } from './ecs-type';
import { checkNames, namedOf } from './naming';
import { DESCRIPTION, IMAGE_ROWS, type Rows, snapshotsRow } from './rows';
import { architectureRule, instanceIdRule, platformRule, type RegionNames, snapshotIdRule } from './rules';

/** Reads a source property of an image from its tag. */
const readSource =
  (kind: SourceKind) =>
  ({ tags }: { readonly tags: readonly Tag[] }): string | undefined =>
    idOfSource(tags, kind);

/**
 * The properties of every image from CreateImage: what a template may contain, how CreateImage and ModifyImageAttribute accept it, and how
 * it is read back. ECS records the source only in its tag.
 */
export function madeRows({ rule }: RegionNames) {
  return {
    RegionId: { check: text(rule), read: ({ ref }) => ref.regionId },
    InstanceId: { check: text(instanceIdRule), sent: 'instanceId', read: readSource('instance') },
    SnapshotId: { check: text(snapshotIdRule), sent: 'snapshotId', read: readSource('snapshot') },
    DiskDeviceMapping: { check: checkDisks, sent: sentDisks, unread: true },
    Description: { ...DESCRIPTION, sent: 'description' },
    Platform: { check: text(platformRule), sent: 'platform', shown: ({ platform }) => platform },
    Architecture: { check: text(architectureRule), sent: 'architecture', shown: ({ architecture }) => architecture },
    ...IMAGE_ROWS,
    SnapshotIds: snapshotsRow(IMAGING),
  } as const satisfies Rows<CreateImageRequest>;
}

/** The properties that name a source, and the kind of source that the tag records. */
const SOURCES: readonly (readonly [property: string, kind: SourceKind])[] = [
  ['InstanceId', 'instance'],
  ['SnapshotId', 'snapshot'],
  ['DiskDeviceMapping', 'disks'],
];
const SOURCE_PROPERTIES: readonly string[] = SOURCES.map(([property]) => property);

/** The source of an imported resource may be unknown. A new resource must name one. */
const UNTOLD: Source = { said: 'an unknown source' };

/** The part of an order that depends on several properties. */
function orderOf(value: Values): PartOfOrder {
  return {
    ...namedOf(value),
    source: sourceIn(value) ?? UNTOLD,
    resourceGroupId: textAt(value, 'ResourceGroupId'),
  };
}

/** The source that the properties name; `undefined` if they name none. */
function sourceIn(value: Values): Source | undefined {
  const [property, kind] = SOURCES.find(([name]) => value(name) !== undefined) ?? [];
  return property === undefined || kind === undefined ? undefined : sourceOfKind(kind, textAt(value, property));
}

/** Notes which properties cannot be used together. If there are several sources, ECS silently uses one (CreateImage documentation). */
function checkTogether(value: Values, problems: Problems): void {
  checkNames(value, problems);
  const given = SOURCE_PROPERTIES.filter((name) => value(name) !== undefined);
  if (given.length < 2) return;
  const named = given.map((name) => withId(name, textAt(value, name)));
  problems.add(named.join(' and '), 'cannot be used together: set exactly one of them');
}

/** A source property with its ID. If the ID is not valid, another check reports it. */
function withId(name: string, id: string | undefined): string {
  return id === undefined || snapshotIdRule(id) ? name : `${name} ${id}`;
}

/** Notes if a new resource has no source. An imported resource may have none. */
function checkNew(value: Values, problems: Problems): void {
  if (SOURCE_PROPERTIES.every((name) => value(name) === undefined)) {
    problems.add(SOURCE_PROPERTIES.join(', '), 'are missing: set exactly one of them');
  }
}

/** What a deletion removes in addition to the image, and the source of the image. */
function removalOf(value: Values): { readonly remains: boolean; readonly source?: Source } {
  return { remains: value('DeleteAutoSnapshot') === true, source: sourceIn(value) };
}

/** The type of every image by CreateImage, independent of the client that makes the call. */
export function imageType(regions: RegionNames): TypeOfImages {
  return {
    ...ecsType(IMAGING, 'RegionId', regions),
    keepsMark: true,
    check: checkTogether,
    checkNew,
    order: orderOf,
    removal: removalOf,
    sources: SOURCE_PROPERTIES,
    isListed: (image) => !isCopy(image),
    isOwnSource: isSourceMade,
  };
}
