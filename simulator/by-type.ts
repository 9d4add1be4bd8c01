import { allProjects, type Project } from '../tools/projects';

/**
 * The type configuration with which each type of the list reaches its cloud, by the name of the type.
 *
 * @param byCloud the configurations by the names of the clouds in the list
 * @param types by default, the types of the list
 * @throws Error if there is no configuration for the cloud of a type
 */
export function configurationsByType<Configuration>(
  byCloud: Readonly<Record<string, Configuration>>,
  types: readonly Pick<Project, 'typeName' | 'cloud'>[] = allProjects(),
): Record<string, Configuration> {
  return Object.fromEntries(
    types.map(({ typeName, cloud }) => {
      const configuration = byCloud[cloud];
      if (configuration === undefined) throw new Error(`${typeName} works on ${cloud}, which is not simulated`);
      return [typeName, configuration];
    }),
  );
}
