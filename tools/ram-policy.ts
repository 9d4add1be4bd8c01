import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from './command-line';
import { ALIBABA_POLICIES } from './policies/alibaba';
import { HUAWEI_POLICIES } from './policies/huaweicloud';
import type { PolicyPrinter } from './policies/printer';
import { takeType, typeOption } from './type-option';

/** What prints the policies of a cloud, by the name that the list of types gives it. */
const PRINTERS: Readonly<Record<string, PolicyPrinter>> = {
  alibaba: ALIBABA_POLICIES,
  huaweicloud: HUAWEI_POLICIES,
};

/** `npm run ram-policy`: prints what the handlers of a type have to be allowed in their cloud. */
function main(): void {
  const { project, rest } = takeType(process.argv.slice(2));
  const printer = PRINTERS[project.cloud];
  const file = path.join(project.folder, 'src', 'properties', printer?.file ?? '');
  if (printer === undefined || !existsSync(file))
    throw new Error(
      `${project.typeName} needs no RAM policy: it does not work on the public Alibaba Cloud. The key gets its rights in the console of its own cloud.`,
    );
  const program = commandLine('npm run ram-policy --')
    .description(printer.description)
    .addOption(typeOption('the type (default: that of the folder)'));
  console.log(printer.print(program, require(file), rest));
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
