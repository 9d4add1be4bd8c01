import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RAM_CALLS } from '../registration/ram-calls';
import { pages, ROOT, shellBlocks } from './blocks';
import { allCommands, type Command, commandsOf, optionsOf } from './commands';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
);

/** The scripts of package.json that pass their options to a program with --help, by how the pages call them. */
const HELPED: readonly (readonly string[])[] = [
  ['start', '--'],
  ['run', 'simulator', '--'],
  ['run', 'register', '--'],
  ['run', 'ram-policy', '--'],
  ['run', 'huawei-side', '--'],
  ['run', 'registering-policy', '--'],
];

const npm = allCommands().filter(({ program }) => program === 'npm');

/** What a command writes: by the shell, as a report, and as the type configuration of a simulator. */
const WRITES = /(?:\s>{1,2}\s*|--report\s+|npm run simulator .*--type-configuration\s+)([\w./-]+)/g;

/** The files of a project that commands name; a type's are in its own folder. */
const NAMED_FILES = /\b(?:types\/[\w-]+\/|(?<!\/))(?:examples|registration|sam-tests)\/[\w./-]+\w/g;

const helps = new Map<string, string>();

function helpOf(words: readonly string[]): string {
  const known = helps.get(words.join(' '));
  if (known !== undefined) return known;
  const { stdout, stderr } = spawnSync('npm', ['--silent', ...words, '--help'], { cwd: ROOT, encoding: 'utf8' });
  helps.set(words.join(' '), stdout + stderr);
  return stdout + stderr;
}

describe('the shell blocks of the pages', () => {
  it('call what is there', () => {
    const names = npm
      .filter(({ words }) => words[0] === 'run')
      .map(({ words }) => words.find((word, at) => at > 0 && !word.startsWith('-')));
    expect(names.length).toBeGreaterThan(5);
    expect([...new Set(names)].filter((name) => !Object.hasOwn(scripts, name ?? ''))).toEqual([]);
  });

  it.each(HELPED)('npm %s %s: options that the program has', (...call: readonly string[]) => {
    const begins = ({ words }: Command) => call.every((word, at) => words[at] === word);
    const found = npm.filter(begins);
    expect(found).not.toEqual([]);
    for (const { where, words } of found) {
      const rest = words.slice(call.length);
      const [command] = rest;
      const subject = command !== undefined && !command.startsWith('-') ? [...call, command] : call;
      // What a program takes may depend on the type.
      const { type = [] } = optionsOf(rest);
      const help = helpOf([...subject, ...type.flatMap((name) => ['--type', name])]);
      const unknown = Object.keys(optionsOf(rest)).filter((name) => !help.includes(`--${name}`));
      expect({ where, unknown }).toEqual({ where, unknown: [] });
    }
  });

  it('call Alibaba Cloud with parameters that its calls have, and with documents in JSON', () => {
    const calls = allCommands().filter(({ program }) => program === 'aliyun');
    expect(calls.length).toBeGreaterThan(5);
    for (const { where, words } of calls) {
      const [product, action, ...rest] = words;
      const parameters = optionsOf(rest);
      const known = RAM_CALLS[`${product} ${action}`] ?? [];
      const unknown = Object.keys(parameters).filter((name) => !known.includes(name));
      const documents = Object.keys(parameters).filter((name) => name.endsWith('PolicyDocument'));
      // Those that another command writes are empty here.
      const broken = documents.filter((name) => !/^$|^\{.*\}$/s.test(parameters[name]?.[0] ?? 'missing'));
      expect({ where, unknown, broken }).toEqual({ where, unknown: [], broken: [] });
      for (const name of documents) expect(() => JSON.parse(parameters[name]?.[0] || '{}')).not.toThrow();
    }
  });

  it('are understood as a shell understands them', () => {
    const text = `for region in a b; do\n  aws x y --z "1 2" \\\n    --json '{"k":\n 1}' # why\ndone\n`;
    const calls = commandsOf([{ page: 'page', line: 1, kind: 'shown', text }]);
    expect(calls).toEqual(
      Array(2).fill({ where: 'page:1', program: 'aws', words: ['x', 'y', '--z', '1 2', '--json', '{"k":\n 1}'] }),
    );
    expect(() => commandsOf([{ page: 'page', line: 1, kind: 'shown', text: 'if then' }])).toThrow('page:1');
    const loop = 'for name in $(aws x list --output text); do\n  aws x remove --name "$name"\ndone\n';
    expect(commandsOf([{ page: 'page', line: 1, kind: 'shown', text: loop }]).map(({ words }) => words)).toEqual([
      ['x', 'list', '--output', 'text'],
      ['x', 'remove', '--name', 'example'],
    ]);
  });

  it('write over nothing that is tracked, and what they write is not tracked by mistake', () => {
    const written = pages().flatMap((page) =>
      shellBlocks(page).flatMap(({ text }) => [...text.matchAll(WRITES)].map(([, file = '']) => file)),
    );
    const copies = allCommands().filter(({ program }) => program === 'cp');
    expect(copies.map(({ words }) => existsSync(path.join(ROOT, words[0] ?? ''))).filter((there) => !there)).toEqual(
      [],
    );
    const copied = copies.map(({ words }) => words.at(-1) ?? '');
    expect(copied.length).toBeGreaterThan(2);
    // What the text asks the reader to write.
    const files = [...new Set([...written, ...copied, 'alicloud.json', 'huaweicloud.json', 'report.html'])];
    expect(files).toEqual(expect.arrayContaining(['my-tf-alicloud-imagecopy.json', 'report.html', 'simulator.json']));
    const git = (...words: string[]) => spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' }).stdout.split('\n');
    expect(git('ls-files', ...files)).toEqual(['']);
    expect(git('check-ignore', ...files).filter((file) => file !== '')).toEqual(files);
  });

  it('create no secret that the page about the removal does not delete', () => {
    const secrets = (page: RegExp, action: string, option: string): readonly (string | undefined)[] =>
      allCommands()
        .filter(({ where, words }) => page.test(where) && words.includes(action))
        .map(({ words }) => words[words.indexOf(option) + 1]);
    const created = [...new Set(secrets(/./, 'create-secret', '--name'))];
    const deleted = secrets(/^guides\/removing-the-type\.md/, 'delete-secret', '--secret-id');
    expect(created.length).toBeGreaterThan(2);
    expect([...deleted].sort()).toEqual([...created].sort());
  });

  it('use none of the files that the reader fills in first where they are tracked', () => {
    const own = /registration\/type-configuration\/|examples\/(?:smallest|imported)/;
    const used = allCommands().filter(
      ({ program, words }) => program === 'aws' && words.some((word) => own.test(word)),
    );
    expect(used).toEqual([]);
  });

  it('name files that are there', () => {
    const named = pages().flatMap((page) =>
      shellBlocks(page).flatMap(({ text }) => [...text.matchAll(NAMED_FILES)].map(([file]) => file)),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});

/** A page without its blocks of code. */
const textOf = (page: string): string =>
  readFileSync(path.join(ROOT, page), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');

/** The anchors of a page's headings, as GitHub makes them of their texts. */
function anchorsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** A sentence that has the reader change a file, with the link to it. */
const CHANGES = /\b(?:put|set|edit|change|fill|adapt|replace|correct)\b(?:(?!\.\s)[^|;])*?\]\(([^)#]+)\)/gi;

/** The files that a text has the reader change; a copy of a file is another. */
function changedBy(text: string): readonly string[] {
  const named = [...text.matchAll(CHANGES)].filter(([sentence]) => !/\bcopy of\b/.test(sentence));
  return named.map(([, file = '']) => file).filter((file) => /\.(?:ya?ml|json)$/.test(file) && !file.includes(':'));
}

describe('the pages', () => {
  it.each(pages())('%s: no sentence has the reader change a tracked file', (page) => {
    expect(changedBy(textOf(page))).toEqual([]);
  });

  it('are read for sentences that have the reader change a file', () => {
    expect(changedBy('Put the ID into [a file](../a.yaml), then:')).toEqual(['../a.yaml']);
    expect(changedBy('Make a copy of [a file](../a.yaml), and put the ID into the copy:')).toEqual([]);
    expect(changedBy('Edit the page [there](https://a.example/a.json).')).toEqual([]);
  });

  it.each(pages())('%s: links lead to files and headings that are there', (page) => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    const dead = links.filter(([, file = '', anchor]) => {
      const target = file === '' ? page : path.join(path.dirname(page), file);
      return !existsSync(path.join(ROOT, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });

  it.each(pages())('%s: every row of a table has as many cells as its heading', (page) => {
    const tables = textOf(page).match(/(?:^\|.*\n)+/gm) ?? [];
    for (const table of tables) {
      const cells = table
        .trim()
        .split('\n')
        .map((row) => row.replaceAll('\\|', '').split('|').length);
      expect({ table, widths: [...new Set(cells)] }).toEqual({ table, widths: [cells[0]] });
    }
  });
});
