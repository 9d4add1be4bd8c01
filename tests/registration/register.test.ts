import { problemsOf, type RegisterOptions, submitParameters } from '../../scripts/registration';

const OPTIONS: RegisterOptions = { region: 'us-east-1', default: true, access: 'keyless' };
const MACHINE = { python: 'Python 3.12.1' };

describe('what npm run register checks first', () => {
  it.each(['Python 3.12.1', 'Python 3.10.0', 'Python 4.0'])('%s will do', (python) => {
    expect(problemsOf(OPTIONS, { python })).toEqual([]);
  });

  it.each<[string, Partial<RegisterOptions>, object, string]>([
    ['an old Python', {}, { python: 'Python 3.9.18' }, 'Python 3.10 or later is needed; this is Python 3.9.18.'],
    ['no Python', {}, { python: undefined }, 'Python 3.10 or later is needed; python3 cannot be started.'],
    [
      'no region',
      { region: undefined },
      {},
      'The AWS region is missing. Give it, for example --region us-east-1, or set AWS_REGION.',
    ],
    [
      'a role of another cloud',
      { roleArn: 'acs:ram::1:role/x' },
      {},
      '--role-arn acs:ram::1:role/x is no ARN of an IAM role, arn:aws:iam::<account>:role/<name>.',
    ],
  ])('%s is said', (_, options, machine, problem) => {
    expect(problemsOf({ ...OPTIONS, ...options }, { ...MACHINE, ...machine })).toEqual([problem]);
  });

  it('everything that is wrong is said at once', () => {
    expect(problemsOf({ ...OPTIONS, region: undefined }, {})).toHaveLength(2);
  });
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
    expect(submitParameters({ ...OPTIONS, ...options }).join(' ')).toBe(parameters);
  });
});
