import { imageIdRule, regionRule } from '../alibaba/properties/rules';
import type { Source } from '../life/port';
import type { Problems } from '../resource/problems';
import type { PartOfOrder, Values } from '../resource/resource-type';

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What properties ask for together: `Name` is the former name of `ImageName`, and an update gives what has either. */
export function orderOf(value: Values): PartOfOrder {
  const name = textIn(value('ImageName')) ?? textIn(value('Name'));
  return {
    source: sourceAt(textIn(value('SourceRegionId')) ?? '', textIn(value('SourceImageId')) ?? ''),
    name,
    kmsKeyId: textIn(value('KmsKeyId')),
    resourceGroupId: textIn(value('ResourceGroupId')),
    ...(name !== undefined && { attributes: { ImageName: name } }),
  };
}

function sourceAt(regionId: string, id: string): Source {
  return { tag: `${regionId}/${id}`, said: `${id} from ${regionId}`, image: { regionId, id } };
}

/** Notes which properties do not go together. */
export function checkTogether(value: Values, problems: Problems): void {
  const [imageName, name] = [textIn(value('ImageName')), textIn(value('Name'))];
  if (imageName !== undefined && name !== undefined && imageName !== name) {
    problems.add('Name', 'is the former name of ImageName and differs from it: remove Name');
  }
  if (textIn(value('KmsKeyId')) !== undefined && value('Encrypted') !== true) {
    problems.add('KmsKeyId', 'needs Encrypted: true');
  }
}

/** What a deletion is to do beside removing the image. */
export function removalOf(value: Values): { readonly snapshots: boolean; readonly source?: Source } {
  const [id, regionId] = [textIn(value('SourceImageId')), textIn(value('SourceRegionId'))];
  const named = id !== undefined && regionId !== undefined && !imageIdRule(id) && !regionRule(regionId);
  return { snapshots: value('DeleteAutoSnapshot') === true, source: named ? sourceAt(regionId, id) : undefined };
}
