import type { DeployOptions } from '../options';
import { canOnlyBeDeleted, isSettled } from '../stack/plan';
import type { StackEvent, StackState } from '../stack/state';
import { deleteCommand, deployCommand } from './suggest';

/** How to continue with a stack that is kept, as lines with complete commands. */
export interface Again {
  readonly afterInterruption: string;
  /** For a stack that can only be deleted. */
  readonly afterDeletion: string;
  /** For a stack that was rolled back to its last complete state. */
  readonly afterRollback: string;
}

/** @param hidden the names of the NoEcho parameters, whose values are left out. */
export function againText(
  files: readonly string[],
  options: DeployOptions,
  stackName: string,
  hidden: ReadonlySet<string>,
): Again {
  const deployment = deployCommand(files, stackName, options, hidden);
  const deletion = deleteCommand(stackName, options);
  return {
    afterInterruption: ['To continue, run the same command again:', deployment, 'or delete everything:', deletion].join(
      '\n',
    ),
    afterDeletion: ['It can only be deleted:', deletion, 'and then be deployed again:', deployment].join('\n'),
    afterRollback: ['It is as it was before. Fix the cause, then deploy again:', deployment].join('\n'),
  };
}

/**
 * How to continue with a kept stack whose deployment or deletion failed.
 *
 * @param last the last event before the deployment.
 */
export function afterFailure(state: StackState, again: Again, last: StackEvent | undefined): string {
  if (canOnlyBeDeleted(state)) return again.afterDeletion;
  if (isSettled(state)) return again.afterRollback;
  if (state.status !== 'UPDATE_ROLLBACK_FAILED') return again.afterInterruption;
  const news = last === undefined ? state.events : state.events.slice(state.events.indexOf(last) + 1);
  const isTried = news.some(({ kind, status }) => kind === 'stack' && status === 'UPDATE_IN_PROGRESS');
  return [...(isTried ? [] : ['This template was not tried.']), FIRST_ROLLBACK, again.afterInterruption].join('\n');
}

const FIRST_ROLLBACK = [
  'The next deployment first finishes the rollback, then deploys the template.',
  'If the cause cannot be removed, delete the stack: no resource can be skipped here. CloudFormation has ' +
    'continue-update-rollback --resources-to-skip.',
].join('\n');
