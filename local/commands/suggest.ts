import type { CommonOptions, DeployOptions } from '../options';
import { shellWords } from '../shell';

/** The options that name a stack and its cloud. */
type Place = Pick<CommonOptions, 'state' | 'typeConfiguration'>;

/** The options of a deployment, in addition to its templates. */
type Given = Place & Pick<DeployOptions, 'parameters' | 'tags' | 'disableRollback'>;

/** The command that deletes a stack, with all options that it needs. */
export function deleteCommand(stackName: string, place: Place): string {
  return lineOf(['delete', ...wordsOf(stackName, place)]);
}

/**
 * The command that deploys the templates again, to the same cloud.
 *
 * @param hidden the names of the NoEcho parameters, whose values are left out.
 */
export function deployCommand(
  files: readonly string[],
  stackName: string,
  given: Given,
  hidden: ReadonlySet<string>,
): string {
  const { parameters = [], tags = [], disableRollback = false } = given;
  const shown = parameters.map((pair) => {
    const [name = ''] = pair.split('=', 1);
    return hidden.has(name) ? `${name}=…` : pair;
  });
  return lineOf([
    'deploy',
    ...files,
    ...wordsOf(stackName, given),
    ...(shown.length === 0 ? [] : ['--parameters', ...shown]),
    ...(tags.length === 0 ? [] : ['--tags', ...tags]),
    ...(disableRollback ? ['--disable-rollback'] : []),
  ]);
}

function wordsOf(stackName: string, { state, typeConfiguration }: Place): string[] {
  const cloud = typeConfiguration === undefined ? [] : ['--type-configuration', typeConfiguration];
  return ['--stack-name', stackName, '--state', state, ...cloud];
}

function lineOf(words: readonly string[]): string {
  return `  npm start -- ${shellWords(words)}`;
}
