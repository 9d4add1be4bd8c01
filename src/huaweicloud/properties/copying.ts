import type { Source } from '../../life/port';
import type { IdentifierForm } from '../../resource/identifier';
import type { Problems } from '../../resource/problems';
import { textAt, type Values } from '../../resource/property';
import type { PartOfOrder, TypeOfImages, Where } from '../../resource/resource-type';
import { DEFAULT_PROJECT, handleRule, imageIdRule, regionRule } from './rules';
import { TAGS } from './tags';

const IDENTIFIER: IdentifierForm = {
  property: 'tfcfnid',
  region: 'TargetRegion',
  regionElse: 'Region',
  configuredRegion: 'Region',
  form: '<TargetRegion>/<JobId> or <TargetRegion>/<Id>',
  example: 'cn-east-3/7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c',
  regionRule,
  idRule: handleRule,
};

/** The regions from which and to which an image is copied. */
interface Regions {
  readonly from: string;
  readonly to: string;
  /** No property names `from`. */
  readonly assumed: boolean;
}

function regionsOf(value: Values, { defaultRegionId }: Where): Regions {
  const named = textAt(value, 'Region');
  const from = named ?? defaultRegionId;
  return { from, to: textAt(value, 'TargetRegion') ?? from, assumed: named === undefined };
}

const isAcross = ({ from, to }: Regions): boolean => from !== to;
const isPlain = ({ from, to }: Regions): boolean => !regionRule(from) && !regionRule(to);

/** The part of an order that depends on several properties. */
function orderOf(value: Values, where: Where): PartOfOrder {
  return {
    source: sourceAt(regionsOf(value, where), textAt(value, 'SourceImageId') ?? ''),
    name: textAt(value, 'Name'),
    ...(textAt(value, 'KmsKeyId') !== undefined && { failureHint: checkKey }),
  };
}

function checkKey(regionId: string): string {
  return `Check KmsKeyId: the key must exist in ${regionId} and be enabled, and IMS must be allowed to use it.`;
}

/** The cloud itself records the source of a copy, so there is no tag. */
function sourceAt({ from, assumed }: Regions, id: string): Source {
  return { said: `${id} from ${from}`, image: { regionId: from, id }, ...(assumed && { regionAssumed: true }) };
}

/** What one of the two copies accepts and the other one would ignore. */
const IN_REGION_ONLY = ['KmsKeyId', 'EnterpriseProjectId'] as const;
const ACROSS_REGIONS_ONLY = ['AgencyName', 'VaultId'] as const;

/** Notes which properties cannot be used together. */
function checkTogether(value: Values, problems: Problems, where: Where): void {
  const regions = regionsOf(value, where);
  // The default region may have been another one when the copy was started. Another check reports a region that is not valid.
  if (isPlain(regions) && !regions.assumed) checkOperation(value, regions, problems);
  const [least, most] = [Number(value('MinRam') ?? 0), Number(value('MaxRam') ?? 0)];
  // 0 means that there is no limit.
  if (most !== 0 && most < least) problems.add('MaxRam', `${most} must not be less than MinRam ${least}`);
}

/** A copy within a region and a copy to another region are two operations. */
function checkOperation(value: Values, regions: Regions, problems: Problems): void {
  if (isAcross(regions)) {
    const isGiven = (name: string): boolean => value(name) !== undefined && value(name) !== DEFAULT_PROJECT;
    for (const name of IN_REGION_ONLY.filter(isGiven)) {
      problems.add(
        name,
        `is only for a copy within a region, and this one goes from ${regions.from} to ${regions.to}: remove it`,
      );
    }
  } else {
    for (const name of ACROSS_REGIONS_ONLY.filter((one) => value(one) !== undefined)) {
      problems.add(name, `is only for a copy to another region, and this one stays in ${regions.to}: remove it`);
    }
  }
}

/**
 * Notes what does not fit the default region, which decides about the route of a new copy only, and if a new copy has no agency. An
 * imported copy no longer needs one.
 */
function checkNew(value: Values, problems: Problems, where: Where): void {
  const regions = regionsOf(value, where);
  if (!isPlain(regions)) return;
  if (regions.assumed) checkOperation(value, regions, problems);
  if (isAcross(regions) && value('AgencyName') === undefined) {
    problems.add('AgencyName', `is required for a copy to another region, here from ${regions.from} to ${regions.to}`);
  }
}

/** What a deletion removes in addition to the image (the backup of a whole server), and the source of the image. */
function removalOf(value: Values, where: Where): { readonly remains: boolean; readonly source?: Source } {
  const regions = regionsOf(value, where);
  const id = textAt(value, 'SourceImageId');
  const named = id !== undefined && !imageIdRule(id) && !regionRule(regions.from);
  return { remains: value('DeleteBackup') === true, source: named ? sourceAt(regions, id) : undefined };
}

/** The type of every copy by IMS. */
export const COPY_TYPE: TypeOfImages = {
  noun: 'copy',
  identifier: IDENTIFIER,
  tags: TAGS,
  cloudKeepsSource: true,
  keepsMark: true,
  defaultSeconds: { Create: 3600 },
  naming: { property: 'Name', plain: /^[a-z]/i, prefix: 'copy-' },
  check: checkTogether,
  checkNew,
  order: orderOf,
  removal: removalOf,
  // Until a copy belongs to a stack, nobody owns it, so its backup is deleted with it.
  initialValues: { Status: 'queued', DeleteBackup: true },
  sources: ['SourceImageId', 'Region'],
  // The list contains only images with our tag.
  isListed: () => true,
  listed: ['Id', 'Name', 'Tags'],
};
