import { COPYING } from '../src/alibaba/copying';
import { ECS_FACTS } from '../src/alibaba/ecs-facts';
import { followCreation } from '../src/life/creating';
import { begin, firstDelaySeconds } from '../src/life/creation';
import type { Order } from '../src/life/order';
import type { Image, ImageCloud, ImageRef, Progress } from '../src/life/port';
import { requiredTags } from '../src/life/tags';

/** A copy as a cloud would show it, second by second. */
export interface SimulatedCopy {
  readonly family: string;
  /** From the request until the image is available, the queue included. */
  readonly seconds: number;
  /** How long it waits behind other copies before it runs. */
  readonly queuedSeconds: number;
  /** What the cloud says of a running copy; `share` is the part of its running time that has passed, 0 to 1. */
  readonly show: (share: number, runningSeconds: number) => Progress;
}

/** What it takes to follow a copy to its end. */
export interface Watch {
  /** API calls, the one that starts the copy among them. */
  readonly calls: number;
  readonly invocations: number;
  readonly billedSeconds: number;
  /** From the moment at which the image is available until somebody notices. */
  readonly lagSeconds: number;
}

/** What an invocation that makes one call and returns is billed, in seconds. */
export const BILLED_PER_CALL = 0.3;
/** A Lambda invocation ends here, whatever it waits for. */
const LAMBDA_SECONDS = 900;

const REF: ImageRef = { regionId: 'cn-shanghai', id: 'm-copy' };
const ORDER: Order = {
  source: { tag: 'cn-hangzhou/m-source', said: 'm-source from cn-hangzhou' },
  properties: {},
  attributes: {},
  userTags: [],
  systemTags: [],
};
/** As ordered from the start, so that nothing has to be sent after the copy. */
const TAGS = requiredTags(ORDER);

/** The image that a copy shows after so many seconds. */
function imageAt(copy: SimulatedCopy, seconds: number): Image {
  const state = seconds >= copy.seconds ? 'available' : seconds < copy.queuedSeconds ? 'queued' : 'creating';
  const running = seconds - copy.queuedSeconds;
  const progress = state === 'creating' ? copy.show(running / (copy.seconds - copy.queuedSeconds), running) : {};
  return { ref: REF, state, status: state, copied: true, tags: TAGS, snapshotIds: [], shown: {}, progress };
}

/**
 * Follows a copy as the CREATE handler does: its own functions (`begin`, `firstDelaySeconds`, `followCreation`) decide when to look
 * again, on a cloud and a clock of the simulation.
 */
export async function watchAsHandler(copy: SimulatedCopy): Promise<Watch> {
  let seconds = 0;
  let calls = 1;
  const unexpected = (): never => {
    throw new Error('followCreation changed the image or cancelled the copy');
  };
  const cloud: ImageCloud = {
    find: async () => {
      calls += 1;
      return imageAt(copy, seconds);
    },
    facts: ECS_FACTS,
    making: COPYING,
    handleOf: unexpected,
    idOf: unexpected,
    start: unexpected,
    recover: unexpected,
    findByTag: unexpected,
    list: unexpected,
    cancel: unexpected,
    settle: unexpected,
    remove: unexpected,
    remains: { action: 'DeleteSnapshot', remove: unexpected },
  };
  const now = () => seconds * 1000;
  let memory = begin(10 * copy.seconds + 3600, 0);
  let delay = firstDelaySeconds(memory);
  for (let invocations = 2; ; invocations += 1) {
    seconds += delay;
    const step = await followCreation(cloud, REF, ORDER, memory, { now, random: () => 0.5 });
    if (step.kind === 'done') {
      return { calls, invocations, billedSeconds: billed(invocations), lagSeconds: seconds - copy.seconds };
    }
    ({ memory, delaySeconds: delay } = step);
  }
}

const billed = (invocations: number): number => Math.round(invocations * BILLED_PER_CALL * 10) / 10;

/** Looks again after a fixed time, an invocation each. */
export function watchFixed(interval: number, copy: SimulatedCopy): Watch {
  const looks = Math.max(1, Math.ceil(copy.seconds / interval));
  const calls = looks + 1;
  return {
    calls,
    invocations: calls,
    billedSeconds: billed(calls),
    lagSeconds: looks * interval - copy.seconds,
  };
}

/**
 * Looks as Terraform does, inside one running process: `alicloud_image_copy` waits a minute (`BuildStateConf(…, 1*time.Minute, …)`,
 * MinTimeout 3 s, in resource_alicloud_image_copy.go and common.go of terraform-provider-alicloud), then
 * StateChangeConf of terraform-plugin-sdk (helper/retry/state.go) waits 3 s, 6 s and from then on 10 s. A process is billed while it
 * waits; a Lambda function would be ended after 15 minutes and started again.
 */
export function watchAsTerraform(copy: SimulatedCopy): Watch {
  let seconds = 60;
  let calls = 2;
  for (let wait = 3; seconds < copy.seconds; wait = Math.min(10, wait * 2)) {
    seconds += wait;
    calls += 1;
  }
  return {
    calls,
    invocations: Math.ceil(seconds / LAMBDA_SECONDS),
    billedSeconds: seconds,
    lagSeconds: seconds - copy.seconds,
  };
}

/** A source of numbers from 0 to below 1 that is the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole percentage, as ECS shows it. */
const percent = (share: number): Progress => ({ percent: Math.round(Math.min(1, Math.max(0, share)) * 100) });

/** Makes a copy of a family that runs for so many seconds. */
type Family = (runningSeconds: number, random: () => number) => Omit<SimulatedCopy, 'family'>;

const running = (seconds: number, show: SimulatedCopy['show']): Omit<SimulatedCopy, 'family'> => ({
  seconds,
  queuedSeconds: 0,
  show,
});

/** Progress that climbs in steps at random moments to random heights. */
function steps(count: number, random: () => number): (share: number) => number {
  const ordered = () => Array.from({ length: count }, random).sort((one, other) => one - other);
  const moments = ordered();
  const heights = ordered();
  return (share) => heights[moments.filter((moment) => moment <= share).length - 1] ?? 0;
}

/** How copies show themselves. The first two are the linear ones, for which the bars of the project hold. */
export const FAMILIES: Readonly<Record<string, Family>> = {
  'linear, RemainTime': (seconds) =>
    running(seconds, (share, passed) => ({ ...percent(share), secondsLeft: Math.round(seconds - passed) })),
  linear: (seconds) => running(seconds, percent),
  'stalling at 90 %': (seconds) => running(seconds, (share) => percent(Math.min(0.9, share * 1.8))),
  'stalling anywhere': (seconds, random) => {
    const height = random();
    const from = random() * 0.5;
    return running(seconds, (share) => percent(share < from ? (height * share) / from : height));
  },
  bursty: (seconds, random) => {
    const height = steps(2 + Math.floor(random() * 10), random);
    return running(seconds, (share) => percent(height(share)));
  },
  jumping: (seconds, random) => {
    const noise = Array.from({ length: 64 }, () => (random() - 0.5) * 0.5);
    return running(seconds, (share) => percent(share + (noise[Math.floor(share * 64)] ?? 0)));
  },
  queued: (seconds, random) => {
    const queuedSeconds = Math.round(30 * 480 ** random());
    return { seconds: queuedSeconds + seconds, queuedSeconds, show: percent };
  },
  'no progress': (seconds) => running(seconds, () => ({})),
  'only RemainTime': (seconds) => running(seconds, (_, passed) => ({ secondsLeft: Math.round(seconds - passed) })),
  'RemainTime always 30 s': (seconds) => running(seconds, () => ({ secondsLeft: 30 })),
};

/** Whether a family is one of those that the bars of the project are about. */
export const isLinear = (family: string): boolean => family.startsWith('linear');

/** A copy of a family; the same seed makes the same copy. */
export function copyOf(family: string, runningSeconds: number, seed: number): SimulatedCopy {
  const make = FAMILIES[family];
  if (!make) throw new RangeError(`no family ${family}`);
  return { family, ...make(runningSeconds, seeded(seed)) };
}

/** The most API calls for a linear copy (design, "numbers to hold"): no delay is longer than 900 s. */
export const mostCalls = (seconds: number): number =>
  8 + 3 * Math.log2(Math.max(1, seconds / 60)) + Math.floor(seconds / 900);
/** The longest lag behind a linear copy. */
export const longestLag = (seconds: number): number => Math.max(15, seconds * 0.05);
/** The longest lag behind any copy, whatever it shows of itself. */
export const longestLagWhatever = (seconds: number): number => Math.max(900, seconds * 0.25);
/** The most API calls for any copy, whatever it shows of itself: logarithmic still. */
export const mostCallsWhatever = (seconds: number): number => 30 + 18 * Math.log2(Math.max(1, seconds / 60));
