import type { Metafile } from 'esbuild';

/** The parts of a package in package-lock.json (lockfileVersion 3) that are read here. */
export interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** package-lock.json: packages by their folder, `''` for the project itself. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** A package whose code is in the deployable. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** Where it is installed, relative to the project. */
  readonly folder: string;
  /** Its licence, by its name at https://spdx.org/licenses/. */
  readonly licence: string;
  /** The hash of the registry's file, as Subresource Integrity. */
  readonly integrity: string;
  /** The names of the packages that it depends on. */
  readonly dependencies: readonly string[];
}

/** Licences whose names in packages differ from SPDX. */
const SPDX: Readonly<Record<string, string>> = { 'Apache License 2.0': 'Apache-2.0' };

/** The SPDX identifier of the licence of a package. */
export function licenceOf({ license = 'UNKNOWN' }: LockedPackage): string {
  return SPDX[license] ?? license;
}

/** The folder of the package that a file belongs to, beginning with `node_modules`; `undefined` for the project's own files. */
function folderOf(file: string): string | undefined {
  return /\bnode_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

/**
 * The packages inside a bundle, by name: those with code in it that is not replaced. `replaced` has files below `node_modules`, as in
 * `left-out.ts`.
 *
 * @throws Error if one of them is not in the lockfile, or has no version or hash there.
 */
export function bundledPackages(
  { outputs }: Metafile,
  { packages }: Lockfile,
  replaced: readonly string[],
): BundledPackage[] {
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const own = files.filter(
    (file) =>
      !replaced.includes(
        file
          .split('/node_modules/')
          .at(-1)
          ?.replace(/^node_modules\//, '') ?? '',
      ),
  );
  const folders = new Set(own.flatMap((file) => folderOf(file) ?? []));
  return [...folders]
    .map((folder): BundledPackage => {
      const locked = packages[folder];
      if (!locked?.version || !locked.integrity)
        throw new Error(`${folder} is in the bundle, but not in package-lock.json`);
      return {
        name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
        version: locked.version,
        folder,
        licence: licenceOf(locked),
        integrity: locked.integrity,
        dependencies: Object.keys(locked.dependencies ?? {}).sort(),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
