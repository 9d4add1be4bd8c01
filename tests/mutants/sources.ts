import path from 'node:path';
import { allProjects } from '../../tools/projects';
import type { Source } from '../changes/places';
import { sourcesOf } from '../changes/sources';

/** What is not written by hand: the models of the types. */
const GENERATED = /(^|\/)src\/models\.ts$|\.d\.ts$/;

/** The code of all types that is written by hand. */
export function sourcesToChange(project: string): readonly Source[] {
  const folders = allProjects().map(({ folder }) => path.relative(project, path.join(folder, 'src')));
  return sourcesOf(project, folders).filter(({ file }) => !GENERATED.test(file));
}
