import { setTimeout as pause } from 'node:timers/promises';
import { systemRuntime } from '../../src/failure/clock';

/** What to invoke, how often. */
export interface InvokeJob {
  /** The handlers, or the baseline's resource. */
  readonly file: string;
  /** What the handlers export to make their entrypoint; undefined for the baseline. */
  readonly maker?: string;
  /** Where AWS is. */
  readonly awsUrl: string;
  readonly event: Readonly<Record<string, unknown>>;
  /** So many invocations; undefined: as many as it takes until so many lists came to their end. */
  readonly times?: number;
  readonly lists?: number;
  /** Look at the memory after so many invocations, or lists, and at the end, each time after a pause; needs --expose-gc. */
  readonly lookAfter?: number;
  readonly lookAfterLists?: number;
}

/** The process after some invocations. */
export interface Look {
  readonly invocations: number;
  readonly heapBytes: number;
  readonly residentBytes: number;
  /** What keeps a process alive: sockets, timers. */
  readonly handles: number;
}

/** What came of it. */
export interface InvokeResult {
  readonly milliseconds: readonly number[];
  readonly looks: readonly Look[];
  readonly statuses: Readonly<Record<string, number>>;
  /** Models in the answers of LIST, and how often its last page came. */
  readonly items: number;
  readonly lists: number;
  readonly largestAnswerBytes: number;
}

type Entrypoint = (event: unknown, context: object) => Promise<Readonly<Record<string, unknown>>>;

/** The built function takes AWS's address as an argument, the baseline from its environment. */
function load({ file, maker, awsUrl }: InvokeJob): Entrypoint {
  process.env.BENCH_AWS_URL = awsUrl;
  const loaded = require(file);
  const log = (line: string) => console.log(line);
  const made = maker === undefined ? loaded : loaded[maker](systemRuntime, log, () => awsUrl);
  return made.entrypoint;
}

/**
 * httpx, the SDK's HTTP client, keeps every request until its time limit has passed, answered or not: 10 s for a READ or LIST. What is
 * still there after that stays.
 */
const LIMIT_OF_A_REQUEST_MS = 10_500;

async function look(invocations: number): Promise<Look> {
  await pause(LIMIT_OF_A_REQUEST_MS);
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    invocations,
    heapBytes: heapUsed,
    residentBytes: rss,
    handles: process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap').length,
  };
}

/** A list that does not end is a fault. */
const MOST_INVOCATIONS = 1_000;

async function run(job: InvokeJob): Promise<InvokeResult> {
  const entrypoint = load(job);
  // Made at once, so that the measurement itself does not grow.
  const milliseconds = new Float64Array(job.times ?? MOST_INVOCATIONS);
  const looks: Look[] = [];
  const statuses: Record<string, number> = {};
  let nextToken: unknown;
  let items = 0;
  let lists = 0;
  let largestAnswerBytes = 0;
  let count = 0;
  while (count < milliseconds.length && (job.lists === undefined || lists < job.lists)) {
    count += 1;
    const event = JSON.parse(JSON.stringify({ ...job.event, nextToken, bearerToken: `token-${count}` }));
    const started = process.hrtime.bigint();
    const answer = await entrypoint(event, {});
    milliseconds[count - 1] = Number(process.hrtime.bigint() - started) / 1e6;
    const status = String(answer.status);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (Array.isArray(answer.resourceModels)) items += answer.resourceModels.length;
    largestAnswerBytes = Math.max(largestAnswerBytes, JSON.stringify(answer).length);
    nextToken = answer.nextToken;
    if (nextToken === undefined) lists += 1;
    const isEndOfList = nextToken === undefined && lists === job.lookAfterLists;
    if (count === job.lookAfter || isEndOfList) looks.push(await look(count));
  }
  if (looks.length > 0) looks.push(await look(count));
  return { milliseconds: [...milliseconds.slice(0, count)], looks, statuses, items, lists, largestAnswerBytes };
}

run(JSON.parse(process.argv[2] ?? '{}'))
  .then((result) => process.send?.(result, () => process.exit(0)))
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
