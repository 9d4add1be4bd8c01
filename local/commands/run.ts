import { oneLine } from '../../untrusted/visible';
import { type Cloud, type Left, type LeftInClouds, leftCounted } from '../cloud';
import { cloudOf, factsOf } from '../clouds';
import { Interrupted } from '../errors';
import type { HandlerFunction } from '../function/function';
import { withPatience } from '../function/patience';
import type { ResourceTypes } from '../schema/resource-type';
import { openSession, type Session, startFunction } from '../session';
import type { StackStore } from '../stack/journal';
import { namedValues } from '../stack/named';
import { allRecords } from '../stack/plan';
import type { StackEvent, StackState } from '../stack/state';
import { hider, type Secret } from '../template/no-echo';
import { configurationFor } from '../type-configuration';
import type { Presenter, Viewer } from '../view/presenter';
import { leftText } from '../view/text';
import { createHandlerLog, type HandlerLog } from './handler-log';

/** The exit codes of the program. `different`: what --exit-code asks for was found. */
export const EXIT = { done: 0, failed: 1, usage: 2, different: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What the edge of the program gives to every command. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C. */
  readonly interrupt: AbortSignal;
  /** Takes a line that the function of a type wrote. */
  handlerLine(line: string, typeName: string): void;
  /** Tells people that something takes its time; what a command is asked for goes another way. */
  notice(text: string): void;
  /** Makes what shows views. */
  viewer(): Promise<Viewer>;
  /** Makes the presenter, once the clock of the cloud is there. */
  present(stackName: string, cloud: Cloud, secrets: readonly Secret[]): Promise<Presenter>;
}

/** What work on a stack begins with. */
export interface StackWork {
  readonly state: StackState;
  readonly store: StackStore;
  readonly types: ResourceTypes;
  /** It is closed at the end. */
  readonly cloud: Cloud;
  /** Where the handlers' output goes. */
  readonly logFile: string;
  readonly terminal: Terminal;
  /** What is done to which stack, up to where its cloud is named: "Deploying the stack images to". */
  readonly doing: string;
  /** The values of the NoEcho parameters. */
  readonly secrets: readonly Secret[];
  /** What the user can do after an interruption, as lines. */
  readonly howToGoOn: string;
}

/** A stack that can be worked on, and where to tell of it. */
export interface OpenStack extends Session {
  readonly presenter: Presenter;
  /** Tells that the stack failed, and why. */
  reportFailure(): void;
}

/** What running the handlers' function needs. */
interface FunctionWork {
  /** It is closed at the end. */
  readonly cloud: Cloud;
  /** Where the handlers' output goes. */
  readonly logFile: string;
  readonly terminal: Terminal;
  /** Takes what the handlers write. */
  hear?(line: string, typeName: string): void;
  /** Takes what people are told of it while they wait. */
  notice?(text: string): void;
}

/** The function as it runs, and its log. */
interface RunningFunction {
  readonly handlers: HandlerFunction;
  readonly log: HandlerLog;
}

/** Starts the handlers' function, works with it, and closes it and the cloud, whatever happens. */
export async function withFunction<Result>(
  { cloud, logFile, terminal, hear = terminal.handlerLine, notice = terminal.notice }: FunctionWork,
  run: (running: RunningFunction) => Promise<Result>,
): Promise<Result> {
  const log = createHandlerLog(logFile, notice);
  try {
    const handlers = startFunction(cloud, terminal.environment, (line, typeName) => {
      log.write(line);
      hear(line, typeName);
    });
    try {
      return await run({ handlers: withPatience(handlers, notice), log });
    } finally {
      await handlers.close();
    }
  } finally {
    await cloud.close();
  }
}

/** Opens everything that work on a stack needs, does it, tells where it stopped if the user interrupts, and closes all. */
export async function withStack(work: StackWork, run: (stack: OpenStack) => Promise<ExitCode>): Promise<ExitCode> {
  const { state, store, types, cloud, terminal } = work;
  const presenter = await terminal.present(state.name, cloud, work.secrets);
  presenter.note(`${work.doing} ${cloud.place}.`);
  const hide = hider(work.secrets);
  const failures: Failed[] = [];
  const told: StackEvent[] = [];
  try {
    return await withFunction(
      { ...work, hear: presenter.handlerLine, notice: presenter.note },
      async ({ handlers, log }) => {
        const sink = (event: StackEvent): void => {
          presenter.event(event);
          if (event.kind !== 'progress') told.push(event);
          if (event.kind === 'resource' && event.status.endsWith('_FAILED')) {
            failures.push({ event, named: hide(namedIn(event, session.journal.state, cloud)) });
          }
        };
        const session = openSession({ state, store, cloud, types, handlers, sink, interrupt: terminal.interrupt });
        const { journal } = session;
        const reportFailure = (): void =>
          presenter.failure(failureText(journal.state, failures.splice(0), log.file()), told.splice(0));
        try {
          return await run({ ...session, presenter, reportFailure });
        } catch (error) {
          if (!(error instanceof Interrupted)) throw error;
          reportInterruption(journal.state, presenter, work.howToGoOn);
          return EXIT.interrupted;
        }
      },
    );
  } finally {
    presenter.close();
  }
}

/** A resource that failed, and what the template has where the reason names a property. */
interface Failed {
  readonly event: StackEvent;
  readonly named: string;
}

/** The type configuration says what the template may leave out. */
function namedIn(
  { logicalId, type, reason = '' }: StackEvent,
  { resources }: StackState,
  { typeConfiguration }: Cloud,
): string {
  const { defaultRegion = '' } = factsOf(cloudOf(type)) ?? {};
  const region = configurationFor(typeConfiguration, type)?.[defaultRegion];
  const { properties = {} } = resources[logicalId] ?? {};
  return namedValues(reason, { ...(typeof region === 'string' ? { [defaultRegion]: region } : {}), ...properties });
}

/** How the stack ended, and the values that its events speak of; the events say why. */
function failureText({ name, status }: StackState, failures: readonly Failed[], log?: string): string {
  return [
    oneLine(`The stack ${name} is in ${status}.`),
    ...failures.flatMap(({ event, named }) => (named === '' ? [] : [oneLine(`  ${event.logicalId}: ${named}`)])),
    ...(log === undefined ? [] : [`Output of the handlers: ${log}`]),
  ].join('\n');
}

function reportInterruption(state: StackState, presenter: Presenter, howToGoOn: string): void {
  const remaining = allRecords(state);
  const head = `Interrupted. The stack ${state.name} is in ${state.status}.`;
  presenter.close();
  presenter.note([head, leftText(remaining), howToGoOn].join('\n'));
  presenter.summary(state, 'interrupted', {
    remaining: remaining.map(({ logicalId, identifier, status, operation }) => ({
      logicalId,
      identifier,
      status,
      operation: operation?.action,
    })),
  });
}

/** What is left in simulated clouds, counted, with a line for each thing; of several clouds one after the other. */
export function ledgerText({ clouds, ...all }: LeftInClouds): string {
  const each = Object.entries(clouds ?? {});
  const shown = each.length === 0 ? [['', all] as const] : each.map(([title, left]) => [` in ${title}`, left] as const);
  return shown
    .flatMap(([where, left]) => {
      const names = [...left.images, ...left.snapshots, ...(left.backups ?? [])];
      return [`${leftCounted(left)} left${where}`, ...names.map((name) => `  ${name}`)];
    })
    .join('\n');
}

/** Whether nothing is left in a simulated cloud. */
export function isEmpty({ images, snapshots, backups = [] }: Left): boolean {
  return images.length + snapshots.length + backups.length === 0;
}
