import type { ChangeDetail, ChangeSet, ResourceChange } from './changes';

const ALONE =
  'Only policies change. Users report that CloudFormation takes such an update for no change and keeps the old ones: change ' +
  'something else with them, a tag of the stack for example.';

const WITH_REPLACEMENT =
  'UpdateReplacePolicy changes in the update that replaces. It is not documented whether CloudFormation goes by the old or by the new one; ' +
  'the local stack takes the new one. Change it in an update before.';

const isPolicy = ({ attribute }: ChangeDetail): boolean => attribute.endsWith('Policy');

/** What is not certain of the policies that change, by public reports of what CloudFormation does. */
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
