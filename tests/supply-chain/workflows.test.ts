import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { OLDEST_PYTHON } from '../../tools/python';
import { RUNTIMES } from '../../tools/runtimes';

const ROOT = path.join(__dirname, '..', '..');
const FOLDER = path.join(ROOT, '.github', 'workflows');
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

interface Step {
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly string[]>> };
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly on: { readonly push?: { readonly tags?: readonly string[] } };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const files = readdirSync(FOLDER);
const textOf = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');
const workflow = (file: string): Workflow => parse(textOf(file));
const jobs = files.flatMap((file) =>
  Object.entries(workflow(file).jobs).map(([name, job]): [string, Job] => [`${file}: ${name}`, job]),
);

/** The shell scripts of a job; a matrix of commands is one of them each. */
function scriptsOf({ steps, strategy }: Job): string[] {
  return steps
    .flatMap(({ run }) => run ?? [])
    .flatMap((run) => (/^\$\{\{ matrix\.command \}\}$/.test(run) ? (strategy?.matrix?.command ?? []) : run));
}

describe.each(jobs)('%s', (_, job) => {
  it('ends by itself', () => {
    expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('has scripts that bash reads, and that take nothing from outside but by the environment', () => {
    for (const script of scriptsOf(job)) {
      expect(script).not.toContain('${{');
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect({ script, status, stderr }).toEqual({ script, status: 0, stderr: '' });
    }
  });

  it('runs npm scripts and files that there are', () => {
    for (const script of scriptsOf(job)) {
      for (const [, name = ''] of script.matchAll(/npm run (?:--\S+ )*([\w:-]+)/g))
        expect(Object.keys(scripts)).toContain(name);
      for (const [file] of script.matchAll(/\.ci\/\w+|registration\/[\w.-]+/g)) {
        expect({ file, exists: existsSync(path.join(ROOT, file)) }).toEqual({ file, exists: true });
      }
    }
  });

  it('leaves no token behind in the checkout', () => {
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map(({ with: inputs }) => inputs?.['persist-credentials'])).toEqual([false]);
  });
});

/** The jobs that may do more than read: publish, and get a token by which AWS knows the repository. */
const MORE_RIGHTS: Readonly<Record<string, object>> = {
  'release.yml': { release: { contents: 'write', 'id-token': 'write', attestations: 'write' } },
  'register.yml': { register: { contents: 'read', 'id-token': 'write' } },
};

describe.each(files)('%s', (file) => {
  it('pins every action by its commit, with its version beside', () => {
    const uses = textOf(file).match(/uses:.*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may only read, the jobs that publish and register apart', () => {
    expect(workflow(file).permissions).toEqual({ contents: 'read' });
    const more = Object.entries(workflow(file).jobs).filter(([, { permissions }]) => permissions);
    const known = MORE_RIGHTS[file];
    expect(Object.fromEntries(more.map(([name, { permissions }]) => [name, permissions]))).toEqual(known ?? {});
  });
});

describe('every Node.js that the type may run on', () => {
  const { engines } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const { runtime } = JSON.parse(readFileSync(path.join(ROOT, '.rpdk-config'), 'utf8'));
  const nodeOf = ({ steps }: Job) =>
    steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@')).map((step) => step.with?.['node-version']);

  it('is tested: the default one by everything, the others and the oldest by what needs Node.js alone', () => {
    const { everything, node } = workflow('ci.yml').jobs;
    const tested = [...(everything ? nodeOf(everything) : []), ...(node?.strategy?.matrix?.node ?? [])];
    const offered = Object.keys(RUNTIMES).map((name) => /\d+/.exec(name)?.[0]);
    expect(tested.map(String).sort()).toEqual([...offered, engines.node.replace('>=', '')].sort());
  });

  it('is tested with the constructs too, which promise the same oldest one', () => {
    const constructs = JSON.parse(readFileSync(path.join(ROOT, 'constructs', 'package.json'), 'utf8'));
    expect(constructs.engines.node).toBe(engines.node);
    expect(scriptsOf(workflow('ci.yml').jobs.node ?? { steps: [] })).toContain('npm run test:constructs -- --ci');
  });

  it('is the default one wherever there is no choice', () => {
    const fixed = jobs.flatMap(([, job]) => nodeOf(job)).filter((version) => typeof version === 'number');
    expect([...new Set(fixed)].map((version) => `nodejs${version}.x`)).toEqual([runtime]);
  });
});

describe("every Python that AWS's tools can be installed with", () => {
  const [, oldest, newest] =
    /Python (3\.\d+) or (3\.\d+)/.exec(readFileSync(path.join(ROOT, 'tests', 'README.md'), 'utf8')) ?? [];
  const pythonOf = ({ steps }: Job) =>
    steps.flatMap(({ uses, with: inputs }) =>
      uses?.startsWith('actions/setup-python@') ? [String(inputs?.['python-version'])] : [],
    );

  it('is tested: the oldest by what needs Python', () => {
    const { python = { steps: [] } } = workflow('ci.yml').jobs;
    expect(oldest).toBe(OLDEST_PYTHON.join('.'));
    expect(python.strategy?.matrix?.python).toEqual([oldest]);
    expect(pythonOf(python)).toEqual([expect.stringMatching(/^\$\{\{ matrix\.python \}\}$/)]);
    expect(scriptsOf(python)).toContainEqual(expect.stringMatching(/^npm run test:aws /));
  });

  it('is the newest one wherever there is no choice', () => {
    const fixed = jobs.flatMap(([, job]) => pythonOf(job)).filter((version) => !version.startsWith('$'));
    expect([...new Set(fixed)]).toEqual([newest]);
  });
});

describe('every night', () => {
  const { nightly = { steps: [] } } = workflow('nightly.yml').jobs;

  it('each command runs with its own settings: those of one would make another many times as long', () => {
    expect(nightly.steps.map(({ env }) => env)).toEqual(nightly.steps.map(() => undefined));
    expect(scriptsOf(nightly)).toEqual(
      expect.arrayContaining([
        'npm run guarantees',
        // No type is named: the lives of every type are led.
        'npm run model -- --runs 5000',
        'PROPERTY_SEED=random PROPERTY_TIMES=20 npx jest --findRelatedTests tests/support/fast-check.ts',
      ]),
    );
  });
});

describe('the release', () => {
  const { steps } = workflow('release.yml').jobs.release ?? { steps: [] };
  const at = (found: (step: Step) => boolean | undefined): number => steps.findIndex((step) => found(step));
  const running = (text: string): number => at(({ run }) => run?.includes(text));

  it('is started by the tag of a version, and not by that of a pre-release, which has no section in the change log', () => {
    expect(workflow('release.yml').on.push?.tags).toEqual(['v[0-9]+.[0-9]+.[0-9]+']);
  });

  it('is published after everything has passed and its files are attested', () => {
    const order = [
      running('.ci/run'),
      running('npm run audit -- --strict'),
      running('sha256sum'),
      at(({ uses }) => uses?.startsWith('actions/attest-build-provenance@')),
      running('gh release create'),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('of a private repository is published without an attestation, which GitHub refuses there', () => {
    const conditions = steps.filter((step) => step.if).map((step) => [step.uses?.split('@')[0], step.if]);
    expect(conditions).toEqual([
      ['actions/attest-build-provenance', expect.stringMatching(/^\$\{\{ !github\.event\.repository\.private \}\}$/)],
    ]);
  });

  it('has the files of every type, the constructs and the checksums of all of them', () => {
    const script = steps[running('sha256sum')]?.run ?? '';
    const commands = script.split('\n').map((line) => line.trim());
    const order = [
      ...['npm run register -- --all --dry-run --region us-east-1', 'npm run release-files -- release'],
      ...['npm pack ./constructs --pack-destination release', 'cd release', 'sha256sum -- * > SHA256SUMS'],
    ];
    expect(commands.filter((line) => order.includes(line))).toEqual(order);
  });

  it('has the notes of the tag, and is stopped where the change log has none', () => {
    expect(steps[running('gh release create')]?.run).toContain('npm run --silent changelog -- --latest');
    expect(steps[running('test "$TAG" =')]?.run).toContain('grep -qF "## $version (" CHANGELOG.md');
    expect(running('test "$TAG" =')).toBeLessThan(running('.ci/run'));
  });
});

describe('updates of dependencies', () => {
  const { updates } = parse(readFileSync(path.join(ROOT, '.github', 'dependabot.yml'), 'utf8'));
  const ofNpm = updates.find((update: Record<string, unknown>) => update['package-ecosystem'] === 'npm');

  it('are in the change log if they change what is deployed', () => {
    expect(ofNpm.directories).toContain('/');
    expect(ofNpm['commit-message']).toEqual({ prefix: 'fix', 'prefix-development': 'chore' });
  });
});

describe('registering by a workflow', () => {
  const { register } = workflow('register.yml').jobs;

  it('has a job for each region that is named, which registers every type', () => {
    expect(register?.strategy?.matrix?.region).toMatch(/^\$\{\{ fromJSON\(inputs\.regions\) \}\}$/);
    expect(register?.env?.REGION).toMatch(/^\$\{\{ matrix\.region \}\}$/);
    expect(scriptsOf(register ?? { steps: [] }).join('\n')).toContain('npm run register -- --all --region "$REGION"');
  });

  it('has no key in it: AWS takes a token of the repository for the role', () => {
    expect(textOf('register.yml')).not.toMatch(/secrets\.|\bA[KS]IA/);
    expect(register?.env?.AWS_ROLE_ARN).toMatch(/^\$\{\{ inputs\.role \}\}$/);
  });
});
