import { InvalidArgumentError } from 'commander';
import { version } from '../../package.json';
import { commandLine } from '../../tools/command-line';
import { type Project, ROOT } from '../../tools/projects';
import { typeOption } from '../../tools/type-option';
import { ChangedCopy } from '../changes/changed-copy';
import { textOf } from '../changes/places';
import { reachingTests, trialByReach, trialWith } from '../changes/trial';
import { type Asked, isAskedFor, problemIn } from './asked';
import { Compiler } from './compiler';
import { equivalentOf } from './equivalence';
import { EQUIVALENT } from './equivalent';
import { groupedBy, type Mutant, mutantsOf } from './mutants';
import { type Result, scoreOf, table, toText } from './report';
import { drawn } from './sample';
import { sourcesToChange } from './sources';

/** `npm run mutants`: changes the code at random and sees whether the tests notice. */

/** The share of the mutants that the tests have to notice. */
const LEAST_SCORE = 0.95;

interface Options extends Asked {
  readonly seed: string;
  readonly count: number;
  readonly tests?: readonly string[];
  readonly reach?: string;
  readonly list: boolean;
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1');
  return number;
}

const program = commandLine('npm run mutants --')
  .description('Changes the code of src/ and types/*/src at random places and sees whether the tests notice.')
  .option('--seed <text>', 'another seed draws other mutants', version)
  .option('--count <n>', 'how many', whole, 124)
  .option('--room <text...>', 'only in rooms whose name contains one of these, such as life, resource or huaweicloud')
  .addOption(typeOption('only in what this type alone has'))
  .option('--kind <name...>', 'only of these classes, such as condition or element')
  .option('--prose', 'also change sentences, which the catalogue of messages has word for word', false)
  .option('--only <id...>', 'only these, as a survivor is printed')
  .option('--tests <path...>', 'run these tests, without asking first which ones reach the code')
  .option('--reach <file>', 'keep there which tests reach which mutants; if it has all of them, do not look again')
  .option('--list', 'show what would be tried, and try nothing', false);

/** The mutants that the options ask for, and why some of them are equivalent, by their ids. */
function prepared(options: Options) {
  const sources = sourcesToChange(ROOT);
  const all = mutantsOf(sources);
  const problem = problemIn(options, all);
  if (problem !== undefined) program.error(`error: ${problem}`);
  const rooms = groupedBy(all, ({ room }) => room);
  const reasons = new Map(
    Object.entries(EQUIVALENT).flatMap(([room, rows]) => [...equivalentOf(rows, rooms.get(room) ?? [], sources)]),
  );
  const asked = all.filter((mutant) => isAskedFor(mutant, options));
  const compiler = new Compiler(sources.map(({ file }) => file));
  const compiles = (mutant: Mutant) => compiler.accepts({ file: mutant.file, text: textOf(mutant) });
  return { mutants: options.only ? asked : drawn(asked, options, compiles), reasons };
}

/** Tries one mutant after the other and prints what becomes of each. */
function tryAll(mutants: readonly Mutant[], reasons: ReadonlyMap<string, string>, { tests, reach }: Options): Result[] {
  const copy = new ChangedCopy('mutants');
  try {
    const tried = mutants.filter(({ id }) => !reasons.has(id));
    const fate = tests ? trialWith(copy, tests) : trialByReach(copy, reachingTests(copy, tried, reach));
    return mutants.map((mutant) => {
      const why = reasons.get(mutant.id);
      const result: Result = { mutant, fate: why === undefined ? fate(mutant) : { end: 'equivalent', why } };
      console.log(toText(result));
      return result;
    });
  } finally {
    copy.remove();
  }
}

function main(options: Options): number {
  const { mutants, reasons } = prepared(options);
  if (mutants.length === 0) program.error('error: there is no such mutant');
  if (options.list) {
    for (const mutant of mutants) console.log(toText({ mutant, fate: { end: 'unreached' } }));
    return 0;
  }
  const results = tryAll(mutants, reasons, options);
  const score = scoreOf(results);
  console.log(`\n${table(results)}\n\nseed ${options.seed}; at least ${LEAST_SCORE * 100} % have to be noticed`);
  return score >= LEAST_SCORE ? 0 : 1;
}

const { type, ...given } = program.parse().opts<Omit<Options, 'type'> & { readonly type?: Project }>();
process.exitCode = main({ ...given, type: type?.typeName });
