import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJavaPattern } from '../../local/java-pattern/pattern';
import type { JsonObject } from '../../local/json';
import { chooseValues, readParameter } from '../../local/template/parameters';
import fc from '../support/fast-check';
import { ROOT, templateOf, temporaryFolder } from './helpers';
import { endPrograms, run } from './program';

afterEach(endPrograms);

/**
 * What `Pattern.compile(pattern).matcher(value).matches()` answered in OpenJDK 17.0.15 and 25, which were equal; `broken`: a
 * PatternSyntaxException. The last three hundred patterns were made at random.
 */
type Recorded = readonly [pattern: string, value: string, answer: boolean | 'broken'];

const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(join(ROOT, 'tests', 'fixtures', 'java-patterns.json'), 'utf8'),
);

/** What is said here of a pattern and a value. */
function answerTo(pattern: string, value: string): boolean | string {
  const read = readJavaPattern(pattern);
  if ('problem' in read) return 'broken';
  const verdict = read.pattern.test(value);
  return 'doubt' in verdict ? verdict.doubt : verdict.isMatch;
}

it('answers as Java does', () => {
  expect(recorded.length).toBeGreaterThan(400);
  expect(recorded.map(([pattern, value]) => [pattern, value, answerTo(pattern, value)])).toEqual(recorded);
});

const UNCERTAIN = (what: string): string => `what ${what} means is not certain`;
const FOR_VALUE = 'what it means for such a value is not certain';

it.each([
  ['(?x)a b', 'ab', UNCERTAIN('(?x)')],
  ['(?U)\\w', 'é', UNCERTAIN('(?U)')],
  ['\\X', 'a', UNCERTAIN('\\X')],
  ['\\Ga', 'a', UNCERTAIN('\\G')],
  ['\\b{g}', 'a', UNCERTAIN('\\b{…}')],
  ['\\N{DIGIT ONE}', '1', UNCERTAIN('\\N')],
  ['\\p{javaLowerCase}', 'a', UNCERTAIN('\\p{javaLowerCase}')],
  ['\\p{InGreek}', 'a', UNCERTAIN('\\p{InGreek}')],
  ['\\p{IsWord}', 'a', UNCERTAIN('\\p{IsWord}')],
  ['(?i)\\p{Lower}', 'A', UNCERTAIN('\\p{Lower} with (?i)')],
  ['(?iu)é', 'É', UNCERTAIN('(?iu) with letters that are not ASCII')],
  ['[^a[b]]', 'c', UNCERTAIN('[^…] with a class or && in it')],
  ['[^a-z&&[^x]]', 'x', UNCERTAIN('[^…] with a class or && in it')],
  ['[a-z&&]', 'a', UNCERTAIN('&& without a side')],
  ['[&&a]', 'a', UNCERTAIN('&& without a side')],
  ['[a-z&&&a]', 'a', UNCERTAIN('&& without a side')],
  ['[a-z&&[bc]d]', 'd', UNCERTAIN('&& with a class and characters on its right side')],
  ['.*(?<=a+)', 'a', UNCERTAIN('a look-behind without a clear length')],
  ['[\\v-a]', 'a', UNCERTAIN('\\v in a range')],
  ['\\ud800', 'a', UNCERTAIN('half of a character (\\ud800 to \\udfff)')],
  ['{2}', '', UNCERTAIN('a repetition of nothing')],
  ['.*\\bé.*', 'aé', FOR_VALUE],
  ['(?m)^a$', 'a\nb', FOR_VALUE],
  ['(?d).', '\r', FOR_VALUE],
  ['\\R{2}', '\r\n', FOR_VALUE],
])('does not guess: %s', (pattern, value, expected) => {
  expect(answerTo(pattern, value)).toBe(expected);
});

it.each([
  ['(a+)+', `${'a'.repeat(60)}!`],
  ['(a|a)*b', 'a'.repeat(60)],
  ['(.*)*x', 'y'.repeat(4096)],
  ['(([a-z])+.)+[A-Z]([a-z])+', 'a'.repeat(60)],
  ['(?=(a+)+!)x', `${'a'.repeat(60)}?`],
  ['(?:a-)*', 'a-'.repeat(100_000)],
])('ends where trying everything would not: %s', (pattern, value) => {
  expect(answerTo(pattern, value)).toBe('it takes too long');
});

it('ends where groups in groups fill the stack', () => {
  expect(answerTo('('.repeat(100_000) + ')'.repeat(100_000), '')).toBe('it is nested too deeply');
});

it('answers to every pattern and value', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab1-^$.|()[]{}*+?\\&,:<>=!QEpxk', '\n', 'é', '😀') });
  fc.assert(
    fc.property(text, text, (pattern, value) => {
      expect(['boolean', 'string']).toContain(typeof answerTo(pattern, value));
    }),
  );
});

function problemsOf(pattern: string, value: string): readonly string[] {
  const messages: string[] = [];
  const declared = readParameter('P', { Type: 'String', AllowedPattern: pattern }, [], (_path, message) =>
    messages.push(message),
  );
  return [...messages, ...chooseValues([declared], { P: value }).problems.map(({ message }) => message)];
}

it.each([
  ['\\A[a-z]+\\z', 'golden'],
  ['[a-z]+\\Z', 'golden'],
  ['[a-m[n-z]]+', 'golden'],
  ['[a-z&&[^x]]+', 'golden'],
  ['\\Qv1.0\\E', 'v1.0'],
  ['[a-z]++\\d', 'golden1'],
  ['(?i)golden', 'GOLDEN'],
  ['golden\\himage', 'golden image'],
  ['\\x{67}olden', 'golden'],
])('AllowedPattern %s takes %s', (pattern, value) => {
  expect(problemsOf(pattern, value)).toEqual([]);
});

it.each([
  ['[a-m[n-z]]+', 'golden1', '"golden1" does not match AllowedPattern [a-m[n-z]]+'],
  ['[a-z&&[^x]]+', 'fox', '"fox" does not match AllowedPattern [a-z&&[^x]]+'],
  ['\\Qv1.0\\E', 'v1x0', '"v1x0" does not match AllowedPattern \\Qv1.0\\E'],
  ['\\p{Alpha}+', 'Gölden', '"Gölden" does not match AllowedPattern \\p{Alpha}+'],
  ['[a', 'a', 'is not a valid regular expression of Java: a character class is not closed'],
  ['a**', 'a', 'is not a valid regular expression of Java: a * has nothing to repeat'],
  ['\\p{Foo}', 'a', 'is not a valid regular expression of Java: there is no \\p{Foo}'],
])('AllowedPattern %s refuses %s', (pattern, value, expected) => {
  expect(problemsOf(pattern, value)).toEqual([expected]);
});

it('warns where a pattern cannot be checked, once for each parameter, and takes the value', async () => {
  const parameters: JsonObject = {
    Free: { Type: 'String', Default: 'a b', AllowedPattern: '(?x) a b' },
    Slow: { Type: 'CommaDelimitedList', Default: `${'a'.repeat(60)}!,${'a'.repeat(60)}?`, AllowedPattern: '(a|a)+' },
  };
  const file = join(temporaryFolder(), 'copy.json');
  writeFileSync(file, JSON.stringify(templateOf({ One: {} }, { Parameters: parameters })));
  const { code, out } = run('diff', file, '--state', temporaryFolder());
  expect(await code).toBe(0);
  expect(
    out()
      .split('\n')
      .filter((line) => line.startsWith('AllowedPattern')),
  ).toEqual([
    'AllowedPattern of Free cannot be checked here, what (?x) means is not certain: the value is accepted here, but CloudFormation may reject it.',
    'AllowedPattern of Slow cannot be checked here, it takes too long: the value is accepted here, but CloudFormation may reject it.',
  ]);
});
