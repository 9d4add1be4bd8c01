import { embeddedCloud, type RunningClouds } from '../../local/embedded';
import type { HandlerFunction } from '../../local/function/function';
import type { JsonObject } from '../../local/json';
import { newStack, openSession, type Session, startFunction } from '../../local/session';
import type { StackResult } from '../../local/stack/deployment';
import type { StackEvent, TextMap } from '../../local/stack/state';
import { memoryStore } from '../../local/stack/store';
import {
  type AlibabaSimulator,
  type Behaviour,
  createClock,
  leftOf,
  startAlibabaSimulator,
  typeConfigurationOf,
} from '../../simulator/index';
import { propose, types } from './helpers';

/** A copy of 20 minutes takes a second, and what its handlers take. */
const SPEED = 1200;
/** How long a copy takes, in the simulator's seconds, where a test asks for nothing else: few polls show what many do. */
const SOON = 60;

/** A stack on the built function in its workers and a simulator; nothing of this program is replaced. */
export interface RealStack {
  readonly simulator: AlibabaSimulator;
  /** What each request brings from now on. */
  readonly typeConfiguration: JsonObject;
  readonly session: Session;
  readonly handlers: HandlerFunction;
  readonly events: readonly StackEvent[];
  readonly lines: readonly string[];
  deploy(template: JsonObject, tags?: TextMap): Promise<StackResult>;
  /** How often an action was called so far. */
  calls(action: string): number;
}

/** The simulator as the one cloud that runs in this process. */
export function runningAlibaba(simulator: AlibabaSimulator): RunningClouds {
  const typeConfiguration = typeConfigurationOf(simulator);
  return new Map([
    ['alibaba', { typeConfiguration, left: () => leftOf(simulator.ledger()), close: () => simulator.close() }],
  ]);
}

const open: RealStack[] = [];

/** Opens a stack whose copies are ready soon, unless the behaviour says otherwise; after the tests, `closeStacks`. */
export async function openStack(behaviour: Partial<Behaviour> = {}): Promise<RealStack> {
  const clock = createClock({ speed: SPEED });
  const simulator = await startAlibabaSimulator({ clock, behaviour: { copySeconds: SOON, ...behaviour } });
  const events: StackEvent[] = [];
  const lines: string[] = [];
  const typeConfiguration = { ...typeConfigurationOf(simulator) };
  const cloud = { ...embeddedCloud(runningAlibaba(simulator), clock), typeConfiguration };
  const handlers = startFunction(cloud, {}, (line) => lines.push(line));
  const session = openSession({
    state: newStack('real'),
    store: memoryStore,
    cloud,
    types,
    handlers,
    sink: (event) => events.push(event),
    interrupt: new AbortController().signal,
  });
  const stack: RealStack = {
    simulator,
    typeConfiguration,
    session,
    handlers,
    events,
    lines,
    deploy: (template, tags = session.journal.state.tags) =>
      session.deployment.deploy(propose(template, {}, session.journal.state, tags), { disableRollback: false }),
    calls: (action) => simulator.ledger().calls[action] ?? 0,
  };
  open.push(stack);
  return stack;
}

/** Ends what the stacks of a test run on. */
export async function closeStacks(): Promise<void> {
  for (const { handlers, simulator } of open.splice(0)) {
    await handlers.close();
    await simulator.close();
  }
}

/** What a ledger holds when nothing is left. */
export const NOTHING = { runningCopies: 0, waitingCopies: 0, images: [], snapshots: [] };

/** A resource as `templateOf` takes it, of an image of the simulator's own. */
export const copy = (properties: JsonObject, attributes: JsonObject = {}): JsonObject => ({
  ...attributes,
  Properties: { SourceImageId: 'm-bp1golden0ubuntu24', DeleteAutoSnapshot: true, ...properties },
});
