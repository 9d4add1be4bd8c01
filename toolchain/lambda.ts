import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { createPool } from '../local/function/pool';
import type { JsonObject } from '../local/json';
import { commandLine } from '../scripts/command-line';
import { startSimulator } from '../simulator/index';
import { visible, visibleJson } from '../untrusted/visible';
import { ROOT } from './environment';

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

function functionOf(name: string): LambdaFunction {
  const { Globals, Resources }: Template = parse(readFileSync(path.join(ROOT, 'template.yml'), 'utf8'));
  const properties = Resources[name]?.Properties;
  if (!properties) throw new Error(`template.yml has no function ${name}.`);
  const [module = '', exportName = ''] = properties.Handler.split(/\.(?=[^.]*$)/);
  const entry = path.join(ROOT, properties.CodeUri, `${module}.js`);
  if (!existsSync(entry)) throw new Error(`${properties.CodeUri} is not built: run npm run package first.`);
  const { Runtime: runtime, Timeout: timeoutSeconds, MemorySize: memoryMb } = Globals.Function;
  return { name, entry, exportName, timeoutSeconds, memoryMb, runtime };
}

/** Says what is not as in Lambda: this process is whatever Node.js the caller has. */
function sayRuntime({ runtime }: LambdaFunction): void {
  const [major = ''] = process.versions.node.split('.');
  if (runtime !== `nodejs${major}.x`)
    console.error(`This is Node.js ${process.versions.node}; in Lambda it is ${runtime} (template.yml).`);
}

/**
 * `npm run lambda -- EVENT.json`: runs an event of `sam-tests/` in a stand-in for Lambda: a thread of its own that loads the built
 * function by its handler in `template.yml`, with that template's time limit and memory size. A type configuration of placeholders is
 * replaced by a simulator's.
 */
async function invoke(file: string): Promise<number> {
  const text = readFileSync(file, 'utf8');
  const simulator = text.includes('"<AccessKeyId>"') ? await startSimulator() : undefined;
  const access = simulator && {
    RegionId: 'cn-shanghai',
    Credentials: simulator.accessKey,
    Endpoints: { Ecs: simulator.url },
  };
  const event: JsonObject = JSON.parse(text, (key, value) => (key === 'typeConfiguration' && access ? access : value));
  const target = functionOf('requestData' in event ? 'TypeFunction' : 'TestEntrypoint');
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
    await simulator?.close();
  }
}

/** Runs the events one after the other, each in a function of its own. */
async function main(files: readonly string[]): Promise<number> {
  let worst = 0;
  for (const file of files) worst = Math.max(worst, await invoke(file));
  return worst;
}

const { args } = commandLine('npm run lambda --')
  .description("Sends events to the functions of template.yml, as AWS's SAM CLI does.")
  .argument('<events...>', 'files with an event, for example sam-tests/create.json')
  .parse();
main(args).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
