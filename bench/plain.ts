import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { allProjects, rootProject } from '../tools/projects';

const run = promisify(execFile);
const ROOT = path.resolve(__dirname, '..');
const INSTALL_LIMIT_MS = 120_000;

/** A type as it is packed: the folder that would be zipped, and the file in it that Lambda would load. */
export interface Packed {
  readonly typeName: string;
  readonly folder: string;
  readonly handlers: string;
}

/** Where the two ways of packing the first type are, and the other types, and what measures them. */
export interface Built {
  readonly plain: Packed;
  readonly bundle: Packed;
  /** As they are deployed, in the order of the list; the first one is {@link bundle}. */
  readonly types: readonly Packed[];
  /** READ on the library's own entrypoint, in the plain folder. */
  readonly library: string;
  readonly probes: { readonly load: string; readonly invoke: string };
}

/** The default packaging could not be built: no network, for example. */
export class PlainWayMissing extends Error {
  override readonly name = 'PlainWayMissing';
}

/**
 * Builds the default packaging, as the project template of `cfn init` packs a type: the same sources one by one, next to a real
 * `npm install` of their dependencies with the whole SDK client and aws-sdk v2, which the library loads.
 *
 * @throws PlainWayMissing if npm cannot install.
 */
export async function buildAll(): Promise<Built> {
  const bench = path.join(ROOT, 'build', 'bench');
  const plain = path.join(bench, 'plain');
  const probes = path.join(bench, 'probes');
  await rm(bench, { recursive: true, force: true });
  await mkdir(plain, { recursive: true });
  await install(plain);
  await compile([path.join(ROOT, 'src'), path.join(ROOT, 'untrusted'), path.join(ROOT, 'bench', 'baseline')], plain);
  await copyFile(path.join(ROOT, 'schema.json'), path.join(plain, 'schema.json'));
  await build({
    entryPoints: [path.join(ROOT, 'bench', 'probes', 'load.ts'), path.join(ROOT, 'bench', 'probes', 'invoke.ts')],
    outdir: probes,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  await run(process.execPath, ['--import', 'tsx', path.join('tools', 'package.ts')], { cwd: ROOT });
  const { typeName } = rootProject();
  const types = allProjects().map((project): Packed => {
    return { typeName: project.typeName, folder: project.functionFolder, handlers: project.handlersFile };
  });
  const bundle = types.find((type) => type.typeName === typeName);
  if (bundle === undefined) throw new Error(`the list has no ${typeName}`);
  return {
    plain: { typeName, folder: plain, handlers: path.join(plain, 'src', 'handlers.js') },
    ...{ bundle, types },
    library: path.join(plain, 'bench', 'baseline', 'read-resource.js'),
    probes: { load: path.join(probes, 'load.js'), invoke: path.join(probes, 'invoke.js') },
  };
}

async function install(folder: string): Promise<void> {
  const { dependencies } = await readJson<{ dependencies: Record<string, string> }>('package.json');
  const { version } = await readJson<{ version: string }>('tools/stand-ins/aws-sdk/package.json');
  const manifest = {
    name: 'plain',
    version: '0.0.0',
    private: true,
    dependencies: { ...dependencies, 'aws-sdk': version },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const options = ['--omit=dev', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  try {
    await run('npm', ['install', ...options], { cwd: folder, timeout: INSTALL_LIMIT_MS });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PlainWayMissing(`npm could not install the default packaging: ${reason}`);
  }
}

async function readJson<Contents>(file: string): Promise<Contents> {
  return JSON.parse(await readFile(path.join(ROOT, file), 'utf8'));
}

/** The handlers import the models that they need one by one; the SDK's documentation imports the package. */
const wholeSdk: Plugin = {
  name: 'whole-sdk',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replace(/(@alicloud\/ecs20140526)\/dist\/models\/\w+/g, '$1'),
      loader: 'ts',
    }));
  },
};

/** Each file by itself, imports left as they are. */
async function compile(folders: readonly string[], target: string): Promise<void> {
  const entries = await Promise.all(
    folders.map(async (folder) => (await readdir(folder, { recursive: true })).map((file) => path.join(folder, file))),
  );
  await build({
    entryPoints: entries.flat().filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')),
    outbase: ROOT,
    outdir: target,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    plugins: [wholeSdk],
    logLevel: 'warning',
  });
}
