import type { Readable } from 'node:stream';

/** Passes on every line of a stream as soon as it is complete, and at the end the rest without a line break. */
export function readLines(stream: Readable, log: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) log(line);
  });
  stream.on('end', () => {
    if (rest !== '') log(rest);
  });
}
