import { didYouMean } from '../../tools/suggestion';
import { isJsonObject } from '../json';
import type { ResourceTypes } from '../schema/resource-type';
import { judgeBareScalars } from './bare-scalars';
import { readBody } from './body';
import type { TemplateBody } from './declarations';
import { expand } from './language-extensions';
import { remarksOn } from './left-out';
import { loopRemarks } from './loop-remarks';
import { isLoopKey } from './loops';
import { readMacros } from './macros';
import { judgeNesting } from './nesting';
import { checkDescription } from './outputs';
import { type Parameter, readParameter } from './parameters';
import { type Problem, placed, type Report, reporter, TemplateError } from './problems';
import type { Inputs } from './scope';
import type { TemplateSource } from './source';

export { POLICIES, type Policy, type ResourceDeclaration } from './declarations';

/** A template that was read. Its parameters have no values yet. */
export interface Template {
  readonly source: TemplateSource;
  readonly parameters: readonly Parameter[];
  /** What has no effect here, or may mean something else to CloudFormation, a sentence each. */
  readonly remarks: readonly string[];
  /**
   * The template's body for these values: with `AWS::LanguageExtensions` they decide which resources there are.
   *
   * @throws TemplateError with everything that is unknown, missing or of the wrong form, each by its path.
   */
  body(inputs: Inputs): TemplateBody;
}

const SECTIONS = new Set([
  ...['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Transform'],
  ...['Parameters', 'Rules', 'Mappings', 'Conditions', 'Resources', 'Outputs'],
]);
/** CloudFormation's sections that are not supported here and get a message of their own. */
const SECTIONS_NOT_HERE = new Set(['Hooks']);
const FORMAT_VERSION = '2010-09-09';

/**
 * Reads a template for the given resource types. A template without `AWS::LanguageExtensions` is read completely. With the extensions, the
 * result of loops is read when the parameters have values.
 *
 * @throws TemplateError with everything that is unknown, missing or of the wrong form, each by its path.
 */
export function readTemplate(source: TemplateSource, types: ResourceTypes): Template {
  const { hasExtensions, ...macros } = readMacros(source.value);
  throwIfAny(macros.problems, source);
  const problems: Problem[] = [];
  const report = reporter(problems);
  const bare = judgeBareScalars(source, types);
  for (const { path, message } of bare.problems) report(path, message);
  throwIfAny(problems, source);
  const nesting = judgeNesting(source.value, hasExtensions);
  for (const { path, message } of nesting.problems) report(path, message);
  const parameters = readHead(source, report);
  const body = hasExtensions ? undefined : readBody(source, { types, hasExtensions, report });
  if (problems.length > 0) throwIfAny([...problems, ...macros.unknown], source);
  const warnings = [...source.warnings, ...bare.warnings, ...nesting.warnings, ...macros.remarks];
  return {
    source,
    parameters,
    remarks: [
      ...warnings.map((warning) => placed(warning, source)),
      ...remarksOn(source.value),
      ...(hasExtensions ? loopRemarks(source) : []),
    ],
    body: (inputs) => body ?? readExpanded(expand(source, parameters, inputs), types, macros.unknown),
  };
}

function readExpanded(source: TemplateSource, types: ResourceTypes, unknown: readonly Problem[]): TemplateBody {
  const problems: Problem[] = [];
  const body = readBody(source, { types, hasExtensions: true, report: reporter(problems) });
  if (problems.length > 0) throwIfAny([...problems, ...unknown], source);
  return body;
}

/** Reads the parts that do not depend on the values of parameters. */
function readHead({ value }: TemplateSource, report: Report): Parameter[] {
  if (!isJsonObject(value)) {
    report([], 'a template is an object with the section Resources');
    return [];
  }
  for (const key of Object.keys(value)) {
    if (SECTIONS_NOT_HERE.has(key)) report([key], 'is not supported here');
    else if (!SECTIONS.has(key)) report([key], `there is no such section of a template${didYouMean(key, SECTIONS)}`);
  }
  const { AWSTemplateFormatVersion: version, Parameters: parameters, ...others } = value;
  if (version !== undefined && version !== FORMAT_VERSION) {
    report(['AWSTemplateFormatVersion'], `must be ${FORMAT_VERSION}`);
  }
  checkDescription(others.Description, ['Description'], report);
  for (const section of ['Metadata', 'Rules']) {
    const found = others[section];
    if (found !== undefined && !isJsonObject(found)) report([section], 'must be an object');
  }
  if (!isJsonObject(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, declaration]) => {
    const path = ['Parameters', name];
    if (!isLoopKey(name)) return [readParameter(name, declaration, path, report)];
    report(path, 'Fn::ForEach is not allowed in Parameters');
    return [];
  });
}

function throwIfAny(problems: readonly Problem[], { file, locate }: TemplateSource): void {
  if (problems.length > 0) throw new TemplateError(file, problems, locate);
}
