import { stagedType } from '../tests/support/types/staged';
import { allProjects } from '../tools/projects';
import { type Figure, type FiguresByType, say } from './figure';
import type { Lab } from './figures';
import { invokeIn } from './probe';
import type { InvokeJob, InvokeResult, Look } from './probes/invoke';
import type { BenchCloud, BenchSubject } from './subject';
import { subjectOf } from './subjects';

const LIBRARY = "the library's own entrypoint";
const LISTED = 10_000;
const WARM_UPS = 10;
const WARM_READS = 40;
/** The library needs seconds for an invocation. */
const LIBRARY_READS = 2;
const SOAK = 10_000;
const WARMED_UP = 5_000;
/** Without a trend up to 20,000 invocations the heap was seen to move by half a megabyte either way. */
const NOISE_BYTES = 1_000_000;

/** A type that is invoked, on a cloud of its own. */
export interface Reader {
  readonly subject: BenchSubject;
  readonly simulator: BenchCloud;
  /** The handlers of the type, and what makes their entrypoint. */
  readonly handlers: Pick<InvokeJob, 'file' | 'maker'>;
  /** An event as CloudFormation sends it, logging configuration included. */
  event(action: 'READ' | 'LIST'): Readonly<Record<string, unknown>>;
}

/** Starts the cloud of a type with so many of its images. */
export async function openReader(typeName: string, count: number): Promise<Reader> {
  const subject = subjectOf(typeName);
  const { typeConfiguration, handlers } = stagedType<BenchCloud>(typeName);
  const { cloud, identifier, listed } = subject.reading;
  const simulator = await cloud(count)({});
  const properties = { READ: { tfcfnid: identifier }, LIST: listed };
  return {
    ...{ subject, simulator },
    handlers: { file: handlers.built, maker: handlers.maker },
    event: (action) => ({
      action,
      awsAccountId: '123456789012',
      region: 'us-east-1',
      resourceType: typeName,
      stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/bench/1',
      callbackContext: null,
      requestData: {
        logicalResourceId: 'MyCopy',
        resourceProperties: properties[action],
        previousResourceProperties: null,
        providerLogGroupName: `${typeName.replaceAll('::', '-').toLowerCase()}-logs`,
        providerCredentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' },
        typeConfiguration: typeConfiguration(simulator),
      },
    }),
  };
}

function refuseFailures(what: string, { statuses }: InvokeResult): void {
  if (Object.keys(statuses).some((name) => name !== 'SUCCESS')) throw new Error(`${what}: ${JSON.stringify(statuses)}`);
}

/** Values of one side, in the order of the rounds. */
interface Reads {
  readonly time: number[];
  readonly calls: number[];
}
const noReads = (): Reads => ({ time: [], calls: [] });

/** A warm READ of every type, logs and metrics on, and the library's, in turns. */
export async function readFigures({ built, aws, rounds, tell }: Lab): Promise<FiguresByType> {
  const types = allProjects().map(({ typeName }) => typeName);
  const readers = await Promise.all(types.map((typeName) => openReader(typeName, 1)));
  const [first] = readers;
  if (first === undefined) throw new Error('there is no type');
  const library = { reads: noReads(), reader: { ...first, handlers: { file: built.library } } };
  const sides = readers.map((reader) => ({ reads: noReads(), reader }));
  const measure = async ({ reads, reader }: typeof library, warmUps: number, times: number): Promise<void> => {
    aws.reset();
    const job = { ...reader.handlers, awsUrl: aws.url, event: reader.event('READ'), times: warmUps + times };
    const result = await invokeIn(built.probes.invoke, job);
    refuseFailures(`READ of ${reader.subject.typeName}`, result);
    reads.time.push(...result.milliseconds.slice(warmUps));
    reads.calls.push(aws.calls.length / (warmUps + times));
  };
  // The log stream is there from a first invocation on, as it is for a resource that is read again.
  for (const { reader } of sides) await measure({ reads: noReads(), reader }, 0, 1);
  for (let round = 1; round <= rounds; round += 1) {
    for (const side of sides) await measure(side, WARM_UPS, WARM_READS);
    await measure(library, 1, LIBRARY_READS);
    const last = [...sides, library].map(({ reads }) => `${reads.time.at(-1)?.toFixed(0)} ms`);
    tell(`warm READ, round ${round}: ${last.join(', ')} (the library)`);
  }
  await Promise.all(readers.map(({ simulator }) => simulator.close()));
  return Object.fromEntries(
    sides.map(({ reads, reader }) => [reader.subject.typeName, figuresOfRead(reads, library.reads)]),
  );
}

function figuresOfRead(ours: Reads, library: Reads): Figure[] {
  return [
    {
      ...{ name: 'Warm READ, logs and metrics on', unit: 'ms', against: LIBRARY },
      ...{ ours: ours.time, baseline: library.time },
      bar: { kind: 'share', of: 1 / 40, text: '≤ 1/40' },
    },
    {
      ...{ name: 'AWS calls of that READ', unit: 'calls', against: LIBRARY },
      ...{ ours: ours.calls, baseline: library.calls },
      bar: { kind: 'most', value: 2, text: '≤ 2' },
    },
  ];
}

/** LIST of 10,000 images of a type, page by page. */
export async function listFigures({ built, aws }: Lab, typeName: string): Promise<Figure[]> {
  const { subject, simulator, handlers, event } = await openReader(typeName, LISTED);
  const { listCalls, uncounted } = subject.bars;
  // The first list warms the process up; what another one leaves behind is the growth.
  const job = { ...handlers, awsUrl: aws.url, event: event('LIST'), lists: 2, lookAfterLists: 1 };
  const result = await invokeIn(built.probes.invoke, job);
  refuseFailures(`LIST of ${typeName}`, result);
  const calls = simulator.calls.filter(({ action }) => !uncounted.includes(action)).length;
  await simulator.close();
  if (result.lists !== 2 || result.items !== 2 * LISTED)
    throw new Error(`two lists of ${LISTED} images came to ${result.lists} ends and ${result.items} images`);
  return [
    {
      ...{ name: 'LIST of 10,000 images: API calls', unit: 'calls', ours: [calls / 2] },
      bar: { kind: 'most', value: listCalls, text: `≤ ${listCalls}` },
    },
    {
      ...{ name: 'LIST of 10,000 images: heap that it leaves behind', unit: 'bytes', ours: [growth(result.looks)] },
      bar: {
        kind: 'most',
        value: result.largestAnswerBytes,
        text: `≤ a page (${say(result.largestAnswerBytes, 'bytes')})`,
      },
    },
  ];
}

/** 10,000 READs in one process, logs and metrics on, AWS answering at once. */
export async function soakFigures({ built, aws }: Lab, typeName: string, times = SOAK): Promise<Figure[]> {
  const { simulator, handlers, event } = await openReader(typeName, 1);
  const job = { ...handlers, awsUrl: aws.url, event: event('READ'), times, lookAfter: WARMED_UP };
  const result = await invokeIn(built.probes.invoke, job);
  refuseFailures('READ', result);
  await simulator.close();
  const handles = result.looks.map((look) => look.handles);
  return [
    {
      ...{ name: 'Heap growth from the 5,000th to the 10,000th warm READ', unit: 'bytes' },
      ours: [growth(result.looks)],
      bar: { kind: 'most', value: NOISE_BYTES, text: '≤ 1 MB (200 B each)' },
    },
    {
      ...{ name: 'Open handles gained meanwhile', unit: 'calls' },
      ours: [(handles.at(-1) ?? 0) - (handles[0] ?? 0)],
      bar: { kind: 'most', value: 0, text: '0' },
    },
  ];
}

/** How much more the heap holds at the last look than at the first. */
function growth(looks: readonly Look[]): number {
  const [first] = looks;
  const last = looks.at(-1);
  if (!first || !last || first === last) throw new Error('the memory was not measured');
  return last.heapBytes - first.heapBytes;
}
