import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cloudNamed } from '../simulator/index';
import { allProjects } from '../tools/projects';
import { FOREIGN_WORDS, NEUTRAL, OWN, ROOMS, roomOf, SHARED_WORDS, SIBLING } from './rooms';
import { functionsOf } from './support/functions';
import { circlesOf, type SourceFile, sourcesBelow } from './support/imports';

const ROOT = path.join(__dirname, '..');
const TYPES = existsSync(path.join(ROOT, 'types')) ? ['types'] : [];
const SOURCES = ['src', 'simulator', 'local', 'untrusted', ...TYPES].flatMap((folder) => sourcesBelow(ROOT, folder));
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

/** Whether what a file imports belongs to a type, and to another one than the file. */
function isOfAnotherType(file: string, name: string): boolean {
  const [from, to] = [file, name].map((place) => SIBLING.exec(place)?.[0] ?? '');
  return from !== to && OWN.test(name.replace(SIBLING, ''));
}

/** Whether a room may import a file or a package. */
function mayImport(room: string, place: string): boolean {
  const name = place.replace(SIBLING, '');
  const target = roomOf(name);
  const allowed = [room, ...(ROOMS[room] ?? [])];
  return [target, name, `${name}.ts`, `${name}/index.ts`].some(
    (known) => known !== undefined && allowed.includes(known),
  );
}

/** What is imported against the table. */
function trespassesIn(sources: readonly SourceFile[]): string[] {
  return sources.flatMap(({ file, imports }) => {
    const room = roomOf(file);
    if (room === undefined) return [`${file} is in no room`];
    return imports
      .filter((name) => !mayImport(room, name) || isOfAnotherType(file, name))
      .map((name) => `${file} imports ${name}`);
  });
}

describe('the rooms', () => {
  it('import what the table says, and nothing else', () => {
    expect(SOURCES.length).toBeGreaterThan(250);
    expect(trespassesIn(SOURCES)).toEqual([]);
  });

  it('have arrows in the table that somebody uses', () => {
    const used = new Set(
      SOURCES.flatMap(({ file, imports }) =>
        imports.flatMap((name) =>
          [roomOf(name), name, `${name}.ts`, `${name}/index.ts`].map((to) => `${roomOf(file)} → ${to}`),
        ),
      ),
    );
    const arrows = Object.entries(ROOMS).flatMap(([room, targets]) => targets.map((target) => `${room} → ${target}`));
    expect(arrows.filter((arrow) => !used.has(arrow))).toEqual([]);
  });

  it.each([
    ['src/life/x.ts', 'src/alibaba/image'],
    ['src/life/x.ts', '@alicloud/openapi-core'],
    ['src/cloudformation/x.ts', 'src/life/port'],
    ['src/resource/x.ts', 'src/models'],
    ['src/resource/x.ts', 'src/alibaba/openapi'],
    ['simulator/alibaba/account/x.ts', 'simulator/alibaba/http/service'],
    ['simulator/x.ts', 'src/calling/retry'],
    ['local/x.ts', 'src/handlers'],
    ['local/stack/x.ts', 'simulator/alibaba/account/world'],
    ['types/some-image/src/handlers.ts', 'simulator/index'],
    ['types/some-image/src/handlers.ts', 'src/properties/tags'],
    ['types/some-image/src/handlers.ts', 'schema.json'],
    ['types/some-image/src/handlers.ts', 'types/another-image/src/models'],
    ['src/handlers.ts', 'types/some-image/src/properties/tags'],
    ['src/life/x.ts', 'types/some-image/src/models'],
  ])('%s must not import %s', (file, name) => {
    expect(trespassesIn([{ file, imports: [name] }])).toEqual([`${file} imports ${name}`]);
  });

  it.each([
    ['types/some-image/src/handlers.ts', 'src/alibaba/images'],
    ['types/some-image/src/handlers.ts', 'types/some-image/src/properties/tags'],
    ['types/some-image/src/handlers.ts', 'types/some-image/schema.json'],
  ])('%s may import %s', (file, name) => {
    expect(trespassesIn([{ file, imports: [name] }])).toEqual([]);
  });

  it('have no circle of imports', () => {
    expect(circlesOf(SOURCES).map((circle) => circle.join(' → '))).toEqual([]);
  });

  it('would notice a circle', () => {
    const arrows = { 'a.ts': ['b'], 'b.ts': ['c'], 'c.ts': ['b'] };
    const sources = Object.entries(arrows).map(([file, imports]) => ({ file, imports }));
    expect(circlesOf(sources)).toEqual([['b.ts', 'c.ts', 'b.ts']]);
  });

  it.each(NEUTRAL)('%s speaks of no cloud and no type', (room) => {
    const lines = SOURCES.filter(({ file }) => roomOf(file) === room && file !== SHARED_WORDS).flatMap(({ file }) =>
      read(file)
        .split('\n')
        .map((line, index) => ({ place: `${file}:${index + 1}`, line })),
    );
    expect(lines.length).toBeGreaterThan(100);
    const foreign = lines.filter(({ line }) => FOREIGN_WORDS.test(line));
    expect(foreign.map(({ place, line }) => `${place} ${line.trim()}`)).toEqual([]);
  });
});

describe('files and functions', () => {
  const ALL = [
    ...SOURCES,
    ...['tools', 'bench', 'constructs/generator'].flatMap((folder) => sourcesBelow(ROOT, folder)),
  ];

  /** A table, of whatever length, is read row by row. */
  const TABLES = /(errors|models)\.ts$/;

  it('are short: no file has more than 300 lines, tables apart', () => {
    const long = ALL.filter(({ file }) => !TABLES.test(file) && read(file).split('\n').length > 301);
    expect(long.map(({ file }) => file)).toEqual([]);
  });

  const MOST_LINES = 40;

  /** The functions that are too long, by their files. */
  const longFunctionsIn = (file: string, text: string): string[] =>
    functionsOf(file, text)
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ name }) => `${file} ${name}`);

  it('are short: no function has more than 40 lines', () => {
    expect(ALL.flatMap(({ file }) => longFunctionsIn(file, read(file)))).toEqual([]);
  });

  it.each([
    ['function work() {', '}', 'x.ts work'],
    ['const work = () => {', '};', 'x.ts work'],
    ['const work = { async *work() {', '} };', 'x.ts work'],
    ['class Work { constructor() {', '} }', 'x.ts constructor'],
    ['class Work { get work() {', '} }', 'x.ts work'],
    ['class Work { work = function () {', '} }', 'x.ts work'],
    ['test(() => {', '});', 'x.ts a function without a name'],
  ])('would notice a long %s', (begin, end, place) => {
    const textOf = (lines: number): string => [begin, ...Array(lines - 2).fill(''), end].join('\n');
    expect(longFunctionsIn('x.ts', textOf(MOST_LINES))).toEqual([]);
    expect(longFunctionsIn('x.ts', textOf(MOST_LINES + 1))).toEqual([place]);
  });

  it('do not count what stands before a function, nor signatures without a body', () => {
    const comment = `/**\n${' *\n'.repeat(MOST_LINES)} */\n`;
    const signature = `declare function work(${'\n'.repeat(MOST_LINES)}): void;`;
    expect(longFunctionsIn('x.ts', `${comment}function work() {}\n${signature}`)).toEqual([]);
  });
});

describe('the list of types', () => {
  it.each(allProjects())('has $typeName as its project calls it', ({ typeName, schemaFile, settingsFile }) => {
    const nameIn = (file: string): string => JSON.parse(readFileSync(file, 'utf8')).typeName;
    expect([schemaFile, settingsFile].map(nameIn)).toEqual([typeName, typeName]);
  });

  it.each(allProjects())('has a cloud for $typeName that is simulated', ({ cloud }) => {
    expect(() => cloudNamed(cloud)).not.toThrow();
  });

  it.each(allProjects())("finds in the folder of $typeName what AWS's CLI asks for", ({ folder, hyphenatedName }) => {
    const asked = [`${hyphenatedName}.json`, 'template.yml', 'src/handlers.ts', 'src/models.ts'];
    expect(asked.filter((name) => !existsSync(path.join(folder, name)))).toEqual([]);
  });
});

describe('the top level', () => {
  it('gives the function the same supported runtime everywhere', () => {
    const runtime: string = JSON.parse(read('.rpdk-config')).runtime;
    expect(Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1])).toBeGreaterThanOrEqual(22);
    expect(read('template.yml')).toContain(`Runtime: ${runtime}`);
  });

  it('has one class-transformer, 0.5.1', () => {
    const packages: Record<string, { version?: string }> = JSON.parse(read('package-lock.json')).packages;
    const copies = Object.keys(packages).filter((name) => name.endsWith('node_modules/class-transformer'));
    expect(copies.map((name) => packages[name]?.version)).toEqual(['0.5.1']);
  });

  it('pins every dependency exactly', () => {
    const { dependencies, devDependencies }: Record<string, Record<string, string>> = JSON.parse(read('package.json'));
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^(\d+\.\d+\.\d+|file:.*)$/.test(version))).toEqual([]);
  });
});
