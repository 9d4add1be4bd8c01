import { crc32 } from 'node:zlib';

/** The lengths of the parts around the content of a PNG chunk: length, name, checksum (W3C PNG, 5.3). */
const [LENGTH, NAME, CHECKSUM] = [4, 4, 4];
const SIGNATURE = 8;

interface Chunk {
  readonly name: string;
  readonly content: Buffer;
  /** The chunk with all its parts. */
  readonly whole: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE; at < png.length; ) {
    const start = at + LENGTH + NAME;
    const end = start + png.readUInt32BE(at);
    const name = png.toString('latin1', at + LENGTH, start);
    chunks.push({ name, content: png.subarray(start, end), whole: png.subarray(at, end + CHECKSUM) });
    at = end + CHECKSUM;
  }
  return chunks;
}

/** A PNG with an additional note (a chunk tEXt, which no viewer draws). @param text Latin-1. */
export function withNote(png: Buffer, keyword: string, text: string): Buffer {
  const named = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const [length, checksum] = [Buffer.alloc(LENGTH), Buffer.alloc(CHECKSUM)];
  length.writeUInt32BE(named.length - NAME);
  checksum.writeUInt32BE(crc32(named));
  const [header, ...rest] = chunksOf(png).map(({ whole }) => whole);
  const parts = [png.subarray(0, SIGNATURE), header ?? Buffer.alloc(0), length, named, checksum, ...rest];
  return Buffer.concat(parts);
}

/** The note of a PNG under a keyword; `undefined` if it has none. */
export function noteOf(png: Buffer, keyword: string): string | undefined {
  const start = `${keyword}\0`;
  return chunksOf(png)
    .filter(({ name }) => name === 'tEXt')
    .map(({ content }) => content.toString('latin1'))
    .find((note) => note.startsWith(start))
    ?.slice(start.length);
}
