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

/** The exit codes of the program. `different`: there are differences that --exit-code asks for. */
export const EXIT = { done: 0, failed: 1, usage: 2, different: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What the main program gives to every command. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C. */
  readonly interrupt: AbortSignal;
  /** Receives a line that the function of a type wrote. */
  handlerLine(line: string, typeName: string): void;
  /** Tells the user that something takes time. The output of a command does not use this. */
  notice(text: string): void;
  /** Creates the viewer. */
  viewer(): Promise<Viewer>;
  /** Creates the presenter, when the clock of the cloud is known. */
  present(stackName: string, cloud: Cloud, secrets: readonly Secret[]): Promise<Presenter>;
}

/** The input of work on a stack. */
export interface StackWork {
  readonly state: StackState;
  readonly store: StackStore;
  readonly types: ResourceTypes;
  /** The cloud is closed at the end. */
  readonly cloud: Cloud;
  /** The file for the handlers' output. */
  readonly logFile: string;
  readonly terminal: Terminal;
  /** The work and the stack, as the beginning of a sentence that ends with the cloud: "Deploying the stack images to". */
  readonly doing: string;
  /** What the user should know before the work begins. */
  readonly warning?: string;
  /** The values of the NoEcho parameters. */
  readonly secrets: readonly Secret[];
  /** Lines that say what the user can do after an interruption. */
  readonly howToGoOn: string;
}

/** A stack that is ready for work, and the presenter of its events. */
export interface OpenStack extends Session {
  readonly presenter: Presenter;
  /** Reports that the stack failed, and why. */
  reportFailure(): void;
}

/** What is needed to run the handlers' function. */
interface FunctionWork {
  /** The cloud is closed at the end. */
  readonly cloud: Cloud;
  /** The file for the handlers' output. */
  readonly logFile: string;
  readonly terminal: Terminal;
  /** Receives what the handlers write. */
  hear?(line: string, typeName: string): void;
  /** Receives notices for the user about waiting. */
  notice?(text: string): void;
}

/** The running function and its log. */
interface RunningFunction {
  readonly handlers: HandlerFunction;
  readonly log: HandlerLog;
}

/** Starts the handlers' function, works with it, and always closes it and the cloud. */
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

/** Opens everything that work on a stack needs, does the work, says where it stopped if the user interrupts it, and closes everything. */
export async function withStack(work: StackWork, run: (stack: OpenStack) => Promise<ExitCode>): Promise<ExitCode> {
  const { state, store, types, cloud, terminal } = work;
  const presenter = await terminal.present(state.name, cloud, work.secrets);
  presenter.note(`${work.doing} ${cloud.place}.`);
  if (work.warning !== undefined) presenter.note(work.warning);
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

/** A resource that failed, and the values in the template of the properties that the reason names. */
interface Failed {
  readonly event: StackEvent;
  readonly named: string;
}

/** If the template leaves the region out, it comes from the type configuration. */
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

/** How the stack ended, and the values of the properties in its events. The events themselves say why. */
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

/** What is left in simulated clouds: numbers, and a line for each thing; for several clouds, one after the other. */
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

/** Whether images are left in a simulated cloud, also those that are not finished. Snapshots and backups stay by default. */
export function hasImages({ images, unfinished }: Left): boolean {
  return images.length + unfinished > 0;
}
