import { type Cloud, describedCloud } from '../cloud';
import { startEmbeddedCloud } from '../embedded';
import { FileError, Interrupted } from '../errors';
import { chooseStackName, type ValidateOptions } from '../options';
import { loadTypes, newStack } from '../session';
import { createChangeSet } from '../stack/change-set';
import type { StackState } from '../stack/state';
import { TemplateError } from '../template/problems';
import type { Template } from '../template/template';
import { isValid, type Verdict, validationView } from '../view/validation';
import { refuseEarly } from './early';
import {
  type FilledWith,
  proposalOf,
  type ReadProposal,
  readFilling,
  readTemplateFile,
  refuseUnknownParameters,
  typesUsed,
} from './proposals';
import { EXIT, type ExitCode, type Terminal } from './run';

/**
 * Validates each template as far as possible without a cloud: its form, its properties by the schemas of their types, and the rules of the
 * handlers.
 *
 * @throws UsageError if something other than a template is wrong.
 */
export async function validate(
  files: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const types = loadTypes();
  const values = readFilling(options, newStack('validate'));
  const read = files.map((file) => ({ file, template: attempt(() => readTemplateFile(file, types)) }));
  const templates = read.flatMap(({ template }) => (isProblem(template) ? [] : [template]));
  // A given value may belong to a template that cannot be read.
  if (templates.length === read.length) refuseUnknownParameters(values.parameters, templates);
  const verdicts: Verdict[] = [];
  for (const { file, template } of read) {
    if (terminal.interrupt.aborted) throw new Interrupted('interrupted; nothing was changed');
    verdicts.push(
      isProblem(template)
        ? { file, problems: problemsOf(template), resources: [], remarks: [] }
        : { file, ...(await judge(template, values, options, terminal)) },
    );
  }
  const viewer = await terminal.viewer();
  viewer.show(validationView(verdicts));
  return verdicts.every(isValid) ? EXIT.done : EXIT.usage;
}

async function judge(
  template: Template,
  values: FilledWith,
  options: ValidateOptions,
  { environment, handlerLine: hear }: Terminal,
): Promise<Omit<Verdict, 'file'>> {
  const state = newStack(chooseStackName('template', template.source.file));
  const proposal = attempt(() => proposalOf(template, values, state));
  if (isProblem(proposal)) return { problems: problemsOf(proposal), resources: [], remarks: template.remarks };
  const resources = proposal.target.resources.map(({ logicalId, type }) => ({ logicalId, type: type.name }));
  const { typeConfiguration } = options;
  const cloud = await cloudFor(state, proposal, typeConfiguration);
  try {
    await refuseEarly([proposal], { state, cloud, environment, typeConfiguration, hear });
    return { problems: [], resources, remarks: [...proposal.remarks, ...warningsOf(state, proposal)] };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { problems: error.placed, resources, remarks: proposal.remarks };
  } finally {
    await cloud.close();
  }
}

/** The cloud in the requests to the handlers. They do not call it; it only supplies a valid type configuration. */
async function cloudFor(state: StackState, proposal: ReadProposal, file: string | undefined): Promise<Cloud> {
  const used = typesUsed(state, [proposal]);
  return file === undefined ? startEmbeddedCloud({ speed: 1, used }) : describedCloud(file, used);
}

function warningsOf(state: StackState, proposal: ReadProposal): string[] {
  return createChangeSet(state, proposal).changes.flatMap(({ logicalId, warnings }) =>
    warnings.map((warning) => `${logicalId}: ${warning}`),
  );
}

/** Why there is no verdict on more than the file: it cannot be read, or it is not a valid template. */
type ProblemOfTemplate = TemplateError | FileError;

function isProblem(value: unknown): value is ProblemOfTemplate {
  return value instanceof TemplateError || value instanceof FileError;
}

function problemsOf(error: ProblemOfTemplate): Verdict['problems'] {
  return error instanceof FileError ? [{ path: [], message: error.problem }] : error.placed;
}

function attempt<Result>(read: () => Result): Result | ProblemOfTemplate {
  try {
    return read();
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
}
