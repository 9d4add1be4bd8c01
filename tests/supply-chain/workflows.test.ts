import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { RUNTIMES } from '../../tools/runtimes';

const ROOT = path.join(__dirname, '..', '..');
const FOLDER = path.join(ROOT, '.github', 'workflows');
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly string[]>> };
}
interface Workflow {
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

describe.each(files)('%s', (file) => {
  it('pins every action by its commit, with its version beside', () => {
    const uses = textOf(file).match(/uses:.*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may only read, the job that publishes apart', () => {
    expect(workflow(file).permissions).toEqual({ contents: 'read' });
    const more = Object.entries(workflow(file).jobs).filter(([, { permissions }]) => permissions);
    expect(more.map(([name]) => `${file}: ${name}`)).toEqual(file === 'release.yml' ? ['release.yml: release'] : []);
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

  it('is the default one wherever there is no choice', () => {
    const fixed = jobs.flatMap(([, job]) => nodeOf(job)).filter((version) => typeof version === 'number');
    expect([...new Set(fixed)].map((version) => `nodejs${version}.x`)).toEqual([runtime]);
  });
});

describe('the release', () => {
  const { steps } = workflow('release.yml').jobs.release ?? { steps: [] };
  const at = (found: (step: Step) => boolean | undefined): number => steps.findIndex((step) => found(step));
  const running = (text: string): number => at(({ run }) => run?.includes(text));

  it('is published after everything has passed and its files are attested', () => {
    const order = [
      running('.ci/run'),
      running('npm run audit -- --strict'),
      running('npm run test:constructs'),
      running('sha256sum'),
      at(({ uses }) => uses?.startsWith('actions/attest-build-provenance@')),
      running('gh release create'),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('has the package, the bill of materials, the licences, the templates and the checksums', () => {
    const script = steps[running('sha256sum')]?.run ?? '';
    for (const name of [
      ...['tf-alicloud-imagecopy.zip', 'sbom.cdx.json', 'THIRD-PARTY-LICENSES.txt', 'register-from-bucket.yaml'],
      ...['aws-side.yaml', 'alibaba-side.sh', 'ram-policy.json', 'type-configuration', './constructs', 'SHA256SUMS'],
    ]) {
      expect(script).toContain(name);
    }
  });
});
