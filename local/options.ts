import { basename, extname } from 'node:path';
import { UsageError } from './errors';
import type { TextMap } from './stack/state';

/** The options that every command has. */
export interface CommonOptions extends OutputOptions {
  readonly stackName?: string;
  readonly typeConfiguration?: string;
  readonly state: string;
}

/** How a command shows its output. */
export interface OutputOptions {
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
  /** The file for a report in HTML. */
  readonly report?: string;
}

/** The values for a template. */
export interface TemplateOptions extends CommonOptions {
  readonly parameters?: readonly string[];
  readonly tags?: readonly string[];
}

/** Files with the initial content of embedded simulators, by the name of the cloud. */
export type ImagesFiles = Readonly<Record<string, string>>;

/** The options of `deploy`. */
export interface DeployOptions extends TemplateOptions {
  readonly images?: ImagesFiles;
  readonly speed?: number;
  readonly keyless?: boolean;
  readonly disableRollback?: boolean;
  readonly delete?: boolean;
  /** false: show the change set and do nothing. */
  readonly executeChangeset?: boolean;
}

/** The options of `validate`. */
export type ValidateOptions = OutputOptions & Pick<TemplateOptions, 'parameters' | 'tags' | 'typeConfiguration'>;

/** The options of `diff`. */
export interface DiffOptions extends TemplateOptions {
  readonly exitCode?: boolean;
}

/** The options of `delete`. */
export interface DeleteOptions extends CommonOptions {
  /** Logical IDs. */
  readonly retainResources?: readonly string[];
}

/** The options of `drift`. */
export interface DriftOptions extends CommonOptions {
  readonly exitCode?: boolean;
}

/** The options of `import`. */
export interface ImportOptions extends TemplateOptions {
  readonly resourcesToImport: readonly string[];
}

/** The options of `list`. */
export interface ListOptions extends CommonOptions {
  /** The names of regions. One text may contain several, with commas between them. */
  readonly region?: readonly string[];
}

const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;

/** The form of parameters and tags for `aws cloudformation create-stack`. Without this check, its first key would count as a name. */
const PAIR_ELSEWHERE = /^((?:Parameter)?Key)=(.+?),((?:Parameter)?Value)=/;

/**
 * Pairs of the form `Key=Value` as a map. The value may contain further equals signs.
 *
 * @param option the name of the option, for messages.
 * @throws UsageError if a pair has another form or a key occurs twice.
 */
export function readPairs(pairs: readonly string[], option: string): TextMap {
  const result = new Map<string, string>();
  for (const pair of pairs) {
    refuseForeignForm(pair, option);
    const at = pair.indexOf('=');
    if (at <= 0) throw new UsageError(`${option}: "${pair}" is not of the form Key=Value`);
    const key = pair.slice(0, at);
    if (result.has(key)) throw new UsageError(`${option}: ${key} is given twice`);
    result.set(key, pair.slice(at + 1));
  }
  return Object.fromEntries(result);
}

function refuseForeignForm(pair: string, option: string): void {
  const [, keyName, key, valueName] = PAIR_ELSEWHERE.exec(pair) ?? [];
  if (keyName === undefined) return;
  throw new UsageError(`${option}: write ${key}=VALUE instead of ${keyName}=${key},${valueName}=VALUE`);
}

/**
 * The name of the stack: the one in the options or, by default, one from the file name of the template.
 *
 * @throws UsageError if it is not a valid name of a stack.
 */
export function chooseStackName(given: string | undefined, templateFile: string): string {
  const made = basename(templateFile, extname(templateFile)).replace(/[^A-Za-z0-9-]+/g, '-');
  const name = given ?? made;
  if (STACK_NAME.test(name)) return name;
  if (given === undefined)
    throw new UsageError(`${templateFile}: its name cannot be the name of a stack; use --stack-name`);
  throw new UsageError(
    `--stack-name: "${name}" must begin with a letter and can have only letters, digits and hyphens`,
  );
}
