import { join, relative } from 'node:path';
import { CommanderError } from 'commander';
import { goWhereCalled } from '../tools/called-from';
import { createProgram, DEFAULT_STATE } from './cli';
import { allCommands } from './commands/all';
import { EXIT, type Terminal } from './commands/run';
import { Interrupted, messageOf, StateError, UsageError } from './errors';
import type { OutputOptions } from './options';
import { recordingPresenter } from './report/recorder';
import { type InUse, openReport } from './report/report-file';
import { TemplateError } from './template/problems';
import {
  jsonPresenter,
  jsonViewer,
  linePresenter,
  livePresenter,
  type Presenter,
  textViewer,
  type Writers,
} from './view/presenter';
import { canRedraw, createPaint, createScreen, createSheet, createWriters } from './view/terminal';

const writers = createWriters(process.stdout, process.stderr);
const interrupt = new AbortController();
let presenter: Presenter | undefined;

/** The first signal waits for the end of the running invocations, so that nothing is forgotten. The second one does not. */
function onSignal(): void {
  if (interrupt.signal.aborted) {
    presenter?.close();
    process.exit(EXIT.interrupted);
  }
  (presenter?.note ?? writers.err)(
    'Stopping as soon as the handlers have answered. Press Ctrl-C again to stop at once.',
  );
  interrupt.abort();
}

function terminalFor({ json, verbose, color, report: reportFile }: OutputOptions, inUse: readonly InUse[]): Terminal {
  const { env, stdout } = process;
  const isLive = !json && !verbose && canRedraw(stdout, env);
  const paint = createPaint(color && Boolean(stdout.isTTY) && !env.NO_COLOR);
  const report = reportFile === undefined ? undefined : openReport(reportFile, inUse);
  const all: Writers = { ...writers, handler: verbose ? writers.err : () => undefined };
  return {
    environment: env,
    interrupt: interrupt.signal,
    handlerLine: all.handler,
    notice: writers.err,
    viewer: async () => (json ? jsonViewer(all) : textViewer(all, await createSheet(stdout, paint))),
    async present(stackName, cloud, secrets) {
      const sheet = json ? undefined : await createSheet(stdout, paint);
      if (sheet === undefined) presenter = jsonPresenter(all);
      else if (!isLive) presenter = linePresenter(all, sheet);
      else presenter = livePresenter(all, sheet, await createScreen(stdout, cloud.clock, paint), stackName);
      if (report !== undefined) presenter = recordingPresenter(presenter, { stackName, cloud, secrets }, report);
      return presenter;
    },
  };
}

function report(error: unknown): void {
  if (error instanceof CommanderError) {
    // Commander has already printed the error.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return;
  }
  if (error instanceof UsageError || error instanceof TemplateError) {
    writers.err(error.message);
    process.exitCode = EXIT.usage;
    return;
  }
  if (error instanceof Interrupted) {
    writers.err(error.message);
    process.exitCode = EXIT.interrupted;
    return;
  }
  if (error instanceof StateError) {
    writers.err(error.message);
    process.exitCode = EXIT.failed;
    return;
  }
  writers.err(`Unexpected error: ${messageOf(error)}`);
  if (process.env.DEBUG && error instanceof Error) writers.err(error.stack ?? '');
  process.exitCode = EXIT.failed;
}

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);

const project = goWhereCalled(process.env);
createProgram(
  allCommands(terminalFor),
  (code) => {
    process.exitCode = code;
  },
  relative('', join(project, DEFAULT_STATE)),
)
  .parseAsync()
  .catch(report)
  .finally(() => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  });
