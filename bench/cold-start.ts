import { readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isObject, type JsonObject, parseJson } from '../local/json';
import { startSimulator } from '../simulator/index';
import { startEmulator } from '../tools/aws/emulator';
import { type RuntimeParts, runtimeParts } from '../tools/aws/runtime-parts';
import { ROOT, rootProject } from '../tools/projects';
import type { Figure } from './figure';
import { COPY, eventOf, type Lab, PLAIN } from './figures';
import type { Built } from './plain';
import type { Sample } from './statistics';

/** What is started: a folder as Lambda unpacks it, and the handler in it. */
interface Packed {
  readonly folder: string;
  readonly handler: string;
}

/** What is measured side by side, in the order of their turns. */
const NAMES = ['empty', 'ours', 'former', 'plain'] as const;
type Name = (typeof NAMES)[number];

/** One cold start, in milliseconds. */
interface ColdStart {
  /** From the start of the runtime until it asks for the first event: Node.js, the runtime client and the function's module. */
  readonly init: number;
  /** The first invocation after that, a READ. */
  readonly first: number;
}

const FORMER = path.join(ROOT, 'tests', 'fixtures', 'version-0.1.0', 'handlers.js.gz');
/** How the names of these figures begin. */
export const COLD_START = 'Cold start on the emulator';
const HANDLER = 'dist/handlers.entrypoint';
const EMPTY = "exports.entrypoint = async () => ({ status: 'SUCCESS' });\n";
const LIMITS = { timeoutSeconds: 60, memoryMb: 256 };
/** Of each round the quickest counts: other work on the machine only adds to a start, and more to a long one than to a short one. */
const STARTS_PER_ROUND = 8;

/** What the emulator says of a cold start. */
const INIT = /INIT REPORT\(durationMs: ([\d.]+)/;
const FIRST = /INVOKE RTDONE\(status: success,.* duration: ([\d.]+)ms/;

/** The functions that are started. */
async function packedIn(folder: string, { plain, bundle }: Built): Promise<Readonly<Record<Name, Packed>>> {
  const packed = async (name: string, code: string | Buffer): Promise<Packed> => {
    const target = path.join(folder, name);
    await mkdir(path.join(target, 'dist'), { recursive: true });
    await copyFile(path.join(bundle.folder, 'package.json'), path.join(target, 'package.json'));
    await writeFile(path.join(target, 'dist', 'handlers.js'), code);
    return { folder: target, handler: HANDLER };
  };
  return {
    empty: await packed('empty', EMPTY),
    ours: { folder: bundle.folder, handler: HANDLER },
    former: await packed('former', gunzipSync(await readFile(FORMER))),
    plain: { folder: plain.folder, handler: 'src/handlers.entrypoint' },
  };
}

async function startCold(parts: RuntimeParts, runtime: string, packed: Packed, event: JsonObject): Promise<ColdStart> {
  const lines: string[] = [];
  const platform = (line: string) => lines.push(line);
  const running = await startEmulator(parts, { ...packed, ...LIMITS, runtime }, { platform });
  const invocation = await running.invoke(event).finally(() => running.close());
  const answer = invocation.outcome === 'answered' ? invocation.answer : undefined;
  if (!isObject(answer) || answer.status !== 'SUCCESS')
    throw new Error(`the first READ: ${JSON.stringify(invocation)}`);
  return coldStartIn(lines);
}

/** How long a cold start took, by the emulator's own lines. @throws Error if they do not say it. */
export function coldStartIn(lines: readonly string[]): ColdStart {
  const said = (what: RegExp): number => Number(what.exec(lines.join('\n'))?.[1]);
  const start = { init: said(INIT), first: said(FIRST) };
  if (start.init > 0 && start.first > 0) return start;
  throw new Error(`the emulator does not say how long it took: ${lines.join('\n')}`);
}

/**
 * Cold starts on AWS's own Lambda runtime, the one that `.rpdk-config` names: of this package, of an empty function, of version 0.1.0 and of
 * the plain way, in turns. Logs and metrics go nowhere, and the simulator answers at once.
 *
 * @throws Error if the runtime cannot be set up on this machine.
 */
export async function coldStartFigures({ built, rounds, tell }: Lab): Promise<Figure[]> {
  const { runtime }: { runtime: string } = JSON.parse(readFileSync(rootProject().settingsFile, 'utf8'));
  const parts = runtimeParts(runtime);
  const packed = await packedIn(path.join(ROOT, 'build', 'bench', 'cold-start'), built);
  const simulator = await startSimulator({ images: [COPY] });
  const event = quietEvent(eventOf(simulator, 'READ', { tfcfnid: `${COPY.regionId}/${COPY.imageId}` }));
  const start = (name: Name): Promise<ColdStart> => startCold(parts, runtime, packed[name], event);
  // Once each without counting: the files come from the disk's cache from then on.
  for (const name of NAMES) await start(name);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const quickest = await roundOf(start);
    measured.push(quickest);
    tell(
      `cold start, round ${round}: ${NAMES.map((name) => `${name} ${Math.round(quickest[name].init)} ms`).join(', ')}`,
    );
  }
  await simulator.close();
  return figuresOf(runtime, measured);
}

/** The event without what would have logs and metrics delivered. */
function quietEvent({ requestData, ...rest }: Readonly<Record<string, unknown>>): JsonObject {
  const { providerLogGroupName: _, providerCredentials: __, ...data } = Object(requestData);
  return Object(parseJson(JSON.stringify({ ...rest, requestData: data })));
}

/** The quickest starts of a round: INIT, and INIT and the first READ together. */
type Round = Readonly<Record<Name, { readonly init: number; readonly whole: number }>>;

async function roundOf(start: (name: Name) => Promise<ColdStart>): Promise<Round> {
  const starts: Record<Name, ColdStart[]> = { empty: [], ours: [], former: [], plain: [] };
  for (let turn = 0; turn < STARTS_PER_ROUND; turn += 1) for (const name of NAMES) starts[name].push(await start(name));
  const quickest = (name: Name) => ({
    init: Math.min(...starts[name].map(({ init }) => init)),
    whole: Math.min(...starts[name].map(({ init, first }) => init + first)),
  });
  return { empty: quickest('empty'), ours: quickest('ours'), former: quickest('former'), plain: quickest('plain') };
}

function figuresOf(runtime: string, rounds: readonly Round[]): Figure[] {
  const init = (name: Name): Sample => rounds.map((round) => round[name].init);
  const whole = (name: Name): Sample => rounds.map((round) => round[name].whole);
  const name = `${COLD_START}, ${runtime}: INIT`;
  return [
    {
      ...{ name, unit: 'ms', ours: init('ours'), baseline: init('empty'), against: 'an empty function' },
      bar: { kind: 'share', of: 2, text: '≤ 2.0' },
    },
    {
      ...{ name, unit: 'ms', ours: init('ours'), baseline: init('plain'), against: PLAIN },
      bar: { kind: 'share', of: 1 / 4, text: '≤ 1/4' },
    },
    {
      ...{
        name: `${name} and first READ`,
        unit: 'ms',
        ours: whole('ours'),
        baseline: whole('former'),
        against: 'version 0.1.0',
      },
      bar: { kind: 'share', of: 1, text: '≤ 1.0' },
    },
    { name: `${name} and first READ`, unit: 'ms', ours: whole('ours'), baseline: whole('plain'), against: PLAIN },
  ];
}
