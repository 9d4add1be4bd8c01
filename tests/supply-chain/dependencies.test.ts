import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LockedPackage, type Lockfile, licenceOf } from '../../tools/bundled';

const ROOT = path.join(__dirname, '..', '..');
const readJson = (name: string) => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'));

/** What production asks for itself. A new row is a decision. */
const DIRECT: readonly string[] = [
  '@alicloud/credentials',
  '@alicloud/ecs20140526',
  '@alicloud/openapi-core',
  '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib',
  '@darabonba/typescript',
  'class-transformer',
];
/** How many packages that may bring in, all told. Most of them are not in the bundle. */
const MOST = 145;
/** Licences that let the bundle be passed on with a notice. */
const LICENCES: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
];

/** What runs after the installation of a package. This one chooses a compiler for Node.js 10 and 12, and does nothing on later ones. */
const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
  'node_modules/@alicloud/openapi-core': 'scripts/ts_version.js',
};

const { dependencies, devDependencies }: Record<string, Record<string, string>> = readJson('package.json');
const { packages }: Lockfile = readJson('package-lock.json');
const installed = Object.entries(packages).filter(([folder, { link }]) => folder.startsWith('node_modules/') && !link);
const production = installed.filter(([, { dev }]) => !dev);
const where = (wrong: (locked: LockedPackage) => boolean, rows = production) =>
  rows.filter(([, locked]) => wrong(locked)).map(([folder, { license }]) => ({ folder, license }));

describe('what production needs', () => {
  it('is a short list', () => {
    expect(Object.keys(dependencies ?? {}).sort()).toEqual([...DIRECT].sort());
    expect(production.length).toBeLessThanOrEqual(MOST);
  });

  it('has licences that let it be passed on', () => {
    expect(where((locked) => !LICENCES.includes(licenceOf(locked)))).toEqual([]);
  });

  it('runs nothing when it is installed, but for what was looked at', () => {
    const running = where(({ hasInstallScript }) => hasInstallScript === true).map(({ folder }) => folder);
    expect(running).toEqual(Object.keys(INSTALL_SCRIPTS));
  });

  it.each(Object.entries(INSTALL_SCRIPTS))('%s does nothing when it is installed', (folder, script) => {
    // Without a PATH it could start nothing.
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(ROOT, folder, script)], {
      encoding: 'utf8',
      env: { PATH: '' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trim()).toMatch(/^Running with Node\.js version: \S+$/);
  });
});

describe('the licence of the project', () => {
  it.each(['.', 'constructs', 'tools/aws/runtime'])(
    '%s: package.json names none as long as there is no file with one',
    (folder) => {
      const { license } = readJson(path.join(folder, 'package.json'));
      const { packages: locked }: Lockfile = readJson(path.join(folder, 'package-lock.json'));
      const files = readdirSync(ROOT).filter((name) => /^licen[cs]e/i.test(name));
      expect({ license, locked: locked['']?.license, granted: license !== 'UNLICENSED' }).toEqual({
        license,
        locked: license,
        granted: files.length > 0,
      });
      expect(license).toBeDefined();
    },
  );
});

describe('every package', () => {
  it.each(Object.entries({ ...dependencies, ...devDependencies }))('%s is pinned: %s', (_, version) => {
    expect(version).toMatch(/^(\d+\.\d+\.\d+|file:tools\/stand-ins\/[\w-]+)$/);
  });

  it('is locked by a hash, and to no host', () => {
    expect(where(({ integrity }) => !integrity?.startsWith('sha512-'), installed)).toEqual([]);
    const resolved = installed.filter(([, locked]) => Object.hasOwn(locked, 'resolved'));
    expect(resolved).toEqual([]);
  });
});

/**
 * Why nothing is lost when npm does not run the install script of a package, so that `npm ci` asks nobody to approve one.
 * An npm that does not know `allowScripts` runs them, which does no harm.
 */
const NOT_RUN: Readonly<Record<string, string>> = {
  '@alicloud/openapi-core': 'it chooses a compiler for Node.js 10 and 12',
  '@parcel/watcher': 'it compiles what an optional package already has, and Jest uses it only with --watch',
  '@swc/core': 'it looks for the optional package of this machine, and fetches a slower one if there is none',
  esbuild:
    'it replaces its start script by the program itself, which is faster from a shell; nothing here starts it there',
  'unrs-resolver': 'it looks for the optional package of this machine, and fetches it if there is none',
};

describe('the install scripts', () => {
  const withScript = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const names = withScript.map(([folder]) => folder.replace(/^.*node_modules\//, ''));

  it('are known, each with the reason why it is not run', () => {
    expect([...new Set(names)].sort()).toEqual(Object.keys(NOT_RUN).sort());
  });

  it('are refused in package.json, so that npm does not warn of them', () => {
    const { allowScripts } = readJson('package.json');
    expect(allowScripts).toEqual(Object.fromEntries(Object.keys(NOT_RUN).map((name) => [name, false])));
  });
});

describe("the project of AWS's Lambda runtime", () => {
  const folder = path.join('tools', 'aws', 'runtime');
  const manifest: Record<string, Record<string, string>> = readJson(path.join(folder, 'package.json'));
  const { packages: locked }: Lockfile = readJson(path.join(folder, 'package-lock.json'));
  const rows = Object.entries(locked).filter(([name]) => name !== '');

  it('has the Node.js of the runtime that .rpdk-config names, for every machine that it runs on', () => {
    const { runtime } = readJson('.rpdk-config');
    const major = /\d+/.exec(runtime)?.[0];
    const { optionalDependencies = {} } = manifest;
    expect(Object.keys(optionalDependencies)).toEqual([`${runtime}-linux-arm64`, `${runtime}-linux-x64`]);
    for (const [name, version] of Object.entries(optionalDependencies))
      expect(version).toMatch(new RegExp(`^npm:${name.replace(runtime, 'node')}@${major}\\.\\d+\\.\\d+$`));
  });

  it('is pinned, locked by hashes and to no host, and runs the script of the one package that is compiled', () => {
    expect(manifest.dependencies).toEqual({ 'aws-lambda-ric': expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    expect(where(({ integrity }) => !integrity?.startsWith('sha512-'), rows)).toEqual([]);
    expect(rows.filter(([, row]) => Object.hasOwn(row, 'resolved'))).toEqual([]);
    expect(where(({ hasInstallScript }) => hasInstallScript === true, rows).map(({ folder: name }) => name)).toEqual([
      'node_modules/aws-lambda-ric',
    ]);
    expect(Object.keys(manifest.allowScripts ?? {})).toEqual([
      `aws-lambda-ric@${manifest.dependencies?.['aws-lambda-ric']}`,
    ]);
  });
});

describe('packages of this repository', () => {
  it('are links in node_modules, whatever the settings of the user say: the list of bundled packages needs that', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'npm-settings-'));
    try {
      const userconfig = path.join(folder, 'npmrc');
      writeFileSync(userconfig, 'install-links=true\n');
      const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name)));
      const { stdout } = spawnSync('npm', ['config', 'get', 'install-links', '--userconfig', userconfig], {
        ...{ cwd: ROOT, encoding: 'utf8', env },
      });
      expect(stdout.trim()).toBe('false');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
