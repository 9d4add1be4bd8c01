import { type Simulator, startSimulator } from '../simulator/index';
import type { AwsServer } from './aws-server';
import { type Figure, say } from './figure';
import type { Built } from './plain';
import { invokeIn, loadIn } from './probe';
import type { InvokeResult, Look } from './probes/invoke';
import { zipSize } from './zip';

/** With what figures are measured. */
export interface Lab {
  readonly built: Built;
  readonly aws: AwsServer;
  readonly rounds: number;
  /** Hears what is going on. */
  readonly tell: (line: string) => void;
}

const REGION = 'cn-shanghai';
const KILOBYTES = 1000;
/** What the plain way is, in a word. */
export const PLAIN = 'the same handlers, not bundled';
const LIBRARY = "the library's own entrypoint";
const PAGES = 100;
const PER_PAGE = 100;
/** Loading is over soon, and other work on the machine shows in it. */
const LOADS_PER_ROUND = 2;
const WARM_UPS = 10;
const WARM_READS = 40;
/** The library needs seconds for an invocation. */
const LIBRARY_READS = 2;
const SOAK = 10_000;
const WARMED_UP = 5_000;
/** Without a trend up to 20,000 invocations the heap was seen to move by half a megabyte either way. */
const NOISE_BYTES = 1_000_000;

/** The size of what is deployed. */
export async function sizeFigures({ built }: Lab): Promise<Figure[]> {
  const ours = await zipSize(built.bundle.folder);
  const plain = await zipSize(built.plain.folder);
  const against = { against: PLAIN };
  return [
    {
      name: 'Package, zipped',
      unit: 'bytes',
      ours: [ours.zippedBytes],
      baseline: [plain.zippedBytes],
      ...against,
      bar: { kind: 'most', value: 400 * KILOBYTES, text: '≤ 400 KB' },
    },
    { name: 'Files in the package', unit: 'files', ours: [ours.files], baseline: [plain.files], ...against },
  ];
}

/** Time and memory that loading the handlers takes, bundle and plain way in turns. */
export async function loadFigures({ built, rounds, tell }: Lab): Promise<Figure[]> {
  const { load } = built.probes;
  const time: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
  const memory: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
  // Once each without counting: the files come from the disk's cache from then on.
  await loadIn(load, built.bundle.handlers);
  await loadIn(load, built.plain.handlers);
  for (let round = 1; round <= LOADS_PER_ROUND * rounds; round += 1) {
    const bare = await loadIn(load);
    const ours = await loadIn(load, built.bundle.handlers);
    const plain = await loadIn(load, built.plain.handlers);
    time.ours.push(ours.milliseconds);
    time.plain.push(plain.milliseconds);
    memory.ours.push(ours.residentBytes - bare.residentBytes);
    memory.plain.push(plain.residentBytes - bare.residentBytes);
    tell(`load, round ${round}: ${Math.round(ours.milliseconds)} ms, plain ${Math.round(plain.milliseconds)} ms`);
  }
  return [
    {
      name: 'Load in a fresh process',
      unit: 'ms',
      ours: time.ours,
      baseline: time.plain,
      against: PLAIN,
      bar: { kind: 'share', of: 1 / 6, text: '≤ 1/6' },
    },
    {
      name: 'Memory after load, above bare Node.js',
      unit: 'bytes',
      ours: memory.ours,
      baseline: memory.plain,
      against: PLAIN,
      bar: { kind: 'share', of: 1 / 3, text: '≤ 1/3' },
    },
  ];
}

/** An event as CloudFormation sends it, logging configuration included. */
export function eventOf(simulator: Simulator, action: 'READ' | 'LIST', properties: object): Record<string, unknown> {
  return {
    action,
    awsAccountId: '123456789012',
    region: 'us-east-1',
    resourceType: 'TF::Alicloud::ImageCopy',
    stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/bench/1',
    callbackContext: null,
    requestData: {
      logicalResourceId: 'MyCopy',
      resourceProperties: properties,
      previousResourceProperties: null,
      providerLogGroupName: 'tf-alicloud-imagecopy-logs',
      providerCredentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' },
      typeConfiguration: {
        RegionId: REGION,
        Credentials: simulator.accessKey,
        Endpoints: { Ecs: simulator.url },
      },
    },
  };
}

function refuseFailures(what: string, { statuses }: InvokeResult): void {
  if (Object.keys(statuses).some((name) => name !== 'SUCCESS')) throw new Error(`${what}: ${JSON.stringify(statuses)}`);
}

/** The copy that is read. */
export const COPY = {
  regionId: REGION,
  imageId: 'm-uf6bench',
  isCopied: true,
  tags: { 'tfcfn:source': 'cn-hangzhou/m-bp1' },
};

/** A warm READ, logs and metrics on, ours and the library's in turns. */
export async function readFigures({ built, aws, rounds, tell }: Lab): Promise<Figure[]> {
  const simulator = await startSimulator({ images: [COPY] });
  const event = eventOf(simulator, 'READ', { tfcfnid: `${REGION}/${COPY.imageId}` });
  const time: Both = { ours: [], library: [] };
  const calls: Both = { ours: [], library: [] };
  const measure = async (who: keyof typeof time, warmUps: number, reads: number): Promise<void> => {
    const file = who === 'ours' ? built.bundle.handlers : built.library;
    const job = { file, awsUrl: aws.url, event };
    aws.reset();
    const result = await invokeIn(built.probes.invoke, { ...job, times: warmUps + reads });
    refuseFailures(who, result);
    time[who].push(...result.milliseconds.slice(warmUps));
    calls[who].push(aws.calls.length / (warmUps + reads));
  };
  // The log stream is there from a first invocation on, as it is for a resource that is read again.
  const first = { file: built.bundle.handlers, awsUrl: aws.url, event, times: 1 };
  refuseFailures('the first READ', await invokeIn(built.probes.invoke, first));
  for (let round = 1; round <= rounds; round += 1) {
    await measure('ours', WARM_UPS, WARM_READS);
    await measure('library', 1, LIBRARY_READS);
    tell(
      `warm READ, round ${round}: ${time.ours.at(-1)?.toFixed(0)} ms, library ${time.library.at(-1)?.toFixed(0)} ms`,
    );
  }
  await simulator.close();
  return figuresOfRead(time, calls);
}

/** Values of both sides, in the order of the rounds. */
interface Both {
  readonly ours: number[];
  readonly library: number[];
}

function figuresOfRead(time: Both, calls: Both): Figure[] {
  return [
    {
      name: 'Warm READ, logs and metrics on',
      unit: 'ms',
      ours: time.ours,
      baseline: time.library,
      against: LIBRARY,
      bar: { kind: 'share', of: 1 / 20, text: '≤ 1/20' },
    },
    {
      name: 'AWS calls of that READ',
      unit: 'calls',
      ours: calls.ours,
      baseline: calls.library,
      against: LIBRARY,
      bar: { kind: 'most', value: 3, text: '≤ 3' },
    },
  ];
}

/** LIST of 10,000 images, page by page. */
export async function listFigures({ built, aws }: Lab): Promise<Figure[]> {
  const images = Array.from({ length: PAGES * PER_PAGE }, (_, index) => ({
    ...COPY,
    imageId: `m-uf6bench${String(index).padStart(5, '0')}`,
  }));
  const simulator = await startSimulator({ images });
  const event = eventOf(simulator, 'LIST', {});
  // The first list warms the process up; what another one leaves behind is the growth.
  const job = { file: built.bundle.handlers, awsUrl: aws.url, event, times: 2 * PAGES, lookAfter: PAGES };
  const result = await invokeIn(built.probes.invoke, job);
  refuseFailures('LIST', result);
  const { length: calls } = simulator.calls;
  await simulator.close();
  if (result.lists !== 2 || result.items !== 2 * images.length) {
    throw new Error(`two lists of ${images.length} images came to ${result.lists} ends and ${result.items} images`);
  }
  return [
    {
      name: 'LIST of 10,000 images: API calls',
      unit: 'calls',
      ours: [calls / 2],
      bar: { kind: 'most', value: PAGES, text: `≤ ${PAGES}` },
    },
    {
      name: 'LIST of 10,000 images: heap that it leaves behind',
      unit: 'bytes',
      ours: [growth(result.looks)],
      bar: {
        kind: 'most',
        value: result.largestAnswerBytes,
        text: `≤ a page (${say(result.largestAnswerBytes, 'bytes')})`,
      },
    },
  ];
}

/** 10,000 READs in one process, logs and metrics on, AWS answering at once. */
export async function soakFigures({ built, aws }: Lab, times = SOAK): Promise<Figure[]> {
  const simulator = await startSimulator({ images: [COPY], onCall: () => undefined });
  const event = eventOf(simulator, 'READ', { tfcfnid: `${REGION}/${COPY.imageId}` });
  const job = { file: built.bundle.handlers, awsUrl: aws.url, event, times, lookAfter: WARMED_UP };
  const result = await invokeIn(built.probes.invoke, job);
  refuseFailures('READ', result);
  await simulator.close();
  const handles = result.looks.map((look) => look.handles);
  return [
    {
      name: 'Heap growth from the 5,000th to the 10,000th warm READ',
      unit: 'bytes',
      ours: [growth(result.looks)],
      bar: { kind: 'most', value: NOISE_BYTES, text: '≤ 1 MB (200 B each)' },
    },
    {
      name: 'Open handles gained meanwhile',
      unit: 'calls',
      ours: [(handles.at(-1) ?? 0) - (handles[0] ?? 0)],
      bar: { kind: 'most', value: 0, text: '0' },
    },
  ];
}

/** How much more the heap holds at the last look than at the first. */
function growth(looks: readonly Look[]): number {
  const [first] = looks;
  const last = looks.at(-1);
  if (!first || !last || first === last) throw new Error('the memory was not looked at');
  return last.heapBytes - first.heapBytes;
}
