import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { accessMethods, configurationFile } from './access';
import { commandLine, endFailed } from './command-line';
import { policyFiles } from './policy-files';
import { allProjects, type Project, ROOT } from './projects';

/** A file of a release: its path, and its name there. */
type ReleaseFile = readonly [from: string, name: string];

/** The files of a type in a release, each named after it. */
function filesOf(project: Project): ReleaseFile[] {
  const { folder, hyphenatedName: name } = project;
  return [
    [path.join(folder, `${name}.zip`), `${name}.zip`],
    [path.join(folder, 'build', 'sbom.cdx.json'), `${name}.sbom.cdx.json`],
    [path.join(folder, 'build', 'THIRD-PARTY-LICENSES.txt'), `${name}.THIRD-PARTY-LICENSES.txt`],
    ...accessMethods(project).map(
      (method): ReleaseFile => [configurationFile(project, method), `${name}.type-configuration.${method}.json`],
    ),
    ...Object.keys(policyFiles(project)).map((file): ReleaseFile => [file, path.basename(file)]),
  ];
}

/** The files that all types share: those of `registration/` except its page and those of a type. */
async function commonFiles(ofTypes: readonly ReleaseFile[]): Promise<ReleaseFile[]> {
  const folder = path.join(ROOT, 'registration');
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map(({ name }): ReleaseFile => [path.join(folder, name), name])
    .filter(([file]) => !ofTypes.some(([other]) => other === file));
}

/** Every file of a release except the package of the constructs and the checksums. */
export async function releaseFiles(projects: readonly Project[]): Promise<ReleaseFile[]> {
  const ofTypes = projects.flatMap(filesOf);
  return [...ofTypes, ...(await commonFiles(ofTypes))];
}

/** @throws Error if the bill of materials is not that of the function in the package */
async function checkBill({ folder, typeName, hyphenatedName }: Project): Promise<void> {
  const bill = JSON.parse(await readFile(path.join(folder, 'build', 'sbom.cdx.json'), 'utf8'));
  const [{ content } = { content: undefined }] = bill.metadata.component.hashes;
  if (content === packedHash(path.join(folder, `${hyphenatedName}.zip`))) return;
  throw new Error(
    `${typeName}: build/sbom.cdx.json is not about the function in its package: run npm run register -- --all --dry-run`,
  );
}

/** The SHA-256 of the handlers in a package, in hexadecimal. */
function packedHash(file: string): string {
  const script = path.join(ROOT, 'tools', 'aws', 'packed_handlers.py');
  const { status, stdout, stderr, error } = spawnSync('python3', [script, file], { encoding: 'utf8' });
  if (error) throw new Error(`${file} cannot be opened: ${error.message}`);
  if (status !== 0) throw new Error(`${file} cannot be opened: ${stderr.trim()}`);
  return stdout.trim();
}

/** Copies the files of a release into a folder. @throws Error that names a missing file */
async function main(target: string): Promise<void> {
  const projects = allProjects();
  await mkdir(target, { recursive: true });
  for (const [from, name] of await releaseFiles(projects)) {
    await copyFile(from, path.join(target, name)).catch((error: unknown) => {
      const maker = from.endsWith('.zip')
        ? 'npm run register -- --all --dry-run'
        : 'npm run package or npm run generate';
      throw new Error(`${path.relative(ROOT, from)} cannot be copied: run ${maker} first`, { cause: error });
    });
  }
  await Promise.all(projects.map(checkBill));
}

if (require.main === module)
  commandLine('npm run release-files --')
    .description(
      'Copies what a release has of every type into a folder: packages, bills of materials, licences, type configurations, policies.',
    )
    .argument('<folder>', 'where the files go')
    .action(main)
    .parseAsync()
    .catch(endFailed);
