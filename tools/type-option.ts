import { InvalidArgumentError, Option } from 'commander';
import { whereCalled } from './called-from';
import { CALLED_WRONGLY } from './command-line';
import { allProjects, type Project, projectAt } from './projects';
import { didYouMean } from './suggestion';

/**
 * The project of a type.
 *
 * @throws InvalidArgumentError with the likely type, if there is no such type.
 */
export function projectNamed(typeName: string): Project {
  const projects = allProjects();
  const project = projects.find((one) => one.typeName === typeName);
  if (project !== undefined) return project;
  const known = projects.map((one) => one.typeName);
  throw new InvalidArgumentError(
    `there is no type ${typeName}${didYouMean(typeName, known, `choose from ${known.join(', ')}`)}`,
  );
}

/** The default project of a command: the one in whose folder npm was called, and at the root, the root's. */
export function projectHere(): Project {
  return projectAt(whereCalled(process.env));
}

/** The option `--type NAME` of a command. Its value is the type's project. */
export function typeOption(description: string): Option {
  return new Option('--type <name>', description).argParser(projectNamed);
}

/** The option `--type NAME` of a command for several types. Its value is a list of their projects. */
export function typesOption(description: string): Option {
  return new Option('--type <name>', description).argParser((name: string, before: readonly Project[] = []) => [
    ...before,
    projectNamed(name),
  ]);
}

const OPTION = '--type';

/** {@link takenType}, but a usage error is printed and ends the program. */
export function takeType(parameters: readonly string[]): TakenType {
  try {
    return takenType(parameters);
  } catch (error) {
    console.error(error instanceof Error ? `error: ${error.message}` : error);
    process.exit(CALLED_WRONGLY);
  }
}

/** A type's project, and the parameters without the option that named it. */
interface TakenType {
  readonly project: Project;
  readonly rest: readonly string[];
}

/**
 * Removes `--type NAME` from parameters. What follows `--` is not changed.
 *
 * @throws Error if the name is missing or is not that of a type.
 */
function takenType(parameters: readonly string[]): TakenType {
  const end = parameters.indexOf('--');
  const own = end < 0 ? parameters : parameters.slice(0, end);
  const at = own.findIndex((parameter) => parameter === OPTION || parameter.startsWith(`${OPTION}=`));
  const option = own[at];
  if (option === undefined) return { project: projectHere(), rest: parameters };
  const isJoined = option !== OPTION;
  const name = isJoined ? option.slice(OPTION.length + 1) : own[at + 1];
  if (name === undefined || name === '') throw new Error(`${OPTION} needs the name of a type`);
  return { project: projectNamed(name), rest: parameters.toSpliced(at, isJoined ? 1 : 2) };
}
