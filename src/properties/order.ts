import { checkNames, namedOf, textIn } from '../alibaba/properties/naming';
import { imageIdRule, regionRule } from '../alibaba/properties/rules';
import type { Source } from '../life/port';
import type { Problems } from '../resource/problems';
import type { PartOfOrder, Values } from '../resource/resource-type';

/** What properties ask for together. */
export function orderOf(value: Values): PartOfOrder {
  return {
    ...namedOf(value),
    source: sourceAt(textIn(value('SourceRegionId')) ?? '', textIn(value('SourceImageId')) ?? ''),
    kmsKeyId: textIn(value('KmsKeyId')),
    resourceGroupId: textIn(value('ResourceGroupId')),
  };
}

function sourceAt(regionId: string, id: string): Source {
  return { tag: `${regionId}/${id}`, said: `${id} from ${regionId}`, image: { regionId, id } };
}

/** Notes which properties do not go together. */
export function checkTogether(value: Values, problems: Problems): void {
  checkNames(value, problems);
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
