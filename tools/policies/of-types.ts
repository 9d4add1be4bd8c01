import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from '../command-line';
import type { Project } from '../projects';
import { typeOption } from '../type-option';
import { ALIBABA_POLICIES } from './alibaba';
import { HUAWEI_POLICIES } from './huaweicloud';
import type { PolicyPrinter } from './printer';

/** The policy printers of clouds, by the names of clouds in the list of types. */
const PRINTERS: Readonly<Record<string, PolicyPrinter>> = {
  alibaba: ALIBABA_POLICIES,
  huaweicloud: HUAWEI_POLICIES,
};

/** The printer of a type's policies, and the file with its needs; `undefined` if no document describes how its cloud limits a key. */
function policiesOf({
  folder,
  cloud,
}: Project): { readonly printer: PolicyPrinter; readonly file: string } | undefined {
  const printer = PRINTERS[cloud];
  const file = path.join(folder, 'src', 'properties', printer?.file ?? '');
  return printer !== undefined && existsSync(file) ? { printer, file } : undefined;
}

/**
 * The output of `npm run ram-policy` for a type with these parameters. Wrong parameters, and `--help`, end the process.
 *
 * @throws Error if the type has no policy, with the reason, or if the options ask for something that does not exist
 */
export function policyText(project: Project, parameters: readonly string[]): string {
  const policies = policiesOf(project);
  if (policies === undefined)
    throw new Error(
      `${project.typeName} needs no RAM policy: it does not work on the public Alibaba Cloud. Grant the key its permissions in the console of its own cloud.`,
    );
  const { printer, file } = policies;
  const program = commandLine('npm run ram-policy --')
    .description(printer.description)
    .addOption(typeOption('the type (default: that of the folder)'));
  return printer.print(program, require(file), parameters);
}

/** The policies of a type in a release, each by its name; empty if {@link policyText} has none. */
export function policyDocuments(project: Project): Readonly<Record<string, string>> {
  const { documents = {} } = policiesOf(project)?.printer ?? {};
  const texts = Object.entries(documents).map(([name, parameters]) => [name, policyText(project, parameters)] as const);
  return Object.fromEntries(texts);
}
