import path from 'node:path';
import { commandLine } from '../../tools/command-line';
import { ChangedCopy, SUITES } from '../support/changed-copy';
import { declarationsOf, withChange } from './places';
import { sourcesOf } from './sources';
import { GUARANTEES } from './table';

/**
 * `npm run guarantees [-- TEXT…]`: takes each guarantee of the table, or those whose name contains one of the texts, out of a copy of the
 * sources and prints the first test that fails.
 */
const ROOT = path.resolve(__dirname, '..', '..');

const program = commandLine('npm run guarantees --')
  .description('Takes each guarantee out of a copy of the sources and sees whether the tests notice.')
  .argument('[texts...]', 'only those whose name contains one of them')
  .parse();

/**
 * The name of the first test that fails, if one does; the tests are run until then.
 *
 * @throws Error if Jest fails without a failed test: that says nothing about a guarantee.
 */
function failingTest(copy: ChangedCopy): string | undefined {
  const outcome = copy.jest(['--bail', ...SUITES]);
  return outcome.end === 'failed' ? outcome.test : undefined;
}

function main(texts: readonly string[]): number {
  const chosen = GUARANTEES.filter(({ name }) => texts.length === 0 || texts.some((text) => name.includes(text)));
  if (chosen.length === 0) program.error(`error: no guarantee is called "${texts.join('" or "')}"`);
  const sources = sourcesOf(ROOT);
  const declarations = declarationsOf(sources);
  const changes = chosen.map((guarantee) => ({ name: guarantee.name, changed: withChange(declarations, guarantee) }));
  const copy = new ChangedCopy('guarantees');
  try {
    const before = failingTest(copy);
    if (before !== undefined) throw new Error(`The tests fail before anything was taken out: ${before}`);
    let noticed = 0;
    for (const { name, changed } of changes) {
      copy.write(changed.file, changed.text);
      const test = failingTest(copy);
      copy.restore(changed.file);
      noticed += Number(test !== undefined);
      console.log(test === undefined ? `MISSED   ${name}` : `noticed  ${name}\n         by: ${test}`);
    }
    console.log(`\n${noticed} of ${chosen.length} guarantees are kept by a test`);
    return noticed === chosen.length ? 0 : 1;
  } finally {
    copy.remove();
  }
}

process.exitCode = main(program.args);
