import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { type BundledPackage, bundledPackages, type Lockfile } from '../../tools/bundled';
import { LEFT_OUT } from '../../tools/left-out';
import { ALLOWED_LICENCES, notices } from '../../tools/notices';
import { billOfMaterials } from '../../tools/sbom';

const ROOT = path.join(__dirname, '..', '..');
const BUILD = path.join(ROOT, 'build');
const read = (...names: readonly string[]): string => readFileSync(path.join(...names), 'utf8');

interface Component {
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
  readonly purl: string;
}

const PACKAGE: BundledPackage = {
  name: '@scope/thing',
  version: '1.2.3',
  folder: 'node_modules/@scope/thing',
  licence: 'MIT',
  integrity: `sha512-${Buffer.from('hash').toString('base64')}`,
  dependencies: [],
};

describe('the bill of materials of the build', () => {
  beforeAll(() => {
    if (!existsSync(path.join(BUILD, 'sbom.cdx.json')))
      throw new Error('build/sbom.cdx.json is missing: npm run package');
  });

  const bill = () => JSON.parse(read(BUILD, 'sbom.cdx.json'));
  const components = (): Component[] => bill().components;
  const fullName = ({ group, name }: Component): string => (group ? `${group}/${name}` : name);

  it('lists the packages whose code is in the bundle, and no other', () => {
    const { outputs }: Metafile = JSON.parse(read(BUILD, 'metafile.json'));
    const replaced = LEFT_OUT.map(({ file }) => `node_modules/${file}`);
    const files = Object.values(outputs).flatMap(({ inputs }) =>
      Object.keys(inputs).filter((file) => (inputs[file]?.bytesInOutput ?? 0) > 0),
    );
    const names = files
      .filter((file) => !replaced.includes(file))
      .flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
    expect(components().map(fullName).sort()).toEqual([...new Set(names)].sort());
    expect(names).toContain('class-transformer');
    expect(names).not.toContain('lodash');
  });

  it('has the versions and hashes of the lockfile', () => {
    const { packages }: Lockfile = JSON.parse(read(ROOT, 'package-lock.json'));
    for (const component of components()) {
      const { version, integrity } = packages[`node_modules/${fullName(component)}`] ?? {};
      const [{ alg, content } = { alg: '', content: '' }] = component.hashes;
      expect({
        version: component.version,
        integrity: `sha512-${Buffer.from(content, 'hex').toString('base64')}`,
        alg,
      }).toEqual({
        version,
        integrity,
        alg: 'SHA-512',
      });
    }
  });

  it('names the bundle by its hash, and every dependency by a component', () => {
    const { metadata, dependencies } = bill();
    const contents = readFileSync(path.join(BUILD, 'TypeFunction', 'dist', 'handlers.js'));
    expect(metadata.component.hashes).toEqual([
      { alg: 'SHA-256', content: createHash('sha256').update(contents).digest('hex') },
    ]);
    const references = components().map((component) => component['bom-ref']);
    const graph: { ref: string; dependsOn: string[] }[] = dependencies;
    expect(graph.map(({ ref }) => ref).sort()).toEqual([metadata.component['bom-ref'], ...references].sort());
    const reached = new Set(graph.flatMap(({ dependsOn }) => dependsOn));
    expect([...reached].sort()).toEqual([...references].sort());
  });

  it('has licences that are allowed, and their notices beside it', () => {
    const text = read(BUILD, 'THIRD-PARTY-LICENSES.txt');
    for (const component of components()) {
      const [{ license } = { license: { id: '' } }] = component.licenses;
      expect(ALLOWED_LICENCES).toContain(license.id);
      expect(text).toContain(`\n${fullName(component)} ${component.version} (${license.id})\n`);
    }
    // Licence files of packages as they came, and the standard text for one that came without.
    expect(text).toContain('Copyright (c) 2019 Ryan Zander');
    expect(text).toContain('Copyright (c) 2015-2020 TypeStack');
    expect(text).toContain('Copyright (c) Jackson Tian');
    expect(text).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
  });
});

describe('a bill of materials', () => {
  const deliverable = {
    ...{ name: 'made', version: '0.1.0', description: 'Made.', bundler: '0.28.2', dependencies: ['@scope/thing'] },
    contents: Buffer.from('bundle'),
  };

  it('is the same for the same bundle, and another one for another', () => {
    const bill = billOfMaterials(deliverable, [PACKAGE]);
    expect(billOfMaterials(deliverable, [PACKAGE])).toEqual(bill);
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const other = billOfMaterials({ ...deliverable, contents: Buffer.from('other') }, [PACKAGE]);
    expect(other.serialNumber).not.toBe(bill.serialNumber);
  });

  it('has a time only where it is told one', () => {
    expect(billOfMaterials(deliverable, []).metadata).not.toHaveProperty('timestamp');
    const timestamp = new Date('2026-11-21T08:00:00Z');
    expect(billOfMaterials({ ...deliverable, timestamp }, []).metadata.timestamp).toBe('2026-11-21T08:00:00.000Z');
  });

  it('hangs on the bundle what the project asks for, and what only packages ask for that are left out', () => {
    const asked = { ...PACKAGE, dependencies: ['below'] };
    const below = { ...PACKAGE, name: 'below' };
    const alone = { ...PACKAGE, name: 'alone' };
    expect(billOfMaterials(deliverable, [asked, below, alone]).dependencies).toMatchObject([
      { ref: 'made@0.1.0', dependsOn: ['pkg:npm/%40scope/thing@1.2.3', 'pkg:npm/alone@1.2.3'] },
      { dependsOn: ['pkg:npm/below@1.2.3'] },
      { dependsOn: [] },
      { dependsOn: [] },
    ]);
  });

  it('writes a scoped name as package URLs want it', () => {
    expect(billOfMaterials(deliverable, [PACKAGE]).components).toMatchObject([
      { group: '@scope', name: 'thing', purl: 'pkg:npm/%40scope/thing@1.2.3' },
    ]);
  });
});

describe('what is in a bundle', () => {
  const file = 'node_modules/a/node_modules/@scope/thing/index.js';
  const metafile = (bytesInOutput: number): Metafile => ({
    inputs: {},
    outputs: { 'out.js': { bytes: 1, inputs: { [file]: { bytesInOutput } }, imports: [], exports: [] } },
  });
  const lockfile: Lockfile = {
    packages: {
      'node_modules/a/node_modules/@scope/thing': {
        version: '1.2.3',
        integrity: 'sha512-x',
        license: 'Apache License 2.0',
      },
    },
  };

  it('is looked for where it is installed, below another package too', () => {
    expect(bundledPackages(metafile(5), lockfile, [])).toMatchObject([{ name: '@scope/thing', licence: 'Apache-2.0' }]);
  });

  it('is no package of which nothing is left, or only what stands in for it', () => {
    expect(bundledPackages(metafile(0), lockfile, [])).toEqual([]);
    expect(bundledPackages(metafile(5), lockfile, ['@scope/thing/index.js'])).toEqual([]);
  });

  it('is an error if the lockfile does not know it', () => {
    expect(() => bundledPackages(metafile(5), { packages: {} }, [])).toThrow(
      'in the bundle, but not in package-lock.json',
    );
  });

  it('may not have another licence than those that are allowed', () => {
    expect(() => notices([{ ...PACKAGE, licence: 'AGPL-3.0-only' }], () => ({}))).toThrow('not allowed here');
  });
});
