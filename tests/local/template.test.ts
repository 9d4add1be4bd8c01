/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables like that */

import type { Json, JsonObject } from '../../local/json';
import { newStack, pseudoParameters } from '../../local/session';
import { bindTemplate, type Lookup } from '../../local/template/bound';
import { UNKNOWN } from '../../local/template/expression';
import { readSource } from '../../local/template/source';
import { readTemplate } from '../../local/template/template';
import fc from '../support/fast-check';
import { asObject, bind, templateOf, types } from './helpers';

const one: Lookup = (logicalId) =>
  logicalId === 'One'
    ? {
        identifier: 'cn-shanghai/m-1',
        attribute: (name) => (name === 'Id' ? 'm-1' : name === 'SnapshotIds' ? ['s-1', 's-2'] : undefined),
      }
    : undefined;

/** The value of an expression in a template with a resource One, a parameter, a list parameter and a mapping. */
function evaluate(expression: Json, parameters: Record<string, string> = {}): Json | undefined {
  const template = templateOf(
    { One: {}, Two: { Properties: { Description: expression } } },
    {
      Parameters: { P: { Type: 'String', Default: 'value' }, L: { Type: 'CommaDelimitedList', Default: 'a, bb,c' } },
      Mappings: { M: { top: { second: 'mapped', list: ['x', 'y'] } } },
      Conditions: {
        Yes: { 'Fn::Equals': [{ Ref: 'P' }, 'value'] },
        No: { 'Fn::Not': [{ Condition: 'Yes' }] },
      },
    },
  );
  const target = bind(template, parameters);
  const two = target.resources.find(({ logicalId }) => logicalId === 'Two');
  if (two === undefined) throw new Error('there is no Two');
  return target.properties(two, one).Description;
}

describe('functions', () => {
  it.each<[string, Json, Json | undefined]>([
    ['Ref to a parameter', { Ref: 'P' }, 'value'],
    ['Ref to a resource', { Ref: 'One' }, 'cn-shanghai/m-1'],
    ['Ref to a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['AWS::NoValue', { Ref: 'AWS::NoValue' }, undefined],
    ['GetAtt as text', { 'Fn::GetAtt': 'One.Id' }, 'm-1'],
    ['GetAtt as list', { 'Fn::GetAtt': ['One', 'Id'] }, 'm-1'],
    ['Sub', { 'Fn::Sub': '${P} ${One} ${One.Id} ${AWS::StackName} ${!P}' }, 'value cn-shanghai/m-1 m-1 test ${P}'],
    ['Sub with variables', { 'Fn::Sub': ['${V} ${P}', { V: { 'Fn::Join': ['', ['x', 'y']] } }] }, 'xy value'],
    ['Join', { 'Fn::Join': ['-', { Ref: 'L' }] }, 'a-bb-c'],
    ['Join leaves AWS::NoValue out', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'a-b'],
    ['Select', { 'Fn::Select': ['1', { Ref: 'L' }] }, 'bb'],
    ['Select of an attribute', { 'Fn::Select': [1, { 'Fn::GetAtt': 'One.SnapshotIds' }] }, 's-2'],
    ['Split', { 'Fn::Select': [0, { 'Fn::Split': ['/', { Ref: 'One' }] }] }, 'cn-shanghai'],
    ['FindInMap', { 'Fn::FindInMap': ['M', 'top', 'second'] }, 'mapped'],
    ['FindInMap of a list', { 'Fn::Join': [',', { 'Fn::FindInMap': ['M', 'top', 'list'] }] }, 'x,y'],
    ['If true', { 'Fn::If': ['Yes', 'yes', { Ref: 'AWS::NoValue' }] }, 'yes'],
    ['If false', { 'Fn::If': ['No', 'yes', { Ref: 'AWS::NoValue' }] }, undefined],
    ['a number becomes text', 12, '12'],
    ['a primitive', true, 'true'],
  ])('%s', (_name, expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it.each<[string, JsonObject, boolean]>([
    ['And', { 'Fn::And': [{ 'Fn::Equals': ['a', 'a'] }, { 'Fn::Equals': ['b', 'c'] }] }, false],
    ['Or', { 'Fn::Or': [{ 'Fn::Equals': ['a', 'a'] }, { 'Fn::Equals': ['b', 'c'] }] }, true],
    ['Not', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'a'] }] }, false],
    ['numbers and text', { 'Fn::Equals': [1, '1'] }, true],
  ])('condition %s', (_name, condition, expected) => {
    const target = bind(templateOf({ One: {}, Two: { Condition: 'C' } }, { Conditions: { C: condition } }));
    expect(target.resources).toHaveLength(expected ? 2 : 1);
  });

  it('never throws anything but its own errors, whatever stands in a function', () => {
    const names = [
      'Ref',
      'Fn::GetAtt',
      'Fn::Sub',
      'Fn::Join',
      'Fn::Select',
      'Fn::Split',
      'Fn::FindInMap',
      'Fn::If',
      'Fn::Not',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, argument) => {
        try {
          evaluate({ [name]: JSON.parse(JSON.stringify(argument)) });
        } catch (error) {
          expect(error instanceof Error && error.name).toBe('TemplateError');
        }
      }),
    );
  });

  it('leaves open what depends on a resource that is not there yet', () => {
    const target = bind(templateOf({ One: {}, Two: { Properties: { Description: { 'Fn::Sub': 'x ${One}' } } } }));
    const two = target.resources[1];
    if (two === undefined) throw new Error('there is no Two');
    expect(target.partialProperties(two, () => undefined).Description).toBe(UNKNOWN);
    expect(two.needs).toEqual(['One']);
  });
});

describe('a file', () => {
  it.each(['{"Resources": {}}', 'Resources: {}'])('may begin with a byte order mark: %s', (text) => {
    expect(readSource('t', `\ufeff${text}`).value).toEqual({ Resources: {} });
  });

  it('is one document', () => {
    expect(() => readSource('t.yaml', 'Resources: {}\n---\nResources: {}\n')).toThrow(
      't.yaml:2:1: a template must be one YAML document, and this is a second one',
    );
  });
});

describe('what is wrong is told by name and place', () => {
  const problemsOf = (text: string): string => {
    try {
      const template = readTemplate(readSource('t.yaml', text), types);
      bindTemplate(template, {}, pseudoParameters(newStack('test')));
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  const resource = (lines: string): string =>
    `Resources:\n  One:\n    Type: TF::Alicloud::ImageCopy\n    Properties:\n      SourceImageId: m-1\n      SourceRegionId: cn-hangzhou\n${lines}`;

  it.each([
    ['an empty file', '', 't.yaml: the template is empty'],
    [
      'a dynamic reference',
      resource('      Description: "{{resolve:ssm:/a/b}}"\n'),
      't.yaml:7:7: Resources.One.Properties.Description: a dynamic reference ({{resolve:ssm:…}}), which is not resolved here: make the value a parameter',
    ],
    ['no template', '- a', 'a template is an object with the section Resources'],
    ['broken YAML', 'Resources:\n  One: [a\n', 't.yaml:3:1: '],
    ['broken JSON', '{"Resources": {\n  "One": }', 't.yaml:2:10: broken JSON'],
    [
      'JSON with a comma too many',
      '{"Resources": {\n  "One": {},}}',
      't.yaml:2:13: broken JSON: Expected double-quoted property name',
    ],
    ['no resources', 'Description: x', 't.yaml:1:1: Resources: at least one resource is required'],
    ['an unknown section', resource('Extra: 1'), 't.yaml:7:1: Extra: there is no such section of a template'],
    [
      'an unknown type',
      resource('').replace('ImageCopy', 'ImageCopi'),
      'did you mean TF::Alicloud::ImageCopy? Choose from TF',
    ],
    [
      'the name of a mapping',
      resource('Mappings: {A-b: {c: {d: e}}}'),
      'Mappings.A-b: the name of a mapping can have only letters',
    ],
    [
      'the name of a condition',
      resource('Conditions: {A-b: !Equals [a, a]}'),
      'Conditions.A-b: the name of a condition',
    ],
    [
      'the name of a parameter',
      resource('Parameters: {A-b: {Type: String, Default: a}}'),
      'Parameters.A-b: the name of a',
    ],
    [
      'what other stacks export',
      resource('      Description: !ImportValue x'),
      'here: other stacks are not read; make',
    ],
    [
      'too many parameters',
      resource(`Parameters: {${Array.from({ length: 201 }, (_, i) => `P${i}: {Type: String, Default: a}`)}}`),
      'Parameters: has 201 entries; CloudFormation accepts at most 200',
    ],
    [
      'too long a text',
      `# ${'x'.repeat(2 ** 20)}`,
      't.yaml: the template has 1048578 bytes; CloudFormation accepts at most 1000000',
    ],
    ['a section not supported', resource('Hooks: {}'), 'Hooks: is not supported here'],
    [
      'an unknown type',
      'Resources:\n  One:\n    Type: AWS::S3::Bucket',
      `t.yaml:3:5: Resources.One.Type: AWS::S3::Bucket is not deployed here, only ${[...types.keys()].join(', ')}: put it`,
    ],
    [
      'an unknown key of a resource',
      resource('    Extra: 1'),
      'Resources.One.Extra: there is no such key of a resource',
    ],
    [
      'a policy not supported',
      resource('    DeletionPolicy: Snapshot'),
      'Resources.One.DeletionPolicy: "Snapshot" is not supported',
    ],
    [
      'an unknown property',
      resource('      Extra: 1'),
      't.yaml:7:7: Resources.One.Properties.Extra: there is no such property',
    ],
    ['a read-only property', resource('      Id: m-2'), 'Resources.One.Properties.Id: is read-only'],
    [
      'a property of the wrong type',
      resource('      Force: perhaps'),
      'Force: must be true or false, but is "perhaps"',
    ],
    [
      'a missing property',
      'Resources:\n  One:\n    Type: TF::Alicloud::ImageCopy',
      'Resources.One.Properties.SourceImageId: is required',
    ],
    ['a pattern', resource('      KmsKeyId: "-"'), 'KmsKeyId: "-" is not valid. The ID of the KMS key'],
    [
      'an ARN for an ID',
      resource('      KmsKeyId: acs:kms:cn-shanghai:1:key/key-1'),
      'is not valid. The ID of the KMS key that encrypts the copy, not an ARN and not an alias.',
    ],
    ['an alias for an ID', resource('      KmsKeyId: alias/mine'), 'not an ARN and not an alias.'],
    ['too short', resource('      Description: x'), 'Description: must have at least 2 characters, but has 1'],
    ['in a list', resource('      Tags: [{Key: a}]'), 'Resources.One.Properties.Tags.0.Value: is required'],
    ['an unknown function', resource('      Description: !Foo x'), 'Description.Fn::Foo: there is no function Fn::Foo'],
    [
      'a function not supported',
      resource('      Description: !ImportValue x'),
      'Fn::ImportValue is not supported here',
    ],
    [
      'a foreign tag',
      resource('      Description: !!binary x'),
      't.yaml:7:7: Resources.One.Properties.Description: unknown tag tag:yaml.org,2002:binary',
    ],
    [
      'an alias',
      resource('      Description: *x'),
      't.yaml:7:7: Resources.One.Properties.Description: YAML aliases (*x) are not',
    ],
    [
      'a reference to nothing',
      resource('      Description: !Ref Nothing'),
      'there is no parameter or resource Nothing',
    ],
    ['a variable of nothing', resource('      Description: !Sub "${Nothing.Id}"'), 'there is no resource Nothing'],
    [
      'an attribute of nothing',
      resource('      Description: !GetAtt One.Nothing'),
      'has no attribute Nothing; choose from tfcfnid, Id,',
    ],
    [
      'a dependency on nothing',
      resource('    DependsOn: Nothing'),
      'Resources.One.DependsOn: there is no resource Nothing',
    ],
    [
      'a circle of one',
      resource('      Description: !Ref One'),
      'Resources.One: circular dependency: One → One. Remove one of these references or DependsOn attributes',
    ],
    [
      'a condition of nothing',
      resource('    Condition: Nothing'),
      'Resources.One.Condition: there is no condition Nothing',
    ],
    [
      'a circle of conditions',
      resource('Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]'),
      'Conditions.A: circular dependency: A → B → A. Remove one of these references',
    ],
    [
      'a resource in a condition',
      resource('Conditions:\n  A: !Equals [!Ref One, x]'),
      'a condition cannot refer to the resource One',
    ],
    [
      'a condition function elsewhere',
      resource('      Description: !Equals [a, b]'),
      'Fn::Equals is not allowed in Resources',
    ],
    ['a mapping of nothing', resource('      Description: !FindInMap [M, a, b]'), 'there is no mapping M'],
    [
      'a key of a mapping',
      resource('      Description: !FindInMap [M, a, x]\nMappings: {M: {a: {b: c}}}'),
      'the mapping M has no value for a, x',
    ],
    ['too many for a list', resource('      Description: !Select [3, [a, b]]'), 'there is no item 3 in a list of 2'],
    ['null', resource('      Description:'), 'Resources.One.Properties.Description: null is not allowed in a template'],
    [
      'an output of nothing',
      resource('Outputs:\n  A: {Value: !Ref Nothing}'),
      't.yaml:8:7: Outputs.A.Value.Ref: there is no parameter or resource Nothing',
    ],
    ['an output without a value', resource('Outputs:\n  A: {}'), 'Outputs.A: Value is required'],
    [
      'an output of a resource that is not there',
      resource(
        '  Two:\n    Type: TF::Alicloud::ImageCopy\n    Condition: Never\n    Properties: {SourceImageId: m-1, SourceRegionId: cn-a}\nConditions:\n  Never: !Equals [a, b]\nOutputs:\n  A: {Value: !Ref Two}',
      ),
      'Outputs.A.Value: refers to Two, whose condition is false',
    ],
    ['a parameter without a type', resource('Parameters:\n  A: {Default: 1}'), 'Parameters.A: Type is required'],
    [
      'an unknown type of parameter',
      resource('Parameters:\n  A: {Type: List<Text>}'),
      'Parameters.A.Type: there is no type of parameter "List<Text>"; choose from String, Number, CommaDelimitedList',
    ],
    ['a version', resource('AWSTemplateFormatVersion: 2011-01-01'), 'AWSTemplateFormatVersion: must be 2010-09-09'],
  ])('%s', (_name, text, expected) => {
    const problems = problemsOf(text);
    expect(problems).toContain(expected);
    expect(problems).not.toBe('');
  });

  it('says once what is wrong with a text that is too short', () => {
    expect(problemsOf(resource('      ImageName: a')).match(/ImageName: .*/g)).toEqual([
      expect.stringMatching(/^ImageName: "a" is not valid\. The name of the copy.* 2 to 128 characters/),
    ]);
  });

  it('says where a circle of resources begins, by its line', () => {
    const text = `${resource('      Description: x')}
  Two: {Type: TF::Alicloud::ImageCopy, Properties: {SourceImageId: !Ref Three}}
  Three: {Type: TF::Alicloud::ImageCopy, Properties: {SourceImageId: !Ref Two}}
`;
    expect(problemsOf(text)).toContain('Resources.Two: circular dependency: Two → Three → Two.');
  });
});

it('shows no value of a NoEcho parameter in what is wrong', () => {
  const template = templateOf(
    { One: { Properties: { SourceRegionId: { Ref: 'Key' } } } },
    { Parameters: { Key: { Type: 'String', NoEcho: true, Default: 'Hush-Hush' } } },
  );
  expect(() => bind(template)).toThrow('"****" is not valid.');
});

it('reads YAML and JSON to the same template', () => {
  const yaml = readSource(
    'a.yaml',
    'A: !Sub x\nB: !GetAtt a.b\nC: [!If [c, !Ref d, 2010-09-09]]\nD: 007\nE: yes\nF: y',
  );
  const json = {
    A: { 'Fn::Sub': 'x' },
    B: { 'Fn::GetAtt': 'a.b' },
    C: [{ 'Fn::If': ['c', { Ref: 'd' }, '2010-09-09'] }],
    D: '007',
    E: true,
    F: 'y',
  };
  expect(yaml.value).toEqual(json);
  expect(asObject(readSource('a.json', JSON.stringify(json)).value)).toEqual(json);
  expect(yaml.locate(['C', 0, 'Fn::If', 1])).toEqual({ line: 3, column: 18 });
});
