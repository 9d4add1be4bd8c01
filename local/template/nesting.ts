import { isJsonList, isJsonObject, type Json } from '../json';
import { LANGUAGE_EXTENSIONS, LOOP_SECTIONS, NEEDS_TRANSFORM } from './loops';
import type { Path, Problem } from './problems';

// The functions that are allowed in the arguments of others: docs.aws.amazon.com, Template Reference, "Supported functions" of each
// function. For a Fn::Join in Fn::FindInMap, CloudFormation answers "every Fn::FindInMap object requires three parameters, the map name,
// map key and the attribute for return value" (cloudformation-coverage-roadmap, issue 2034).

/** Arguments that allow few functions. */
interface Rule {
  readonly name: string;
  readonly indexes: readonly number[];
  readonly allowed: ReadonlySet<string>;
  /** Whether AWS::LanguageExtensions evaluates every function there, according to its documentation. */
  readonly isLifted: boolean;
  /** What is required there. */
  readonly instead: string;
}

const NO_FUNCTION: ReadonlySet<string> = new Set();
const REF_OR_MAP: ReadonlySet<string> = new Set(['Ref', 'Fn::FindInMap']);

const RULES: readonly Rule[] = [
  {
    name: 'Fn::FindInMap',
    indexes: [0, 1, 2],
    allowed: REF_OR_MAP,
    isLifted: true,
    instead: 'its arguments are texts, Ref or Fn::FindInMap',
  },
  { name: 'Fn::Join', indexes: [0], allowed: NO_FUNCTION, isLifted: false, instead: 'its delimiter is plain text' },
  { name: 'Fn::Split', indexes: [0], allowed: NO_FUNCTION, isLifted: false, instead: 'its delimiter is plain text' },
  {
    name: 'Fn::Select',
    indexes: [0],
    allowed: REF_OR_MAP,
    isLifted: false,
    instead: 'its index is a number, Ref or Fn::FindInMap',
  },
];

/** The nested functions that CloudFormation refuses or may refuse. */
export interface NestingJudgement {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Judges the functions in the arguments of others, and `Fn::If` among the conditions. With the language extensions, what the documentation
 * does not allow is a warning: it is unknown what the transform evaluates before CloudFormation checks.
 */
export function judgeNesting(root: Json, hasExtensions: boolean): NestingJudgement {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const found = (path: Path, message: string): void => {
    if (hasExtensions) warnings.push({ path, message: `${message}. ${DOUBT}` });
    else problems.push({ path, message });
  };
  const visit = (value: Json, path: Path): void => {
    if (isJsonList(value)) value.forEach((item, index) => void visit(item, [...path, index]));
    if (!isJsonObject(value)) return;
    for (const [key, item] of Object.entries(value)) {
      const below = [...path, key];
      if (key === 'Fn::If' && path[0] === 'Conditions') found(below, IF_IN_CONDITIONS);
      const rule = RULES.find(({ name }) => name === key);
      if (rule !== undefined && isJsonList(item) && !(hasExtensions && rule.isLifted)) {
        for (const [index, inner] of wrongIn(item, rule)) found([...below, index], messageFor(rule, inner));
      }
      const fallback = hasExtensions || key !== 'Fn::FindInMap' ? undefined : fallbackIn(item);
      if (fallback !== undefined)
        warnings.push({ path: [...below, 3, 'DefaultValue'], message: fallbackDoubt(fallback) });
      visit(item, below);
    }
  };
  const sections = isJsonObject(root) ? root : {};
  for (const section of LOOP_SECTIONS) visit(sections[section] ?? {}, [section]);
  return { problems, warnings };
}

const DOUBT = 'It is not known whether CloudFormation accepts it after the transform';

/** The function in the DefaultValue of a mapping, if it is not one that all its arguments accept. */
function fallbackIn(item: Json): string | undefined {
  const options = isJsonList(item) ? item[3] : undefined;
  const name = functionIn(isJsonObject(options) ? options.DefaultValue : undefined);
  return name === undefined || REF_OR_MAP.has(name) ? undefined : name;
}

function fallbackDoubt(name: string): string {
  return `it is not known whether CloudFormation accepts ${name} as the DefaultValue of Fn::FindInMap without Transform: ${LANGUAGE_EXTENSIONS}`;
}

const IF_IN_CONDITIONS =
  'CloudFormation does not accept Fn::If in Conditions: combine conditions with Fn::And, Fn::Or, Fn::Not';

function messageFor({ name, isLifted, instead }: Rule, inner: string): string {
  if (isLifted) return `${inner} inside ${name} ${NEEDS_TRANSFORM}; without it, ${instead}`;
  return `${inner} cannot be used here in ${name}: ${instead}`;
}

/** The functions that a rule does not allow, with the indexes of the arguments. */
function wrongIn(
  items: readonly Json[],
  { indexes, allowed }: Rule,
): readonly (readonly [index: number, name: string])[] {
  return indexes.flatMap((index) => {
    const name = functionIn(items[index]);
    return name === undefined || allowed.has(name) ? [] : [[index, name] as const];
  });
}

/** The name of the function in a value; `undefined` if the value is not a function. */
function functionIn(value: Json | undefined): string | undefined {
  const [key, ...others] = isJsonObject(value) ? Object.keys(value) : [];
  return key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::')) ? key : undefined;
}
