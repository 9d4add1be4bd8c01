import { allProjects, type Project } from '../tools/projects';

/**
 * Types that a cloud is served for before they are in the list, and their clouds; none at present. A type leaves this table for the list.
 */
export const TYPES_AHEAD: Readonly<Record<string, string>> = {};

/** What the types that are not in the list yet are configured with, by their names, as far as their clouds are served. */
export function configurationsAhead<Configuration>(
  byCloud: Readonly<Record<string, Configuration>>,
): Record<string, Configuration> {
  return Object.fromEntries(
    Object.entries(TYPES_AHEAD).flatMap(([typeName, cloud]) => {
      const configuration = byCloud[cloud];
      return configuration === undefined ? [] : [[typeName, configuration]];
    }),
  );
}

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
