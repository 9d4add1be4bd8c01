import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOT_HERE } from '../../local/template/compiler';
import { FUNCTIONS } from '../../local/template/functions';
import { ROOT } from './helpers';
import { read } from './reading';

/** What the guide says that the local stack refuses, of functions. */
function refusedInGuide(): readonly string[] {
  const page = readFileSync(join(ROOT, 'guides', 'local-stack.md'), 'utf8');
  const [, sentence = ''] = /The local stack refuses other types, (.+?)\. It also/s.exec(page) ?? [];
  return [...sentence.matchAll(/`(Fn::\w+)`/g)].flatMap(([, name]) => name ?? []);
}

it.each(refusedInGuide())('%s is refused, as the guide says', (name) => {
  const { problems } = read(JSON.stringify({ Resources: {}, Outputs: { Out: { Value: { [name]: 'x' } } } }));
  expect(problems).toEqual(expect.arrayContaining([expect.stringContaining(name)]));
  expect(NOT_HERE.has(name)).toBe(true);
});

it('a function that is there is in no list of what is refused', () => {
  expect(refusedInGuide()).not.toEqual([]);
  expect([...FUNCTIONS.keys()].filter((name) => NOT_HERE.has(name) || refusedInGuide().includes(name))).toEqual([]);
});
