/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: loops write their variables like that */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../local/json';
import fc from '../support/fast-check';
import { temporaryFolder } from './helpers';
import { run } from './program';
import { read } from './reading';

const COPY = '{Type: TF::Alicloud::ImageCopy, Properties: {SourceImageId: m-1, SourceRegionId: cn-hangzhou}}';
const INCLUDE = "{Name: AWS::Include, Parameters: {Location: 's3://a/b.yaml'}}";
const NOT_FETCHED =
  'AWS::Include is not run here, since nothing is fetched: put the contents of s3://a/b.yaml into the template itself';

describe('an included file is told once, by name and line', () => {
  const resource = (lines: string): string =>
    `Resources:\n  C:\n    Type: TF::Alicloud::ImageCopy\n    Properties:\n      SourceImageId: m-1\n      SourceRegionId: cn-hangzhou\n${lines}`;

  it.each<[string, string, string]>([
    ['at the top', `Transform: ${INCLUDE}\nResources: {C: ${COPY}}`, '1:1: Transform'],
    ['in a list at the top', `Transform: [AWS::LanguageExtensions, ${INCLUDE}]\nResources: {}`, '1:38: Transform.1'],
    ['in place of all sections', `Fn::Transform: ${INCLUDE}`, '1:1: Fn::Transform'],
    ['in Resources', `Resources:\n  C: ${COPY}\n  Fn::Transform: ${INCLUDE}`, '3:3: Resources.Fn::Transform'],
    ['as all Resources', `Resources: !Transform ${INCLUDE}`, '1:1: Resources.Fn::Transform'],
    ['in a resource', resource(`    Fn::Transform: ${INCLUDE}`), '7:5: Resources.C.Fn::Transform'],
    ['in Properties', resource(`      Fn::Transform: ${INCLUDE}`), '7:7: Resources.C.Properties.Fn::Transform'],
    [
      'as all Properties',
      `Resources:\n  C:\n    Type: TF::Alicloud::ImageCopy\n    Properties:\n      Fn::Transform: ${INCLUDE}`,
      '5:7: Resources.C.Properties.Fn::Transform',
    ],
    ['as a value', resource(`      Tags: !Transform ${INCLUDE}`), '7:7: Resources.C.Properties.Tags.Fn::Transform'],
    [
      'in a list',
      resource(`      Tags:\n        - Fn::Transform: ${INCLUDE}`),
      '8:11: Resources.C.Properties.Tags.0.Fn::Transform',
    ],
    [
      'in a function',
      resource(`      Description: !Join ['-', !Transform ${INCLUDE}]`),
      '7:43: Resources.C.Properties.Description.Fn::Join.1.Fn::Transform',
    ],
    ['in Mappings', resource(`Mappings:\n  Fn::Transform: ${INCLUDE}`), '8:3: Mappings.Fn::Transform'],
    ['in a mapping', resource(`Mappings: {M: {Fn::Transform: ${INCLUDE}}}`), '7:16: Mappings.M.Fn::Transform'],
    ['in Conditions', resource(`Conditions:\n  Fn::Transform: ${INCLUDE}`), '8:3: Conditions.Fn::Transform'],
    ['in Outputs', resource(`Outputs:\n  Fn::Transform: ${INCLUDE}`), '8:3: Outputs.Fn::Transform'],
    ['in Rules', resource(`Rules:\n  Fn::Transform: ${INCLUDE}`), '8:3: Rules.Fn::Transform'],
    [
      'in a loop',
      `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::L: [X, [A], {'C\${X}': {Fn::Transform: ${INCLUDE}}}]`,
      '3:39: Resources.Fn::ForEach::L.2.C${X}.Fn::Transform',
    ],
  ])('%s', (_name, text, place) => {
    expect(read(text).problems).toEqual([`t.yaml:${place}: ${NOT_FETCHED}`]);
  });

  it('each of several, and nothing else', () => {
    const { problems } = read(
      `Transform: ${INCLUDE}\nExtra: 1\nResources:\n  C:\n    Type: Unknown\n    Properties:\n      Fn::Transform: ${INCLUDE}\n  Fn::Transform: ${INCLUDE}`,
    );
    expect(problems.map((line) => line.split(': ')[0])).toEqual(['t.yaml:1:1', 't.yaml:7:7', 't.yaml:8:3']);
  });

  it.each<[string, string, string]>([
    [
      'a place that a function tells',
      `Resources:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Ref File}}`,
      't.yaml:2:3: Resources.Fn::Transform: AWS::Include is not run here, since nothing is fetched: put the contents of the file into',
    ],
    [
      'Parameters, where there cannot be one',
      `Parameters:\n  Fn::Transform: ${INCLUDE}\nResources: {C: ${COPY}}`,
      't.yaml:2:3: Parameters.Fn::Transform: CloudFormation does not accept AWS::Include in Parameters',
    ],
    [
      'another macro',
      `Resources:\n  Fn::Transform: {Name: Mine}\n  C: ${COPY}`,
      't.yaml:2:3: Resources.Fn::Transform: the macro Mine is not run here: put its result into the template itself',
    ],
    [
      'the language extensions',
      `Resources:\n  Fn::Transform: {Name: AWS::LanguageExtensions}\n  C: ${COPY}`,
      't.yaml:2:3: Resources.Fn::Transform: AWS::LanguageExtensions can only be named in Transform at the top',
    ],
    [
      'no macro',
      `Resources:\n  Fn::Transform: Mine\n  C: ${COPY}`,
      't.yaml:2:3: Resources.Fn::Transform: needs an object with the Name of a macro, and Parameters',
    ],
  ])('%s', (_name, text, expected) => {
    expect(read(text).problems).toEqual([expect.stringContaining(expected)]);
  });
});

describe('several transforms', () => {
  const SERVERLESS = 'AWS::Serverless-2016-10-31';
  const UNNEEDED = `the macro ${SERVERLESS} is not run here; no resource of the template needs it`;
  const needs = (type: string): string =>
    `${type} needs the transform ${SERVERLESS}, which is not run here: put it into a separate stack`;

  it.each<[string, string, string]>([
    [
      'with the language extensions',
      `[AWS::LanguageExtensions, ${SERVERLESS}]`,
      `t.yaml:1:38: Transform.1: ${UNNEEDED}`,
    ],
    ['alone', SERVERLESS, `t.yaml:1:1: Transform: ${UNNEEDED}`],
    [
      'another',
      '[AWS::LanguageExtensions, Mine]',
      't.yaml:1:38: Transform.1: the macro Mine is not run here; in CloudFormation it may change the template',
    ],
    [
      'another with parameters',
      '[{Name: Mine, Parameters: {a: b}}]',
      't.yaml:1:13: Transform.0: the macro Mine is not run here; in CloudFormation it may change the template',
    ],
    [
      "another of AWS's",
      'AWS::SecretsManager-2024-09-16',
      't.yaml:1:1: Transform: the macro AWS::SecretsManager-2024-09-16 is not run here; in CloudFormation it',
    ],
  ])('are taken with a warning where nothing needs them: %s', (_name, transform, expected) => {
    const { problems, remarks } = read(`Transform: ${transform}\nResources: {C: ${COPY}}`);
    expect(problems).toEqual([]);
    expect(remarks).toEqual([expect.stringContaining(expected)]);
  });

  it('in metadata is a warning, also in the metadata of a resource and of one in a loop', () => {
    const macro = 'Metadata: {Fn::Transform: {Name: Mine}}';
    const withMetadata = COPY.replace('{Type', `{${macro}, Type`);
    const text = `Transform: AWS::LanguageExtensions\n${macro}\nResources:\n  C: ${withMetadata}\n  Fn::ForEach::L: [X, [A], {'D\${X}': ${withMetadata}}]`;
    const { problems, remarks } = read(text);
    expect(problems).toEqual([]);
    expect(remarks.map((line) => line.split(': ')[0])).toEqual(['t.yaml:2:12', 't.yaml:4:18', 't.yaml:5:50']);
  });

  it.each<[string, string, readonly string[]]>([
    [
      'a resource',
      `Resources:\n  C: ${COPY}\n  F:\n    Type: AWS::Serverless::Function`,
      [`t.yaml:5:5: Resources.F.Type: ${needs('AWS::Serverless::Function')}`],
    ],
    [
      'a resource in a loop',
      `Resources:\n  Fn::ForEach::L:\n    - X\n    - [A]\n    - 'F\${X}':\n        Type: AWS::Serverless::Api`,
      [`t.yaml:7:9: Resources.Fn::ForEach::L.2.F\${X}.Type: ${needs('AWS::Serverless::Api')}`],
    ],
    [
      'Globals, and what refers to what the macro would make',
      `Globals: {Function: {}}\nResources:\n  F: {Type: AWS::Serverless::Function}\nOutputs: {O: {Value: !Ref ServerlessRestApi}}`,
      [`t.yaml:2:1: ${needs('Globals:')}`, `t.yaml:4:7: Resources.F.Type: ${needs('AWS::Serverless::Function')}`],
    ],
  ])('are refused by name where something needs them: %s', (_name, text, expected) => {
    const head = `Transform: [AWS::LanguageExtensions, ${SERVERLESS}]\n`;
    expect(read(head + text).problems).toEqual(expected);
  });

  it('come in an order', () => {
    const { problems } = read(`Transform: [${SERVERLESS}, AWS::LanguageExtensions]\nResources: {C: ${COPY}}`);
    expect(problems).toEqual([`t.yaml:1:13: Transform.0: AWS::LanguageExtensions must come before ${SERVERLESS}`]);
  });

  it.each<[string, string, string]>([
    [
      'misspelt',
      'AWS::LanguageExtension',
      'there is no macro AWS::LanguageExtension; did you mean AWS::LanguageExtensions?',
    ],
    ['no name', '[[AWS::LanguageExtensions]]', 'must be the name of a macro, or an object with Name and Parameters'],
    [
      'several in one text',
      "'AWS::LanguageExtensions,AWS::Serverless-2016-10-31'",
      'is not the name of a macro; several are a list',
    ],
    ['null', 'null', 'must be the name of a macro, or an object with Name and Parameters'],
  ])('are told where one is %s', (_name, transform, expected) => {
    const { problems } = read(`Transform: ${transform}\nResources:\n  Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`);
    expect(problems).toEqual([expect.stringContaining(expected)]);
  });

  it.each(['', 'AWS::LanguageExtensions, '])(
    'what is wrong may be right after an unknown macro: [%sMine]',
    (others) => {
      const { problems } = read(`Transform: [${others}Mine]\nResources:\n  C: {Type: My::Own::Type}`);
      expect(problems).toEqual([
        expect.stringContaining('Resources.C.Type: unknown resource type My::Own::Type'),
        expect.stringContaining('the macro Mine is not run here; in CloudFormation it may change the template'),
      ]);
    },
  );
});

it('tells a warning before anything is shown, and deploys', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 't.yaml');
  writeFileSync(file, `Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\nResources: {C: ${COPY}}`);
  const { code, out } = run('diff', file, '--state', folder);
  expect(await code).toBe(0);
  expect(out()).toContain(`${file}:1:38: Transform.1: the macro AWS::Serverless-2016-10-31 is not run here`);
  expect(out()).toContain('+ Add  C  TF::Alicloud::ImageCopy');
});

it('never throws anything but its own errors, whatever stands in Transform', () => {
  const name = fc.constantFrom<Json>('AWS::Include', 'AWS::Serverless-2016-10-31', 'Mine', 'AWS::LanguageExtensions');
  const macro = fc.oneof(name, fc.jsonValue(), fc.record({ Name: name, Parameters: fc.jsonValue() }));
  fc.assert(
    fc.property(fc.oneof(macro, fc.array(macro)), macro, (transform, inside) => {
      read(JSON.stringify({ Transform: transform, Resources: { 'Fn::Transform': inside }, Outputs: inside }));
    }),
  );
});
