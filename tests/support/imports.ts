import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A file and what it imports: files of the project by their path, packages by their name. */
export interface SourceFile {
  readonly file: string;
  readonly imports: readonly string[];
}

/** The TypeScript files below a folder, with what they import, be it a value or a type. Paths are from `root`, with `/`. */
export function sourcesBelow(root: string, folder: string): SourceFile[] {
  return readdirSync(path.join(root, folder), { encoding: 'utf8', recursive: true })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !name.includes('node_modules'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .map((file) => ({ file, imports: importsOf(file, readFileSync(path.join(root, file), 'utf8')) }));
}

/** What a text imports. */
export function importsOf(file: string, text: string): string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('node:'))
    .map((name) => (name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : packageOf(name)));
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The circles among files, each from its first file round to it again. */
export function circlesOf(sources: readonly SourceFile[]): string[][] {
  const byPath = new Map(sources.flatMap((source) => pathsOf(source.file).map((name) => [name, source] as const)));
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (source: SourceFile, trail: readonly string[]): void => {
    const at = trail.indexOf(source.file);
    if (at >= 0) circles.push([...trail.slice(at), source.file]);
    if (at >= 0 || done.has(source.file)) return;
    for (const name of source.imports) {
      const next = byPath.get(name);
      if (next) walk(next, [...trail, source.file]);
    }
    done.add(source.file);
  };
  for (const source of sources) walk(source, []);
  return circles;
}

/** The ways in which a file may be imported. */
function pathsOf(file: string): string[] {
  const bare = file.replace(/\.tsx?$/, '');
  return [file, bare, ...(bare.endsWith('/index') ? [bare.slice(0, -'/index'.length)] : [])];
}
