import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { createPool } from '../../local/function/pool';
import type { JsonObject } from '../../local/json';
import { cloudNamed } from '../../simulator/index';
import { visible, visibleJson } from '../../untrusted/visible';
import { whereCalled } from '../called-from';
import { commandLine } from '../command-line';
import { type Project, projectAt } from '../projects';
import { typeOption } from '../type-option';

/** A function of `template.yml`, with what Lambda enforces of it. */
interface LambdaFunction {
  readonly name: string;
  readonly entry: string;
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
  const entry = path.join(folder, properties.CodeUri, `${module}.js`);
  if (!existsSync(entry))
    throw new Error(`${properties.CodeUri} of ${typeName} is not built: run npm run package first.`);
  const { Runtime: runtime, Timeout: timeoutSeconds, MemorySize: memoryMb } = Globals.Function;
  return { name, entry, exportName, timeoutSeconds, memoryMb, runtime };
}

/** Says what is not as in Lambda: this process is whatever Node.js the caller has. */
function sayRuntime({ runtime }: LambdaFunction): void {
  const [major = ''] = process.versions.node.split('.');
  if (runtime !== `nodejs${major}.x`)
    console.error(`This is Node.js ${process.versions.node}; in Lambda it is ${runtime} (template.yml).`);
}

/** What an event has for a key that its owner has to fill in. */
const PLACEHOLDER = /"<AccessKey\w*>"/;

/**
 * `npm run lambda -- [--type NAME] EVENT.json`: runs an event of `sam-tests/` in a stand-in for Lambda: a thread of its own that loads the
 * built function by its handler in `template.yml`, with that template's time limit and memory size. A type configuration of placeholders is
 * replaced by a simulator's.
 */
async function invoke(project: Project, file: string): Promise<number> {
  const text = readFileSync(file, 'utf8');
  const cloud = PLACEHOLDER.test(text) ? await cloudNamed(project.cloud).start() : undefined;
  const event: JsonObject = JSON.parse(text, (key, value) =>
    key === 'typeConfiguration' && cloud ? cloud.typeConfiguration : value,
  );
  const target = functionOf(project, 'requestData' in event ? 'TypeFunction' : 'TestEntrypoint');
  sayRuntime(target);
  const pool = createPool({
    entry: target.entry,
    exportName: target.exportName,
    limitMs: target.timeoutSeconds * 1000,
    memoryMb: target.memoryMb,
    log: (line) => console.error(visible(line)),
  });
  try {
    const invocation = await pool.invoke(event);
    if (invocation.outcome === 'answered') {
      console.log(visibleJson(JSON.stringify(invocation.answer, null, 2)));
      return 0;
    }
    console.error(
      invocation.outcome === 'timed out'
        ? `${target.name} was ended: it ran longer than ${target.timeoutSeconds} s (template.yml, Timeout)`
        : visible(`${target.name} crashed: ${invocation.message}`),
    );
    return 1;
  } finally {
    await pool.close();
    await cloud?.close();
  }
}

/** The event files, with the type that each is for: the named one, else the one in whose project the file is. */
function eventsOf(files: readonly string[], named: Project | undefined) {
  const here = whereCalled(process.env);
  return files.map((name) => {
    const ofType = named && path.resolve(named.folder, name);
    const file = ofType !== undefined && existsSync(ofType) ? ofType : path.resolve(here, name);
    return { file, project: named ?? projectAt(path.dirname(file)) };
  });
}

/** Runs the events one after the other, each in a function of its own. */
async function main(files: readonly string[], named: Project | undefined): Promise<number> {
  let worst = 0;
  for (const { file, project } of eventsOf(files, named)) worst = Math.max(worst, await invoke(project, file));
  return worst;
}

const program = commandLine('npm run lambda --')
  .description("Sends events to the functions of template.yml, as AWS's SAM CLI does.")
  .argument('<events...>', 'files with an event, for example sam-tests/create.json')
  .addOption(typeOption('the type that the events are for (default: the one whose project the file is in)'))
  .parse();
main(program.args, program.opts<{ readonly type?: Project }>().type).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
