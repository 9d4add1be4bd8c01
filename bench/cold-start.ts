import { readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isObject, type JsonObject, parseJson } from '../local/json';
import { startEmulator } from '../tools/aws/emulator';
import { type RuntimeParts, runtimeParts } from '../tools/aws/runtime-parts';
import { ROOT, rootProject } from '../tools/projects';
import type { Figure, FiguresByType } from './figure';
import { type Lab, PLAIN } from './figures';
import type { Built } from './plain';
import { openReader, type Reader } from './reading';
import type { Sample } from './statistics';

/** What is started: a folder as Lambda unpacks it, the handler in it, and the READ that it is sent first. */
interface Started {
  readonly name: string;
  readonly folder: string;
  readonly handler: string;
  readonly event: JsonObject;
}

/** What the types are compared with; types go by their own names. */
const BESIDE = ['empty', 'former', 'plain'] as const;

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
async function startedIn(
  folder: string,
  { plain, bundle, types }: Built,
  readers: readonly Reader[],
): Promise<readonly Started[]> {
  const events = new Map(readers.map((reader) => [reader.subject.typeName, quietEvent(reader.event('READ'))]));
  const event = events.get(bundle.typeName) ?? {};
  const packed = async (name: (typeof BESIDE)[number], code: string | Buffer): Promise<Started> => {
    const target = path.join(folder, name);
    await mkdir(path.join(target, 'dist'), { recursive: true });
    await copyFile(path.join(bundle.folder, 'package.json'), path.join(target, 'package.json'));
    await writeFile(path.join(target, 'dist', 'handlers.js'), code);
    return { name, folder: target, handler: HANDLER, event };
  };
  return [
    await packed('empty', EMPTY),
    ...types.map((type) => ({
      ...type,
      name: type.typeName,
      handler: HANDLER,
      event: events.get(type.typeName) ?? {},
    })),
    await packed('former', gunzipSync(await readFile(FORMER))),
    { name: 'plain', folder: plain.folder, handler: 'src/handlers.entrypoint', event },
  ];
}

async function startCold(parts: RuntimeParts, runtime: string, { event, ...packed }: Started): Promise<ColdStart> {
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
 * Cold starts on AWS's own Lambda runtime, the one that `.rpdk-config` names: of every type, of an empty function, of version 0.1.0 and of
 * the default packaging of the first type, in turns. Logs and metrics go nowhere, and the simulator answers at once.
 *
 * @throws Error if the runtime cannot be set up on this machine.
 */
export async function coldStartFigures({ built, rounds, tell }: Lab): Promise<FiguresByType> {
  const { runtime }: { runtime: string } = JSON.parse(readFileSync(rootProject().settingsFile, 'utf8'));
  const parts = runtimeParts(runtime);
  const readers = await Promise.all(built.types.map(({ typeName }) => openReader(typeName, 1)));
  const started = await startedIn(path.join(ROOT, 'build', 'bench', 'cold-start'), built, readers);
  const start = (one: Started): Promise<ColdStart> => startCold(parts, runtime, one);
  // Once each without counting: the files come from the disk's cache from then on.
  for (const one of started) await start(one);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const quickest = await roundOf(started, start);
    measured.push(quickest);
    const told = started.map(({ name }) => `${name} ${Math.round(quickest.get(name)?.init ?? 0)} ms`);
    tell(`cold start, round ${round}: ${told.join(', ')}`);
  }
  await Promise.all(readers.map(({ simulator }) => simulator.close()));
  return Object.fromEntries(
    built.types.map(({ typeName }) => [
      typeName,
      figuresOf(`${COLD_START}, ${runtime}: INIT`, typeName, measured, typeName === built.bundle.typeName),
    ]),
  );
}

/** The event without what would have logs and metrics delivered. */
function quietEvent({ requestData, ...rest }: Readonly<Record<string, unknown>>): JsonObject {
  const { providerLogGroupName: _, providerCredentials: __, ...data } = Object(requestData);
  return Object(parseJson(JSON.stringify({ ...rest, requestData: data })));
}

/** The quickest starts of a round, by what was started: INIT, and INIT and the first READ together. */
type Round = ReadonlyMap<string, { readonly init: number; readonly whole: number }>;

async function roundOf(started: readonly Started[], start: (one: Started) => Promise<ColdStart>): Promise<Round> {
  const starts = new Map<string, ColdStart[]>(started.map(({ name }) => [name, []]));
  for (let turn = 0; turn < STARTS_PER_ROUND; turn += 1)
    for (const one of started) starts.get(one.name)?.push(await start(one));
  return new Map(
    [...starts].map(([name, ofName]) => [
      name,
      {
        init: Math.min(...ofName.map(({ init }) => init)),
        whole: Math.min(...ofName.map(({ init, first }) => init + first)),
      },
    ]),
  );
}

/** `isFirst`: the type has a former version, and the default packaging has its handlers. */
function figuresOf(name: string, typeName: string, rounds: readonly Round[], isFirst: boolean): Figure[] {
  const of = (what: string, value: 'init' | 'whole'): Sample => rounds.map((round) => round.get(what)?.[value] ?? 0);
  const figure = (value: 'init' | 'whole', baseline: (typeof BESIDE)[number], against: string): Figure => ({
    ...{ name: value === 'init' ? name : `${name} and first READ`, unit: 'ms', against },
    ...{ ours: of(typeName, value), baseline: of(baseline, value) },
  });
  const ofEvery: Figure[] = [
    { ...figure('init', 'empty', 'an empty function'), bar: { kind: 'share', of: 2, text: '≤ 2.0' } },
  ];
  if (!isFirst) return ofEvery;
  return [
    ...ofEvery,
    { ...figure('init', 'plain', PLAIN), bar: { kind: 'share', of: 1 / 4, text: '≤ 1/4' } },
    { ...figure('whole', 'former', 'version 0.1.0'), bar: { kind: 'share', of: 1, text: '≤ 1.0' } },
    figure('whole', 'plain', PLAIN),
  ];
}
