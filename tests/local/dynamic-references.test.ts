/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables like that */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../local/json';
import { bind, FixtureStack, templateOf, temporaryFolder } from './helpers';
import { endPrograms, persistentCloud, run } from './program';

afterEach(endPrograms);

const SECTIONS: JsonObject = {
  Parameters: {
    Text: { Type: 'String', Default: '{{resolve:ssm:/a}}' },
    Part: { Type: 'String', Default: '{resolve:' },
    List: { Type: 'CommaDelimitedList', Default: 'x,{{resolve:ssm:/a}}' },
    Secret: { Type: 'String', NoEcho: true, Default: 'pre {{resolve:ssm:/hush}}' },
    Plain: { Type: 'String', Default: 'a text' },
  },
  Mappings: {
    Texts: {
      any: { Value: '{{resolve:secretsmanager:a:SecretString:b}}', List: ['x', '{{resolve:ssm:/a}}'], Plain: 'x' },
    },
  },
};

/** The template with the text as the description of One, and what else there is. */
function describing(description: Json, rest: JsonObject = {}): JsonObject {
  return templateOf({ Zero: {}, One: { Properties: { Description: description } } }, { ...SECTIONS, ...rest });
}

/** What is wrong with it, a line each, without the file. */
function problemsOf(template: JsonObject, parameters: Record<string, string> = {}): string[] {
  try {
    bind(template, parameters);
    return [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message.split('\n').map((line) => line.replace(/^test\.json:\d+:\d+: /, ''));
  }
}

const PARAMETER =
  'the parameter Text has a dynamic reference ({{resolve:ssm:…}}), which is not resolved here: give the value itself, --parameters Text=…';
const INSTEAD = 'which is not resolved here: make the value a parameter';

it.each<[string, Json, string]>([
  ['a literal', 'x {{resolve:ssm:/a}} y', `: a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`],
  [
    'the text of Sub',
    { 'Fn::Sub': '{{resolve:ssm:/${Plain}}}' },
    `.Fn::Sub: Fn::Sub makes a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`,
  ],
  [
    'the text of Sub with variables',
    { 'Fn::Sub': ['{{resolve:ssm-secure:/${V}}}', { V: 'a' }] },
    `.Fn::Sub: Fn::Sub makes a dynamic reference ({{resolve:ssm-secure:…}}), ${INSTEAD}`,
  ],
  [
    'the parts of Sub',
    { 'Fn::Sub': '{${Part}ssm:/a}}' },
    `.Fn::Sub: Fn::Sub makes a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`,
  ],
  [
    'a variable of Sub',
    { 'Fn::Sub': ['${V}', { V: '{{resolve:ssm:/a}}' }] },
    `.Fn::Sub.1.V: a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`,
  ],
  [
    'Join',
    { 'Fn::Join': ['{', ['', '{resolve:ssm:/a}}']] },
    `.Fn::Join: Fn::Join makes a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`,
  ],
  [
    'Join of what Split gives',
    { 'Fn::Join': ['', { 'Fn::Split': ['|', '{|{resolve:secretsmanager:a}}'] }] },
    `.Fn::Join: Fn::Join makes a dynamic reference ({{resolve:secretsmanager:…}}), ${INSTEAD}`,
  ],
  [
    'Join with a resource that does not exist yet',
    { 'Fn::Join': ['{', ['', '{resolve:ssm:', { Ref: 'Zero' }, '}}']] },
    `.Fn::Join: Fn::Join makes a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`,
  ],
  [
    'Sub with a resource that does not exist yet',
    { 'Fn::Sub': '{${Part}ssm:${Zero.Id}}}' },
    `.Fn::Sub: Fn::Sub makes a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`,
  ],
  ['a parameter', { Ref: 'Text' }, `.Ref: ${PARAMETER}`],
  ['a parameter in Sub', { 'Fn::Sub': 'x ${Text}' }, `.Fn::Sub: ${PARAMETER}`],
  [
    'an item of a list parameter',
    { 'Fn::Select': [0, { Ref: 'List' }] },
    `.Fn::Select.1.Ref: ${PARAMETER.replaceAll('Text', 'List')}`,
  ],
  [
    'a part of a parameter',
    { 'Fn::Select': [1, { 'Fn::Split': [':', { Ref: 'Text' }] }] },
    `.Fn::Select.1.Fn::Split.1.Ref: ${PARAMETER}`,
  ],
  ['a NoEcho parameter, not shown', { Ref: 'Secret' }, `.Ref: ${PARAMETER.replaceAll('Text', 'Secret')}`],
  [
    'a mapping',
    { 'Fn::FindInMap': ['Texts', 'any', 'Value'] },
    `.Fn::FindInMap: the mapping Texts has a dynamic reference ({{resolve:secretsmanager:…}}), ${INSTEAD}`,
  ],
  [
    'an item of a mapping',
    { 'Fn::Select': [1, { 'Fn::FindInMap': ['Texts', 'any', 'List'] }] },
    `.Fn::Select.1.Fn::FindInMap: the mapping Texts has a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`,
  ],
  [
    'one that CloudFormation may not take for one',
    '{{ Resolve :ssm:/a}}',
    `: a dynamic reference ({{resolve:ssm:…}}) written with white space or capital letters, and what CloudFormation does with that is not certain, ${INSTEAD}`,
  ],
])('a dynamic reference is refused that comes from %s', (_name, description, expected) => {
  expect(problemsOf(describing(description))).toEqual([`Resources.One.Properties.Description${expected}`]);
});

it('is refused in tags, conditions, outputs and loops, each by its place', () => {
  const tags = [{ Key: { 'Fn::Sub': '${Text}' }, Value: { 'Fn::Join': ['{', ['', '{resolve:ssm:/a}}']] } }];
  const template = templateOf(
    { One: { Properties: { Description: { Ref: 'Text' }, Tags: tags } } },
    { ...SECTIONS, Outputs: { Out: { Value: { Ref: 'Text' } } } },
  );
  expect(problemsOf(template)).toEqual([
    `Resources.One.Properties.Description.Ref: ${PARAMETER}`,
    `Resources.One.Properties.Tags.0.Key.Fn::Sub: ${PARAMETER}`,
    `Resources.One.Properties.Tags.0.Value.Fn::Join: Fn::Join makes a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`,
    `Outputs.Out.Value.Ref: ${PARAMETER}`,
  ]);
  const condition = { 'Fn::Equals': [{ Ref: 'Text' }, ''] };
  expect(problemsOf(describing('a text', { Conditions: { Is: condition } }))).toEqual([
    `Conditions.Is.Fn::Equals.0.Ref: ${PARAMETER}`,
  ]);
  const repeated = (...loop: Json[]): JsonObject => ({
    Transform: 'AWS::LanguageExtensions',
    Outputs: { 'Fn::ForEach::Each': loop },
  });
  const over = repeated('X', { Ref: 'List' }, { 'Out&{X}': { Value: '${X}' } });
  expect(problemsOf(describing('a text', over))).toEqual([
    `Outputs.Fn::ForEach::Each.1.Ref: ${PARAMETER.replaceAll('Text', 'List')}`,
  ]);
  const filled = repeated('X', ['{resolve:ssm:/a}}'], { 'Out&{X}': { Value: '{${X}' } });
  expect(problemsOf(describing('a text', filled))).toEqual([
    `Outputs.Outresolvessma.Value: a dynamic reference ({{resolve:ssm:…}}), ${INSTEAD}`,
  ]);
});

it('is told with all others at once, whatever they come from', () => {
  const values: Json[] = ['{{resolve:ssm:/a}}', { 'Fn::Sub': '{{resolve:ssm:/${Zero}}}' }, { Ref: 'Text' }];
  const all = [...values, { 'Fn::FindInMap': ['Texts', 'any', 'Value'] }];
  const tags = all.map((value, index) => ({ Key: `k${index}`, Value: value }));
  const template = templateOf({ Zero: {}, One: { Properties: { Tags: tags } } }, SECTIONS);
  const places = problemsOf(template).map((problem) => problem.replace(/: .*/, ''));
  expect(places).toEqual(
    ['0.Value', '1.Value.Fn::Sub', '2.Value.Ref', '3.Value.Fn::FindInMap'].map(
      (place) => `Resources.One.Properties.Tags.${place}`,
    ),
  );
});

it('is not refused where the conditions leave it out', () => {
  const choice = { 'Fn::If': ['Never', '{{resolve:ssm:/a}}', 'a text'] };
  const conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
  expect(problemsOf(describing(choice, { Conditions: conditions }))).toEqual([]);
});

it('is refused in the value that a parameter is given, and only where it is used', () => {
  const given = { Plain: '{{resolve:ssm:/a}}' };
  expect(problemsOf(describing({ Ref: 'Plain' }), given)).toEqual([
    `Resources.One.Properties.Description.Ref: ${PARAMETER.replaceAll('Text', 'Plain')}`,
  ]);
  expect(problemsOf(describing('a text'), given)).toEqual([]);
});

it.each(['{resolve:ssm:/a}', '{{resolved: by hand}}', '{{resolve}}', '${!x} {{x:resolve:ssm}}'])(
  'takes a text that only looks similar: %s',
  (text) => {
    expect(problemsOf(describing({ 'Fn::Sub': text }))).toEqual([]);
  },
);

it('sends nothing: no operation begins', async () => {
  const stack = new FixtureStack();
  try {
    expect(() => stack.deploy(describing({ Ref: 'Text' }))).toThrow(PARAMETER);
    expect(stack.events).toEqual([]);
  } finally {
    await stack.close();
  }
});

it.each([
  ['team={{resolve:ssm:/a}}', '--tags: team has a dynamic reference ({{resolve:ssm:…}}), which is not resolved here'],
  ['{{resolve:ssm:/a}}=x', '--tags: {{resolve:ssm:/a}} has a dynamic reference'],
])('refuses it in a tag of the stack, before the cloud is called: %s', async (tag, expected) => {
  const { simulator, options, folder } = await persistentCloud(1);
  const file = join(folder, 'copy.json');
  writeFileSync(file, JSON.stringify(templateOf({ One: {} })));
  const { code, err } = run('deploy', file, '--tags', tag, ...options);
  expect(await code).toBe(2);
  expect(err()).toContain(expected);
  expect(simulator.ledger().calls).toEqual({});
});

it('refuses it with the line of the template and the name of its parameter, given on the command line', async () => {
  const file = join(temporaryFolder(), 'copy.json');
  writeFileSync(file, JSON.stringify(describing({ Ref: 'Plain' }), undefined, 1));
  const { code, err } = run('deploy', file, '--parameters', 'Plain=x{{resolve:ssm:/a}}', '--state', temporaryFolder());
  expect(await code).toBe(2);
  expect(err()).toMatch(/copy\.json:\d+:\d+: Resources\.One\.Properties\.Description\.Ref: the parameter Plain has/);
});
