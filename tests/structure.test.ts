import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const BIOME = path.join(ROOT, 'node_modules', '.bin', 'biome');

/** A file and what it imports. */
type Arrow = readonly [file: string, module: string];

const FORBIDDEN: readonly Arrow[] = [
  ['src/image-copy/x.ts', '../ecs/retry'],
  ['src/image-copy/x.ts', '../cloudformation/progress'],
  ['src/image-copy/x.ts', '@alicloud/openapi-core'],
  ['src/ecs/x.ts', '../image-copy/tags'],
  ['src/ecs/x.ts', '../models'],
  ['src/ecs/x.ts', '../cloudformation/progress'],
  ['src/ecs/x.ts', '../sts/session'],
  ['src/sts/x.ts', '../ecs/client'],
  ['src/sts/x.ts', '../cloudformation/web-identity'],
  ['src/sts/x.ts', '../models'],
  ['src/sts/x.ts', '@alicloud/openapi-core'],
  ['src/properties/x.ts', '../cloudformation/progress'],
  ['src/properties/x.ts', '../sts/session'],
  ['src/properties/x.ts', '../ecs/client'],
  ['src/cloudformation/x.ts', '../image-copy/port'],
  ['src/cloudformation/x.ts', '../ecs/retry'],
  ['untrusted/x.ts', '../src/ecs/retry'],
  ['untrusted/x.ts', '../src/models'],
  ['simulator/x.ts', '../src/ecs/retry'],
  ['simulator/alibaba/api/x.ts', '../../../src/ecs/retry'],
  ['simulator/x.ts', '../local/main'],
  ['local/x.ts', '../src/handlers'],
  ['local/stack/x.ts', '../../simulator/alibaba/account/world'],
];
const ALLOWED: readonly Arrow[] = [
  ['src/ecs/x.ts', '../image-copy/port'],
  ['src/properties/x.ts', '../image-copy/tags'],
  ['src/properties/x.ts', '../ecs/endpoint'],
  ['src/properties/x.ts', '../sts/way-in'],
  ['src/sts/x.ts', '../ecs/errors'],
  ['src/handlers.ts', './cloudformation/progress'],
  ['src/ecs/x.ts', '../../untrusted/body'],
  ['src/cloudformation/x.ts', '../../untrusted/body'],
  ['simulator/common/http/x.ts', '../../../untrusted/body'],
  ['local/view/x.ts', '../../untrusted/visible'],
  ['local/x.ts', '../simulator/index'],
];

describe('who may know whom (biome.json, overrides)', () => {
  let folder: string;
  let refused: ReadonlySet<string>;
  const place = (kind: string, index: number, file: string): string =>
    file.replace(/(\w+)\.ts$/, `$1-${kind}-${index}.ts`);

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'structure-')));
    const config = JSON.parse(readFileSync(path.join(ROOT, 'biome.json'), 'utf8'));
    writeFileSync(path.join(folder, 'biome.json'), JSON.stringify({ ...config, $schema: undefined, vcs: undefined }));
    for (const [kind, arrows] of Object.entries({ forbidden: FORBIDDEN, allowed: ALLOWED })) {
      arrows.forEach(([file, module], index) => {
        const target = path.join(folder, place(kind, index, file));
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, `import { thing } from '${module}';\n\nthing();\n`);
      });
    }
    const { stdout } = spawnSync(BIOME, ['lint', '--reporter=github', '.'], { cwd: folder, encoding: 'utf8' });
    const lines = stdout.split('\n').filter((line) => line.includes('noRestrictedImports'));
    refused = new Set(lines.map((line) => path.relative(folder, /file=([^,]+)/.exec(line)?.[1] ?? '')));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(FORBIDDEN.map((arrow, index) => [...arrow, index] as const))('%s must not import %s', (file, _, index) => {
    expect(refused).toContain(place('forbidden', index, file));
  });

  it.each(ALLOWED.map((arrow, index) => [...arrow, index] as const))('%s may import %s', (file, _, index) => {
    expect(refused).not.toContain(place('allowed', index, file));
  });
});

describe('the top level', () => {
  const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

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
