import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transform } from 'esbuild';

const ROOT = path.join(__dirname, '..');
const GUARD = path.join(ROOT, 'tools', 'can-run.cjs');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
);

/** npm runs the script `pre<name>` before this one, and ends if that fails. */
const GUARDED_BEFORE = ['test'];

const sentence = (version: string): string =>
  `Node.js 20.19 or later is needed; this is ${version}. Install a newer one (https://nodejs.org), then try again.\n`;

const folder = mkdtempSync(path.join(tmpdir(), 'can-run-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** The scripts that look for themselves. */
const own = Object.keys(scripts).filter((name) => !GUARDED_BEFORE.includes(name));

it.each(GUARDED_BEFORE)('npm run %s has a script before it that looks', (name) => {
  expect(own).toContain(`pre${name}`);
});

describe('a Node.js that is too old', () => {
  /** A command in a Node.js that says it is another version; so do those that it starts. */
  function runAs(version: string, command: string) {
    const preload = path.join(folder, `${version}.cjs`);
    writeFileSync(
      preload,
      `Object.defineProperty(process, 'version', { value: 'v${version}' });
       Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
    );
    const env = { ...process.env, NODE_OPTIONS: `--require ${preload}` };
    const bin = path.join(ROOT, 'node_modules', '.bin');
    const search = [path.dirname(process.execPath), bin, process.env.PATH].join(path.delimiter);
    return spawnSync(command, { cwd: ROOT, encoding: 'utf8', shell: true, env: { ...env, PATH: search } });
  }

  it.each(['12.22.12', '18.20.4', '20.9.0', '20.18.3'])('%s is told what is needed', (version) => {
    const { status, stderr, stdout } = runAs(version, `"${process.execPath}" "${GUARD}"`);
    expect({ status, stderr, stdout }).toEqual({ status: 1, stderr: sentence(version), stdout: '' });
  });

  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0', '100.0.0'])('%s will do', (version) => {
    const { status, stderr, stdout } = runAs(version, `"${process.execPath}" "${GUARD}"`);
    expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: '' });
  });

  it.each(own)('npm run %s says so, and ends', (name) => {
    const { status, stderr } = runAs('18.20.4', scripts[name] ?? '');
    expect(stderr).toContain(sentence('18.20.4'));
    expect(status).toBe(1);
  });

  it('can read the file that says so: it has nothing that Node.js 12 does not have', async () => {
    const source = readFileSync(GUARD, 'utf8');
    const [asItIs, forOld] = await Promise.all(
      ['esnext', 'node12'].map((target) => transform(source, { target, format: 'cjs' })),
    );
    expect(forOld?.code).toBe(asItIs?.code);
    const required = [...source.matchAll(/require\('([^']+)'\)/g)].map(([, module]) => module);
    expect(required).toEqual(['../package-lock.json', '../node_modules/.package-lock.json', '../package.json']);
  });
});

describe('a checkout without its packages', () => {
  const checkout = path.join(folder, 'checkout');

  beforeAll(() => {
    for (const name of ['package.json', 'tools/can-run.cjs']) cpSync(path.join(ROOT, name), path.join(checkout, name));
  });

  // Every script looks in the same way, as above.
  it.each(['start', 'package', 'pretest', 'lint'])('npm run %s says how to install them, and ends', (name) => {
    const { status, stderr } = spawnSync('npm', ['run', '--silent', name], { cwd: checkout, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'The packages of this project are not installed. Run npm ci, which needs a network, then try again.\n',
    });
  });
});

describe('a checkout whose packages are older than package-lock.json', () => {
  const checkout = path.join(folder, 'pulled');
  const modules = path.join(checkout, 'node_modules');

  /** What npm writes of a package, in package-lock.json and of what it has installed. */
  type Entry = Readonly<Record<string, unknown>>;
  const packages = (own: Readonly<Record<string, Entry>>) =>
    JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/tsx': { version: '4.0.0' }, ...own } });

  /** A checkout with these packages; its Node.js is the one that it needs. */
  function lookAt(locked: string, installed?: string) {
    mkdirSync(path.join(modules, 'tsx'), { recursive: true });
    for (const name of ['package.json', 'tools/can-run.cjs']) cpSync(path.join(ROOT, name), path.join(checkout, name));
    writeFileSync(path.join(modules, 'tsx', 'index.js'), '');
    writeFileSync(path.join(checkout, 'package-lock.json'), locked);
    const note = path.join(modules, '.package-lock.json');
    rmSync(note, { force: true });
    if (installed !== undefined) writeFileSync(note, installed);
    const { status, stderr, stdout } = spawnSync(process.execPath, [path.join(checkout, 'tools', 'can-run.cjs')], {
      encoding: 'utf8',
    });
    return { status, said: stderr + stdout };
  }

  it.each<
    [what: string, locked: Readonly<Record<string, Entry>>, installed: Readonly<Record<string, Entry>>, told: string]
  >([
    [
      'another version',
      { 'node_modules/yaml': { version: '2.1.0' } },
      { 'node_modules/yaml': { version: '2.0.0' } },
      'yaml 2.1.0',
    ],
    ['a new package', { 'node_modules/@x/y': { version: '1.0.0', dev: true } }, {}, '@x/y 1.0.0'],
    [
      'several',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/a/node_modules/b': { version: '2.0.0' } },
      {},
      'a 1.0.0 and 1 more',
    ],
  ])('%s: is told to install them, and goes on', (_what, locked, installed, told) => {
    expect(lookAt(packages(locked), packages(installed))).toEqual({
      status: 0,
      said: `The installed packages are not those of package-lock.json: ${told} missing. Run npm ci, which needs a network.\n`,
    });
  });

  it.each<[what: string, locked: string, installed: string | undefined]>([
    ['they are the same', packages({}), packages({})],
    ['an optional one is left out', packages({ 'node_modules/a': { version: '1.0.0', optional: true } }), packages({})],
    [
      'one is left out that is optional or for development',
      packages({ 'node_modules/a': { version: '1.0.0', devOptional: true } }),
      packages({}),
    ],
    ['one of a peer is left out', packages({ 'node_modules/a': { version: '1.0.0', peer: true } }), packages({})],
    [
      'one is in another folder',
      packages({ 'node_modules/a': { version: '1.0.0' } }),
      packages({ 'node_modules/b/node_modules/a': { version: '1.0.0' } }),
    ],
    [
      'one is installed without its alias',
      packages({ 'node_modules/a-2': { name: 'a', version: '2.0.0' } }),
      packages({ 'node_modules/.store/a@2.0.0/node_modules/a': { version: '2.0.0' } }),
    ],
    [
      'there is a package of this repository',
      packages({ '': { version: '2.0.0' }, 'tools/x': { version: '1.0.0' }, 'node_modules/x': { link: true } }),
      packages({}),
    ],
    ['there is one more', packages({}), packages({ 'node_modules/a': { version: '1.0.0' } })],
    ['another program has installed them', packages({ 'node_modules/a': { version: '1.0.0' } }), undefined],
    ['a merge is not finished', '<<<<<<< HEAD', packages({})],
  ])('says nothing if %s', (_what, locked, installed) => {
    expect(lookAt(locked, installed)).toEqual({ status: 0, said: '' });
  });

  it('says nothing of the packages that these tests run with', () => {
    expect(spawnSync(process.execPath, [GUARD], { encoding: 'utf8' }).stderr).toBe('');
  });
});
