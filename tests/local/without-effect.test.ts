import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateOf, temporaryFolder } from './helpers';
import { endPrograms, run } from './program';

afterEach(endPrograms);

const SMALLEST = 'examples/smallest.yaml';
const COMPARES = 'because --no-execute-changeset only compares the template with the local state of the stack.';

it.each<[string, readonly string[], string]>([
  [
    'how to execute what is not executed',
    ['deploy', SMALLEST, '--no-execute-changeset', '--delete', '--speed', '9', '--disable-rollback', '--keyless'],
    `No effect: --speed, --keyless, --disable-rollback, --delete, ${COMPARES}`,
  ],
  [
    'the clouds of what is not executed',
    ['deploy', SMALLEST, '--no-execute-changeset', '--images', 'x', '--huaweicloud-images', 'y'],
    `No effect: --images, --huaweicloud-images, ${COMPARES}`,
  ],
  [
    'the type configuration of what is not executed',
    ['deploy', SMALLEST, '--no-execute-changeset', '--verbose', '--type-configuration', 'x'],
    `No effect: --verbose, --type-configuration, ${COMPARES}`,
  ],
  [
    'the state of several templates',
    ['diff', SMALLEST, 'examples/full.yaml'],
    'No effect: --state, because several templates are compared with each other, without a stack.',
  ],
  [
    'the output of handlers that do not run',
    ['diff', SMALLEST, '--verbose'],
    'No effect: --verbose, because the command runs no handlers.',
  ],
  [
    'the output of handlers that stacks do not need',
    ['list', '--verbose'],
    'No effect: --verbose, because without a type, the command runs no handlers.',
  ],
])('tells %s, and does the rest', async (_name, args, expected) => {
  const { code, err } = run(...args, '--state', temporaryFolder());
  expect(await code).toBe(0);
  expect(err()).toBe(`${expected}\n`);
});

it('tells that there will be no report of what is not executed', async () => {
  const folder = temporaryFolder();
  const report = join(folder, 'report.html');
  const { code, err } = run('deploy', SMALLEST, '--no-execute-changeset', '--report', report, '--state', folder);
  expect(await code).toBe(0);
  expect(err()).toBe(`No effect: --report, ${COMPARES}\n`);
  expect(existsSync(report)).toBe(false);
});

it.each([[['deploy', SMALLEST, '--no-execute-changeset']], [['diff', SMALLEST]], [['list']]])(
  'has nothing to tell of %j',
  async (args) => {
    const { code, err } = run(...args, '--state', temporaryFolder());
    expect(await code).toBe(0);
    expect(err()).toBe('');
  },
);

it.each(['--json', '--verbose', '--no-color'])(
  'refuses %s before a command, which would not see it',
  async (option) => {
    const { code, err, out } = run(option, 'list', '--state', temporaryFolder());
    expect(await code).toBe(2);
    expect(err()).toContain(`error: write '${option}' after 'list'\n`);
    expect(out()).toBe('');
  },
);

it('validates with the output of the handlers that reject something, if it is asked for', async () => {
  const template = join(temporaryFolder(), 'template.json');
  const properties = { SourceImageId: 'm-bp1golden0ubuntu24', KmsKeyId: 'key-mine' };
  writeFileSync(template, JSON.stringify(templateOf({ Copy: { Properties: properties } })));
  const shown = run('validate', template, '--verbose');
  expect(await shown.code).toBe(2);
  expect(shown.err()).toMatch(/^\{.*"errorCode":"InvalidRequest","message":"[^"]*KmsKeyId needs Encrypted: true/);
  const quiet = run('validate', template);
  expect(await quiet.code).toBe(2);
  expect(quiet.err()).toBe('');
});
