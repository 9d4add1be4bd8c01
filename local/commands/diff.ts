import { chooseStackName, type DiffOptions } from '../options';
import { loadTypes, newStack } from '../session';
import { createChangeSet, isEmptyChangeSet } from '../stack/change-set';
import type { ChangeSet } from '../stack/changes';
import { canOnlyBeDeleted, isSettled } from '../stack/plan';
import { pretendDeployed } from '../stack/pretend';
import type { StackState } from '../stack/state';
import { type StackFolder, stackFolder } from '../stack/store';
import { changeSetView } from '../view/change-set';
import { loadNamed, takeoverProblem } from './known-stack';
import { readProposals } from './proposals';
import { EXIT, type ExitCode, type Terminal } from './run';

/**
 * Shows what deploying a template would change in the stack according to its state. With several templates, it shows what each would change
 * after the one before. It calls no cloud.
 *
 * @throws UsageError, TemplateError if an input cannot be used.
 */
export async function diff(files: readonly string[], options: DiffOptions, terminal: Terminal): Promise<ExitCode> {
  const types = loadTypes();
  const name = chooseStackName(options.stackName, files[0] ?? '');
  const folder = stackFolder(options.state);
  const known = files.length > 1 ? undefined : loadNamed(folder.fileOf(name), name);
  let state = known ?? newStack(name);
  const proposals = readProposals(files, options, types, state);
  const [first, ...others] = proposals;
  if (first === undefined) return EXIT.done;
  const viewer = await terminal.viewer();
  for (const remark of proposals.flatMap(({ remarks }) => remarks)) viewer.note(remark);
  const changeSets: ChangeSet[] = [];
  if (others.length === 0) {
    changeSets.push(createChangeSet(state, first));
    const other = options.stackName === undefined ? takeoverProblem(known, files[0] ?? '') : undefined;
    if (other !== undefined) viewer.note(`This would not be deployed: ${other}.`);
    const remark = remarkOn(known, name, folder);
    if (remark !== undefined) viewer.note(remark);
  } else {
    let before = first;
    for (const proposal of others) {
      state = pretendDeployed(state, before);
      changeSets.push(createChangeSet(state, proposal));
      before = proposal;
    }
  }
  for (const changeSet of changeSets) viewer.show(changeSetView(changeSet));
  return options.exitCode === true && !changeSets.every(isEmptyChangeSet) ? EXIT.different : EXIT.done;
}

function remarkOn(state: StackState | undefined, name: string, folder: StackFolder): string | undefined {
  if (state === undefined) {
    const names = folder.contents().states.map((other) => other.name);
    const others = names.length === 0 ? '' : ` Existing stacks, for --stack-name: ${names.join(', ')}.`;
    return `There is no stack ${name} yet: a deployment would create it.${others}`;
  }
  if (isSettled(state)) return undefined;
  return `The stack is in ${state.status}: ${nextFor(state)}. This is the difference from what it has now.`;
}

function nextFor(state: StackState): string {
  if (canOnlyBeDeleted(state)) return 'it must be deleted before a deployment';
  if (state.status === 'ROLLBACK_IN_PROGRESS') return 'a deployment finishes the rollback, then it must be deleted';
  return 'a deployment continues from there';
}
