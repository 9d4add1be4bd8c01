import { idOfSource, type SourceKind, sourceOfKind } from '../../../../src/alibaba/imaging';
import { checkNames, namedOf, textIn } from '../../../../src/alibaba/properties/naming';
import type { Source, Tag } from '../../../../src/life/port';
import type { Problems } from '../../../../src/resource/problems';
import type { PartOfOrder, Values } from '../../../../src/resource/resource-type';
import { snapshotIdRule } from './rules';

/** The properties that name a source, with what is kept of them. */
const SOURCES: readonly (readonly [property: string, kind: SourceKind])[] = [
  ['InstanceId', 'instance'],
  ['SnapshotId', 'snapshot'],
  ['DiskDeviceMapping', 'disks'],
];
export const SOURCE_PROPERTIES: readonly string[] = SOURCES.map(([property]) => property);

/** A resource that was imported may say nothing of its source; a new one has to. */
const UNTOLD: Source = { said: 'an unknown source' };

/** What properties ask for together. */
export function orderOf(value: Values): PartOfOrder {
  return {
    ...namedOf(value),
    source: sourceIn(value) ?? UNTOLD,
    resourceGroupId: textIn(value('ResourceGroupId')),
  };
}

/** The source that properties name; `undefined` where they name none. */
function sourceIn(value: Values): Source | undefined {
  const [property, kind] = SOURCES.find(([name]) => value(name) !== undefined) ?? [];
  return property === undefined || kind === undefined ? undefined : sourceOfKind(kind, textIn(value(property)));
}

/** Notes which properties do not go together. ECS would silently take one source of several (CreateImage documentation). */
export function checkTogether(value: Values, problems: Problems): void {
  checkNames(value, problems);
  const given = SOURCE_PROPERTIES.filter((name) => value(name) !== undefined);
  if (given.length < 2) return;
  const named = given.map((name) => withId(name, textIn(value(name))));
  problems.add(named.join(' and '), 'cannot be used together: give exactly one of them');
}

/** A source property with its ID; one that is no ID is a problem of its own. */
function withId(name: string, id: string | undefined): string {
  return id === undefined || snapshotIdRule(id) ? name : `${name} ${id}`;
}

/** As above, of a new resource, which needs a source; one that was imported may have none. */
export function checkNew(value: Values, problems: Problems): void {
  if (SOURCE_PROPERTIES.every((name) => value(name) === undefined)) {
    problems.add(SOURCE_PROPERTIES.join(', '), 'are missing: give exactly one of them');
  }
}

/** What a deletion is to do beside removing the image. */
export function removalOf(value: Values): { readonly snapshots: boolean; readonly source?: Source } {
  return { snapshots: value('DeleteAutoSnapshot') === true, source: sourceIn(value) };
}

/** Reads the source property of an image from its tag. */
export const readSource =
  (kind: SourceKind) =>
  ({ tags }: { readonly tags: readonly Tag[] }): string | undefined =>
    idOfSource(tags, kind);
