import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import { parse } from 'yaml';
import type { HandlerFunction } from '../../local/function/function';
import { createPool } from '../../local/function/pool';
import type { JsonObject } from '../../local/json';
import { readTextFile } from '../../local/read-file';
import { cloudNamed } from '../../simulator/index';
import { visible, visibleJson } from '../../untrusted/visible';
import { whereCalled } from '../called-from';
import { commandLine, endFailed } from '../command-line';
import { type Project, projectAt } from '../projects';
import { typeOption } from '../type-option';
import { startEmulator } from './emulator';
import { isRuntimeSetUp, type RuntimeParts, runtimeParts, whyNoRuntime } from './runtime-parts';

/** A function of `template.yml`, with the limits that Lambda enforces. */
interface LambdaFunction {
  readonly name: string;
  readonly folder: string;
  /** The file of the handlers, relative to the folder and without its ending. */
  readonly module: string;
  readonly exportName: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly runtime: string;
}

/** The parts of `template.yml` that are read here. */
interface Template {
  readonly Globals: {
    readonly Function: { readonly Runtime: string; readonly Timeout: number; readonly MemorySize: number };
  };
  readonly Resources: Readonly<
    Record<string, { readonly Properties: { readonly Handler: string; readonly CodeUri: string } }>
  >;
}

function functionOf({ folder, typeName }: Project, name: string): LambdaFunction {
  const { Globals, Resources }: Template = parse(readFileSync(path.join(folder, 'template.yml'), 'utf8'));
  const properties = Resources[name]?.Properties;
  if (!properties) throw new Error(`template.yml of ${typeName} has no function ${name}.`);
  const [module = '', exportName = ''] = properties.Handler.split(/\.(?=[^.]*$)/);
  const target = path.join(folder, properties.CodeUri);
  if (!existsSync(path.join(target, `${module}.js`)))
    throw new Error(`${properties.CodeUri} of ${typeName} is not built: run npm run package first.`);
  const { Runtime: runtime, Timeout: timeoutSeconds, MemorySize: memoryMb } = Globals.Function;
  return { name, folder: target, module, exportName, timeoutSeconds, memoryMb, runtime };
}

/** Where a function runs: AWS's runtime, or its stand-in. */
type Runner = 'emulator' | 'stand-in';

const write = (line: string): void => console.error(visible(line));

/** Starts a function in the selected runner, by default AWS's runtime if it can be set up. Prints which one it is, and why. */
async function start(target: LambdaFunction, wanted?: Runner): Promise<HandlerFunction> {
  if (wanted === 'stand-in') return standIn(target, ' (--stand-in)');
  const why = isRuntimeSetUp() ? undefined : whyNoRuntime();
  if (why !== undefined && wanted === undefined) return standIn(target, insteadOf(why));
  let parts: RuntimeParts;
  try {
    parts = runtimeParts(target.runtime);
  } catch (error) {
    if (wanted !== undefined) throw error;
    return standIn(target, insteadOf(error instanceof Error ? error.message : String(error)));
  }
  write(`${target.name} runs on AWS's own Lambda runtime, ${target.runtime}.`);
  return startEmulator(parts, { ...target, handler: `${target.module}.${target.exportName}` }, { log: write });
}

const insteadOf = (why: string): string => ` instead of AWS's own runtime: ${why.replace(/\.$/, '')}`;

/** A thread of this process. Prints the difference from Lambda: Node.js is the caller's. */
function standIn(target: LambdaFunction, why: string): HandlerFunction {
  const { name, runtime, folder, module, exportName, timeoutSeconds, memoryMb } = target;
  write(`${name} runs in the stand-in for Lambda${why}.`);
  const [major = ''] = process.versions.node.split('.');
  if (runtime !== `nodejs${major}.x`)
    console.error(`This is Node.js ${process.versions.node}; in Lambda it is ${runtime} (template.yml).`);
  const entry = path.join(folder, `${module}.js`);
  return createPool({ entry, exportName, limitMs: timeoutSeconds * 1000, memoryMb, log: write });
}

/** A placeholder in an event for a key that its owner has to fill in. */
const PLACEHOLDER = /"<AccessKey\w*>"/;

/**
 * `npm run lambda -- [--type NAME] EVENT.json`: runs an event of `sam-tests/` in the built function, with the handler, time limit and
 * memory size in `template.yml`. A type configuration with placeholders is replaced by that of a simulator.
 */
async function invoke(project: Project, file: string, wanted?: Runner): Promise<number> {
  const text = readTextFile(file, 'event');
  const cloud = PLACEHOLDER.test(text) ? await cloudNamed(project.cloud).start() : undefined;
  try {
    const event: JsonObject = JSON.parse(text, (key, value) =>
      key === 'typeConfiguration' && cloud ? cloud.typeConfiguration : value,
    );
    return await answer(functionOf(project, 'requestData' in event ? 'TypeFunction' : 'TestEntrypoint'), event, wanted);
  } finally {
    await cloud?.close();
  }
}

/** Prints the answer of a function, or its failure. @returns the exit code. */
async function answer(target: LambdaFunction, event: JsonObject, wanted?: Runner): Promise<number> {
  const running = await start(target, wanted);
  try {
    const invocation = await running.invoke(event);
    if (invocation.outcome === 'answered') {
      console.log(visibleJson(JSON.stringify(invocation.answer, null, 2)));
      return 0;
    }
    console.error(
      invocation.outcome === 'timed out'
        ? `${target.name} was stopped: it ran longer than ${target.timeoutSeconds} s (template.yml, Timeout)`
        : visible(`${target.name} crashed: ${invocation.message}`),
    );
    return 1;
  } finally {
    await running.close();
  }
}

/** The event files, each with its type: the named type, or the one in whose project the file is. */
function eventsOf(files: readonly string[], named: Project | undefined) {
  const here = whereCalled(process.env);
  return files.map((name) => {
    const ofType = named && path.resolve(named.folder, name);
    const file = ofType !== undefined && existsSync(ofType) ? ofType : path.resolve(here, name);
    return { file, project: named ?? projectAt(path.dirname(file)) };
  });
}

interface Options {
  readonly type?: Project;
  readonly emulator?: boolean;
  readonly standIn?: boolean;
}

/** Runs the events one after the other, each in its own function. */
async function main(files: readonly string[], { type, emulator, standIn: isStandIn }: Options): Promise<number> {
  const wanted = emulator ? 'emulator' : isStandIn ? 'stand-in' : undefined;
  let worst = 0;
  for (const { file, project } of eventsOf(files, type)) worst = Math.max(worst, await invoke(project, file, wanted));
  return worst;
}

const program = commandLine('npm run lambda --')
  .description("Sends events to the functions of template.yml, as AWS's SAM CLI does.")
  .argument('<events...>', 'files with an event, for example sam-tests/create.json')
  .addOption(typeOption('the type that the events are for (default: the one whose project the file is in)'))
  .addOption(new Option('--emulator', "run them on AWS's own Lambda runtime, or fail").conflicts('standIn'))
  .addOption(new Option('--stand-in', 'run them in a thread of this Node.js instead'))
  .addHelpText(
    'after',
    "\nBy default, AWS's own runtime is used if Python, CMake and a C++ compiler are installed, otherwise the stand-in. The first run\nsets up the runtime in tools/aws/runtime, which takes one to five minutes.",
  )
  .parse();
main(program.args, program.opts<Options>()).then((code) => {
  process.exitCode = code;
}, endFailed);
