import { cloudOf, factsOf } from '../clouds';
import type { ResourceType } from '../schema/resource-type';
import { hasUnknown, type Value } from '../template/expression';
import { allRecords, type Plan, type PlannedResource } from './plan';
import type { ResourceRecord, StackState } from './state';

type Properties = { readonly [name: string]: Value };

/** The region of a resource. */
interface Place {
  readonly typeName: string;
  /** `undefined` if it is not known before the deployment. */
  readonly regionId?: string;
  /** Whether the template leaves the region to the type configuration. */
  readonly isDefault: boolean;
}

/** A name in a region, and its resource. */
interface Named extends Place {
  readonly logicalId: string;
  readonly name: string;
  /** The property with the name; the current property if a former one is set. */
  readonly property: string;
  /** Set if the resource exists. */
  readonly identifier?: string;
  /** Whether it is known only during the deployment if the name is needed. */
  readonly isConditional?: boolean;
}

/**
 * The resources that would need a name that another image still has, with a sentence for each clash. CloudFormation creates a replacement
 * before it deletes the old resource, and deletes what the template no longer has at the very end.
 *
 * @returns the sentences by logical ID. Names that are known only during the deployment are not included.
 */
export function nameClashes(plan: Plan, state: StackState): ReadonlyMap<string, readonly string[]> {
  const types = new Map(plan.resources.map(({ resource }) => [resource.type.name, resource.type]));
  const takers = plan.resources.flatMap((planned) => takerOf(planned));
  const holders = allRecords(state).flatMap((record) => holderOf(record, plan, types));
  return new Map(
    takers.map((taker, index) => [
      taker.logicalId,
      [
        ...holders.filter((holder) => isOther(taker, holder, plan)).flatMap((holder) => clash(taker, holder)),
        ...takers.slice(0, index).flatMap((before) => clash(taker, before)),
      ],
    ]),
  );
}

/** The name that a resource needs if it will be created or renamed. */
function takerOf({ resource, record, decision, properties }: PlannedResource): Named[] {
  const { type } = resource;
  const name = nameOf(properties, type.uniqueNames);
  if (name === undefined || decision.action === 'none') return [];
  if (decision.action === 'update' && (record === undefined || name === nameOfRecord(record, type.uniqueNames)))
    return [];
  const isConditional =
    decision.action === 'replace' &&
    !decision.changed.some((key) => type.createOnly.includes(key) && !hasUnknown(properties[key] ?? ''));
  const [property = ''] = type.uniqueNames;
  return [{ logicalId: resource.logicalId, name, property, isConditional, ...placeOf(type.name, properties, type) }];
}

/**
 * The name that a resource of the stack has until the end of the update. If its creation failed, it is deleted first. For a type that the
 * template no longer has, names are read like those of other types of its cloud.
 */
function holderOf(record: ResourceRecord, { resources }: Plan, types: ReadonlyMap<string, ResourceType>): Named[] {
  const { logicalId, identifier, typeName } = record;
  const type = types.get(typeName);
  const likely = [...types.values()].filter((other) => isSameCloud(other.name, typeName));
  const planned = resources.find((other) => other.record === record);
  const names = type?.uniqueNames ?? likely.flatMap(({ uniqueNames }) => uniqueNames);
  const name = nameOfRecord(record, names);
  if (name === undefined || planned?.decision.action === 'create again') return [];
  const [property = ''] = names;
  return [{ logicalId, name, property, identifier, ...placeOf(typeName, record.properties, type, identifier) }];
}

/** Whether a holder is another resource than the taker's, and still has its name when the taker needs it. */
function isOther(taker: Named, holder: Named, { resources }: Plan): boolean {
  const planned = (logicalId: string) => resources.find(({ resource }) => resource.logicalId === logicalId);
  const own = planned(taker.logicalId);
  if (taker.logicalId === holder.logicalId) return own?.decision.action === 'replace';
  const other = planned(holder.logicalId);
  const isRenamedBefore =
    other?.decision.action === 'update' &&
    nameOf(other.properties, other.resource.type.uniqueNames) !== holder.name &&
    own?.resource.needs.includes(holder.logicalId) === true;
  return !isRenamedBefore;
}

function clash(taker: Named, holder: Named): string[] {
  if (taker.name !== holder.name || !isSameCloud(taker.typeName, holder.typeName)) return [];
  const isSame = sameRegion(taker, holder);
  if (isSame === false) return [];
  const conditions = [
    ...(taker.isConditional ? ['the resource is replaced'] : []),
    ...(isSame === undefined ? ['both are in the same region'] : []),
  ];
  const subject = conditions.length === 0 ? 'This' : `If ${conditions.join(' and ')}, this`;
  const { property, name, typeName } = taker;
  const code = factsOf(cloudOf(typeName))?.nameTaken;
  return [
    `${property} ${JSON.stringify(name)} ${whose(taker, holder)}. ${subject} fails${code === undefined ? '' : ` with ${code}`}: let the ` +
      `name change with the source, or remove ${property}.`,
  ];
}

function whose({ logicalId }: Named, holder: Named): string {
  // If two templates are compared, the logical ID is the only identifier.
  const named = holder.identifier?.includes('/') ? ` (${holder.identifier})` : '';
  if (holder.logicalId === logicalId) return `stays that of the old image${named}, which is deleted only afterwards`;
  if (holder.identifier === undefined) return `is also that of ${holder.logicalId}`;
  return `is that of ${holder.logicalId}${named}, which has it until the end of the update`;
}

function nameOf(properties: Properties, names: readonly string[]): string | undefined {
  const value = names.map((name) => properties[name]).find((other) => other !== undefined);
  return typeof value === 'string' ? value : undefined;
}

/** The name that was last read, which may be one that the handler generated. */
function nameOfRecord({ attributes, properties }: ResourceRecord, names: readonly string[]): string | undefined {
  return nameOf(attributes, names) ?? nameOf(properties, names);
}

/** Types of one cloud share its names. */
function isSameCloud(typeName: string, other: string): boolean {
  return cloudOf(typeName) === cloudOf(other);
}

/** The identifier of an existing resource begins with its region. */
function placeOf(typeName: string, properties: Properties, type?: ResourceType, identifier?: string): Place {
  const given = type?.regionProperty === undefined ? undefined : properties[type.regionProperty];
  const [, known] = /^([^/]+)\//.exec(identifier ?? '') ?? [];
  return {
    typeName,
    regionId: known ?? (typeof given === 'string' ? given : undefined),
    isDefault: given === undefined,
  };
}

/** `undefined` if it is known only during the deployment. */
function sameRegion(left: Place, right: Place): boolean | undefined {
  if (left.regionId !== undefined && right.regionId !== undefined) return left.regionId === right.regionId;
  // Each type may have a type configuration of its own.
  return left.isDefault && right.isDefault && left.typeName === right.typeName ? true : undefined;
}
