import type { ChangeDetail, ChangeSet, ResourceChange } from './changes';

const ALONE =
  'Only policies change. Users report that CloudFormation ignores such an update and keeps the old policies: also change ' +
  'something else, for example a stack tag.';

const WITH_REPLACEMENT =
  'UpdateReplacePolicy changes in the update that replaces the resource. It is not documented whether CloudFormation uses the old or the new one; ' +
  'the local stack uses the new one. Change it in an earlier update.';

const isPolicy = ({ attribute }: ChangeDetail): boolean => attribute.endsWith('Policy');

/** What is uncertain about changed policies, according to public reports on CloudFormation. */
export function policyWarnings(
  { details, action, replacement = 'False' }: Pick<ResourceChange, 'details' | 'action' | 'replacement'>,
  { changes, tags, outputs }: Pick<ChangeSet, 'tags' | 'outputs'> & { readonly changes: readonly Changed[] },
): readonly string[] {
  if (action !== 'Modify' || !details.some(isPolicy)) return [];
  if (replacement !== 'False') {
    return details.some(({ attribute }) => attribute === 'UpdateReplacePolicy') ? [WITH_REPLACEMENT] : [];
  }
  const isAlone = changes.every((change) => change.action === 'Modify' && change.details.every(isPolicy));
  return isAlone && tags.length + outputs.length === 0 ? [ALONE] : [];
}

type Changed = Pick<ResourceChange, 'action' | 'details'>;
