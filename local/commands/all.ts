import type { Commands } from '../cli';
import type { OutputOptions } from '../options';
import { deleteStack } from './delete';
import { demo } from './demo';
import { deploy } from './deploy';
import { diff } from './diff';
import { drift } from './drift';
import { events } from './events';
import { importResources } from './import';
import { list } from './list';
import type { Terminal } from './run';

/** All commands, each on the terminal that its options ask for. */
export function allCommands(terminalFor: (options: OutputOptions) => Terminal): Commands {
  return {
    demo: (options) => demo(options, terminalFor(options)),
    deploy: (templates, options) => deploy(templates, options, terminalFor(options)),
    diff: (templates, options) => diff(templates, options, terminalFor(options)),
    drift: (options) => drift(options, terminalFor(options)),
    import: (template, options) => importResources(template, options, terminalFor(options)),
    list: (typeName, options) => list(typeName, options, terminalFor(options)),
    events: (options) => events(options, terminalFor(options)),
    delete: (options) => deleteStack(options, terminalFor(options)),
  };
}
