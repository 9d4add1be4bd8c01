import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allProjects } from '../tools/projects';
import {
  commentsOf,
  IS_NO,
  linesOfPage,
  type Prose,
  proseOfLines,
  proseOfPage,
  proseOfSchema,
  STYLE_PAGE,
  textsOfProgram,
  unusedWords,
  writtenFiles,
} from './support/prose';

const ROOT = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const WORDS = unusedWords(read(STYLE_PAGE));
const PAGES = writtenFiles(/\.md$/).filter((page) => page !== STYLE_PAGE);

/** The programs whose texts users read: the handlers, the local stack, the simulator, the commands and the bench. */
const PROGRAMS = writtenFiles(/^(?:src|types|untrusted|local|simulator|tools|bench|constructs\/src)\/.*\.ts$/);

/** What others say in their own words: vendors their errors, licences what they grant. */
const QUOTED = /^simulator\/.*\/errors\/|^tools\/notices\.ts$/;

/** All programs, tests included: those who work on them read the comments. */
const COMMENTED = writtenFiles(/\.(?:[cm]?[jt]s)$/);

/** Examples, forms, workflows and scripts: people read all of their lines. */
const PLAIN = writtenFiles(/\.(?:ya?ml|sh|py)$|^\.ci\/run$/);

/** Lines of prose have at most so many columns. */
const COLUMNS = 140;

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
    const long = linesOfPage(page, read(page)).filter(({ text }) => text.length > COLUMNS);
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
    const prose = files.flatMap((file) => textsOfProgram(file, read(file)));
    expect(prose.length).toBeGreaterThan(1000);
    expect(foundIn(prose)).toEqual([]);
  });

  it('the comments of the programs have none of them, in lines of at most 140 columns', () => {
    const comments = COMMENTED.flatMap((file) => commentsOf(file, read(file)));
    expect(comments.length).toBeGreaterThan(4000);
    expect(foundIn(comments)).toEqual([]);
    const lines = comments.flatMap((comment) => comment.lines);
    expect(lines.filter(({ text }) => text.length > COLUMNS).map(({ place }) => place)).toEqual([]);
  });

  it('examples, forms, workflows and scripts have none of them', () => {
    expect(PLAIN).toContain('.github/ISSUE_TEMPLATE/fault.yml');
    expect(PLAIN).toContain('examples/instance-to-regions.yaml');
    expect(foundIn(PLAIN.flatMap((file) => proseOfLines(file, read(file))))).toEqual([]);
  });

  it('is read from pages, schemas and programs', () => {
    const page = 'Prose `code` [link](target)\n```sh\ncode\n```\n| a row |\n';
    expect(proseOfPage('p', page).map(({ text }) => text)).toEqual(['Prose `…` [link]', '| a row |', '']);
    expect(linesOfPage('p', page).map(({ place }) => place)).toEqual(['p:1', 'p:6']);
    const program = ['// a comment', "say('one'); say('two words');", 'say(`three $', "{'x'} words here`);"];
    expect(
      textsOfProgram('p', program.join('\n').replace('$\n', '$')).map(({ place, text }) => ({ place, text })),
    ).toEqual([
      { place: 'p:2', text: 'two words' },
      { place: 'p:3', text: ' words here' },
    ]);
  });

  it('is read from every kind of comment, and from nothing that only looks like one', () => {
    const program = [
      '/** A meaning of `code`. */',
      'const url = "https://x.y/*no*/"; // after',
      'function f(/* inside */ a: string) {',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a program that has a template
      '  return `// no ${a /* in a template */}// no`; // last',
      '}',
      '/**',
      ' * Two',
      ' * lines.',
      ' */',
      'const pattern = /\\/* no *\\//;',
      '// the end',
    ];
    const found = commentsOf('p', program.join('\n'));
    expect(found.map(({ place, text }) => [place, text])).toEqual([
      ['p:1', 'A meaning of `…`.'],
      ['p:2', 'after'],
      ['p:3', 'inside'],
      ['p:4', 'last'],
      ['p:4', 'in a template'],
      ['p:6', 'Two lines.'],
      ['p:11', 'the end'],
    ]);
  });
});
