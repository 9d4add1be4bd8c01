import type {
  Action as LibraryAction,
  ProgressEvent,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import {
  type AlibabaSimulator,
  CANARIES,
  createClock,
  type SimulatorClock,
  startAlibabaSimulator,
} from '../../simulator/index';
import { entrypointsOf, type Handler } from '../../src/cloudformation/entrypoint';
import type { InvocationLog } from '../../src/cloudformation/log';
import type { Runtime } from '../../src/failure/clock';
import { ResourceModel, TypeConfigurationModel } from '../../src/models';
import { expectNoCanary } from '../support/canaries';
import { expectShowable } from '../support/characters';
import { checkContract } from '../support/contract';
import { type Action, type Answer, loadEntrypoints, type Properties } from '../support/stage';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { AwsStandIn } from './aws-stand-in';

/** What CloudFormation puts into the event for a logging configuration; values that must never be seen in what is delivered. */
export const PROVIDER = {
  accessKeyId: 'AKIACANARYPROVIDER00',
  secretAccessKey: `provider/${CANARIES['AWS secret access key']}+secret="x"\\`,
  sessionToken: `provider-${CANARIES['AWS session token']}+token/==`,
} as const;
/** The client request token of every event. */
export const BEARER = `bearer-${CANARIES['bearer token']}-4b90a7e4`;
export const GROUP = 'tf-alicloud-imagecopy-logs';
export const STACK_ID =
  'arn:aws:cloudformation:us-east-1:123456789012:stack/images/6f2a0a40-0000-0000-0000-000000000000';
export const STREAM = `${STACK_ID.replaceAll(':', '__')}/GoldenImage`;
export const LOGGING: Properties = { providerCredentials: PROVIDER, providerLogGroupName: GROUP };

/** What an event holds in addition to action and properties. */
export interface EventOptions {
  /** Instead of LOGGING, into `requestData`. */
  readonly logging?: Properties;
  readonly envelope?: Properties;
  readonly data?: Properties;
}

type Logging = (log: InvocationLog) => Promise<ProgressEvent<ResourceModel>>;

/** Opens a stage before each test of a file and closes it after. */
export function useDeliveryStage(): () => DeliveryStage {
  let stage: DeliveryStage;
  beforeEach(async () => {
    stage = await openDeliveryStage();
  });
  afterEach(() => stage.close());
  return () => stage;
}

/** The handlers between a simulated ECS and a stand-in of AWS, on one clock that only passes when nothing else happens. */
export interface DeliveryStage {
  readonly simulator: AlibabaSimulator;
  readonly aws: AwsStandIn;
  readonly clock: SimulatorClock;
  /** Where `aws` is. */
  readonly url: string;
  /** What went to Lambda's own log. */
  readonly console: string[];
  /** Time limits that were set and not yet cancelled. */
  readonly limits: () => number;
  invoke(action: Action, properties?: Properties, options?: EventOptions): Promise<Answer>;
  /** Sends an event as it is; `at` is where AWS seems to be. */
  send(event: unknown, at?: string | null): Promise<Answer>;
  /** Invokes a handler of the test's own in place of the type's. */
  invokeHandler(action: LibraryAction, handler: Logging): Promise<unknown>;
  event(action: Action, properties?: Properties, options?: EventOptions): Properties;
  close(): Promise<void>;
}

/** Real milliseconds in which nothing happened, after which the clock goes on to the next thing due. */
const IDLE_MS = 40;

/** Time that passes only while somebody has said that he waits, and then from one thing due to the next. */
export class TestTime {
  readonly #due = new Set<{ readonly at: number; readonly then: () => void }>();
  #waiting: NodeJS.Timeout | undefined;

  constructor(private readonly clock: SimulatorClock) {}

  after(milliseconds: number, then: () => void): () => void {
    const entry = { at: this.clock.now() + milliseconds, then };
    this.#due.add(entry);
    return () => this.#due.delete(entry);
  }

  idle(): void {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      const [next] = [...this.#due].sort((a, b) => a.at - b.at);
      if (!next) return;
      this.#due.delete(next);
      this.clock.advance(Math.max(0, next.at - this.clock.now()));
      next.then();
      this.idle();
    }, IDLE_MS);
  }
}

function actionOf(event: unknown): Action | undefined {
  const action: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, 'action') : undefined;
  return (['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'] as const).find((known) => known === action);
}

/** Opens a stage whose AWS has the log group and stream already. */
export async function openDeliveryStage(): Promise<DeliveryStage> {
  const clock = createClock({ now: () => 0, startAt: Date.now() });
  const time = new TestTime(clock);
  const simulator = await startAlibabaSimulator({ clock });
  const aws = new AwsStandIn({ ...PROVIDER, region: 'us-east-1' }, time);
  const url = await aws.start();
  aws.createStream(GROUP, STREAM);
  const limits = new Set<object>();
  const runtime: Runtime = {
    now: () => clock.now(),
    sleep: async (milliseconds) => clock.advance(milliseconds),
    after: (milliseconds, then) => {
      const limit = { cancel: time.after(milliseconds, then) };
      limits.add(limit);
      return () => {
        limit.cancel();
        limits.delete(limit);
      };
    },
    random: () => 0.5,
  };
  const lines: string[] = [];
  const event: DeliveryStage['event'] = (
    action,
    resourceProperties = {},
    { logging = LOGGING, envelope, data } = {},
  ) => ({
    action,
    awsAccountId: '123456789012',
    region: 'us-east-1',
    stackId: STACK_ID,
    resourceType: ALICLOUD_IMAGE_COPY.name,
    bearerToken: BEARER,
    callbackContext: null,
    ...envelope,
    requestData: {
      logicalResourceId: 'GoldenImage',
      resourceProperties,
      typeConfiguration: ALICLOUD_IMAGE_COPY.typeConfiguration(simulator),
      ...logging,
      ...data,
    },
  });
  const send: DeliveryStage['send'] = async (sent, at = url) => {
    const { entrypoint } = loadEntrypoints()(runtime, (line) => lines.push(line), at === null ? undefined : () => at);
    const answer = (await entrypoint(JSON.parse(JSON.stringify(sent)))) as unknown as Answer;
    checkContract(ALICLOUD_IMAGE_COPY.schema, actionOf(sent), answer);
    for (const text of [JSON.stringify(answer), ...lines]) expectNoCanary('the answer or the log', text);
    for (const text of [answer.message, ...lines]) expectShowable('the message or the log', text);
    return answer;
  };
  return {
    simulator,
    aws,
    url,
    clock,
    console: lines,
    limits: () => limits.size,
    event,
    send,
    invokeHandler: (action, handler) => {
      const handlers = new Map<LibraryAction, Handler<ResourceModel, TypeConfigurationModel>>([
        [action, (_session, _request, _context, log) => handler(log)],
      ]);
      const { entrypoint } = entrypointsOf<ResourceModel, TypeConfigurationModel>(
        {
          name: ALICLOUD_IMAGE_COPY.name,
          handlers,
          model: ResourceModel,
          configuration: TypeConfigurationModel,
          identifier: 'tfcfnid',
        },
        { write: (line) => lines.push(line), now: runtime.now, after: runtime.after, awsEndpoint: () => url },
      );
      return entrypoint(event(action));
    },
    invoke: (action, properties, options) => send(event(action, properties, options)),
    close: async () => {
      await Promise.all([aws.close(), simulator.close()]);
    },
  };
}
