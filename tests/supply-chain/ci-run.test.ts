import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allProjects, ROOT } from '../../tools/projects';

const SCRIPT = path.join(ROOT, '.ci', 'run');
/** What plays a sample imports one of these. */
const SAMPLES = /import \{[^}]*\b(?:EXHAUSTIVE|Sample)\b[^}]*\} from '[./]+support\/sample'/;
const KEPT = ['faults', 'crashes', 'twice', 'model'];

/**
 * Runs the steps of `.ci/run` in a folder of its own, where `npm`, `npx` and `go` only note how they were called, and one call may fail.
 *
 * @param more adds to the environment. Without `CI_OUTPUT`, `.ci/run` keeps the output of the steps and searches it for secrets.
 */
function runSteps(failing = 'none of them', more: NodeJS.ProcessEnv = { CI_OUTPUT: 'none' }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ci-run-'));
  try {
    for (const name of ['.ci', 'bin', 'coverage']) mkdirSync(path.join(folder, name));
    copyFileSync(SCRIPT, path.join(folder, '.ci', 'run'));
    const tables = KEPT.map((name) => `mkdir -p coverage/${name}; echo "the table of ${name}" > coverage/${name}/T.md`);
    const tool = (name: string, then: string): string =>
      `#!/bin/sh\necho "\${EXHAUSTIVE:-sample} ${name} $*" >> calls\n${then}\ncase "$*" in *'${failing}'*) exit 1;; esac\n`;
    for (const name of ['npm', 'go']) writeFileSync(path.join(folder, 'bin', name), tool(name, ''), { mode: 0o755 });
    writeFileSync(path.join(folder, 'bin', 'npx'), tool('npx', `[ -z "$EXHAUSTIVE" ] || { ${tables.join('; ')}; }`), {
      mode: 0o755,
    });
    writeFileSync(path.join(folder, 'coverage', 'test-results.json'), '{}');
    const { EXHAUSTIVE: _, CI_OUTPUT: __, ...usual } = process.env;
    const env = { ...usual, ...more, PATH: `${path.join(folder, 'bin')}:${process.env.PATH ?? ''}` };
    const { status, stdout } = spawnSync('bash', [path.join(folder, '.ci', 'run')], { encoding: 'utf8', env });
    return { status, output: stdout, calls: readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const timesIn = (output: string): string[] => output.match(/^ *\d+ s {2}.+$/gm) ?? [];

describe('.ci/run', () => {
  it('ends with the time of every step', () => {
    const { status, output } = runSteps();
    expect(status).toBe(0);
    const steps = (output.match(/^== .+$/gm) ?? []).slice(0, -1).map((line) => line.slice('== '.length));
    expect(steps.length).toBeGreaterThan(10);
    expect(timesIn(output).map((line) => line.replace(/^ *\d+ s {2}/, ''))).toEqual([...steps, 'all']);
  });

  it('plays the big tables whole, and prints those', () => {
    const { calls, output } = runSteps();
    expect(calls.filter((call) => call.startsWith('1 '))).toEqual([
      '1 npx jest --ci tests/faults tests/model tests/handlers/errors tests/handlers/handled-errors tests/handlers/privileges tests/handlers/apsara/switches tests/handlers/huawei/switches tests/hostile/fuzz tests/hostile/size',
    ]);
    expect(calls).toContainEqual(expect.stringMatching(/^sample npm test /));
    for (const name of KEPT) expect(output).toContain(`the table of ${name}`);
  });

  it('plays whole whatever npm test plays a sample of', () => {
    const [whole = ''] = runSteps().calls.filter((call) => call.startsWith('1 '));
    const places = whole.split(' ').filter((word) => word.startsWith('tests/'));
    const files = readdirSync(path.join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' });
    const sampled = files
      .map((file) => `tests/${file}`)
      .filter((file) => file.endsWith('.ts') && file !== 'tests/unit/sample.test.ts')
      .filter((file) => SAMPLES.test(readFileSync(path.join(ROOT, file), 'utf8')));
    expect(sampled.length).toBeGreaterThan(8);
    expect(sampled.filter((file) => !places.some((place) => file.startsWith(place)))).toEqual([]);
  });

  it('searches at the end for secrets in whatever the commands write for a type', () => {
    const search = runSteps('none of them', {}).calls.at(-1) ?? '';
    expect(search).toMatch(/^sample npm run --silent canaries -- /);
    const searched = search.split(' -- ')[1]?.split(' ') ?? [];
    const written = allProjects().flatMap(({ folder }) =>
      ['build', 'docs', 'rpdk.log'].map((name) => path.relative(ROOT, path.join(folder, name))),
    );
    expect(written.filter((file) => !searched.some((place) => `${file}/`.startsWith(`${place}/`)))).toEqual([]);
  });

  it('lints the workflows by a version that is named', () => {
    const { calls } = runSteps();
    expect(calls.filter((call) => call.includes('actionlint'))).toEqual([
      expect.stringMatching(/^sample go run github\.com\/rhysd\/actionlint\/cmd\/actionlint@v\d+\.\d+\.\d+$/),
    ]);
  });

  it('fails with a step that fails, and says how long the steps took up to then', () => {
    const { status, output, calls } = runSteps('run typecheck');
    expect(status).toBe(1);
    expect(timesIn(output)).toHaveLength(4);
    expect(calls.at(-1)).toContain('run typecheck');
  });
});
