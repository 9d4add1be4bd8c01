import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allProjects } from '../tools/projects';
import { pages } from './guides/blocks';
import { sourcesBelow } from './support/imports';
import {
  IS_NO,
  linesOfPage,
  type Prose,
  proseOfPage,
  proseOfProgram,
  proseOfSchema,
  STYLE_PAGE,
  unusedWords,
} from './support/prose';

const ROOT = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const WORDS = unusedWords(read(STYLE_PAGE));
const PAGES = pages().filter((page) => page !== STYLE_PAGE);

/** The programs whose texts users read: the handlers, the local stack, the simulator and the commands. */
const PROGRAMS = ['src', 'types', 'local', 'simulator', 'tools'].flatMap((folder) =>
  sourcesBelow(ROOT, folder).map(({ file }) => file),
);

/** What others say in their own words: vendors their errors, licences what they grant. */
const QUOTED = /^simulator\/.*\/errors\/|\/models\.ts$|^tools\/notices\.ts$/;

/** The places where a text has a word that we do not use, with that word. */
function foundIn(prose: readonly Prose[]): readonly string[] {
  return prose.flatMap(({ place, text }) =>
    [...WORDS, IS_NO].flatMap((word) => (word.exec(text) ?? []).map((found) => `${place}: ${found}`)),
  );
}

describe('plain technical English', () => {
  it('is said in the style page by words that we do not use', () => {
    expect(WORDS.length).toBeGreaterThan(20);
    const prose = [
      ...['Mend it.', 'It is no JSON.', 'There is no JSON.', 'It is no longer there.', 'The amendment'],
      ...['A stand-in', 'Made of wood', 'Anew'],
    ].map((text) => ({ place: text, text }));
    expect(foundIn(prose).map((line) => line.replace(/:.*/, ''))).toEqual([
      'Mend it.',
      'It is no JSON.',
      'Made of wood',
      'Anew',
    ]);
  });

  it.each(PAGES)('%s has none of them', (page) => {
    expect(foundIn(proseOfPage(page, read(page)))).toEqual([]);
  });

  it.each([...PAGES, STYLE_PAGE])('%s: lines of prose have at most 140 columns', (page) => {
    const long = linesOfPage(page, read(page)).filter(({ text }) => text.length > 140);
    expect(long.map(({ place, text }) => `${place}: ${text.length}`)).toEqual([]);
  });

  it.each(allProjects().map(({ typeName, schemaFile }) => [typeName, path.relative(ROOT, schemaFile)]))(
    'the descriptions of %s have none of them',
    (_, file) => {
      const prose = proseOfSchema(file);
      expect(prose.length).toBeGreaterThan(20);
      expect(foundIn(prose)).toEqual([]);
    },
  );

  it('the texts of the programs have none of them', () => {
    const files = PROGRAMS.filter((file) => !QUOTED.test(file));
    const prose = files.flatMap((file) => proseOfProgram(file, read(file)));
    expect(prose.length).toBeGreaterThan(1000);
    expect(foundIn(prose)).toEqual([]);
  });

  it('is read from pages, schemas and programs', () => {
    const page = 'Prose `code` [link](target)\n```sh\ncode\n```\n| a row |\n';
    expect(proseOfPage('p', page).map(({ text }) => text)).toEqual(['Prose `…` [link]', '| a row |', '']);
    expect(linesOfPage('p', page).map(({ place }) => place)).toEqual(['p:1', 'p:6']);
    const program = ['// a comment', "say('one'); say('two words');", 'say(`three $', "{'x'} words here`);"];
    expect(
      proseOfProgram('p', program.join('\n').replace('$\n', '$')).map(({ place, text }) => ({ place, text })),
    ).toEqual([
      { place: 'p:2', text: 'two words' },
      { place: 'p:3', text: ' words here' },
    ]);
  });
});
