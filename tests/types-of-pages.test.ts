import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { baseName } from '../constructs/generator/names';
import { titleOf } from '../local/clouds';
import { allProjects } from '../tools/projects';

const FOLDER = path.join(__dirname, '..', 'guides');
const read = (page: string): string => readFileSync(path.join(FOLDER, page), 'utf8');

/** The guides that are about types: not the start page, and not how we write. */
const PAGES = readdirSync(FOLDER).filter((name) => name.endsWith('.md') && !['README.md', 'style.md'].includes(name));
const NAMES = allProjects().map(({ typeName }) => typeName);

/** The types for which a page says that it is valid. */
function typesOf(page: string): string | undefined {
  return /^# .*\n\n\*\*Types:\*\* (.*)\n/.exec(read(page))?.[1];
}

/** The rows of the start page: a page and its types. */
const ROWS = [...read('README.md').matchAll(/^\|[^|]+\| \[[^\]]+\]\(([\w-]+\.md)\) \| ([^|]+) \|$/gm)].map(
  ([, page = '', types = '']) => [page, types] as const,
);

describe('the guides', () => {
  it.each(PAGES)('%s says at its top for which types it is valid', (page) => {
    const types = typesOf(page);
    const named = types === 'all' ? NAMES : [...(types ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    expect(named).not.toEqual([]);
    expect(named.filter((name) => !NAMES.includes(name))).toEqual([]);
  });

  it('are all on the start page, with the same types', () => {
    expect(Object.fromEntries(ROWS)).toEqual(Object.fromEntries(PAGES.map((page) => [page, typesOf(page)])));
  });

  // Those about one cloud have its name.
  it.each(PAGES.filter((page) => !/^(?:apsara|huawei)-/.test(page) && typesOf(page) !== 'all'))(
    '%s names the cloud of each type that it leaves out: where to look, or why it is not for it',
    (page) => {
      const left = allProjects().filter(({ typeName }) => !typesOf(page)?.includes(`\`${typeName}\``));
      const text = read(page).replace(/\s+/g, ' ');
      expect(left.filter(({ cloud }) => !text.includes(titleOf(cloud))).map(({ typeName }) => typeName)).toEqual([]);
    },
  );

  it('have a page for each type that is not for all', () => {
    const own = PAGES.map((page) => typesOf(page) ?? '').filter((types) => types !== 'all');
    expect(NAMES.filter((name) => !own.some((types) => types.includes(`\`${name}\``)))).toEqual([]);
  });
});

/** The first cells of the rows of a page that are about a type, with the second ones. */
const rowsOf = (page: string): readonly (readonly string[])[] => {
  const text = readFileSync(path.join(__dirname, '..', page), 'utf8');
  return [...text.matchAll(/^\| `(TF::\w+::\w+)` \| ([^|]+) \|/gm)].map(([, name = '', next = '']) => [name, next]);
};

describe('the table of types', () => {
  it('of README has a row for each, in the order of types.json', () => {
    expect(rowsOf('README.md').map(([name]) => name)).toEqual(NAMES);
  });

  it('of constructs/README.md has the construct of each', () => {
    expect(rowsOf('constructs/README.md')).toEqual(NAMES.map((name) => [name, `\`Cfn${baseName(name)}\``]));
  });
});
