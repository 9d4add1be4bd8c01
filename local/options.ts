import { basename, extname } from 'node:path';
import { UsageError } from './errors';
import type { TextMap } from './stack/state';

/** The options that every command has. */
export interface CommonOptions extends OutputOptions {
  readonly stackName?: string;
  readonly typeConfiguration?: string;
  readonly state: string;
}

/** How a command shows what it has to show. */
export interface OutputOptions {
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
  /** The file that takes a report in HTML. */
  readonly report?: string;
}

/** What fills a template in. */
export interface TemplateOptions extends CommonOptions {
  readonly parameters?: readonly string[];
  readonly tags?: readonly string[];
}

/** Files with what embedded simulators have at the start, by the names of their clouds. */
export type ImagesFiles = Readonly<Record<string, string>>;

/** The options of `deploy`. */
export interface DeployOptions extends TemplateOptions {
  readonly images?: ImagesFiles;
  readonly speed?: number;
  readonly keyless?: boolean;
  readonly disableRollback?: boolean;
  readonly delete?: boolean;
  /** false: the change set is shown, and nothing is done. */
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
  /** Names of regions, of which one text may hold several with commas between them. */
  readonly region?: readonly string[];
}

const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;

/** How `aws cloudformation create-stack` takes parameters and tags: it would pass for a pair of the key `ParameterKey` or `Key`. */
const PAIR_ELSEWHERE = /^((?:Parameter)?Key)=(.+?),((?:Parameter)?Value)=/;

/**
 * Pairs of the form `Key=Value` as a map; the value may hold further equals signs.
 *
 * @param option the option's name, for messages.
 * @throws UsageError if one is of another form or a key comes twice.
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
 * The name of the stack: the given one, else one derived from the template's file name.
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
