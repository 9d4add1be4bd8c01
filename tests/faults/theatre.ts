import assert from 'node:assert/strict';
import http from 'node:http';
import { createServer } from 'node:net';
import { type Call, createClock } from '../../simulator/index';
import { bystandersOf } from '../support/ledger';
import { type Answer, openStage, type Stage } from '../support/stage';
import { operate, type Request, type Story } from './cloudformation';
import { checkEndState } from './end-state';
import type { FaultKind } from './faults';
import type { Scenario, Scene } from './scenarios';

/** Where and for how long a kind of trouble is met. */
export interface Trouble {
  readonly kind: FaultKind;
  /** The call of the operation that meets it first, from 0. */
  readonly at: number;
  /** All calls from then on to the end of the operation. */
  readonly lasts: boolean;
}

/** A scenario that was played to its end. */
export interface Play {
  readonly scene: Scene;
  readonly story: Story;
  /** The calls of the operation itself, in the order in which they were made. */
  readonly calls: readonly Call[];
}

const START = Date.parse('2026-11-21T08:00:00Z');

/** Requests of the handlers that find nobody listening: Node's own `http.request` on a port that is closed. */
class Refusal {
  #refuses: (count: number) => boolean = () => false;
  #count = 0;
  readonly #request = http.request;

  constructor(private readonly closedPort: number) {
    const request = (...parameters: unknown[]): http.ClientRequest => {
      const [options, ...rest] = parameters;
      // The SDK's way to call; AWS is called in another way, and not refused.
      if (typeof options !== 'object' || options === null || options instanceof URL || rest.length > 0) {
        return Reflect.apply(this.#request, http, parameters);
      }
      const refused = this.#refuses(this.#count++);
      return this.#request(refused ? { ...options, port: this.closedPort, agent: false } : options);
    };
    Object.assign(http, { request });
  }

  /** From now on the requests are counted, and refused by their number. */
  arm(refuses: (count: number) => boolean): void {
    this.#count = 0;
    this.#refuses = refuses;
  }

  end(): void {
    Object.assign(http, { request: this.#request });
  }
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

/** Plays scenarios, each on a stage of its own, with and without trouble. */
export class Theatre {
  private constructor(private readonly refusal: Refusal) {}

  static async open(): Promise<Theatre> {
    return new Theatre(new Refusal(await closedPort()));
  }

  close(): void {
    this.refusal.end();
  }

  /**
   * Plays a scenario to its end and compares what is left with the wish.
   *
   * @throws Error that says what is wrong.
   */
  async play(scenario: Scenario, trouble?: Trouble, check: (play: Play) => void = () => undefined): Promise<Play> {
    let begun = Number.POSITIVE_INFINITY;
    let made = 0;
    const meets = (count: number): boolean =>
      trouble !== undefined && (trouble.lasts ? count >= trouble.at : count === trouble.at);
    const stage = await openStage({
      clock: createClock({ now: () => 0, startAt: START }),
      behaviour: scenario.behaviour,
      ...(scenario.aws && { aws: {} }),
      silence: ({ status }) => {
        const met = made++ >= begun && trouble?.kind.late && meets(made - 1 - begun);
        // A reset connection has no answer either, but its client hears of it: it must not be taken for silence.
        return met ? 0 : status === 0 ? 1_000 : undefined;
      },
    });
    try {
      const before = bystandersOf(stage.simulator);
      const scene = await scenario.open(stage);
      begun = made;
      const first = stage.simulator.calls.length;
      this.#arm(stage, trouble, meets);
      let calls: readonly Call[] = [];
      const story = await operate(scene.request, invokeOn(stage), stage.simulator.clock, () => {
        calls = stage.simulator.calls.slice(first);
        stage.simulator.clearFaults();
        this.refusal.arm(() => false);
        begun = Number.POSITIVE_INFINITY;
      });
      // What others copy meanwhile comes to its own end.
      if (scene.others) stage.simulator.clock.advance(3_600_000);
      const play = { scene, story, calls };
      check(play);
      const { final } = story.course;
      const done = final.status === 'SUCCESS';
      const identifier = scene.identifier ?? (done ? String(final.resourceModel?.tfcfnid) : undefined);
      checkEndState(stage, before, scene, done ? scene.done : scene.undone, identifier);
      if (story.reaction) assert.ok(isOver(story.reaction), `the way back failed: ${story.reaction.message}`);
      return play;
    } finally {
      this.refusal.arm(() => false);
      await stage.close();
    }
  }

  #arm({ simulator }: Stage, trouble: Trouble | undefined, meets: (count: number) => boolean): void {
    if (!trouble) return;
    const { kind, at, lasts } = trouble;
    if (!kind.effect) this.refusal.arm(meets);
    else simulator.inject({ ...kind.effect, skip: at, times: lasts ? Number.POSITIVE_INFINITY : 1 });
  }
}

/** A resource that is gone already is as good as deleted. */
function isOver({ status, errorCode }: Answer): boolean {
  return status === 'SUCCESS' || errorCode === 'NotFound';
}

function invokeOn(stage: Stage) {
  return ({ action, properties, options }: Request): Promise<Answer> => stage.invoke(action, properties, options);
}
