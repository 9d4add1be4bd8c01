import { meant, suggestions } from '../../tools/suggestion';
import { UsageError } from '../errors';
import { readPairs, type TemplateOptions } from '../options';
import { readParameters } from '../parameter-files';
import { readTextFile } from '../read-file';
import type { ResourceTypes } from '../schema/resource-type';
import { pseudoParameters } from '../session';
import type { ChangeSetProposal } from '../stack/change-set';
import { typesIn } from '../stack/plan';
import type { Proposal } from '../stack/proposal';
import type { StackState, TextMap } from '../stack/state';
import { refuseTypeChanges, typeNamesIn, typeNamesOf } from '../stack/type-changes';
import { bindTemplate } from '../template/bound';
import { dynamicReferenceIn, NOT_RESOLVED } from '../template/dynamic-references';
import { chooseValues } from '../template/parameters';
import { TemplateError } from '../template/problems';
import { readSource } from '../template/source';
import { readTemplate, type Template } from '../template/template';

/** A proposal from a template. */
export interface ReadProposal extends ChangeSetProposal {
  /** Sentences about parts of the template that have no effect here, or that CloudFormation may understand differently. */
  readonly remarks: readonly string[];
}

/**
 * Reads templates and sets the values of their parameters: those in the options, then those of the stack or of the template before, then
 * the defaults.
 *
 * @throws UsageError, TemplateError with the problems.
 */
export function readProposals(
  files: readonly string[],
  options: Filling,
  types: ResourceTypes,
  state: StackState,
): readonly ReadProposal[] {
  const templates = files.map((file) => readTemplateFile(file, types));
  const values = readFilling(options, state);
  refuseUnknownParameters(values.parameters, templates);
  const said = new Set<string>();
  let previous = state.parameters;
  let typeNames = typeNamesOf(state);
  return templates.map((template): ReadProposal => {
    const { remarks, ...proposal } = proposalOf(template, values, { ...state, parameters: previous });
    refuseTypeChanges(typeNames, proposal.target);
    typeNames = typeNamesIn(proposal.target);
    previous = { ...previous, ...proposal.parameters };
    const news = remarks.filter((remark) => !said.has(remark));
    for (const remark of news) said.add(remark);
    return { ...proposal, remarks: news };
  });
}

/** The options with values for templates. */
type Filling = Pick<TemplateOptions, 'parameters' | 'tags'>;

/** The values for templates. */
export interface FilledWith {
  readonly parameters: TextMap;
  readonly tags: TextMap;
}

/** The values in the options. Without tags, those of the stack are used. @throws UsageError if they are not valid. */
export function readFilling({ parameters = [], tags: given }: Filling, state: StackState): FilledWith {
  const tags = given === undefined ? state.tags : readPairs(given, '--tags');
  refuseDynamicReferences(tags);
  const problem = given === undefined ? undefined : problemOfTags(tags);
  if (problem !== undefined) throw new UsageError(`--tags: ${problem}`);
  return { parameters: readParameters(parameters), tags };
}

/** A template with values: those in the options that it declares, then those of the stack, then the defaults. @throws TemplateError */
export function proposalOf(
  template: Template,
  { parameters: given, tags }: FilledWith,
  state: StackState,
): ReadProposal {
  const declared = new Set(template.parameters.map(({ name }) => name));
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => declared.has(name)));
  const { values, problems, remarks } = chooseValues(template.parameters, own, state.parameters);
  if (problems.length > 0) throw new TemplateError(template.source.file, problems, template.source.locate);
  const rebind = (parameters: TextMap) => bindTemplate(template, parameters, pseudoParameters(state));
  const target = rebind(values);
  const hidden = new Set(hiddenIn(template));
  return {
    ...{ target, parameters: values, tags, rebind, hidden },
    remarks: [...template.remarks, ...target.remarks, ...remarks],
  };
}

/** The names of the types in a stack and in the proposals for it. */
export function typesUsed(state: StackState, proposals: readonly Proposal[]): readonly string[] {
  return [...typesIn(state), ...proposals.flatMap(({ target }) => target.resources.map(({ type }) => type.name))];
}

/** The names of the NoEcho parameters of templates. @throws UsageError, TemplateError with the problems. */
export function hiddenParameters(files: readonly string[], types: ResourceTypes): ReadonlySet<string> {
  return new Set(files.map((file) => readTemplateFile(file, types)).flatMap(hiddenIn));
}

function hiddenIn({ parameters }: Template): string[] {
  return parameters.flatMap(({ name, noEcho }) => (noEcho ? [name] : []));
}

/** Reads the template in a file. @throws UsageError, TemplateError with the problems. */
export function readTemplateFile(file: string, types: ResourceTypes): Template {
  return readTemplate(readSource(file, readTextFile(file, 'template')), types);
}

/** The tags of a stack are sent unchanged: a reference in one would reach the cloud as text. */
function refuseDynamicReferences(tags: TextMap): void {
  for (const [key, value] of Object.entries(tags)) {
    const found = dynamicReferenceIn([key, value]);
    if (found !== undefined)
      throw new UsageError(`--tags: ${key} has ${found}, ${NOT_RESOLVED}: give the value itself`);
  }
}

/** CloudFormation's limits on the tags of a stack, from the API reference of its type Tag and of CreateStack. */
const TAG_LIMITS = { count: 50, key: 128, value: 256 } as const;

/** What CloudFormation refuses in the tags of a stack; `undefined` if nothing. */
function problemOfTags(tags: TextMap): string | undefined {
  const count = Object.keys(tags).length;
  if (count > TAG_LIMITS.count)
    return `there are ${count} tags, and a stack may have ${TAG_LIMITS.count}: remove ${count - TAG_LIMITS.count}`;
  for (const [key, value] of Object.entries(tags)) {
    if (/^aws:/i.test(key)) return `${key} begins with aws:, which is reserved for AWS: choose another key`;
    if (key.length > TAG_LIMITS.key) return `${key} has ${key.length} characters, and a key may have ${TAG_LIMITS.key}`;
    if (value.length > TAG_LIMITS.value)
      return `the value of ${key} has ${value.length} characters, and a value may have ${TAG_LIMITS.value}`;
  }
  return undefined;
}

/** @throws UsageError if a value is for a parameter that no template has. */
export function refuseUnknownParameters(given: TextMap, templates: readonly Template[]): void {
  const declared = new Set(templates.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
  const unknown = Object.keys(given).filter((name) => !declared.has(name));
  if (unknown.length > 0) {
    const known = declared.size === 0 ? 'none has parameters' : `choose from ${[...declared].join(', ')}`;
    const likely = new Set(unknown.flatMap((name) => suggestions(name, declared)));
    throw new UsageError(`--parameters: no template has ${unknown.join(', ')}${meant([...likely], known)}`);
  }
}
