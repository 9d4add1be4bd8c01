import type { CommonOptions } from '../options';
import { eventsView } from '../view/lists';
import { findStack } from './known-stack';
import { EXIT, type ExitCode, type Terminal } from './run';

/**
 * Shows the events of a stack, oldest first.
 *
 * @throws UsageError if there is no such stack.
 */
export async function events(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const state = findStack(options).load();
  const viewer = await terminal.viewer();
  viewer.show(eventsView(state.events));
  return EXIT.done;
}
