import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { commandLine } from './command-line';
import { LEFT_OUT, leaveOut, notMet } from './left-out';
import { allProjects, type Project, ROOT } from './projects';
import { writeSupplyChain } from './supply-chain';
import { projectHere, typeOption } from './type-option';

/** The metadata that all functions share. */
interface Repository {
  readonly version: string;
}

/** The file that replaces a module of Node.js. */
function standIn(name: string): string {
  return path.join(ROOT, 'tools', 'stand-ins', `${name}.ts`);
}

/** The options for building the file of a type's handlers. */
function bundleOf(project: Project, outfile: string, met: Set<string>) {
  return {
    absWorkingDir: ROOT,
    entryPoints: [path.join(path.relative(ROOT, project.folder), 'src', 'handlers.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    // The oldest Node.js that runs the project (package.json, engines): one bundle for every runtime of runtimes.ts and for npm start.
    target: 'node20',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    // Handler error codes depend on the names of the library's exception classes. Shortening names and restoring them one by one
    // (minifyIdentifiers, keepNames) saves 4 KB of the zip, but costs a sixth of the loading time.
    minifyIdentifiers: false,
    legalComments: 'none',
    sourcemap: 'external',
    metafile: true,
    write: false,
    alias: { url: standIn('url'), zlib: standIn('zlib') },
    plugins: [leaveOut(LEFT_OUT, met)],
    logLevel: 'warning',
  } as const satisfies BuildOptions;
}

/**
 * Builds the content of a type's Lambda package: `build/TypeFunction/dist/handlers.js` of its project with `entrypoint` and
 * `testEntrypoint`, one file with everything it needs.
 *
 * Next to this folder are the source map (`build/TypeFunction.js.map`), the contents of the bundle (`build/metafile.json`), the software
 * bill of materials (`build/sbom.cdx.json`) and the licences (`build/THIRD-PARTY-LICENSES.txt`).
 *
 * @param name the name of the folder in `build/`.
 * @param met receives the modules that the bundle leaves out.
 */
async function buildFunction(project: Project, name: string, repository: Repository, met: Set<string>): Promise<void> {
  const folder = path.join(project.folder, 'build');
  const target = path.join(folder, name);
  const dist = path.join(target, 'dist');
  await mkdir(dist, { recursive: true });
  const { outputFiles, metafile } = await build(bundleOf(project, path.join(dist, 'handlers.js'), met));
  for (const { path: file, contents } of outputFiles) {
    const isMap = file.endsWith('.map');
    await replace(isMap ? path.join(folder, `${name}.js.map`) : file, contents);
    if (isMap) continue;
    const deliverable = {
      name: project.hyphenatedName,
      description: `AWS CloudFormation resource type ${project.typeName}`,
      ...repository,
      contents,
      epoch: process.env.SOURCE_DATE_EPOCH,
    };
    await writeSupplyChain(ROOT, folder, metafile, deliverable);
  }
  await replace(path.join(folder, 'metafile.json'), JSON.stringify(metafile));
  // SAM packs the folder with npm, which requires a name and a version.
  const { version } = repository;
  const manifest = { name: `${project.hyphenatedName}-function`, version, private: true, type: 'commonjs' };
  await replace(path.join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await leaveOnly(target, ['dist', 'package.json']);
  await leaveOnly(dist, ['handlers.js']);

  /** There is always a complete file, because another command may be running the function. */
  async function replace(file: string, contents: string | Uint8Array): Promise<void> {
    const fresh = path.join(folder, `${path.basename(file)}.${process.pid}`);
    await writeFile(fresh, contents);
    await rename(fresh, file);
  }
}

/** Removes the files of earlier builds, which must not be packed. */
async function leaveOnly(folder: string, names: readonly string[]): Promise<void> {
  const others = (await readdir(folder)).filter((name) => !names.includes(name));
  await Promise.all(others.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}

/**
 * The types to build: the named one, or the one in whose project npm was called. At the root this means all types, except for AWS's CLI: it
 * names the folder to build (`<buildCommand> TypeFunction`) and expects one type.
 */
function chosen(named: Project | undefined, isCalledByCli: boolean): readonly Project[] {
  if (named !== undefined) return [named];
  const here = projectHere();
  return here.folder === ROOT && !isCalledByCli ? allProjects() : [here];
}

/** Follows the error of the file system. npm start builds first, so a read-only folder fails here. */
const WHERE_IT_WRITES =
  'The build could not be written. Commands write build/, .cache/ and .stacks/ into the folder of the project: run them where you may ' +
  'write, for example in a copy of the project in your home folder, with free space on the disk.';

function isOfTheFileSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function main(name: string | undefined, { type }: { readonly type?: Project }): Promise<void> {
  const projects = chosen(type, name !== undefined);
  const { version }: Repository = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const met = new Set<string>();
  for (const project of projects) {
    await buildFunction(project, name ?? 'TypeFunction', { version }, met);
  }
  // A module that one type does not need may be needed by another.
  const stale = projects.length === allProjects().length ? notMet(LEFT_OUT, met) : [];
  if (stale.length > 0) throw new Error(stale.join('\n'));
}

commandLine('npm run package --')
  .description('Builds the function of every type, or only that of the type in whose folder you run it')
  .argument('[folder]', "the folder's name in build/, as AWS's CLI gives it", undefined)
  .addOption(typeOption('the type to build'))
  .action(main)
  .parseAsync()
  .catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(isOfTheFileSystem(error) ? `${message}\n${WHERE_IT_WRITES}` : message);
    process.exitCode = 1;
  });
