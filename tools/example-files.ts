import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { allProjects, type Project } from './projects';

/** The examples of a type: templates in YAML, which have the comments, each with a twin in JSON. */
export interface ExamplesOfType {
  readonly project: Project;
  /** The absolute path of their folder, which may not exist. */
  readonly folder: string;
  /** The names of the templates in YAML, in alphabetical order. */
  readonly templates: readonly string[];
  /** The names of the templates in JSON. */
  readonly twins: readonly string[];
}

/** The examples of every type in the list, from `examples/` of the type's project. Examples that mix types are the root's. */
export function allExamples(): readonly ExamplesOfType[] {
  return allProjects().map((project) => {
    const folder = path.join(project.folder, 'examples');
    const files = existsSync(folder) ? readdirSync(folder).sort() : [];
    return { project, folder, templates: withEnding(files, '.yaml'), twins: withEnding(files, '.json') };
  });
}

function withEnding(files: readonly string[], ending: string): readonly string[] {
  return files.filter((file) => file.endsWith(ending));
}

/** The name of an example's twin in JSON. */
export function twinOf(template: string): string {
  return template.replace(/\.yaml$/, '.json');
}
