import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
);

/** A wrong call, and what is said of it. */
interface WrongCall {
  readonly words: readonly string[];
  readonly says: string;
}

const unknown = (option: string, meant?: string): WrongCall => ({
  words: [option],
  says: `error: unknown option '${option}'${meant === undefined ? '' : `\n(Did you mean ${meant}?)`}`,
});

/** Wrong calls of the scripts that run a program of this project. */
const CALLS: Readonly<Record<string, readonly WrongCall[]>> = {
  start: [
    { words: ['deplyo'], says: "unknown command 'deplyo'; did you mean deploy?" },
    { words: ['deploy', 'a.yaml', '--speeed', '5'], says: "unknown option '--speeed'; did you mean --speed?" },
  ],
  simulator: [
    unknown('--speeed', '--speed'),
    { words: ['--speed', 'fast'], says: "argument 'fast' is invalid" },
    { words: ['extra'], says: 'error: too many arguments' },
  ],
  register: [
    unknown('--regoin', '--region'),
    { words: ['--region'], says: "option '--region <region>' argument missing" },
  ],
  'ram-policy': [
    unknown('--operatoins', '--operations'),
    { words: ['--operations', 'X'], says: 'Allowed choices are' },
  ],
  'huawei-side': [
    { words: ['keyles'], says: "unknown command 'keyles'" },
    { words: ['copy-agency', '--target-regions', 'cn-east-3', '--full-esc'], says: 'Did you mean --full-ecs?' },
  ],
  package: [unknown('--nmae')],
  generate: [unknown('--write')],
  'registering-policy': [unknown('--explian', '--explain')],
  lambda: [{ words: [], says: "error: missing required argument 'events'" }, unknown('--event')],
  canaries: [{ words: [], says: "error: missing required argument 'paths'" }],
  audit: [unknown('--stirct', '--strict')],
  guarantees: [{ words: ['no such guarantee'], says: 'error: no guarantee has "no such guarantee" in its name' }],
  mutants: [
    { words: ['--only', 'no-such-mutant'], says: 'error: --only: there is no mutant no-such-mutant' },
    { words: ['--count', '0'], says: 'a whole number from 1' },
    {
      words: ['--type', 'TF::AliCloud::Image'],
      says: 'there is no type TF::AliCloud::Image; did you mean TF::Alicloud::Image?',
    },
  ],
  model: [
    unknown('--rusn', '--runs'),
    {
      words: ['--type', 'TF::AliCloud::Image'],
      says: 'there is no type TF::AliCloud::Image; did you mean TF::Alicloud::Image?',
    },
  ],
  bench: [unknown('--chekc', '--check')],
  constructs: [unknown('--write')],
  changelog: [unknown('--since')],
  picture: [unknown('--flie')],
  'release-files': [{ words: [], says: "error: missing required argument 'folder'" }],
};

/** The scripts whose help names no option. */
const WITHOUT_OPTIONS = ['generate', 'canaries', 'release-files', 'huawei-side', 'picture'];

/** The scripts that hand their options to a tool of somebody else, which has its own words. */
const OTHERS = /^(?:(?:pre)?test|lint|format|typecheck|cfn)(?::|$)/;

/** The program of a script, as npm starts it after what goes before. */
const programOf = (name: string): readonly string[] =>
  (scripts[name] ?? '').split(' && node ').at(-1)?.split(' ') ?? [];

describe('a script that is called wrongly', () => {
  it('is one of these, or of a tool', () => {
    expect(Object.keys(scripts).filter((name) => !OTHERS.test(name) && !Object.hasOwn(CALLS, name))).toEqual([]);
  });

  const table = Object.entries(CALLS).flatMap(([name, calls]) =>
    calls.map(({ words, says }) => ({ name, words, says })),
  );

  it.each(table)('$name $words: says what is wrong and where the help is, and ends with 2', ({ name, words, says }) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...programOf(name), ...words], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(stderr).toContain(says);
    expect(stderr).toMatch(/--help shows all commands and options\)\n$/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('an option without -- before it, which npm does not pass on', () => {
  /** The environment of a script that npm runs after it took options: their values as npm writes them. */
  const afterNpm = (taken: Readonly<Record<string, string>>) => ({
    ...process.env,
    npm_package_json: path.join(ROOT, 'package.json'),
    ...Object.fromEntries(Object.entries(taken).map(([name, value]) => [`npm_config_${name}`, value])),
  });

  const run = (name: string, words: readonly string[], taken: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, [...programOf(name), ...words], {
      cwd: ROOT,
      encoding: 'utf8',
      env: afterNpm(taken),
      // A program that does not know the option does its work.
      timeout: 30_000,
    });

  /** An option of each script that has one. */
  const OPTIONS: Readonly<Record<string, string>> = {
    start: '--state',
    simulator: '--speed',
    register: '--region',
    'ram-policy': '--operations',
    package: '--type',
    'registering-policy': '--explain',
    lambda: '--type',
    audit: '--strict',
    guarantees: '--reach',
    mutants: '--seed',
    model: '--runs',
    bench: '--check',
    constructs: '--type',
    changelog: '--release',
  };

  it('has a row here for every script that has options', () => {
    expect([...Object.keys(OPTIONS), ...WITHOUT_OPTIONS].sort()).toEqual(Object.keys(CALLS).sort());
  });

  it.each(Object.entries(OPTIONS))('npm run %s says so of %s, and runs nothing', (name, option) => {
    const { status, stdout, stderr } = run(name, [], { [option.slice('--'.length)]: 'true' });
    expect(stderr).toContain(`error: npm took ${option} for itself; put -- before what is for the program: npm `);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it.each([
    ['start', ['deploy', 'examples/smallest.yaml', '--speed', '600', '--delete'], '--speed, --delete'],
    ['register', ['--region', 'us-east-1', '--dry-run'], '--region, --dry-run'],
    ['cfn', ['submit', '--set-default', '--dry-run'], '--dry-run, --set-default'],
  ])('npm run %s %j, by npm itself', (name, words, options) => {
    const { status, stderr } = spawnSync('npm', ['run', name, ...words], { cwd: ROOT, encoding: 'utf8' });
    expect(stderr).toContain(`error: npm took ${options} for itself`);
    expect(status).toBe(2);
  });

  it('is not what a .npmrc has, nor what an npm further out has taken', () => {
    const fromNpmrc = { color: '', proxy: 'http://proxy.example', ca: 'x', json: 'true', access: 'public' };
    expect(run('ram-policy', [], fromNpmrc).status).toBe(0);
    const further = {
      ...afterNpm({ explain: 'true' }),
      npm_package_json: path.join(ROOT, 'constructs', 'package.json'),
    };
    const { status } = spawnSync(process.execPath, programOf('ram-policy'), {
      cwd: ROOT,
      encoding: 'utf8',
      env: further,
    });
    expect(status).toBe(0);
  });
});
