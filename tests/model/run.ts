import { InvalidArgumentError } from 'commander';
import { commandLine, endFailed } from '../../tools/command-line';
import type { Project } from '../../tools/projects';
import { typeOption } from '../../tools/type-option';
import { MODEL_TYPES } from '../types/index';
import { checkModel, livesToMeetAll } from './check';
import type { ModelSubject } from './subject';

/** `npm run model`: other runs than those of `npm test`, with the built handlers. */
function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number)) throw new InvalidArgumentError('a whole number');
  return number;
}

function subjectOf({ typeName }: Project): ModelSubject {
  const subject = MODEL_TYPES.find(({ name }) => name === typeName);
  if (subject === undefined) throw new Error(`${typeName} leads no random lives: types/index.ts lists those that do`);
  return subject;
}

const program = commandLine('npm run model --')
  .description('Leads random lives of a stack on a simulated cloud and holds them against what a user may expect.')
  .addOption(typeOption('whose resources; default: of one type after the other'))
  .option('--runs <n>', 'how many of each type', whole, 500)
  .option('--seed <n>', 'the seed of the runs; default: another one each time', whole)
  .option('--path <path>', 'the run to make again, as a failure prints it')
  .option('--replay <path>', 'its steps, as a failure prints them')
  .option('--lost', 'lives that begin with starts of images whose answer is lost')
  .option(
    '--choose',
    'print which lives of the whole the sample needs, in addition to its first ones, to meet every kind of step',
  );

interface Options {
  readonly type?: Project;
  readonly runs: number;
  readonly seed?: number;
  readonly path?: string;
  readonly replay?: string;
  readonly lost?: true;
  readonly choose?: true;
}

async function lead(type: ModelSubject, options: Omit<Options, 'type' | 'choose'>): Promise<void> {
  const { tallies, failure, seed, runs } = await checkModel(type, options);
  console.log(`${type.name}\n${tallies.table()}\n`);
  console.log(failure ?? `${runs} runs with seed ${seed}: nothing that a user could not expect\n`);
  if (failure !== undefined) process.exitCode = 1;
}

async function main(): Promise<void> {
  const { type, choose, ...options }: Options = program.parse().opts();
  if (type === undefined && options.path !== undefined) program.error('error: --path needs --type: whose run it is');
  process.env.HANDLERS = 'built';
  for (const subject of type === undefined ? MODEL_TYPES : [subjectOf(type)]) {
    if (choose) console.log(`${subject.name} ${(await livesToMeetAll(subject)).join(', ')}`);
    else await lead(subject, options);
  }
}

main().catch(endFailed);
