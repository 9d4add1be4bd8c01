import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** What a folder weighs as a zip. */
export interface ZipSize {
  readonly files: number;
  /** Unpacked. */
  readonly bytes: number;
  readonly zippedBytes: number;
}

/** Bytes of a zip's local header and of its central directory entry without the name, and of its end (APPNOTE 6.3, 4.3). */
const LOCAL_HEADER = 30;
const DIRECTORY_ENTRY = 46;
const END_OF_DIRECTORY = 22;
const AT_ONCE = 64;

/** The size that a folder has as a zip with deflate, as `cfn submit` makes one; nothing is written. */
export async function zipSize(folder: string): Promise<ZipSize> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  let bytes = 0;
  let zippedBytes = END_OF_DIRECTORY;
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const sizes = await Promise.all(files.slice(at, at + AT_ONCE).map((file) => entrySize(folder, file)));
    for (const size of sizes) {
      bytes += size.plain;
      zippedBytes += size.zipped;
    }
  }
  return { files: files.length, bytes, zippedBytes };
}

async function entrySize(folder: string, file: string): Promise<{ plain: number; zipped: number }> {
  const contents = await readFile(file);
  const packed = await deflate(contents);
  const name = Buffer.byteLength(path.relative(folder, file));
  return {
    plain: contents.length,
    zipped: LOCAL_HEADER + DIRECTORY_ENTRY + 2 * name + Math.min(packed.length, contents.length),
  };
}
