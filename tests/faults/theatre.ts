import assert from 'node:assert/strict';
import { type AlibabaCall, createClock, type Fault, type FaultEffect } from '../../simulator/index';
import { type Answer, openStage, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { operate, type Request, type Story } from './cloudformation';
import { checkEndState } from './end-state';
import type { FaultKind } from './faults';
import { type Cloud, Refusal } from './refusal';
import { imageIn, type Scenario, type Scene } from './scenario';
import type { FaultSubject } from './subject';

/** A call of the operation itself. */
export interface OwnCall {
  readonly action: string;
  readonly cloud: Cloud;
  /** The number of the call among those to its cloud, from 0. */
  readonly at: number;
  /** And among those of its action. */
  readonly among: number;
  /** The cloud refused it. */
  readonly refused: boolean;
}

/** Where and for how long a kind of trouble is met. */
export interface Trouble {
  readonly kind: FaultKind;
  /** The call that meets it first. */
  readonly call: OwnCall;
  /** All calls to the same cloud, or those of the actions that can meet it, from then on to the end of the operation. */
  readonly lasts: boolean;
}

/** A scenario that was played to its end. */
export interface Play {
  readonly scene: Scene;
  readonly story: Story;
  /** In the order in which they were made. */
  readonly calls: readonly OwnCall[];
}

const START = Date.parse('2026-11-21T08:00:00Z');

/** Plays scenarios of a type, each on a stage of its own, with and without trouble. */
export class Theatre {
  private readonly refusal = new Refusal();

  constructor(private readonly type: FaultSubject) {}

  close(): void {
    this.refusal.end();
  }

  /**
   * Plays a scenario to its end and compares what is left with the desired state.
   *
   * @throws Error that says what is wrong.
   */
  async play(
    scenario: Scenario<StagedCloud>,
    trouble?: Trouble,
    check: (play: Play) => void = () => undefined,
  ): Promise<Play> {
    const meets = (cloud: Cloud, at: number, action?: string): boolean =>
      trouble?.call.cloud === cloud &&
      (trouble.lasts ? at >= trouble.call.at : at === trouble.call.at) &&
      (trouble.kind.action === undefined || trouble.kind.action === action);
    let met = false;
    const calls: OwnCall[] = [];
    let playing = false;
    const record = (action: string, refused: boolean): OwnCall => {
      const { cloud } = this.type.faults.of(action);
      const countOf = (counts: (call: OwnCall) => boolean): number => calls.filter(counts).length;
      const at = countOf((one) => one.cloud === cloud);
      const call: OwnCall = { action, cloud, at, among: countOf((one) => one.action === action), refused };
      calls.push(call);
      return call;
    };
    const stage = await openStage({
      imageSeconds: 'usual',
      type: this.type,
      clock: createClock({ now: () => 0, startAt: START }),
      ...(scenario.aws && { aws: {} }),
      silence: ({ action, status, code }) => {
        const call = playing ? record(action, code !== undefined) : undefined;
        if (trouble && call && meets(call.cloud, call.at, action)) {
          met ||= bears({ status, code }, trouble.kind.effect);
          if (trouble.kind.late) return 0;
        }
        // A reset connection has no answer either, but its client hears of it: it must not be taken for silence.
        return status === 0 ? 1_000 : undefined;
      },
    });
    try {
      stage.simulator.behave(scenario.behaviour);
      const before = this.type.faults.untouched(stage.simulator);
      const scene = await scenario.open(stage);
      const prepared = stage.simulator.calls.length;
      playing = true;
      this.#arm(stage, trouble, meets);
      const story = await operate(scene.request, invokeOn(stage), stage.simulator.clock, () => {
        playing = false;
        stage.simulator.clearFaults();
        stage.aws?.clearFaults();
        this.refusal.disarm();
      });
      // What others copy meanwhile comes to its own end, and so does a removal that was accepted.
      if (scene.others || trouble?.kind.plausible) stage.simulator.clock.advance(3_600_000);
      assert.ok(!trouble || (trouble.kind.effect ? met : this.refusal.met), 'the trouble was not met');
      this.#checkStarts(stage.simulator.calls.slice(prepared));
      const play = { scene, story, calls };
      check(play);
      const { final } = story.course;
      const done = final.status === 'SUCCESS';
      const identifier = scene.identifier ?? (done ? imageIn(this.type, final.resourceModel ?? {}) : undefined);
      checkEndState(this.type, stage, before, scene, done ? scene.done : scene.undone, identifier);
      if (story.reaction) assert.ok(isOver(story.reaction), `the way back failed: ${story.reaction.message}`);
      return play;
    } finally {
      this.refusal.disarm();
      await stage.close();
    }
  }

  /** What may have been carried out is not sent again where no token makes one of all attempts: a cloud may take it twice. */
  #checkStarts(calls: StagedCloud['calls']): void {
    const starts = calls.filter(({ action }) => this.type.faults.sentOnce?.has(action));
    const taken = starts.findIndex(({ status }) => status < 400 || status >= 500);
    const again = taken < 0 ? [] : starts.slice(taken + 1);
    assert.deepEqual(
      again.map(({ action, at }) => `${action} at ${at}`),
      [],
      'what may have been carried out was sent again',
    );
  }

  #arm(
    { simulator, aws }: Stage<StagedCloud>,
    trouble: Trouble | undefined,
    meets: (cloud: Cloud, at: number) => boolean,
  ): void {
    if (!trouble) return;
    const { kind, call, lasts } = trouble;
    if (!kind.effect) {
      this.refusal.arm(meets, aws?.url);
      return;
    }
    const server: { inject(fault: Fault): void } | undefined = call.cloud === 'AWS' ? aws : simulator;
    assert.ok(server, `the stage has no ${call.cloud}`);
    const { action } = kind;
    const where = action === undefined ? { skip: call.at } : { action, skip: call.among };
    server.inject({ ...kind.effect, ...where, times: lasts ? Number.POSITIVE_INFINITY : 1 });
  }
}

/** Whether a call ended as an effect makes it end, as far as status and code can tell. */
function bears({ status, code }: Pick<AlibabaCall, 'status' | 'code'>, effect: FaultEffect | undefined): boolean {
  if (!effect) return false;
  if ('error' in effect) return code === effect.error.code;
  if ('respond' in effect) return status === effect.respond.status;
  return status === 0 || !('reset' in effect || 'silent' in effect);
}

/** A resource that is gone already is as good as deleted. */
export function isOver({ status, errorCode }: Answer): boolean {
  return status === 'SUCCESS' || errorCode === 'NotFound';
}

/** Hands the requests of an operation to the handlers of a stage. */
export function invokeOn(stage: Pick<Stage, 'invoke'>) {
  return ({ action, properties, options }: Request): Promise<Answer> => stage.invoke(action, properties, options);
}
