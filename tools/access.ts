import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Project } from './projects';

/** The methods that most people need first. The default of a type is the first of these that it has. */
const FIRST_METHODS: readonly string[] = ['keyless', 'access-key'];

const ENDING = '.json';

/** The parts of a project that this file needs. */
type Configured = Pick<Project, 'typeName' | 'folder'>;

/** The folder of a type's project with its type configurations: one file for each authentication method, named after it. */
function configurationFolder({ folder }: Configured): string {
  return path.join(folder, 'registration', 'type-configuration');
}

/** The authentication methods of a type, the default first; empty if its project has no type configuration. */
export function accessMethods(project: Configured): readonly string[] {
  const folder = configurationFolder(project);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(ENDING));
  const methods = names.map((name) => name.slice(0, -ENDING.length)).sort();
  return [...FIRST_METHODS.filter((name) => methods.includes(name)), ...methods.filter(isOther)];
}

const isOther = (method: string): boolean => !FIRST_METHODS.includes(method);

/** The absolute path of a type's configuration for an authentication method. */
export function configurationFile(project: Configured, method: string): string {
  return path.join(configurationFolder(project), `${method}${ENDING}`);
}

/** The pages that show how to set the authentication methods up, by cloud. */
const GUIDES: Readonly<Record<string, string>> = {
  apsarastack: 'guides/apsara-stack.md',
  huaweicloud: 'guides/huawei-cloud.md',
};
/** Those of Alibaba Cloud, by method. */
const GUIDES_OF_ALIBABA: Readonly<Record<string, string>> = { 'access-key': 'guides/getting-started.md' };

/** The page that shows how to set an authentication method up, as a path from the root of the repository. */
export function guideTo({ cloud }: Pick<Project, 'cloud'>, method: string): string {
  if (method === 'keyless') return 'guides/keyless.md';
  return GUIDES[cloud] ?? GUIDES_OF_ALIBABA[method] ?? 'registration/README.md';
}

/**
 * The selected authentication method of a type, or by default its first one.
 *
 * @throws Error that lists the methods of the type, if it does not have this one.
 */
export function accessTo(project: Configured, given: string | undefined): string {
  const methods = accessMethods(project);
  const method = given ?? methods[0];
  if (method !== undefined && methods.includes(method)) return method;
  const { typeName } = project;
  throw new Error(
    methods.length === 0
      ? `${typeName} has no type configuration in ${configurationFolder(project)}`
      : `--access ${given} is not an authentication method of ${typeName}: ${methods.join(', ')}.`,
  );
}
