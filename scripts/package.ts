import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Builds what Lambda unpacks: `build/TypeFunction/dist/handlers.js` with `entrypoint` and `testEntrypoint`, one file with all that it
 * needs. The folder's name may be given, as `cfn submit` does (`<buildCommand> TypeFunction`).
 */
async function buildFunction(name: string): Promise<void> {
  const root = path.resolve(__dirname, '..');
  const target = path.join(root, 'build', name);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['src/handlers.ts'],
    outfile: path.join(target, 'dist', 'handlers.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    // Handler error codes hang on the names of the library's exception classes.
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  const { version }: { version: string } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  // SAM packs the folder with npm, which wants a name and a version.
  const manifest = { name: 'tf-alicloud-imagecopy-function', version, private: true, type: 'commonjs' };
  await writeFile(path.join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

buildFunction(process.argv[2] ?? 'TypeFunction').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
