import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { type BundledPackage, bundledPackages, type Lockfile } from './bundled';
import { LEFT_OUT } from './left-out';
import { notices, type Rights } from './notices';
import { billOfMaterials } from './sbom';

/** The parts of a package.json that are read here. */
interface Manifest {
  readonly version: string;
  readonly author?: string | { readonly name?: string };
  readonly dependencies: Readonly<Record<string, string>>;
}

async function readJson<T>(...names: readonly string[]): Promise<T> {
  return JSON.parse(await readFile(path.join(...names), 'utf8'));
}

async function rightsIn(folder: string): Promise<Rights> {
  const { author } = await readJson<Manifest>(folder, 'package.json');
  const names = (await readdir(folder))
    .filter((name) => /^(licen[cs]e|copying|notice|copyrightnotice)/i.test(name))
    .sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return {
    author: typeof author === 'string' ? author.replace(/ *<.*/, '') : author?.name,
    ...(texts.length > 0 && { text: texts.map((text) => text.trim()).join('\n\n') }),
  };
}

/** A bundle and its description. */
interface Bundle {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly contents: Uint8Array;
  /** Seconds since 1970 (`SOURCE_DATE_EPOCH`), for the bill's timestamp; without it, the bill has none. */
  readonly epoch?: string;
}

/**
 * Writes the software bill of materials of a bundle (`sbom.cdx.json`) and `THIRD-PARTY-LICENSES.txt` into a folder next to it.
 *
 * @param root the folder of the packages.
 */
export async function writeSupplyChain(
  root: string,
  folder: string,
  metafile: Metafile,
  { epoch, ...bundle }: Bundle,
): Promise<void> {
  const [lockfile, manifest, { version: bundler }] = await Promise.all([
    readJson<Lockfile>(root, 'package-lock.json'),
    readJson<Manifest>(root, 'package.json'),
    readJson<Manifest>(root, 'node_modules', 'esbuild', 'package.json'),
  ]);
  const packages = bundledPackages(
    metafile,
    lockfile,
    LEFT_OUT.map(({ file }) => file),
  );
  const deliverable = {
    ...{ ...bundle, bundler, dependencies: Object.keys(manifest.dependencies) },
    ...(epoch && { timestamp: new Date(Number(epoch) * 1000) }),
  };
  const rights = new Map<BundledPackage, Rights>();
  for (const bundled of packages) rights.set(bundled, await rightsIn(path.join(root, bundled.folder)));
  const bill = billOfMaterials(deliverable, packages);
  await writeFile(path.join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, undefined, 2)}\n`);
  await writeFile(
    path.join(folder, 'THIRD-PARTY-LICENSES.txt'),
    notices(packages, (bundled) => rights.get(bundled) ?? {}),
  );
}
