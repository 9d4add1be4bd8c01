import { createClock } from '../../simulator/index';
import {
  type Action,
  type Answer,
  openStage,
  type Properties,
  type RequestOptions,
  type Stage,
} from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import type { TypeRules } from './rules';
import type { Account, Scene } from './scene';
import { outcomeOf, Stack } from './stack';
import type { ModelSubject } from './subject';
import type { Tallies } from './tally';

/** Every run begins at the same moment, so that a seed says everything. */
const START = Date.UTC(2026, 0, 1);
const SYSTEM_TAGS = { 'aws:cloudformation:stack-name': 'model' };

/** The handlers and the simulated account of one run, with images in it that are not the stack's. */
export class Real {
  /** What happened, a line each. */
  readonly trace: string[] = [];
  #faults = { injected: 0, calls: 0 };
  #atStart = 0;
  #tokens = 0;

  private constructor(
    private readonly rules: TypeRules,
    readonly stage: Stage<StagedCloud>,
    readonly scene: Scene,
    readonly tallies: Tallies,
  ) {}

  /** Opens an account in which others have images. */
  static async open(type: ModelSubject, account: Account, tallies: Tallies): Promise<Real> {
    const clock = createClock({ now: () => 0, startAt: START });
    const stage = await openStage({ type, clock, imageSeconds: 'usual' });
    const scene = type.model.scene(stage.simulator);
    scene.behave(account);
    return new Real(type.model.rules, stage, scene, tallies);
  }

  /** A stack in this account that holds nothing yet. */
  newStack(account: Account): Stack {
    const { rules, scene } = this;
    return new Stack(rules, account, {
      see: (identifier) => scene.see(identifier),
      images: (regionId) => scene.images(regionId),
      sourceOf: (regionId, properties) => rules.sourceOf(scene, regionId, properties),
      pendingFaults: () => this.pendingFaults(),
      now: () => this.stage.simulator.clock.now(),
    });
  }

  newToken(): string {
    this.#tokens += 1;
    return `token-${this.#tokens}`;
  }

  /** Sends one request; notes the answer. */
  async invoke(action: Action, properties: Properties, options: RequestOptions = {}): Promise<Answer> {
    const answer = await this.stage.invoke(action, properties, { token: 'once', systemTags: SYSTEM_TAGS, ...options });
    const outcome = outcomeOf(answer);
    this.tallies.answers.add(`${action} ${outcome}`);
    this.trace.push(`       ${action} answers ${outcome}${answer.message && `: ${answer.message}`}`);
    return answer;
  }

  /** Another stack starts an image, of which ours must keep its hands off. */
  async makeForOthers(): Promise<void> {
    const wish = { ...this.rules.others, [this.rules.fields.name]: `theirs-${this.scene.watched}` };
    const { resourceModel, message } = await this.stage.invoke('CREATE', wish, { token: this.newToken() });
    const image = this.scene.see(String(resourceModel?.tfcfnid));
    if (!image) throw new Error(`the image for others was not started: ${message}`);
    this.scene.watch(image);
  }

  /** Lets the next request, whichever it is, meet a fault. */
  inject(fault: Parameters<StagedCloud['inject']>[0]): void {
    this.#faults = { injected: this.pendingFaults() + 1, calls: this.stage.simulator.calls.length };
    this.stage.simulator.inject(fault);
  }

  /** Lets the next start of an image meet a fault, whatever is asked before; until all faults are cleared. */
  injectAtStart(fault: Parameters<StagedCloud['inject']>[0]): void {
    for (const action of this.rules.starts) this.stage.simulator.inject({ ...fault, action });
    this.#atStart = 1;
  }

  clearFaults(): void {
    this.#faults = { injected: 0, calls: 0 };
    this.#atStart = 0;
    this.stage.simulator.clearFaults();
  }

  /** Faults that no request has met yet: each request meets one. */
  pendingFaults(): number {
    const met = this.stage.simulator.calls.length - this.#faults.calls;
    return Math.max(0, this.#faults.injected - met) + this.#atStart;
  }

  /** Whether no answer told what became of the start of an image, among the calls after so many. */
  isStartUnanswered(callsBefore: number): boolean {
    const isDoubtful = (code?: string) => code !== undefined && code === this.rules.startedOnce?.doubtful;
    const isLost = ({ status, code }: { readonly status: number; readonly code?: string }) =>
      status === 0 || status >= 500 || isDoubtful(code) || this.#atStart > 0;
    return this.startsSince(callsBefore).some(isLost);
  }

  /** The starts of images among the calls after so many. */
  startsSince(callsBefore: number) {
    return this.stage.simulator.calls.slice(callsBefore).filter(({ action }) => this.rules.starts.includes(action));
  }

  /** The identifiers of the images that LIST has to name in a region. */
  listed(regionId: string): string[] {
    return this.scene.images(regionId).flatMap((image) => this.rules.listedAs(image) ?? []);
  }

  close(): Promise<void> {
    return this.stage.close();
  }
}
