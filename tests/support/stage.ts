import path from 'node:path';
import { createClock, type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index';
import type { Runtime } from '../../src/ecs/runtime';
import type { imageCopyEntrypoints as Entrypoints } from '../../src/handlers';

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

/** What a request holds beside its properties. */
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
}

/** A finished operation with all its answers. */
export interface Operation {
  readonly final: Answer;
  readonly answers: readonly Answer[];
}

/** The handlers and a simulated ECS on one clock that only the test turns. */
export interface Stage {
  readonly simulator: Simulator;
  readonly typeConfiguration: Properties;
  /** What the handlers logged. */
  readonly log: readonly string[];
  invoke(action: Action, properties: Properties, options?: RequestOptions): Promise<Answer>;
  /** Sends an event as it is. */
  send(event: unknown): Promise<Answer>;
  sendTest(event: unknown): Promise<Answer>;
  /** Invokes until the operation is over, letting the time pass that each answer asks for. */
  run(action: Action, properties: Properties, options?: RequestOptions): Promise<Operation>;
  close(): Promise<void>;
}

/** Tests run the sources; with HANDLERS=built the same tests run what `npm run package` built. */
export function loadEntrypoints(): typeof Entrypoints {
  const file = process.env.HANDLERS === 'built' ? '../../build/TypeFunction/dist/handlers.js' : '../../src/handlers';
  return require(path.resolve(__dirname, file)).imageCopyEntrypoints;
}

/** The real time that stands for a second of a call's time limit: tests of silence need not wait for it. */
const LIMIT_SCALE = 0.02;
const MOST_STEPS = 400;

/** Starts a simulator and handlers that share its clock; pauses between attempts turn the clock instead of taking time. */
export async function openStage(options: SimulatorOptions = {}): Promise<Stage> {
  const clock = options.clock ?? createClock({ now: () => 0, startAt: Date.now() });
  const simulator = await startSimulator({ ...options, clock });
  const runtime: Runtime = {
    now: () => clock.now(),
    sleep: async (milliseconds) => clock.advance(milliseconds),
    after: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds * LIMIT_SCALE);
      return () => clearTimeout(timer);
    },
    random: () => 0.5,
  };
  const log: string[] = [];
  const { entrypoint, testEntrypoint } = loadEntrypoints()(runtime, (line) => log.push(line));
  const typeConfiguration = {
    RegionId: 'cn-shanghai',
    Credentials: simulator.accessKey,
    Endpoints: { Ecs: simulator.url },
  };
  let tokens = 0;

  const send = async (event: unknown): Promise<Answer> => (await entrypoint(event, {})) as Answer;
  const invoke: Stage['invoke'] = (action, properties, request = {}) =>
    send({
      action,
      awsAccountId: '123456789012',
      region: 'us-east-1',
      bearerToken: request.token ?? `token-${++tokens}`,
      ...(request.nextToken !== undefined && { nextToken: request.nextToken }),
      callbackContext: request.callbackContext ?? null,
      requestData: {
        logicalResourceId: request.logicalId ?? 'MyCopy',
        resourceProperties: properties,
        previousResourceProperties: request.previous ?? null,
        stackTags: request.stackTags,
        previousStackTags: request.previousStackTags,
        systemTags: request.systemTags,
        typeConfiguration: request.typeConfiguration === undefined ? typeConfiguration : request.typeConfiguration,
      },
    });

  return {
    simulator,
    typeConfiguration,
    log,
    send,
    sendTest: async (event) => (await testEntrypoint(event, {})) as Answer,
    invoke,
    async run(action, properties, request = {}) {
      const token = request.token ?? `token-${++tokens}`;
      const answers: Answer[] = [await invoke(action, properties, { ...request, token })];
      for (let last = answers[0]; last?.status === 'IN_PROGRESS'; last = answers.at(-1)) {
        if (answers.length > MOST_STEPS) throw new Error(`${action} does not end: ${last.message}`);
        clock.advance((last.callbackDelaySeconds ?? 0) * 1000);
        const next = { ...request, token, callbackContext: last.callbackContext };
        answers.push(await invoke(action, last.resourceModel ?? {}, next));
      }
      const final = answers.at(-1);
      if (!final) throw new Error('no answer');
      return { final, answers };
    },
    close: () => simulator.close(),
  };
}
