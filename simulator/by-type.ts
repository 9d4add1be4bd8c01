import { allProjects } from '../tools/projects';

/**
 * What each type of the list is configured with to reach its cloud, by its name.
 *
 * @param byCloud the configurations by the names that the list gives the clouds.
 * @throws Error if the cloud of a type has none.
 */
export function configurationsByType<Configuration>(
  byCloud: Readonly<Record<string, Configuration>>,
): Record<string, Configuration> {
  return Object.fromEntries(
    allProjects().map(({ typeName, cloud }) => {
      const configuration = byCloud[cloud];
      if (configuration === undefined) throw new Error(`${typeName} works on ${cloud}, which is not simulated`);
      return [typeName, configuration];
    }),
  );
}
