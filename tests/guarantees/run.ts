import path from 'node:path';
import { commandLine } from '../../tools/command-line';
import { ChangedCopy } from '../changes/changed-copy';
import { declarationsOf, editOf } from '../changes/places';
import { sourcesOf } from '../changes/sources';
import { noticedBy, reachingTests, trialByReach } from '../changes/trial';
import { chosenBy, problemIn } from './chosen';
import { GUARANTEES } from './table';

/**
 * `npm run guarantees [-- TEXT…]`: takes each guarantee of the table, or those whose name contains one of the texts, out of a copy of the
 * sources and prints the first test that fails.
 */
const ROOT = path.resolve(__dirname, '..', '..');

interface Options {
  readonly reach?: string;
}

const program = commandLine('npm run guarantees --')
  .description('Takes each guarantee out of a copy of the sources and sees whether the tests notice.')
  .argument('[texts...]', 'only those whose name contains one of them')
  .option('--reach <file>', 'keep there which tests reach which guarantees; if it has all of them, do not look again')
  .parse();

function main(texts: readonly string[], { reach }: Options): number {
  const problem = problemIn(texts, GUARANTEES);
  if (problem !== undefined) program.error(`error: ${problem}`);
  const chosen = chosenBy(texts, GUARANTEES);
  const declarations = declarationsOf(sourcesOf(ROOT));
  const edits = chosen.map((guarantee) => ({ id: guarantee.name, ...editOf(declarations, guarantee) }));
  const copy = new ChangedCopy('guarantees');
  try {
    const fateOf = trialByReach(copy, reachingTests(copy, edits, reach));
    let noticed = 0;
    for (const edit of edits) {
      const test = noticedBy(fateOf(edit));
      noticed += Number(test !== undefined);
      console.log(test === undefined ? `MISSED   ${edit.id}` : `noticed  ${edit.id}\n         by: ${test}`);
    }
    console.log(`\n${noticed} of ${chosen.length} guarantees are kept by a test`);
    return noticed === chosen.length ? 0 : 1;
  } finally {
    copy.remove();
  }
}

process.exitCode = main(program.args, program.opts());
