import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { commandLine } from './command-line';
import { leaveOut } from './left-out';
import { writeSupplyChain } from './supply-chain';

/**
 * Builds what Lambda unpacks: `build/TypeFunction/dist/handlers.js` with `entrypoint` and `testEntrypoint`, one file with all that it
 * needs. The folder's name may be given, as `cfn submit` does (`<buildCommand> TypeFunction`).
 *
 * Beside the folder, not in it: the source map (`build/TypeFunction.js.map`), what the bundle is made of (`build/metafile.json`), the
 * software bill of materials (`build/sbom.cdx.json`) and the licences (`build/THIRD-PARTY-LICENSES.txt`).
 */
async function buildFunction(name: string): Promise<void> {
  const root = path.resolve(__dirname, '..');
  const folder = path.join(root, 'build');
  const target = path.join(folder, name);
  const dist = path.join(target, 'dist');
  await mkdir(dist, { recursive: true });
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/handlers.ts'],
    outfile: path.join(dist, 'handlers.js'),
    bundle: true,
    platform: 'node',
    // The oldest Node.js that runs the project (package.json, engines): one bundle for every runtime of runtimes.ts and for npm start.
    target: 'node20',
    format: 'cjs',
    minify: true,
    // Handler error codes hang on the names of the library's exception classes.
    keepNames: true,
    legalComments: 'none',
    sourcemap: 'external',
    metafile: true,
    write: false,
    plugins: [leaveOut()],
    logLevel: 'warning',
  });
  for (const { path: file, contents } of outputFiles) {
    const isMap = file.endsWith('.map');
    await replace(isMap ? path.join(folder, `${name}.js.map`) : file, contents);
    if (!isMap) await writeSupplyChain(root, folder, metafile, contents, process.env.SOURCE_DATE_EPOCH);
  }
  await replace(path.join(folder, 'metafile.json'), JSON.stringify(metafile));
  const { version }: { version: string } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  // SAM packs the folder with npm, which wants a name and a version.
  const manifest = { name: 'tf-alicloud-imagecopy-function', version, private: true, type: 'commonjs' };
  await replace(path.join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await leaveOnly(target, ['dist', 'package.json']);
  await leaveOnly(dist, ['handlers.js']);

  /** At no moment is there no file, or half of one: another command may be running the function. */
  async function replace(file: string, contents: string | Uint8Array): Promise<void> {
    const fresh = path.join(folder, `${path.basename(file)}.${process.pid}`);
    await writeFile(fresh, contents);
    await rename(fresh, file);
  }
}

/** What a former build left is not to be packed. */
async function leaveOnly(folder: string, names: readonly string[]): Promise<void> {
  const others = (await readdir(folder)).filter((name) => !names.includes(name));
  await Promise.all(others.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}

const [name = 'TypeFunction'] = commandLine('npm run package --')
  .description('Packs the handlers into build/, as they are registered.')
  .argument('[name]', 'the folder in build/')
  .parse().args;
buildFunction(name).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
