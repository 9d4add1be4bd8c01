import { writeFileSync } from 'node:fs';
import { type FormerContext, formOf, RECORDING } from '../support/former-version';
import { contextsOf } from './type-update';
import { BEGUN } from './type-update-scenarios';

/** `npm run package && node --import tsx tests/faults/record-contexts.ts`: writes the contexts of version 0.1.0, the first of each form. */
async function main(): Promise<void> {
  process.env.HANDLERS = 'built';
  const first = new Map<string, FormerContext>();
  for (const scenario of BEGUN) {
    for (const context of await contextsOf(scenario)) {
      const form = formOf(context);
      if (!first.has(form)) first.set(form, context);
    }
  }
  writeFileSync(RECORDING, `${JSON.stringify([...first.values()], undefined, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
