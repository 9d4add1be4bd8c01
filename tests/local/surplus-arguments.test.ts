import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../../local/cli';
import { newStack } from '../../local/session';
import { fileStore } from '../../local/stack/store';
import { temporaryFolder } from './helpers';
import { ended } from './program';

// A word that a command does not need: if it were ignored, `delete production` would delete the only stack, whatever its name is.

/** Commands with one word too many: the words, and what is said of them. */
const SURPLUS: Readonly<Record<string, readonly [readonly string[], string]>> = {
  drift: [['other'], 'Expected 0 arguments but got 1. To name a stack, use --stack-name NAME.'],
  events: [['other'], 'Expected 0 arguments but got 1. To name a stack, use --stack-name NAME.'],
  delete: [['other'], 'Expected 0 arguments but got 1. To name a stack, use --stack-name NAME.'],
  list: [['TF::Alicloud::ImageCopy', 'cn-hangzhou'], 'Expected 1 argument but got 2.'],
  import: [['a.yaml', 'b.yaml', '--resources-to-import', 'A=cn-shanghai/m-1'], 'Expected 1 argument but got 2.'],
};

/** The names of the commands, except those that accept any number of templates. */
function commandsWithLimit(): string[] {
  const done = (): Promise<0> => Promise.resolve(0);
  const { commands } = createProgram(
    {
      ...{ demo: done, deploy: done, validate: done, diff: done, drift: done },
      ...{ import: done, list: done, events: done, delete: done },
    },
    () => undefined,
  );
  return commands
    .filter(({ registeredArguments }) => !registeredArguments.some(({ variadic }) => variadic))
    .map((command) => command.name());
}

it('are tried with every command that has a limit', () => {
  expect(Object.keys(SURPLUS).sort()).toEqual(commandsWithLimit().sort());
});

it.each(Object.entries(SURPLUS))('are refused by %s', async (name, [words, says]) => {
  const { code, text } = await ended(name, ...words, '--state', temporaryFolder());
  expect(text).toContain(`error: too many arguments for '${name}'. ${says}\n`);
  expect(code).toBe(2);
});

it('delete with the name of another stack deletes nothing', async () => {
  const state = temporaryFolder();
  const typeConfigurationFile = join('registration', 'type-configuration', 'access-key.json');
  fileStore(join(state, 'only.json')).save({ ...newStack('only'), status: 'CREATE_COMPLETE', typeConfigurationFile });
  expect((await ended('delete', 'other', '--state', state)).code).toBe(2);
  expect(readdirSync(state)).toEqual(['only.json']);
});
