/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables like that */

import { allProjects } from '../../tools/projects';
import { HEAD, problemsOf, proposalOf } from './templates';

const OURS = allProjects()
  .map(({ typeName }) => typeName)
  .join(', ');

const WHOLE_LINE = (expected: string): RegExp =>
  new RegExp(`^\\d+:\\d+: ${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

describe('the keys of a mapping', () => {
  const SECOND = 'a second-level key of a mapping can have only letters and digits';
  const TOP = "a top-level key of a mapping can have only letters, digits, '-' and '.'";

  it.each([
    ['{ a: { v1.1.2: x } }', `Mappings.M.a.v1.1.2: ${SECOND}`],
    ['{ a: { cn-shanghai: x } }', `Mappings.M.a.cn-shanghai: ${SECOND}`],
    ['{ a: { IMAGE_ID: x } }', `Mappings.M.a.IMAGE_ID: ${SECOND}`],
    ["{ a: { '': x } }", `Mappings.M.a.: ${SECOND}`],
    ['{ a_b: { c: x } }', `Mappings.M.a_b: ${TOP}`],
    ['{ 10.0.0.0/16: { c: x } }', `Mappings.M.10.0.0.0/16: ${TOP}`],
    ['{ a: {} }', 'Mappings.M.a: needs at least one second-level key'],
    ['{}', 'Mappings.M: needs at least one top-level key'],
    [
      `{ ${Array.from({ length: 201 }, (_, index) => `k${index}: { c: x }`)} }`,
      'Mappings.M: has 201 keys; CloudFormation accepts at most 200',
    ],
  ])('are refused by their line where CloudFormation does: %.40s', (map, expected) => {
    expect(problemsOf(`${HEAD}Mappings:\n  M: ${map}\n`)).toEqual([expect.stringMatching(WHOLE_LINE(expected))]);
  });

  it.each(['{ cn-shanghai: { Region: x } }', "{ '1.5': { c9: x } }", "{ '111122223333': { c: [x, y] } }"])(
    'are taken: %s',
    (map) => {
      expect(problemsOf(`${HEAD}Mappings:\n  M: ${map}\n`)).toEqual([]);
    },
  );
});

describe('what CloudFormation refuses in a section is refused by its line', () => {
  it.each([
    ['Conditions: { C: true }', 'Conditions.C: must be Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition'],
    ["Conditions: { C: 'true' }", 'Conditions.C: must be Fn::Equals,'],
    ['Conditions: { C: !Ref AWS::Region }', 'Conditions.C: must be Fn::Equals,'],
    ['Conditions: { C: [!Equals [a, a]] }', 'Conditions.C: must be Fn::Equals,'],
    ['Description: !Sub x', 'Description: a description must be plain text, without functions'],
    [`Description: ${'é'.repeat(513)}`, 'Description: has 1026 bytes; CloudFormation accepts at most 1024'],
    [
      'Parameters: { P: { Type: String, Default: a, Description: [a, b] } }',
      'Parameters.P.Description: a description must be plain text, without functions',
    ],
    [
      'Parameters: { P: { Type: String, Default: a, Description: { Ref: P } } }',
      'Parameters.P.Description: a description must be plain text, without functions',
    ],
    [
      `Parameters: { P: { Default: a, Type: String, Description: ${'é'.repeat(4001)} } }`,
      'Parameters.P.Description: has 4001 characters; CloudFormation accepts at most 4000',
    ],
    ['Metadata: [a]', 'Metadata: must be an object'],
    ['Rules: [a]', 'Rules: must be an object'],
    ['Outputs: { O: { Value: a, Description: !Sub x } }', 'Outputs.O.Description: a description must be plain text'],
    ['Outputs: { O: { Value: a, Export: x } }', 'Outputs.O.Export: must be an object with only Name'],
    ['Outputs: { O: { Value: a, Export: { name: x } } }', 'Outputs.O.Export: must be an object with only Name'],
    [
      'Outputs: { O: { Value: a, Export: { Name: !Ref Nothing } } }',
      'Outputs.O.Export.Name.Ref: there is no parameter or resource Nothing',
    ],
    [
      'Outputs: { O: { Value: a, Export: { Name: !Sub "x-${Copy}" } } }',
      'Outputs.O.Export.Name: the name of an export cannot depend on a resource',
    ],
    [
      'Outputs: { O: { Value: a, Export: { Name: [x] } } }',
      'Outputs.O.Export.Name: needs a string here, but got a list',
    ],
    ...["'a b$%'", "''", "' '", 'a.b', 'a/b', 'a_b', 'é', "!Sub 'x ${AWS::StackName}'"].map((name) => [
      `Outputs: { O: { Value: a, Export: { Name: ${name} } } }`,
      'Outputs.O.Export.Name: the name of an export can have only letters, digits, colons and hyphens',
    ]),
    ...["''", "' '", "!Join ['', []]"].map((value) => [
      `Outputs: { O: { Value: ${value}, Export: { Name: x } } }`,
      'Outputs.O.Value: an exported value cannot be blank',
    ]),
    [
      `Outputs: { O: { Export: { Name: x }, Value: ${'a'.repeat(1025)} } }`,
      'Outputs.O.Value: has 1025 characters; CloudFormation exports at most 1024',
    ],
    [
      "Outputs: { O: { Value: a, Export: { Name: '{{resolve:ssm:/a}}' } } }",
      'Outputs.O.Export.Name: a dynamic reference ({{resolve:ssm:…}}), which is not resolved here',
    ],
    [
      'Outputs: { O: { Value: a, Export: { Name: x-us-east-1 } }, P: { Value: a, Export: { Name: !Sub "x-${AWS::Region}" } } }',
      'Outputs.P.Export.Name: the output O is exported as x-us-east-1 too',
    ],
    [
      'Outputs: { O: { Value: !GetAtt Copy.SnapshotIds } }',
      'Outputs.O.Value: is a list (SnapshotIds), but an output must be text: use Fn::Join',
    ],
    [
      'Outputs: { O: { Value: !GetAtt [Copy, SnapshotIds] } }',
      'Outputs.O.Value: is a list (SnapshotIds), but an output must be text: use Fn::Join',
    ],
    [
      "Outputs: { O: { Value: !Sub 'x ${Copy.SnapshotIds}' } }",
      'Outputs.O.Value.Fn::Sub: Copy.SnapshotIds is a list, but Fn::Sub needs text: pass Fn::Join of the list',
    ],
    ['Parameters: { Copy: { Type: String, Default: a } }', 'Resources.Copy: a parameter has the same name'],
  ])('%.80s', (section, expected) => {
    expect(problemsOf(`${HEAD}${section}\n`)).toEqual([expect.stringMatching(WHOLE_LINE(expected))]);
  });

  it.each(['DeletionPolicy', 'UpdateReplacePolicy'])('a function in %s without the language extensions', (policy) => {
    const text = `${HEAD}    ${policy}: !If [C, Retain, Delete]\nConditions: { C: !Equals [a, a] }\n`;
    expect(problemsOf(text)).toEqual([
      `7:5: Resources.Copy.${policy}: a function in a policy needs Transform: AWS::LanguageExtensions at the top of the template`,
    ]);
    expect(problemsOf(`Transform: AWS::LanguageExtensions\n${text}`)).toEqual([]);
  });

  it.each(['AWS::IAM::Role', 'AWS::CloudFormation::Stack', 'Custom::Lookup'])(
    'a resource of another type, which CloudFormation has: %s',
    (type) => {
      expect(problemsOf(`${HEAD}  Other: { Type: ${type} }\n`)).toEqual([
        `7:12: Resources.Other.Type: ${type} is not deployed here, only ${OURS}: put it into a separate stack`,
      ]);
    },
  );
});

it('exports are taken, also of a list that is joined', () => {
  const outputs = `Outputs:
  O: { Value: !Join [',', !GetAtt Copy.SnapshotIds], Export: { Name: !Sub '\${AWS::StackName}-a' } }
  P: { Value: !Sub ['\${L}', { L: !Join [',', !GetAtt Copy.SnapshotIds] }], Export: { Name: b:C-9 } }
  Q: { Value: ${'a'.repeat(1024)}, Export: { Name: 5 } }
  R: { Value: ' ' }
`;
  expect(problemsOf(`${HEAD}${outputs}`)).toEqual([]);
});

it('an exported value that turns out blank fails the deployment', () => {
  const { target } = proposalOf(
    `${HEAD}Outputs: { O: { Value: !GetAtt Copy.OSName, Export: { Name: x } }, P: { Value: !GetAtt Copy.OSName } }\n`,
  );
  const known = (value: string) => () => ({ identifier: 'cn-shanghai/m-1', attribute: () => value });
  expect(target.outputs(known('a'))).toHaveLength(2);
  expect(() => target.outputs(known(' '))).toThrow('Outputs.O.Value: an exported value cannot be blank');
});

it.each(['5', 'text', "''", 'é'.repeat(4000)])('the description of a parameter can be %.20s', (description) => {
  const parameters = `Parameters: { P: { Type: String, Default: a, Description: ${description} } }\n`;
  expect(problemsOf(`${HEAD}${parameters}`)).toEqual([]);
});

it('an attribute that is none is told once', () => {
  expect(problemsOf(`${HEAD}Outputs: { O: { Value: !GetAtt Copy.Tags } }\n`)).toEqual([
    expect.stringContaining('TF::Alicloud::ImageCopy has no attribute Tags'),
  ]);
});

it('conditions that leave no resource are a warning', () => {
  const text = `${HEAD}    Condition: C\nConditions: { C: !Equals [a, b] }\n`;
  const { target, remarks } = proposalOf(text);
  expect(target.resources).toEqual([]);
  expect(remarks).toEqual([
    expect.stringMatching(/t\.yaml:1:1: Resources: the conditions leave no resource, and it is not known whether/),
  ]);
});

it('an output that is AWS::NoValue is a warning', () => {
  const text = `Conditions: { C: !Equals [a, b] }\n${HEAD}Outputs: { O: { Value: !If [C, a, !Ref AWS::NoValue] } }\n`;
  const { target, remarks } = proposalOf(text);
  expect(target.outputs(() => undefined)).toEqual([]);
  expect(remarks).toEqual([
    expect.stringMatching(/t\.yaml:8:17: Outputs\.O\.Value: is AWS::NoValue, .* give the output a Condition$/),
  ]);
});
