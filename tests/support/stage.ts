import {
  type AlibabaCall,
  type AlibabaOptions,
  type AlibabaSimulator,
  type AwsSts,
  type AwsStsOptions,
  CANARIES,
  createClock,
  type SimulatorClock,
  startAwsSts,
} from '../../simulator/index';
import type { Runtime } from '../../src/failure/clock';
import type { imageCopyEntrypoints as Entrypoints } from '../../src/handlers';
import { expectNoCanary } from './canaries';
import { expectShowable } from './characters';
import { checkContract, identifierOf } from './contract';
import { expectCatalogued } from './messages';
import { ALICLOUD_IMAGE_COPY } from './types/alicloud-image-copy';
import type { StagedCloud, StagedType } from './types/staged-type';

export type Properties = Record<string, unknown>;
export type Action = 'CREATE' | 'READ' | 'UPDATE' | 'DELETE' | 'LIST';

/** An answer of the handlers, as CloudFormation gets it. */
export interface Answer {
  readonly status: 'IN_PROGRESS' | 'SUCCESS' | 'FAILED';
  readonly message: string;
  readonly errorCode?: string;
  readonly callbackDelaySeconds?: number;
  readonly callbackContext?: Properties;
  readonly resourceModel?: Properties;
  readonly resourceModels?: Properties[];
  readonly nextToken?: string;
}

/** What a request holds in addition to its properties. */
export interface RequestOptions {
  readonly token?: string;
  readonly previous?: Properties;
  readonly stackTags?: Record<string, string>;
  readonly previousStackTags?: Record<string, string>;
  readonly systemTags?: Record<string, string>;
  readonly nextToken?: string;
  readonly callbackContext?: Properties;
  readonly typeConfiguration?: unknown;
  readonly logicalId?: string;
  /** Default: those of the stage's AWS, if it has one; null: none. */
  readonly callerCredentials?: Properties | null;
  readonly awsAccountId?: string;
  readonly region?: string;
  /** Whose handlers answer, where one template has resources of several types; default: those of the stage's type. */
  readonly by?: StagedType<StagedCloud>;
  /** What happens after each answer that is not the last, before the time passes that it asks for; only for `run`. */
  readonly meanwhile?: (answer: Answer, count: number) => void;
}

/** A finished operation with all its answers. */
export interface Operation {
  readonly final: Answer;
  readonly answers: readonly Answer[];
}

/** The handlers and a simulated ECS on one clock that only the test turns. Every answer is held against the contract. */
export interface Stage<Cloud extends StagedCloud = AlibabaSimulator> {
  readonly simulator: Cloud;
  /** Only if the stage was opened with one. */
  readonly aws?: AwsSts;
  readonly typeConfiguration: Properties;
  /** What the handlers logged. */
  readonly log: readonly string[];
  invoke(action: Action, properties: Properties, options?: RequestOptions): Promise<Answer>;
  /** Sends an event as it is to `entrypoint`. */
  send(event: unknown): Promise<Answer>;
  /** Sends an event as it is to `testEntrypoint`. */
  sendTest(event: unknown): Promise<Answer>;
  /**
   * Invokes until the operation is over, letting the time pass that each answer asks for.
   *
   * @throws Error if CloudFormation would have given up before: nobody would have seen the answer.
   */
  run(action: Action, properties: Properties, options?: RequestOptions): Promise<Operation>;
  close(): Promise<void>;
}

function actionOf(event: unknown): Action | undefined {
  const action: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, 'action') : undefined;
  return (['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'] as const).find((known) => known === action);
}

/** Tests run the sources; with HANDLERS=built the same tests run what `npm run package` built. */
export function loadEntrypoints({ handlers }: Pick<StagedType, 'handlers'> = ALICLOUD_IMAGE_COPY): typeof Entrypoints {
  return require(process.env.HANDLERS === 'built' ? handlers.built : handlers.sources)[handlers.maker];
}

/** Real milliseconds after which a request that the simulator did not answer counts as one of silence and not of a reset. */
const SILENCE_MS = 40;
const MOST_STEPS = 400;
const SOON_SECONDS = 120;

/** How long CloudFormation lets an operation run, in milliseconds; where the schema says nothing, two hours. */
function limitOf({ schema }: Pick<StagedType, 'schema'>, action: Action): number {
  return (schema.handlers[HANDLERS[action]].timeoutInMinutes ?? 120) * 60_000;
}
const HANDLERS = { CREATE: 'create', READ: 'read', UPDATE: 'update', DELETE: 'delete', LIST: 'list' } as const;

/** Time limits that pass when the simulator stays silent, at once and on the test's clock, and never by the real time. */
class Limits {
  readonly #pending = new Set<{ dueAt: number; then: () => void }>();

  constructor(private readonly clock: SimulatorClock) {}

  after(milliseconds: number, then: () => void): () => void {
    const entry = { dueAt: this.clock.now() + milliseconds, then };
    this.#pending.add(entry);
    return () => this.#pending.delete(entry);
  }

  /** A request got no answer: unless its connection was reset, nothing more will happen before its limit. */
  unanswered(silenceMs: number): void {
    const meant = [...this.#pending];
    setTimeout(() => {
      for (const entry of meant.filter((one) => this.#pending.delete(one))) {
        this.clock.advance(Math.max(0, entry.dueAt - this.clock.now()));
        entry.then();
      }
    }, silenceMs);
  }
}

/** How a stage opens. */
export interface StageOptions<Cloud extends StagedCloud = AlibabaSimulator> extends AlibabaOptions {
  /** Whose handlers answer; default: those of TF::Alicloud::ImageCopy. */
  readonly type?: StagedType<Cloud>;
  /**
   * After how many real milliseconds a call counts as one that got no answer in time, or `undefined` where it got one; default: a while
   * after a call to which nothing was sent. AWS's calls are asked about too.
   */
  readonly silence?: (call: Pick<AlibabaCall, 'action' | 'status' | 'code'>) => number | undefined;
  /**
   * How many seconds every image takes, unless `behaviour` says it; default: a few polls long, as the many more of a usual image would be
   * the same calls again. `usual`: as long as people report of the cloud.
   */
  readonly imageSeconds?: number | 'usual';
  /** Gives the stage an AWS STS, and the events the credentials of the handlers' role there. */
  readonly aws?: AwsStsOptions;
  /** Where the handlers run instead of in this process; returns `undefined` for an event that is to run here. */
  readonly elsewhere?: (event: unknown, entrypoint: 'entrypoint' | 'testEntrypoint') => Promise<unknown> | undefined;
  /** How the handlers sleep and what chance gives them; default: sleep turns the clock, and chance is always in the middle. */
  readonly runtime?: Pick<Runtime, 'sleep' | 'random'>;
  /**
   * An earlier version of the handlers, and when it answers instead of this one; its answers are what they were and held against nothing.
   */
  readonly former?: { readonly entrypoints: typeof Entrypoints; readonly answers: () => boolean };
}

/** Starts a simulator and handlers that share its clock; pauses between attempts turn the clock instead of taking time. */
export function openStage(options?: StageOptions): Promise<Stage>;
export function openStage<Cloud extends StagedCloud>(
  options: StageOptions<Cloud> & { readonly type: StagedType<Cloud> },
): Promise<Stage<Cloud>>;
export async function openStage(options: StageOptions<StagedCloud> = {}): Promise<Stage<StagedCloud>> {
  const type: StagedType<StagedCloud> = options.type ?? ALICLOUD_IMAGE_COPY;
  // Services count calls by the minute: each test begins at the same place of one.
  const clock = options.clock ?? createClock({ now: () => 0, startAt: Math.floor(Date.now() / 60_000) * 60_000 });
  const limits = new Limits(clock);
  const { silence = ({ status }) => (status === 0 ? SILENCE_MS : undefined) } = options;
  const listen = (call: Pick<AlibabaCall, 'action' | 'status' | 'code'>): void => {
    const silenceMs = silence(call);
    if (silenceMs !== undefined) limits.unanswered(silenceMs);
  };
  const { imageSeconds = SOON_SECONDS } = options;
  const simulator = await type.start({
    ...options,
    behaviour: { ...(imageSeconds !== 'usual' && type.taking(imageSeconds)), ...options.behaviour },
    clock,
    onCall: (call) => {
      options.onCall?.(call);
      listen(call);
    },
  });
  const aws =
    options.aws &&
    (await startAwsSts({
      ...options.aws,
      clock,
      onCall: (call) => {
        options.aws?.onCall?.(call);
        listen(call);
      },
    }));
  const awsEndpoint = aws && (() => aws.url);
  const runtime: Runtime = {
    now: () => clock.now(),
    sleep: async (milliseconds) => clock.advance(milliseconds),
    after: (milliseconds, then) => limits.after(milliseconds, then),
    random: () => 0.5,
    ...options.runtime,
  };
  const log: string[] = [];
  const entrypointsOf = (one: StagedType<StagedCloud>) =>
    loadEntrypoints(one)(runtime, (line) => log.push(line), awsEndpoint);
  const entrypoints = entrypointsOf(type);
  const run = (name: 'entrypoint' | 'testEntrypoint', event: unknown, by = type): Promise<unknown> =>
    options.elsewhere?.(event, name) ?? (by === type ? entrypoints : entrypointsOf(by))[name](event, {});
  const former = options.former?.entrypoints(runtime, () => undefined, awsEndpoint);
  const typeConfiguration = type.typeConfiguration(simulator);
  const identifier = identifierOf(type.schema);
  let tokens = 0;
  const newToken = (): string => `token-${++tokens}-${CANARIES['bearer token']}`;

  let searched = 0;
  const checked = (action: Action | undefined, answer: Answer, startedAs?: unknown, by = type): Answer => {
    checkContract(by.schema, action, answer, startedAs);
    expectCatalogued(answer);
    expectNoCanary('the answer', JSON.stringify(answer));
    expectShowable('the message', answer.message);
    for (; searched < log.length; searched += 1) {
      const line = log[searched] ?? '';
      expectNoCanary(`line ${searched} of the log`, line);
      expectShowable(`line ${searched} of the log`, line);
    }
    return answer;
  };
  const send = async (event: unknown, action?: Action, startedAs?: unknown, by = type): Promise<Answer> =>
    former && options.former?.answers()
      ? ((await former.entrypoint(event, {})) as Answer)
      : checked(action, (await run('entrypoint', event, by)) as Answer, startedAs, by);
  const invoke: Stage['invoke'] = (action, properties, request = {}) => {
    const event = {
      action,
      awsAccountId: request.awsAccountId ?? '123456789012',
      region: request.region ?? 'us-east-1',
      bearerToken: request.token ?? newToken(),
      ...(request.nextToken !== undefined && { nextToken: request.nextToken }),
      callbackContext: request.callbackContext ?? null,
      requestData: {
        callerCredentials: request.callerCredentials === undefined ? aws?.credentials : request.callerCredentials,
        logicalResourceId: request.logicalId ?? 'MyCopy',
        resourceProperties: properties,
        previousResourceProperties: request.previous ?? null,
        stackTags: request.stackTags,
        previousStackTags: request.previousStackTags,
        systemTags: request.systemTags,
        typeConfiguration: request.typeConfiguration === undefined ? typeConfiguration : request.typeConfiguration,
      },
    };
    // As Lambda hands it over: nothing but JSON, and nothing shared with the test or with another invocation.
    const startedAs = action === 'CREATE' && request.callbackContext ? properties[identifier] : undefined;
    return send(JSON.parse(JSON.stringify(event)), action, startedAs, request.by);
  };

  return {
    simulator,
    ...(aws && { aws }),
    typeConfiguration,
    log,
    send: (event) => send(event, actionOf(event), null),
    sendTest: async (event) => checked(actionOf(event), (await run('testEntrypoint', event)) as Answer, null),
    invoke,
    async run(action, properties, request = {}) {
      const token = request.token ?? newToken();
      const limit = clock.now() + limitOf(type, action);
      const answers: Answer[] = [await invoke(action, properties, { ...request, token })];
      for (let last = answers[0]; last?.status === 'IN_PROGRESS'; last = answers.at(-1)) {
        if (answers.length > MOST_STEPS) throw new Error(`${action} does not end: ${last.message}`);
        request.meanwhile?.(last, answers.length);
        clock.advance((last.callbackDelaySeconds ?? 0) * 1000);
        if (clock.now() > limit) throw new Error(`${action} takes longer than its handler may: ${last.message}`);
        const next = { ...request, token, callbackContext: last.callbackContext };
        answers.push(await invoke(action, last.resourceModel ?? {}, next));
      }
      const final = answers.at(-1);
      if (!final) throw new Error('no answer');
      return { final, answers };
    },
    close: async () => {
      await Promise.all([simulator.close(), aws?.close()]);
    },
  };
}
