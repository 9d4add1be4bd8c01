import { readFileSync } from 'node:fs';
import path from 'node:path';
import { accessMethods, guideTo } from '../../tools/access';
import { allProjects } from '../../tools/projects';
import { PYTHON_NEEDED } from '../../tools/python';
import {
  failureText,
  nextSteps,
  problemsOf,
  type RegisterOptions,
  settingsWith,
  stepsForRegistered,
  submitParameters,
} from '../../tools/registration';
import { isRuntime, RUNTIMES, type Runtime, supportOf } from '../../tools/runtimes';
import { pages, ROOT } from '../guides/blocks';

const OPTIONS: RegisterOptions = { regions: ['us-east-1'], default: true };
const MACHINE = { python: 'Python 3.12.1' };

describe('what npm run register checks first', () => {
  it.each(['Python 3.12.1', 'Python 3.11.0', 'Python 4.0'])('%s will do', (python) => {
    expect(problemsOf(OPTIONS, { python })).toEqual([]);
  });

  type Refusal = [string, Partial<RegisterOptions>, object, string];

  it.each<Refusal>([
    ['an old Python', {}, { python: 'Python 3.10.13' }, 'Python 3.11 or later is needed; this is Python 3.10.13.'],
    ['no Python', {}, { python: undefined }, 'Python 3.11 or later is needed; python3 cannot be started.'],
    [
      'no region',
      { regions: [] },
      {},
      'The AWS region is missing. Set it, for example --region us-east-1, or set AWS_REGION.',
    ],
    [
      'a role of another cloud',
      { roleArn: 'acs:ram::1:role/x' },
      {},
      '--role-arn acs:ram::1:role/x is not the ARN of an IAM role, arn:aws:iam::<account>:role/<name>.',
    ],
    ...['nodejs20.x', 'nodejs26.x', 'python3.14', '24', 'toString', ''].map(
      (runtime): Refusal => [
        `the runtime "${runtime}"`,
        { runtime },
        {},
        `--runtime ${runtime} is not supported. Supported: nodejs24.x (until 2028-04-30), nodejs22.x (until 2027-04-30).`,
      ],
    ),
  ])('%s is said', (_, options, machine, problem) => {
    expect(problemsOf({ ...OPTIONS, ...options }, { ...MACHINE, ...machine })).toEqual([problem]);
  });

  it('every page that names a Python names the oldest one that will do', () => {
    const named = pages().flatMap(
      (page) => readFileSync(path.join(ROOT, page), 'utf8').match(/Python \d\.\d+\s+or\s+later/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((words) => words.replace(/\s+/g, ' ') !== PYTHON_NEEDED)).toEqual([]);
  });

  it('everything that is wrong is said at once', () => {
    expect(problemsOf({ ...OPTIONS, regions: [], runtime: 'nodejs20.x' }, {})).toHaveLength(3);
  });
});

it('a role of your own is refused for several types, and taken for one', () => {
  const roleArn = 'arn:aws:iam::123456789012:role/x';
  expect(problemsOf({ ...OPTIONS, roleArn }, MACHINE, 1)).toEqual([]);
  expect(problemsOf({ ...OPTIONS, roleArn }, MACHINE, 2)).toEqual([
    '--role-arn is for one type: an execution role trusts one type only. Register each type on its own.',
  ]);
});

describe('what cfn gets', () => {
  it.each<[Partial<RegisterOptions>, string]>([
    [{}, 'submit --set-default --region us-east-1'],
    [{ default: false }, 'submit --region us-east-1'],
    [{ dryRun: true }, 'submit --dry-run --set-default --region us-east-1'],
    [
      { roleArn: 'arn:aws:iam::123456789012:role/x', profile: 'images' },
      'submit --set-default --region us-east-1 --role-arn arn:aws:iam::123456789012:role/x --profile images',
    ],
  ])('%j: %s', (options, parameters) => {
    expect(submitParameters({ ...OPTIONS, ...options }, 'us-east-1').join(' ')).toBe(parameters);
  });
});

describe('a registration that fails', () => {
  const [A, B] = ['TF::Alicloud::Image', 'TF::ApsaraStack::Image'];
  const places = ['us-east-1', 'eu-west-1'].flatMap((region) => [A, B].map((typeName) => ({ typeName, region })));
  const reason = 'nothing was registered, or it was not made the default. The reason is above and in rpdk.log.';

  it('alone is all that is said', () => {
    expect(failureText(places.slice(0, 1), 0, OPTIONS)).toBe(`${A} in us-east-1: ${reason}`);
  });

  it('among others ends with what is registered, what is not, and the commands that go on', () => {
    const options = { ...OPTIONS, default: false, profile: 'images', runtime: 'nodejs22.x' };
    expect(failureText(places, 1, options).split('\n')).toEqual([
      `${B} in us-east-1: ${reason}`,
      `Registered: ${A} in us-east-1.`,
      `Not tried: ${A} in eu-west-1, ${B} in eu-west-1.`,
      'When the cause is fixed, continue with:',
      `  npm run register -- --type ${B} --region us-east-1 --profile images --no-default --runtime nodejs22.x`,
      `  npm run register -- --type ${A} --type ${B} --region eu-west-1 --profile images --no-default --runtime nodejs22.x`,
    ]);
  });
});

describe('the commands that go on after a failure', () => {
  const [A, B] = ['TF::Alicloud::Image', 'TF::ApsaraStack::Image'];
  const places = [A, B].map((typeName) => ({ typeName, region: 'us-east-1' }));

  /** Each option, and its words. A region and a type are in the command of each region. */
  const WORDS: Readonly<
    Record<Exclude<keyof RegisterOptions, 'regions'>, readonly [Partial<RegisterOptions>, string]>
  > = {
    access: [{ access: 'assume-role' }, '--access assume-role'],
    default: [{ default: false }, '--no-default'],
    dryRun: [{ dryRun: true }, '--dry-run'],
    profile: [{ profile: 'images' }, '--profile images'],
    roleArn: [{ roleArn: 'arn:aws:iam::123456789012:role/x' }, '--role-arn arn:aws:iam::123456789012:role/x'],
    runtime: [{ runtime: 'nodejs22.x' }, '--runtime nodejs22.x'],
  };

  it.each(Object.entries(WORDS))('have the option %s', (_, [option, words]) => {
    expect(
      failureText(places, 1, { ...OPTIONS, ...option })
        .split('\n')
        .at(-1),
    ).toBe(`  npm run register -- --type ${B} --region us-east-1 ${words}`);
    expect(failureText(places, 1, OPTIONS)).not.toContain(words);
  });

  it('of a dry run does not say that something is registered', () => {
    expect(failureText(places, 1, { ...OPTIONS, dryRun: true })).toContain(`\nPackaged: ${A} in us-east-1.\n`);
  });
});

describe('what npm run register says comes next', () => {
  const TYPES = ['a', 'b'].map((name) => ({
    typeName: `TF::Some::${name}`,
    configuration: `types/${name}/registration/type-configuration/keyless.json`,
    guide: `guides/${name}.md`,
    ownConfiguration: `my-tf-some-${name}.json`,
    isWritten: false,
  }));
  const steps = (more: Partial<RegisterOptions> = {}) => nextSteps(TYPES, { ...OPTIONS, ...more });

  it('sets the configuration of each type, from a file of its own', () => {
    for (const { typeName, configuration, ownConfiguration } of TYPES) {
      expect(steps()).toContain(`  cp ${configuration} ${ownConfiguration}\n`);
      expect(steps()).toContain(
        `  aws cloudformation set-type-configuration --region us-east-1 \\
    --type RESOURCE --type-name ${typeName} --configuration-alias default \\
    --configuration file://${ownConfiguration}\n`,
      );
    }
  });

  it('says where a key belongs, and which pages show how to make what the files name', () => {
    expect(steps()).toContain(
      'A key belongs in Secrets Manager, not in this file: guides/a.md and guides/b.md show how to make the secrets and roles that it names:',
    );
    expect(nextSteps(TYPES.slice(0, 1), OPTIONS)).toContain('not in this file: guides/a.md shows how to make');
  });

  it.each(
    allProjects().flatMap((project) =>
      accessMethods(project).map((method) => [project.typeName, method, project] as const),
    ),
  )('names a page that tells of %s with %s', (_, method, project) => {
    expect(readFileSync(path.join(ROOT, guideTo(project, method)), 'utf8')).toContain(method);
  });

  it('leaves a file alone that exists, such as that of a set-up without a key', () => {
    const [one, other] = TYPES.map((type, at) => ({ ...type, isWritten: at === 0 }));
    const some = nextSteps(
      [one, other].flatMap((type) => type ?? []),
      OPTIONS,
    );
    expect(some.match(/ cp .*/g)).toEqual([` cp ${other?.configuration} ${other?.ownConfiguration}`]);
    expect(some).toContain('Check that your values are in my-tf-some-a.json.');
    const both = nextSteps(
      TYPES.map((type) => ({ ...type, isWritten: true })),
      OPTIONS,
    );
    expect(both).not.toContain('Copy the type configuration');
    expect(both).toContain('Check that your values are in my-tf-some-a.json and my-tf-some-b.json.');
  });

  it('does so after a failure for what is registered, in its regions', () => {
    const [one = '', other = ''] = TYPES.map(({ typeName }) => typeName);
    const regions = ['us-east-1', 'eu-west-1'];
    const done = [
      { typeName: one, region: 'us-east-1' },
      { typeName: other, region: 'us-east-1' },
      { typeName: one, region: 'eu-west-1' },
    ];
    const shown = stepsForRegistered(TYPES, done, { ...OPTIONS, regions }) ?? '';
    expect(shown).toMatch(/^Next, for what is registered:\n/);
    expect(shown).toMatch(/for region in us-east-1 eu-west-1; do\n.*\n.*TF::Some::a /);
    expect(shown).toMatch(/^ {2}aws .* --region us-east-1 .*\n.*TF::Some::b /m);
    const alone = stepsForRegistered(TYPES, done.slice(0, 1), { ...OPTIONS, regions }) ?? '';
    expect(alone).toContain('--type-name TF::Some::a ');
    expect(alone).not.toContain('TF::Some::b');
    expect(stepsForRegistered(TYPES, [], OPTIONS)).toBeUndefined();
    expect(stepsForRegistered(TYPES, done, { ...OPTIONS, dryRun: true })).toBeUndefined();
  });

  it('does so in every region', () => {
    expect(steps({ regions: ['us-east-1', 'eu-west-1'], profile: 'images' })).toContain(
      `  for region in us-east-1 eu-west-1; do
    aws cloudformation set-type-configuration --region "$region" --profile images \\
      --type RESOURCE --type-name TF::Some::b --configuration-alias default \\
      --configuration file://my-tf-some-b.json
  done\n`,
    );
  });

  it('makes the versions the default ones, if they are not', () => {
    expect(steps()).not.toContain('set-type-default-version');
    for (const { typeName } of TYPES) {
      expect(steps({ default: false, profile: 'images' })).toContain(
        `set-type-default-version --region us-east-1 --profile images --type RESOURCE --type-name ${typeName} --version-id`,
      );
    }
  });
});

describe('the runtimes', () => {
  const project: { runtime: string } = JSON.parse(readFileSync(path.join(ROOT, '.rpdk-config'), 'utf8'));

  it.each(allProjects())('are those of the settings of $typeName', ({ settingsFile }) => {
    expect(JSON.parse(readFileSync(settingsFile, 'utf8')).runtime).toBe(project.runtime);
  });

  it('has the longest supported one in .rpdk-config and first', () => {
    const names = Object.keys(RUNTIMES).filter(isRuntime);
    const byEnd = [...names].sort((a, b) => RUNTIMES[b].supportedUntil.localeCompare(RUNTIMES[a].supportedUntil));
    expect(names).toEqual(byEnd);
    expect(project.runtime).toBe(byEnd[0]);
  });

  it('changes nothing but the runtime in the settings of the package', () => {
    const settings = JSON.parse(settingsWith(JSON.stringify(project), 'nodejs22.x'));
    expect(settings).toEqual({ ...project, runtime: 'nodejs22.x' });
  });

  it.each<[Runtime, string, string]>([
    ['nodejs24.x', '2026-11-26', 'The handlers run on nodejs24.x, which AWS Lambda supports until 2028-04-30.'],
    ['nodejs22.x', '2027-04-29', 'The handlers run on nodejs22.x, which AWS Lambda supports until 2027-04-30.'],
    [
      'nodejs22.x',
      '2027-04-30',
      'The handlers run on nodejs22.x, which AWS Lambda deprecated on 2027-04-30. Choose another with --runtime.',
    ],
  ])('%s on %s: %s', (runtime, today, sentence) => {
    expect(supportOf(runtime, new Date(today))).toBe(sentence);
  });

  it('are in a table of one page, with the dates', () => {
    const rows = Object.entries(RUNTIMES).map(
      ([name, { supportedUntil, newUntil }]) => `| \`${name}\` | ${supportedUntil} | ${newUntil} |`,
    );
    const text = readFileSync(path.join(ROOT, 'guides', 'runtime-and-logs.md'), 'utf8');
    expect(text.match(/^\| `nodejs.*$/gm)?.map((row) => row.replace(/(?: default)? \|$/, ''))).toEqual(rows);
    expect(pages()).toContain('guides/runtime-and-logs.md');
  });
});
