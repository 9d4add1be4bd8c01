import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPool, type PoolOptions } from '../local/function/pool';
import { ACTING, expectShowable } from './support/characters';

const ROOT = path.join(__dirname, '..');
const EVENTS = readdirSync(path.join(ROOT, 'sam-tests')).map((name) => `sam-tests/${name}`);

function runLambda(environment: NodeJS.ProcessEnv, ...parameters: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'tools/aws/lambda.ts', ...parameters], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
}

describe('npm run lambda', () => {
  it.each(EVENTS)('runs %s in the stand-in for Lambda', (event) => {
    const { status, stdout } = runLambda({}, event);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: expect.stringMatching(/^(IN_PROGRESS|SUCCESS|FAILED)$/) });
  });

  it('runs several events, and ends with the worst of their outcomes', () => {
    const { status, stdout } = runLambda({}, 'sam-tests/list.json', 'sam-tests/list.json');
    expect([status, stdout.match(/"SUCCESS"/g)]).toEqual([0, ['"SUCCESS"', '"SUCCESS"']]);
    expect(runLambda({}, 'sam-tests/list.json', 'nowhere.json').status).toBe(1);
  });

  it.each(['20.20.2', '24.3.0'])('on Node.js %s, says whether Lambda has another', (version) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lambda-'));
    const preload = path.join(folder, 'version.cjs');
    writeFileSync(
      preload,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
    );
    const { status, stderr } = runLambda({ NODE_OPTIONS: `--require ${preload}` }, 'sam-tests/list.json');
    rmSync(folder, { recursive: true });
    const sentence = 'This is Node.js 20.20.2; in Lambda it is nodejs24.x (template.yml).';
    expect({ status, isSaid: stderr.split('\n').includes(sentence) }).toEqual({
      status: 0,
      isSaid: version === '20.20.2',
    });
    expect(stderr.match(/This is Node/g) ?? []).toHaveLength(version === '20.20.2' ? 1 : 0);
  });

  it('prints what a model has as JSON that a terminal does not act on', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lambda-'));
    const event = JSON.parse(readFileSync(path.join(ROOT, 'sam-tests', 'create.json'), 'utf8'));
    event.request.desiredResourceState.Description = ACTING;
    const file = path.join(folder, 'event.json');
    writeFileSync(file, JSON.stringify(event));
    const { stdout, stderr } = runLambda({}, file);
    rmSync(folder, { recursive: true });
    for (const [name, text] of Object.entries({ stdout, stderr })) expectShowable(name, text, { lines: true });
    expect(JSON.parse(stdout)).toMatchObject({ resourceModel: { Description: ACTING } });
  });

  it('says what it needs, and which file it cannot read', () => {
    expect(runLambda({})).toMatchObject({ status: 2, stderr: expect.stringContaining('(--help shows what there is)') });
    expect(runLambda({}, '--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('sam-tests/create.json'),
    });
    expect(runLambda({}, 'nowhere.json')).toMatchObject({ status: 1, stderr: expect.stringContaining('nowhere.json') });
  });
});

describe('the stand-in', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lambda-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function invoke(source: string, options: Partial<PoolOptions>) {
    const entry = path.join(folder, 'handlers.js');
    writeFileSync(entry, `exports.entrypoint = async () => { ${source} };`);
    const pool = createPool({ entry, ...options });
    try {
      return await pool.invoke({});
    } finally {
      await pool.close();
    }
  }

  it('ends a function that runs longer than its limit', async () => {
    expect(await invoke('await new Promise(() => setInterval(() => {}, 1000));', { limitMs: 300 })).toEqual({
      outcome: 'timed out',
    });
  });

  it('ends a function that takes more memory than it has', async () => {
    const greedy = 'const kept = []; for (;;) kept.push(new Array(10_000).fill(kept.length));';
    expect(await invoke(greedy, { memoryMb: 32 })).toMatchObject({
      outcome: 'crashed',
      message: expect.stringContaining('memory'),
    });
  });
});
