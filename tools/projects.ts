import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The folder of the repository: the project of the first type, and the only one with a package.json. */
export const ROOT = realpathSync(path.resolve(__dirname, '..'));

/** The list of all types, a line each: its name, the folder of its cfn project, and its cloud in the simulator. */
export const LIST_OF_TYPES = path.join(ROOT, 'types.json');

/** The cfn project of a type, which AWS's CLI and the other tools use. */
export interface Project {
  /** The name in CloudFormation. */
  readonly typeName: string;
  /** The name that AWS's CLI derives for files and stacks, such as `tf-alicloud-imagecopy`. */
  readonly hyphenatedName: string;
  /** The project's absolute path. */
  readonly folder: string;
  /** The cloud of the type, by its name in the simulator. */
  readonly cloud: string;
  readonly schemaFile: string;
  /** The settings of AWS's CLI, `.rpdk-config`. */
  readonly settingsFile: string;
  /** The content of the Lambda package, after `npm run package`. */
  readonly functionFolder: string;
  /** The bundle in it. */
  readonly handlersFile: string;
}

/** A type in the list. */
interface Line {
  readonly folder: string;
  readonly cloud: string;
}

/**
 * The projects of all types, in the order of the list.
 *
 * @throws Error if the list cannot be read.
 */
export function allProjects(): readonly Project[] {
  const lines: Readonly<Record<string, Line>> = JSON.parse(readFileSync(LIST_OF_TYPES, 'utf8'));
  return Object.entries(lines).map(([typeName, line]) => projectOf(typeName, line));
}

/** The project of the root's type, which is the default of commands. @throws Error also if the list has none in the root. */
export function rootProject(): Project {
  const project = allProjects().find(({ folder }) => folder === ROOT);
  if (project === undefined) throw new Error(`${LIST_OF_TYPES} has no type in the folder "."`);
  return project;
}

/** The project that a folder belongs to; the root's for every folder outside the others. */
export function projectAt(folder: string): Project {
  const place = realpathSync(folder);
  const others = allProjects().filter((project) => project.folder !== ROOT);
  return others.find((project) => isBelow(place, project.folder)) ?? rootProject();
}

function isBelow(folder: string, other: string): boolean {
  const way = path.relative(other, folder);
  return way === '' || !(way.startsWith('..') || path.isAbsolute(way));
}

function projectOf(typeName: string, { folder: place, cloud }: Line): Project {
  const folder = path.join(ROOT, place);
  const functionFolder = path.join(folder, 'build', 'TypeFunction');
  return {
    typeName,
    hyphenatedName: typeName.replaceAll('::', '-').toLowerCase(),
    folder,
    cloud,
    schemaFile: path.join(folder, 'schema.json'),
    settingsFile: path.join(folder, '.rpdk-config'),
    functionFolder,
    handlersFile: path.join(functionFolder, 'dist', 'handlers.js'),
  };
}
