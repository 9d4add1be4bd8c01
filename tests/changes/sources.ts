import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Source } from './places';

/** The folders of a project in which the code that keeps the guarantees is. */
const FOLDERS = ['src', 'untrusted'];

/** Every TypeScript file of these folders; `file` is relative to the folder of the project. */
export function sourcesOf(project: string, folders: readonly string[] = FOLDERS): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(project, folder), { encoding: 'utf8', recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(folder, name))
      .map((file) => ({ file, text: readFileSync(path.join(project, file), 'utf8') })),
  );
}
