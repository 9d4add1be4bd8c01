import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from './command-line';
import { policyDocuments } from './policies/of-types';
import { allProjects, type Project, ROOT } from './projects';

/**
 * The policies of a type as files next to `alibaba-side.sh`, with the names in a release: those of the type and the policy, such as
 * `registration/tf-alicloud-image.ram-policy.json`. Each has the text that `npm run ram-policy` prints.
 */
export function policyFiles(project: Project): Readonly<Record<string, string>> {
  const files = Object.entries(policyDocuments(project)).map(
    ([name, text]) => [path.join(ROOT, 'registration', `${project.hyphenatedName}.${name}.json`), `${text}\n`] as const,
  );
  return Object.fromEntries(files);
}

if (require.main === module) {
  commandLine('node --import tsx tools/policy-files.ts')
    .description('Writes the policies of every type into registration/.')
    .parse();
  for (const [file, text] of allProjects().flatMap((project) => Object.entries(policyFiles(project))))
    writeFileSync(file, text);
}
