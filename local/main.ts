import { CommanderError } from 'commander';
import { createProgram } from './cli';
import { deleteStack } from './commands/delete';
import { demo } from './commands/demo';
import { deploy } from './commands/deploy';
import { EXIT, type Terminal } from './commands/run';
import { messageOf, UsageError } from './errors';
import type { CommonOptions } from './options';
import { TemplateError } from './template/problems';
import { jsonPresenter, linePresenter, livePresenter, type Presenter, type Writers } from './view/presenter';
import { createPaint, createScreen, createWriters } from './view/terminal';

const writers = createWriters(process.stdout, process.stderr);
const interrupt = new AbortController();
let presenter: Presenter | undefined;

/** The first signal lets the invocations that run come to their end, so that nothing is forgotten; the second does not. */
function onSignal(): void {
  if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
  (presenter?.note ?? writers.err)(
    'Stopping as soon as the handlers have answered. Press Ctrl-C again to stop at once.',
  );
  interrupt.abort();
}

function terminalFor({ json, verbose, color }: CommonOptions): Terminal {
  const { env, stdout } = process;
  const isLive = stdout.isTTY && !json && !verbose && env.TERM !== 'dumb';
  const paint = createPaint(color && Boolean(stdout.isTTY) && !env.NO_COLOR);
  const all: Writers = { ...writers, handler: verbose ? writers.err : () => undefined };
  return {
    environment: env,
    interrupt: interrupt.signal,
    async present(stackName, { clock }) {
      if (json) presenter = jsonPresenter(all);
      else if (!isLive) presenter = linePresenter(all, paint);
      else presenter = livePresenter(all, paint, await createScreen(stdout, clock, paint), stackName);
      return presenter;
    },
  };
}

function report(error: unknown): void {
  if (error instanceof CommanderError) {
    // Commander has told the user already.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return;
  }
  if (error instanceof UsageError || error instanceof TemplateError) {
    writers.err(error.message);
    process.exitCode = EXIT.usage;
    return;
  }
  writers.err(`This should not have happened: ${messageOf(error)}`);
  if (process.env.DEBUG && error instanceof Error) writers.err(error.stack ?? '');
  process.exitCode = EXIT.failed;
}

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);

createProgram(
  {
    demo: (options) => demo(options, terminalFor(options)),
    deploy: (templates, options) => deploy(templates, options, terminalFor(options)),
    delete: (options) => deleteStack(options, terminalFor(options)),
  },
  (code) => {
    process.exitCode = code;
  },
)
  .parseAsync()
  .catch(report)
  .finally(() => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  });
