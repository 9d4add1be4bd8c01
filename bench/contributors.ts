import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A package, or a folder of the sources, and what it adds to the bundle. */
export interface Contributor {
  readonly name: string;
  readonly bytes: number;
}

/** What `npm run package` writes about the bundle (esbuild, "Metafile"), as far as it matters here. */
interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      { readonly entryPoint?: string; readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }
    >
  >;
}

/** What the bundle that was built last consists of, the largest first. */
export async function contributors(root: string): Promise<readonly Contributor[]> {
  const metafile: Metafile = JSON.parse(await readFile(path.join(root, 'build', 'metafile.json'), 'utf8'));
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
  const bytes = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
    const name = ownerOf(file);
    bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
  }
  return [...bytes].map(([name, sum]) => ({ name, bytes: sum })).sort((one, other) => other.bytes - one.bytes);
}

/** The package of a file, the innermost where they are nested, or the first two folders of a source. */
function ownerOf(file: string): string {
  const inPackages = file.split('node_modules/').slice(1).at(-1);
  const parts = (inPackages ?? file).split('/');
  return parts.slice(0, inPackages?.startsWith('@') || !inPackages ? 2 : 1).join('/');
}
