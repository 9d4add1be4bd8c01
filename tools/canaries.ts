import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { findCanaries } from '../simulator/index';
import { commandLine } from './command-line';
import { meantFiles } from './near-files';

/**
 * `npm run canaries -- PATH…`: searches the files that tests, benches and tools wrote for the fake secrets that they used. It prints the
 * place and kind of each secret, never the value. The exit code is 1 if there is one, and 2 if there is nothing to search.
 */
function main(paths: readonly string[]): number {
  const present = paths.filter((place) => statSync(place, { throwIfNoEntry: false }));
  for (const place of paths.filter((one) => !present.includes(one)))
    console.log(`${place}: not there${meantFiles(place)}`);
  const files = present.flatMap(filesIn);
  const found = files.flatMap(findingsIn);
  for (const finding of found) console.error(finding);
  console.log(
    `${files.length} files searched for made-up secrets: ${found.length === 0 ? 'none' : found.length} found`,
  );
  if (found.length > 0) return 1;
  return files.length > 0 ? 0 : 2;
}

/** Every file of a folder. Links are not followed: their targets are searched where they are. */
function filesIn(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Reads bytes as characters, so that every file can be read. */
function findingsIn(file: string): string[] {
  const text = readFileSync(file, 'latin1');
  const inName = findCanaries(file).map(
    ({ kind, form }) => `${path.dirname(file)}: the name of a file holds a ${kind}, ${form}`,
  );
  if (inName.length > 0) return inName;
  return findCanaries(text).map(({ kind, form, index }) => `${file}:${lineOf(text, index)}: ${kind}, ${form}`);
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

const { args } = commandLine('npm run canaries --')
  .description('Searches files and folders for the made-up secrets of tests, benches and tools.')
  .argument('<paths...>', 'files and folders')
  .parse();
process.exitCode = main(args);
