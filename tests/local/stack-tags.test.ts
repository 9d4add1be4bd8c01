import { ended, endPrograms } from './program';

// CloudFormation refuses these tags of a stack; here every command that accepts tags does so before anything is done.

afterEach(endPrograms);

const TEMPLATE = 'examples/smallest.yaml';
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `key${at}=x`);

const REFUSED: readonly (readonly [string, readonly string[], string])[] = [
  ['a key of AWS', ['aws:team=x'], '--tags: aws:team begins with aws:, which is reserved for AWS: choose another key'],
  ['the same in capitals', ['AWS:team=x'], '--tags: AWS:team begins with aws:, which is reserved for AWS'],
  ['51 tags', many(51), '--tags: there are 51 tags, and a stack may have 50: remove 1'],
  ['a long key', [`${'k'.repeat(129)}=x`], 'has 129 characters, and a key may have 128'],
  [
    'a long value',
    [`team=${'v'.repeat(257)}`],
    '--tags: the value of team has 257 characters, and a value may have 256',
  ],
];

it.each(REFUSED)('%s', async (_, tags, says) => {
  const { code, text } = await ended('validate', TEMPLATE, '--tags', ...tags);
  expect(text).toContain(says);
  expect(code).toBe(2);
});

it.each(['deploy', 'diff'])('by %s too', async (command) => {
  expect(await ended(command, TEMPLATE, '--tags', 'Aws:x=y')).toMatchObject({
    code: 2,
    text: expect.stringContaining('begins with aws:'),
  });
});

it.each([
  ['a key that only resembles them', ['awsome=x', 'x-aws:y=z']],
  ['the longest', [`${'k'.repeat(128)}=${'v'.repeat(256)}`]],
])('not %s', async (_, tags) => {
  expect((await ended('diff', TEMPLATE, '--tags', ...tags)).code).toBe(0);
});
