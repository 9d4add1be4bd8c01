import { hasUnknown, type Value } from '../template/expression';
import { allRecords, type Plan, type PlannedResource } from './plan';
import type { ResourceRecord, StackState } from './state';

/** The properties that hold the name of an image, which is unique in its region; the first one given counts. */
const NAMES = ['ImageName', 'Name'] as const;
const REGION = 'DestinationRegionId';

type Properties = { readonly [name: string]: Value };

/** Where an image is. */
interface Place {
  /** Undefined: not known before the deployment. */
  readonly regionId?: string;
  /** Whether the template leaves the region to the type configuration. */
  readonly isDefault: boolean;
}

/** A name in a region, and whose it is. */
interface Named extends Place {
  readonly logicalId: string;
  readonly name: string;
  /** Of an image that exists. */
  readonly identifier?: string;
  /** Whether only the deployment knows that the name is asked for. */
  readonly isConditional?: boolean;
}

/**
 * The resources that would ask for a name that another image still has, with a sentence for each clash: CloudFormation
 * creates a replacement before it deletes the old resource, and deletes what the template no longer has at the very end.
 *
 * @returns the sentences by logical ID; names that only the deployment knows are in none.
 */
export function nameClashes(plan: Plan, state: StackState): ReadonlyMap<string, readonly string[]> {
  const takers = plan.resources.flatMap((planned) => takerOf(planned));
  const holders = allRecords(state).flatMap((record) => holderOf(record, plan));
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

/** What a resource to be created, or to be renamed, asks for. */
function takerOf({ resource, record, decision, properties }: PlannedResource): Named[] {
  const name = nameOf(properties);
  if (name === undefined || decision.action === 'none') return [];
  if (decision.action === 'update' && (record === undefined || name === nameOfRecord(record))) return [];
  const isConditional =
    decision.action === 'replace' &&
    !decision.changed.some((key) => resource.type.createOnly.includes(key) && !hasUnknown(properties[key] ?? ''));
  return [{ logicalId: resource.logicalId, name, isConditional, ...placeOf(properties) }];
}

/** What an image of the stack has until the end of the update; one whose creation failed is deleted first. */
function holderOf(record: ResourceRecord, { resources }: Plan): Named[] {
  const { logicalId, identifier } = record;
  const planned = resources.find((other) => other.record === record);
  const name = nameOfRecord(record);
  if (name === undefined || planned?.decision.action === 'create again') return [];
  return [{ logicalId, name, identifier, ...placeOf(record.properties, identifier) }];
}

/** Whether a holder is another image than the taker's, and keeps its name until the taker asks for it. */
function isOther(taker: Named, holder: Named, { resources }: Plan): boolean {
  const planned = (logicalId: string) => resources.find(({ resource }) => resource.logicalId === logicalId);
  const own = planned(taker.logicalId);
  if (taker.logicalId === holder.logicalId) return own?.decision.action === 'replace';
  const other = planned(holder.logicalId);
  const isRenamedBefore =
    other?.decision.action === 'update' &&
    nameOf(other.properties) !== holder.name &&
    own?.resource.needs.includes(holder.logicalId) === true;
  return !isRenamedBefore;
}

function clash(taker: Named, holder: Named): string[] {
  if (taker.name !== holder.name) return [];
  const isSame = sameRegion(taker, holder);
  if (isSame === false) return [];
  const conditions = [
    ...(taker.isConditional ? ['the copy is replaced'] : []),
    ...(isSame === undefined ? ['both are in the same region'] : []),
  ];
  const subject = conditions.length === 0 ? 'This' : `If ${conditions.join(' and ')}, this`;
  return [
    `ImageName ${JSON.stringify(taker.name)} ${whose(taker, holder)}. ${subject} fails with InvalidImageName.Duplicated: let the ` +
      'name change with the source image, or leave ImageName out.',
  ];
}

function whose({ logicalId }: Named, holder: Named): string {
  // Where two templates are compared there is no other identifier than the logical ID.
  const named = holder.identifier?.includes('/') ? ` (${holder.identifier})` : '';
  if (holder.logicalId === logicalId) return `stays that of the old copy${named}, which is deleted only afterwards`;
  if (holder.identifier === undefined) return `is also that of ${holder.logicalId}`;
  return `is that of ${holder.logicalId}${named}, which has it until the end of the update`;
}

function nameOf(properties: Properties): string | undefined {
  const value = NAMES.map((name) => properties[name]).find((other) => other !== undefined);
  return typeof value === 'string' ? value : undefined;
}

/** The name as it was last read, which may be one that the handler has made. */
function nameOfRecord({ attributes, properties }: ResourceRecord): string | undefined {
  return nameOf(attributes) ?? nameOf(properties);
}

/** The identifier of an image that exists begins with its region. */
function placeOf(properties: Properties, identifier?: string): Place {
  const given = properties[REGION];
  const [, known] = /^([^/]+)\//.exec(identifier ?? '') ?? [];
  return { regionId: known ?? (typeof given === 'string' ? given : undefined), isDefault: given === undefined };
}

/** Undefined: only the deployment knows. */
function sameRegion(left: Place, right: Place): boolean | undefined {
  if (left.regionId !== undefined && right.regionId !== undefined) return left.regionId === right.regionId;
  return left.isDefault && right.isDefault ? true : undefined;
}
