import type { Commands } from '../cli';
import type { CommonOptions, DeployOptions, OutputOptions } from '../options';
import { parameterFiles } from '../parameter-files';
import { fileInUse, type InUse } from '../report/report-file';
import { stackFolder } from '../stack/store';
import { deleteStack } from './delete';
import { demo } from './demo';
import { deploy } from './deploy';
import { diff } from './diff';
import { drift } from './drift';
import { events } from './events';
import { importResources } from './import';
import { list } from './list';
import type { Terminal } from './run';
import { validate } from './validate';

/** All commands, each on the terminal that its options select. */
export function allCommands(terminalFor: (options: OutputOptions, inUse: readonly InUse[]) => Terminal): Commands {
  return {
    demo: (options) => demo(options, terminalFor(options, inUse([], options))),
    deploy: (templates, options) => deploy(templates, options, terminalFor(options, inUse(templates, options))),
    validate: (templates, options) => validate(templates, options, terminalFor(options, [])),
    diff: (templates, options) => diff(templates, options, terminalFor(options, [])),
    drift: (options) => drift(options, terminalFor(options, [])),
    import: (template, options) => importResources(template, options, terminalFor(options, [])),
    list: (typeName, options) => list(typeName, options, terminalFor(options, [])),
    events: (options) => events(options, terminalFor(options, [])),
    delete: (options) => deleteStack(options, terminalFor(options, inUse([], options))),
  };
}

/** The files that a command reads and writes, apart from a report. */
function inUse(
  templates: readonly string[],
  options: CommonOptions & Pick<DeployOptions, 'images' | 'parameters'>,
): readonly InUse[] {
  const { typeConfiguration, images, state, parameters } = options;
  const given = (what: string, file: string | undefined): InUse[] =>
    file === undefined ? [] : [fileInUse(what, file)];
  return [
    ...templates.map((file) => fileInUse('the template', file)),
    ...parameterFiles(parameters).map((file) => fileInUse('the file with parameters', file)),
    ...given('the type configuration', typeConfiguration),
    ...Object.values(images ?? {}).map((file) => fileInUse('the file with the images', file)),
    { what: 'in the place of the state, the lock or the log of a stack', has: stackFolder(state).keeps },
  ];
}
