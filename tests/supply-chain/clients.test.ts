import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Lockfile } from '../../tools/bundled';

const read = (name: string): string => readFileSync(path.join(__dirname, '..', 'clients', name), 'utf8');

describe('the clients that the simulator is tried with', () => {
  it.each(['python/requirements-new.txt', 'python/requirements-old.txt', 'python/requirements-huawei.txt'])(
    '%s pins every package',
    (file) => {
      const lines = read(file)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'));
      expect(lines.length).toBeGreaterThan(15);
      expect(lines.filter((line) => !/^[\w.-]+==[\w.]+$/.test(line))).toEqual([]);
    },
  );

  it('node/ is locked by hashes, and to no host', () => {
    const { packages }: Lockfile = JSON.parse(read('node/package-lock.json'));
    const locked = Object.entries(packages).filter(([folder]) => folder !== '');
    expect(locked.length).toBeGreaterThan(20);
    const loose = locked.filter(([, one]) => !one.integrity?.startsWith('sha512-') || Object.hasOwn(one, 'resolved'));
    expect(loose.map(([folder]) => folder)).toEqual([]);
    const versions: string[] = Object.values(JSON.parse(read('node/package.json')).dependencies);
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('go/ has a hash of every module that it names', () => {
    const sums = read('go/go.sum');
    const modules = [...read('go/go.mod').matchAll(/^\t(\S+) (v\S+)/gm)].map(
      ([, name, version]) => `${name} ${version}`,
    );
    expect(modules.length).toBeGreaterThan(10);
    expect(modules.filter((module) => !sums.includes(`${module} h1:`))).toEqual([]);
  });

  it('java/ names exact versions', () => {
    const versions = [...read('java/pom.xml').matchAll(/<version>(.*)<\/version>/g)].map(([, version]) => version);
    expect(versions.length).toBeGreaterThan(2);
    expect(versions.filter((version) => !/^[\d.]+$/.test(version ?? ''))).toEqual([]);
  });
});
