import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { zipBar } from '../../bench/bars';
import { contributors } from '../../bench/contributors';
import { zipSize } from '../../bench/zip';
import { allProjects } from '../../tools/projects';

const ROOT = path.join(__dirname, '..', '..');
const FUNCTION = path.join(ROOT, 'build', 'TypeFunction');

/** What the bundle would have without tools/left-out.ts. */
const UNUSED = [
  'autobind-decorator',
  'es-abstract',
  'ini',
  'ip-address',
  'lodash',
  'moment',
  'object-inspect',
  'sax',
  'socks',
  'ws',
  'xml2js',
  'xmlbuilder',
];

/** Where the code of a cloud is: its adapter and the SDK that this uses. Apsara Stack is called like Alibaba Cloud. */
const ALIBABA = ['src/alibaba/', 'node_modules/@alicloud/', 'node_modules/@darabonba/'];
const OF_CLOUD: Readonly<Record<string, readonly string[]>> = {
  alibaba: ALIBABA,
  apsarastack: [...ALIBABA, 'src/apsarastack/'],
  huaweicloud: ['src/huaweicloud/'],
};

describe('what is deployed', () => {
  beforeAll(() => {
    if (!existsSync(FUNCTION)) throw new Error('build/TypeFunction is missing: npm run package');
  });

  it.each(allProjects())('of $typeName stays within its budget', async ({ typeName, folder, functionFolder }) => {
    const { zippedBytes } = await zipSize(functionFolder);
    const { value: most } = zipBar(typeName);
    if (zippedBytes <= most) return;
    const table = (await contributors(folder))
      .slice(0, 20)
      .map(({ name, bytes }) => `${String(bytes).padStart(8)} ${name}`);
    throw new Error(`${zippedBytes} bytes zipped, ${most} allowed. Bytes in the bundle:\n${table.join('\n')}`);
  });

  it('is one file and its manifest, the source map apart', () => {
    const files = readdirSync(FUNCTION, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name).sort()).toEqual(['handlers.js', 'package.json']);
    expect(readFileSync(path.join(FUNCTION, 'dist', 'handlers.js'), 'utf8')).not.toContain('sourceMappingURL');
    expect(existsSync(`${FUNCTION}.js.map`)).toBe(true);
  });

  /** The files in the bundle of a type. */
  const filesOf = (folder: string): string[] => {
    const text = readFileSync(path.join(folder, 'build', 'metafile.json'), 'utf8');
    return Object.keys((JSON.parse(text) as { inputs: Record<string, unknown> }).inputs);
  };

  it.each(allProjects())('of $typeName has of aws-sdk nothing but the stand-in', ({ folder }) => {
    const files = filesOf(folder).filter((file) => file.split('/').includes('aws-sdk'));
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !file.startsWith('tools/stand-ins/aws-sdk/'))).toEqual([]);
  });

  it.each(allProjects())('of $typeName has no SDK and no adapter of another cloud', ({ folder, cloud }) => {
    const own = OF_CLOUD[cloud] ?? [];
    const foreign = Object.values(OF_CLOUD)
      .flat()
      .filter((place) => !own.includes(place));
    const files = filesOf(folder);
    expect(files.some((file) => own.some((place) => file.startsWith(place)))).toBe(true);
    expect(files.filter((file) => foreign.some((place) => file.startsWith(place)))).toEqual([]);
  });

  it('has no package that the handlers never use', async () => {
    // What replaces a package is a few bytes.
    const large = (await contributors(ROOT)).filter(({ bytes }) => bytes > 1_000).map(({ name }) => name);
    expect(large).toContain('@alicloud/openapi-core');
    expect(large.filter((name) => UNUSED.includes(name))).toEqual([]);
  });

  it('does not load zlib before an answer that is compressed', () => {
    const program = `require(process.argv[1]); console.log(JSON.stringify(process.moduleLoadList))`;
    const { stdout } = spawnSync(process.execPath, ['-e', program, path.join(FUNCTION, 'dist', 'handlers.js')], {
      encoding: 'utf8',
    });
    const loaded: string[] = JSON.parse(stdout);
    expect(loaded).toContain('NativeModule https');
    expect(loaded).not.toContain('NativeModule zlib');
  });
});
