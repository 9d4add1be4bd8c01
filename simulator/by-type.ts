import { allProjects, type Project } from '../tools/projects';

/**
 * What each type of the list is configured with to reach its cloud, by its name.
 *
 * @param byCloud the configurations by the names that the list gives the clouds.
 * @param types default: the types of the list.
 * @throws Error if the cloud of a type has none.
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
