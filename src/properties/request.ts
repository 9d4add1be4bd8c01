import schema from '../../schema.json';
import { LONGEST_TIMEOUT_SECONDS, parseDuration } from '../failure/duration';
import { Failure } from '../failure/failure';
import { type Image, type ImageRef, isImageId, isSnapshotId, MOST_SNAPSHOTS, type Tag } from '../life/port';
import { KMS_KEY_KEY, mergeTags, sourceOf, tagValue } from '../life/tags';
import type { CopyWish, FormerWish } from '../life/wish';
import type { ResourceModel, TimeoutsDefinition } from '../models';
import { isFullIdentifier } from '../resource/identifier';
import { isCreating } from './model';
import { Problems } from '../resource/problems';
import {
  byKey,
  checkBoolean,
  checkDuration,
  checkTagCount,
  checkTags,
  checkText,
  type DurationLimits,
  inList,
  type LooseTag,
  regionRule,
  TEXT_RULES,
} from '../resource/rules';

/** What a request says beside its properties. */
export interface RequestTags {
  readonly stackTags: Readonly<Record<string, string>>;
  readonly previousStackTags: Readonly<Record<string, string>>;
  readonly systemTags: Readonly<Record<string, string>>;
}

/** Default durations, in seconds: design of the type, `Timeouts` in the schema. */
const DEFAULT_SECONDS = { create: 2 * 3600, delete: 10 * 60 } as const;

/** The schema's pointers (`/properties/Size`) with the names that the generated model gives the properties (`size`). */
const named = (pointers: readonly string[]) =>
  pointers.map((pointer) => pointer.slice('/properties/'.length)).map((name) => ({ name, field: fieldOf(name) }));
const READ_ONLY = named(schema.readOnlyProperties);
const CREATE_ONLY = named(schema.createOnlyProperties);

/** The generated model lowers the first letter of a property's name. */
function fieldOf(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const propertyOf = (model: ResourceModel, field: string): unknown => Reflect.get(model, field) ?? undefined;

/** @throws Failure InvalidRequest if a create request sets what only the cloud can say. */
export function refuseReadOnly(desired: ResourceModel): void {
  const problems = new Problems();
  for (const { name, field } of READ_ONLY) {
    if (propertyOf(desired, field) !== undefined) problems.add(name, 'is read-only: remove it');
  }
  problems.raise('InvalidRequest', 'The properties are not valid');
}

/**
 * The wish that a create or update request holds. `isNew`: no resource has these properties yet, so a time-out above the maximum can
 * be refused. Of a resource that exists it must not be, for its template may have been written when 12 h was allowed: a rollback to
 * it, or its deletion, would fail for ever. There the maximum takes its place.
 *
 * @throws Failure InvalidRequest with every property and rule that is broken.
 */
export function readWish(desired: ResourceModel, tags: RequestTags, { isNew = false } = {}): CopyWish {
  const problems = new Problems();
  const text = (name: string): string | undefined => {
    const value = propertyOf(desired, fieldOf(name));
    checkText(name, value, problems);
    return typeof value === 'string' ? value : undefined;
  };
  const texts = Object.fromEntries(Object.keys(TEXT_RULES).map((name) => [name, text(name)]));
  for (const name of schema.required) {
    if (propertyOf(desired, fieldOf(name)) === undefined) problems.add(name, 'is required');
  }
  if (texts.ImageName !== undefined && texts.Name !== undefined && texts.ImageName !== texts.Name) {
    problems.add('Name', 'is the former name of ImageName and differs from it: remove Name');
  }
  checkBoolean('Encrypted', desired.encrypted, problems);
  checkBoolean('Force', desired.force, problems);
  checkBoolean('DeleteAutoSnapshot', desired.deleteAutoSnapshot, problems);
  if (texts.KmsKeyId !== undefined && desired.encrypted !== true) problems.add('KmsKeyId', 'needs Encrypted: true');
  checkTimeouts(desired.timeouts, problems, isNew ? { longest: LONGEST_TIMEOUT_SECONDS } : {});
  const userTags = readTags(desired, tags, texts.KmsKeyId !== undefined, problems);
  problems.raise('InvalidRequest', 'The properties are not valid');

  return {
    source: { regionId: texts.SourceRegionId ?? '', imageId: texts.SourceImageId ?? '' },
    name: texts.ImageName ?? texts.Name,
    description: texts.Description,
    family: texts.ImageFamily,
    encrypted: desired.encrypted ?? undefined,
    kmsKeyId: texts.KmsKeyId,
    resourceGroupId: texts.ResourceGroupId,
    userTags,
    systemTags: readSystemTags(tags),
  };
}

function readTags(
  desired: ResourceModel,
  { stackTags }: RequestTags,
  encryptedByKey: boolean,
  problems: Problems,
): Tag[] {
  const given: unknown = desired.tags ?? [];
  const own = Array.isArray(given) ? given.map(toLooseTag) : [];
  if (!Array.isArray(given)) problems.add('Tags', 'must be a list of Key and Value');
  checkTags(inList('Tags'), own, problems);
  const tags = own.filter(isTag);
  const ofStack = toTags(stackTags).filter((tag) => !isOfAws(tag));
  const merged = mergeTags(tags, ofStack);
  // A stack tag in whose place a tag of the resource stands never reaches ECS.
  checkTags(byKey('stack tag'), merged.slice(tags.length), problems);
  checkTagCount(merged.length, encryptedByKey ? 2 : 1, problems);
  return merged.map(({ key, value }) => ({ key, value }));
}

/**
 * The tags of AWS's services, which are set where they fit: CloudFormation's own, and those that Service Catalog gives to a stack
 * (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1199), which nobody could take away. Under their
 * name nothing else may come, such as a tag of our own.
 */
function readSystemTags({ systemTags, stackTags }: RequestTags): Tag[] {
  return mergeTags(toTags(systemTags), toTags(stackTags)).filter(
    (tag) => isOfAws(tag) && tag.key.length <= 128 && !/\p{Surrogate}/u.test(tag.key + tag.value),
  );
}

function isOfAws({ key }: Tag): boolean {
  return key.startsWith('aws:');
}

/** What the previous request said that this one may have dropped. */
export function readFormerWish(previous: ResourceModel, { previousStackTags }: RequestTags): FormerWish {
  const given: unknown = previous.tags;
  const keys = Array.isArray(given)
    ? given.map(toLooseTag).flatMap(({ key }) => (typeof key === 'string' ? key : []))
    : [];
  return {
    hadDescription: Boolean(previous.description),
    hadFamily: Boolean(previous.imageFamily),
    tagKeys: [...keys, ...Object.keys(previousStackTags)],
  };
}

/**
 * @throws Failure NotUpdatable if the wish changes what is fixed when a copy is made. Compared with the previous request, and where
 * that says nothing (an import, a changed default) with the image.
 */
export function refuseCreateOnlyChange(desired: ResourceModel, previous: ResourceModel, image: Image): void {
  const source = sourceOf(image.tags);
  const is: Readonly<Record<string, unknown>> = {
    sourceImageId: source?.imageId,
    sourceRegionId: source?.regionId,
    destinationRegionId: image.ref.regionId,
    encrypted: image.encrypted,
    kmsKeyId: tagValue(image.tags, KMS_KEY_KEY),
  };
  // A whole former template did not set what it does not name; only an import may know less than the new one.
  const wasWhole = propertyOf(previous, 'sourceImageId') !== undefined;
  const changed = CREATE_ONLY.filter(({ field }) => {
    const wished = propertyOf(desired, field);
    const before = field === 'destinationRegionId' ? image.ref.regionId : (propertyOf(previous, field) ?? is[field]);
    return wished !== undefined && wished !== before && (before !== undefined || wasWhole);
  });
  if (changed.length > 0) {
    throw new Failure(
      'NotUpdatable',
      `${changed.map(({ name }) => name).join(', ')} cannot be changed on an existing copy: it has to be replaced.`,
    );
  }
}

/** @throws Failure InvalidRequest if Timeouts or a boolean of a delete request cannot be understood. */
export function readRemoval(desired: ResourceModel): {
  force: boolean;
  source?: ImageRef;
  snapshots: boolean;
  knownSnapshotIds: readonly string[];
  mayBeYoung: boolean;
  timeoutSeconds: number;
  patient: boolean;
} {
  const problems = new Problems();
  checkBoolean('Force', desired.force, problems);
  checkBoolean('DeleteAutoSnapshot', desired.deleteAutoSnapshot, problems);
  checkTimeouts(desired.timeouts, problems, { shortest: 0 });
  problems.raise('InvalidRequest', 'The properties are not valid');
  return {
    force: desired.force === true,
    source: knownSource(desired),
    snapshots: desired.deleteAutoSnapshot === true,
    knownSnapshotIds: knownSnapshots(desired),
    // A bare image ID was not written by a creation.
    mayBeYoung: isCreating(desired) && isFullIdentifier(desired.tfcfnid ?? ''),
    timeoutSeconds: timeoutSeconds(desired, 'delete'),
    patient: !desired.timeouts?.delete_,
  };
}

/** The source of the copy, as far as the request names one. */
function knownSource({ sourceImageId, sourceRegionId }: ResourceModel): ImageRef | undefined {
  const named = isImageId(sourceImageId) && typeof sourceRegionId === 'string' && !regionRule(sourceRegionId);
  return named ? { regionId: sourceRegionId, imageId: sourceImageId } : undefined;
}

/** The snapshots as an earlier answer told them; anything else that is there is not ours. */
function knownSnapshots({ snapshotIds }: ResourceModel): string[] {
  const given: unknown = snapshotIds;
  return Array.isArray(given) ? given.filter(isSnapshotId).slice(0, MOST_SNAPSHOTS) : [];
}

/** How long an operation may take, in seconds, at most the maximum; the durations were checked before. */
export function timeoutSeconds(desired: ResourceModel, operation: keyof typeof DEFAULT_SECONDS): number {
  const given = operation === 'create' ? desired.timeouts?.create : desired.timeouts?.delete_;
  // A deletion takes a time-out of 0 s, which the schema lets an import bring in, for none: a refusal would leave the stack undeletable.
  const seconds = (given ? parseDuration(given) : undefined) || DEFAULT_SECONDS[operation];
  return Math.min(seconds, LONGEST_TIMEOUT_SECONDS);
}

/** The region that a request names; @throws Failure InvalidRequest if it is none. */
export function readRegion(desired: ResourceModel, defaultRegionId: string): string {
  const problems = new Problems();
  checkText('DestinationRegionId', desired.destinationRegionId, problems);
  problems.raise('InvalidRequest', 'The properties are not valid');
  return desired.destinationRegionId ?? defaultRegionId;
}

function checkTimeouts(
  timeouts: TimeoutsDefinition | null | undefined,
  problems: Problems,
  limits: DurationLimits,
): void {
  const given: unknown = timeouts ?? {};
  if (typeof given !== 'object' || Array.isArray(given))
    problems.add('Timeouts', 'must be an object of Create and Delete');
  checkDuration('Timeouts.Create', timeouts?.create, problems, limits);
  checkDuration('Timeouts.Delete', timeouts?.delete_, problems, limits);
}

function toTags(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value: String(value) }));
}

/** The generated model calls the reserved word Value `value_`. */
function toLooseTag(tag: unknown): LooseTag {
  if (typeof tag !== 'object' || tag === null) return {};
  return { key: Reflect.get(tag, 'key'), value: Reflect.get(tag, 'value_') };
}

function isTag(tag: LooseTag): tag is Tag {
  return typeof tag.key === 'string' && typeof tag.value === 'string';
}
