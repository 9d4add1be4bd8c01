import { didYouMean, suggestions } from '../../tools/suggestion';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { isLoopKey, LANGUAGE_EXTENSIONS } from './loops';
import type { Path, Problem } from './problems';

// CloudFormation's rules for macros: docs.aws.amazon.com, Template Reference, "Transform reference" and "Fn::Transform".

const SERVERLESS = 'AWS::Serverless-2016-10-31';
const SERVERLESS_TYPE = 'AWS::Serverless::';
const INCLUDE = 'AWS::Include';

/** AWS's own macros. Another name that begins with `AWS::` is misspelt, or newer than this list. */
const OF_AWS = [
  'AWS::CodeDeployBlueGreen',
  'AWS::CodeStar',
  INCLUDE,
  LANGUAGE_EXTENSIONS,
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
  SERVERLESS,
  'AWS::ServiceCatalog',
];

/** Characters that a macro's name cannot have: they separate several names in one text. */
const NO_NAME = /[\s,]|^$/;

/** The function that runs a macro on the part of the template around it. */
const EMBEDDED = 'Fn::Transform';

/** The macros of a template, which change it before CloudFormation reads it. Only the language extensions are run here. */
export interface Macros {
  readonly hasExtensions: boolean;
  /** Errors, and what needs a macro that is not run here, because the rest of the template is then unknown. */
  readonly problems: readonly Problem[];
  /** The macros that are not run here, if the template can be read without them. */
  readonly remarks: readonly Problem[];
  /** Those of `remarks` whose effect is unknown here: they may correct what seems wrong in the template. */
  readonly unknown: readonly Problem[];
}

/** A macro that a template names. */
interface Macro {
  readonly name: string;
  readonly path: Path;
  /** The input of the macro. */
  readonly parameters?: Json;
}

/** Reads the macros of a template: those of the section Transform, and those inside other sections. */
export function readMacros(root: Json): Macros {
  const problems: Problem[] = [];
  const remarks: Problem[] = [];
  const { Transform: transform = [], ...sections } = isJsonObject(root) ? root : {};
  const declared = readSection(transform, problems);
  for (const macro of declared) judge(macro, sections, problems, remarks);
  checkOrder(declared, problems);
  const unknown = remarks.filter(({ message }) => message !== notRun(SERVERLESS));
  visit(sections, [], (macro) => {
    const { path, name } = macro;
    if (isInMetadata(path)) remarks.push({ path, message: notRun(name) });
    else problems.push({ path, message: whatIsMissing(macro) });
  });
  return { hasExtensions: declared.some(({ name }) => name === LANGUAGE_EXTENSIONS), problems, remarks, unknown };
}

/** The macros of the section Transform: one or a list, each a name or an object with Name. */
function readSection(value: Json, problems: Problem[]): readonly Macro[] {
  const entries = isJsonList(value)
    ? value.map((entry, index) => [entry, ['Transform', index]] as const)
    : [[value, ['Transform']] as const];
  return entries.flatMap(([entry, path]) => {
    const name = isJsonObject(entry) ? entry.Name : entry;
    if (typeof name === 'string') return [{ name, path, ...(isJsonObject(entry) && { parameters: entry.Parameters }) }];
    problems.push({ path, message: 'must be the name of a macro, or an object with Name and Parameters' });
    return [];
  });
}

/** Reports a macro of the section Transform that is not run here, as a problem if the template needs it. */
function judge(macro: Macro, sections: JsonObject, problems: Problem[], remarks: Problem[]): void {
  const { name, path } = macro;
  if (name === LANGUAGE_EXTENSIONS) return;
  const isMisspelt = name.startsWith('AWS::') && !OF_AWS.includes(name) && suggestions(name, OF_AWS).length > 0;
  const needs = name === SERVERLESS ? needsOfServerless(sections) : [];
  if (NO_NAME.test(name)) problems.push({ path, message: 'is not the name of a macro; several are a list' });
  else if (isMisspelt) problems.push({ path, message: `there is no macro ${name}${didYouMean(name, OF_AWS)}` });
  else if (name === INCLUDE) problems.push({ path, message: whatIsMissing(macro) });
  else if (needs.length === 0) remarks.push({ path, message: notRun(name) });
  problems.push(...needs);
}

/** The parts of a template that only the serverless macro can read. */
function needsOfServerless({ Globals: globals, Resources: resources = {} }: JsonObject): readonly Problem[] {
  const instead = `needs the transform ${SERVERLESS}, which is not run here: put it into a separate stack`;
  const problems: Problem[] = globals === undefined ? [] : [{ path: ['Globals'], message: instead }];
  const visitResources = (value: Json, path: Path): void => {
    for (const [key, resource] of Object.entries(isJsonObject(value) ? value : {})) {
      const below = [...path, key];
      if (isLoopKey(key) && isJsonList(resource)) visitResources(resource[2] ?? null, [...below, 2]);
      const type = isJsonObject(resource) ? resource.Type : undefined;
      if (typeof type !== 'string' || !type.startsWith(SERVERLESS_TYPE)) continue;
      problems.push({ path: [...below, 'Type'], message: `${type} ${instead}` });
    }
  };
  visitResources(resources, ['Resources']);
  return problems;
}

/** "The AWS::LanguageExtensions transform must come before the AWS::Serverless transform in the list" (LanguageExtensions). */
function checkOrder(declared: readonly Macro[], problems: Problem[]): void {
  const serverless = declared.findIndex(({ name }) => name === SERVERLESS);
  const extensions = declared.findIndex(({ name }) => name === LANGUAGE_EXTENSIONS);
  if (serverless < 0 || extensions < serverless) return;
  problems.push({
    path: declared[serverless]?.path ?? [],
    message: `${LANGUAGE_EXTENSIONS} must come before ${SERVERLESS}`,
  });
}

/** Finds the macros inside the sections of a template. */
function visit(value: Json, path: Path, found: (macro: Macro) => void): void {
  if (isJsonList(value)) value.forEach((item, index) => void visit(item, [...path, index], found));
  if (!isJsonObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const below = [...path, key];
    if (key !== EMBEDDED) visit(item, below, found);
    else if (isJsonObject(item) && typeof item.Name === 'string')
      found({ name: item.Name, path: below, parameters: item.Parameters });
    else found({ name: EMBEDDED, path: below });
  }
}

/** Whether nothing is created from a part of a template. */
function isInMetadata(path: Path): boolean {
  const withoutLoops = path.filter((key, index) => !isLoop(key) && !isLoop(path[index - 1]));
  const [section, , attribute] = withoutLoops;
  return section === 'Metadata' || (section === 'Resources' && attribute === 'Metadata');
}

function isLoop(key: string | number | undefined): boolean {
  return typeof key === 'string' && isLoopKey(key);
}

function whatIsMissing({ name, path: [section], parameters }: Macro): string {
  if (name === EMBEDDED) return 'needs an object with the Name of a macro, and Parameters';
  if (name === LANGUAGE_EXTENSIONS || name === SERVERLESS) return `${name} can only be named in Transform at the top`;
  if (name !== INCLUDE) return `the macro ${name} is not run here: put its result into the template itself`;
  if (section === 'Parameters') return `CloudFormation does not accept ${INCLUDE} in Parameters`;
  const location = isJsonObject(parameters) ? parameters.Location : undefined;
  const file = typeof location === 'string' ? location : 'the file';
  return `${INCLUDE} is not run here, since nothing is fetched: put the contents of ${file} into the template itself`;
}

function notRun(name: string): string {
  const isServerless = name === SERVERLESS;
  const effect = isServerless ? 'no resource of the template needs it' : 'in CloudFormation it may change the template';
  return `the macro ${name} is not run here; ${effect}`;
}
