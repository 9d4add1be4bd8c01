import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPool, type PoolOptions } from '../local/function/pool';
import { whyNoRuntime } from '../tools/aws/runtime-parts';
import { ACTING, expectShowable } from './support/characters';
import { programWords } from './support/program';

const ROOT = path.join(__dirname, '..');
const EVENTS = readdirSync(path.join(ROOT, 'sam-tests')).map((name) => `sam-tests/${name}`);

function runLambda(environment: NodeJS.ProcessEnv, parameters: readonly string[], cwd = ROOT) {
  return spawnSync(process.execPath, [...programWords('tools/aws/lambda.ts', cwd), ...parameters], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    timeout: 60_000,
  });
}

/** In the stand-in; AWS's own runtime is under test in tests/aws. */
const runStandIn = (environment: NodeJS.ProcessEnv, ...events: string[]) =>
  runLambda(environment, ['--stand-in', ...events]);

describe('npm run lambda', () => {
  it.each(EVENTS)('runs %s in the stand-in for Lambda, and says so', (event) => {
    const { status, stdout, stderr } = runStandIn({}, event);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^T\w+ runs in the stand-in for Lambda \(--stand-in\)\.$/m);
    expect(JSON.parse(stdout)).toMatchObject({ status: expect.stringMatching(/^(IN_PROGRESS|SUCCESS|FAILED)$/) });
  });

  it('runs several events, and ends with the worst of their outcomes', () => {
    const { status, stdout } = runStandIn({}, 'sam-tests/list.json', 'sam-tests/list.json');
    expect([status, stdout.match(/"SUCCESS"/g)]).toEqual([0, ['"SUCCESS"', '"SUCCESS"']]);
    expect(runStandIn({}, 'sam-tests/list.json', 'nowhere.json').status).toBe(1);
  });

  it.each(['20.20.2', '24.3.0'])('on Node.js %s, says whether Lambda has another', (version) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lambda-'));
    const preload = path.join(folder, 'version.cjs');
    writeFileSync(
      preload,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
    );
    const { status, stderr } = runStandIn({ NODE_OPTIONS: `--require ${preload}` }, 'sam-tests/list.json');
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
    const { stdout, stderr } = runStandIn({}, file);
    rmSync(folder, { recursive: true });
    for (const [name, text] of Object.entries({ stdout, stderr })) expectShowable(name, text, { lines: true });
    expect(JSON.parse(stdout)).toMatchObject({ resourceModel: { Description: ACTING } });
  });

  it('says what it needs, and which file it cannot read', () => {
    expect(runLambda({}, [])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('(--help shows all commands and options)'),
    });
    expect(runLambda({}, ['--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('sam-tests/create.json'),
    });
    expect(runStandIn({}, 'nowhere.json')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/nowhere\.json: no such event\n$/),
    });
    expect(runStandIn({}, 'sam-tests/creat.json')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no such event; did you mean '),
    });
  });
});

describe("AWS's own runtime", () => {
  /** A copy of the project in which nothing is set up, on a machine that has a shell's programs only, and some more. */
  function inFreshProject<Result>(programs: readonly string[], use: (root: string, PATH: string) => Result): Result {
    const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'lambda-')));
    try {
      for (const name of readdirSync(ROOT).filter((entry) => !['.cache', '.git', '.venv', 'tools'].includes(entry)))
        symlinkSync(path.join(ROOT, name), path.join(root, name));
      const filter = (file: string): boolean => path.basename(file) !== 'node_modules';
      cpSync(path.join(ROOT, 'tools'), path.join(root, 'tools'), { recursive: true, filter });
      const bin = path.join(root, 'bin');
      mkdirSync(bin);
      for (const name of programs) writeFileSync(path.join(bin, name), '#!/bin/sh\nexit 7\n', { mode: 0o755 });
      return use(root, bin);
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  it('gives way to the stand-in where something for it is missing, and says what', () => {
    inFreshProject(['python3', 'make', 'xz'], (root, PATH) => {
      const { status, stdout, stderr } = runLambda({ PATH }, ['sam-tests/list.json'], root);
      expect({ status, answer: JSON.parse(stdout) }).toMatchObject({ status: 0, answer: { status: 'SUCCESS' } });
      expect(stderr).toContain(
        "TestEntrypoint runs in the stand-in for Lambda instead of AWS's own runtime: to set it up, CMake (cmake), a C++ compiler (g++) is missing.",
      );
    });
  });

  it('says that it is being set up; if that fails, the stand-in takes the event, or nothing where it was asked for', () => {
    inFreshProject(['python3', 'cmake', 'make', 'g++', 'xz', 'npm'], (root, PATH) => {
      const { status, stderr } = runLambda({ PATH }, ['sam-tests/list.json'], root);
      expect({ status, lines: stderr.split('\n') }).toMatchObject({
        status: 0,
        lines: expect.arrayContaining([
          expect.stringMatching(/^Setting up AWS's Lambda runtime in tools\/aws\/runtime \(once\)/),
          expect.stringMatching(/^TestEntrypoint runs in the stand-in .* npm ci .* failed with exit code 7\.$/),
        ]),
      });
      const asked = runLambda({ PATH }, ['--emulator', 'sam-tests/list.json'], root);
      expect(asked).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/failed with exit code 7/) });
    });
  });

  it.each([
    [{ platform: 'darwin', arch: 'arm64' }, 'it needs Linux on x64 or arm64, and this is darwin on arm64'],
    [{ platform: 'linux', arch: 's390x' }, 'it needs Linux on x64 or arm64, and this is linux on s390x'],
    [{ platform: 'linux', arch: 'x64' }, /^to set it up, Python 3.11 or later \(python3\), CMake .* xz is missing$/],
  ])('cannot be set up on %j without programs', (machine, why) => {
    expect(whyNoRuntime({ ...machine, programs: '' })).toEqual(
      typeof why === 'string' ? why : expect.stringMatching(why),
    );
  });

  it('and the stand-in cannot be asked for at once', () => {
    expect(runLambda({}, ['--emulator', '--stand-in', 'sam-tests/list.json'])).toMatchObject({ status: 2, stdout: '' });
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
