import { allCommands, optionsOf } from '../guides/commands';
import { templateIn } from './template-values';

// CloudFormation resets a parameter that an update does not name to the default of the template.

/** The template of a command: the one that it names, or the one that registers a type from a bucket, by which StackSets are made. */
const templateOf = (options: Readonly<Record<string, string[]>>): string =>
  /file:\/\/registration\/([\w-]+\.yaml)/.exec(options['template-body']?.join(' ') ?? '')?.[1] ??
  'register-from-bucket.yaml';

/** `aws cloudformation deploy` is not one of them: it sends UsePreviousValue for every parameter that it does not name. */
const UPDATES = allCommands().filter(
  ({ program, words }) => program === 'aws' && ['update-stack', 'update-stack-set'].includes(words[1] ?? ''),
);

it('are in a page', () => {
  expect(UPDATES).not.toEqual([]);
});

it.each(UPDATES)('the update in $where names every parameter of its template', ({ words }) => {
  const options = optionsOf(words);
  const { parameters = [] } = options;
  const named = parameters.map((parameter) => /^ParameterKey=(\w+),/.exec(parameter)?.[1]);
  expect(named.sort()).toEqual(Object.keys(templateIn(templateOf(options)).Parameters).sort());
});
