import { problemsOf, type RegisterOptions, submitParameters } from '../../scripts/registration';

const OPTIONS: RegisterOptions = { region: 'us-east-1', default: true, access: 'keyless' };
const MACHINE = { node: '22.11.0', python: 'Python 3.12.1' };

describe('what npm run register checks first', () => {
  it.each([
    ['22.11.0', 'Python 3.12.1'],
    ['20.19.0', 'Python 3.10.0'],
    ['24.0.0', 'Python 4.0'],
  ])('Node.js %s with %s will do', (node, python) => {
    expect(problemsOf(OPTIONS, { node, python })).toEqual([]);
  });

  it.each<[string, Partial<RegisterOptions>, object, string]>([
    ['an old Node.js', {}, { node: '20.18.3' }, 'Node.js 20.19 or later is needed; this is 20.18.3.'],
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
    expect(problemsOf({ ...OPTIONS, region: undefined }, { node: '18.0.0' })).toHaveLength(3);
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
