/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: loops and Fn::Sub write their variables like that */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, temporaryFolder } from './helpers';
import { run } from './program';
import { read } from './reading';

/** A template with a loop over regions, the properties of whose copies begin in line 10; keys have letters and digits. */
function withLoop(properties: string, attributes = '', rest = ''): string {
  return `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Copies:
    - Region
    - [cn-shanghai]
    - Copy&{Region}:
        Type: TF::Alicloud::ImageCopy${attributes}
        Properties:
          SourceImageId: m-1
          SourceRegionId: cn-hangzhou
          ${properties}
${rest}`;
}

describe('a warning has both sides where it is not certain that the value of a loop is put in', () => {
  const AMPERSAND =
    "&{Region} in a value is replaced here, as CloudFormation's documentation of Fn::ForEach says; two open reports say that CloudFormation leaves it as it is";
  const TEXT =
    "${Region} without Fn::Sub is replaced here, as CloudFormation's documentation of Fn::ForEach says; its RFC 0009 and a measurement";
  const KEY = "${Region} in a key inside a value is replaced here, as CloudFormation's documentation";

  it.each<[string, string, string, string]>([
    ['&{} in a value', withLoop('Description: to &{Region}'), '11:11', AMPERSAND],
    ['&{} in Fn::Sub', withLoop('Description: !Sub to &{Region}'), '11:11', AMPERSAND],
    ['&{} in Fn::Sub with variables', withLoop('Description: !Sub ["&{Region} ${V}", {V: v}]'), '11:30', AMPERSAND],
    ['&{} in a function', withLoop('Description: !Join ["-", [a, "&{Region}"]]'), '11:40', AMPERSAND],
    ['&{} in a list', withLoop('Tags: [{Key: a, Value: "&{Region}"}]'), '11:27', AMPERSAND],
    [
      '&{} in the name of another resource',
      withLoop(
        '',
        '',
        'Outputs:\n  Fn::ForEach::O: [Region, [cn-shanghai], {"O&{Region}": {Value: !Ref {"Fn::Sub": "Copy&{Region}"}}}]',
      ),
      '13:72',
      AMPERSAND,
    ],
    [
      '&{} in Condition',
      withLoop('', '\n        Condition: Is&{Region}', 'Conditions: {Iscnshanghai: !Equals [a, a]}'),
      '8:9',
      AMPERSAND,
    ],
    ['${} in a text', withLoop('Description: to ${Region}'), '11:11', TEXT],
    ['${} in a variable of Fn::Sub', withLoop('Description: !Sub ["${V}", {V: "${Region}"}]'), '11:39', TEXT],
    [
      '${} in DependsOn',
      withLoop('', '\n        DependsOn: ["X${Region}"]', '  Xcn-shanghai: {}')
        .replace('cn-shanghai', 'a')
        .replace(
          'Xcn-shanghai: {}',
          'Xa: {Type: TF::Alicloud::ImageCopy, Properties: {SourceImageId: m-1, SourceRegionId: cn-hangzhou}}',
        ),
      '8:21',
      TEXT,
    ],
    [
      '${} in a key inside a value',
      withLoop(
        'Description: !FindInMap [M, a, b, {DefaultValue: {Fn::ToJsonString: {"k${Region}": 1}}}]',
        '',
        'Mappings: {M: {a: {c: d}}}',
      ),
      '11:80',
      KEY,
    ],
    [
      '${} in the collection of a loop inside',
      withLoop('Fn::ForEach::P: [Name, ["Desc${Region}"], {"${Name}": one}]').replace('cn-shanghai', 'ription'),
      '11:35',
      TEXT,
    ],
  ])('%s', (_name, text, place, expected) => {
    const { problems, remarks } = read(text);
    expect(problems).toEqual([]);
    expect(remarks).toEqual([expect.stringContaining(`t.yaml:${place}: `)]);
    expect(remarks).toEqual([expect.stringContaining(expected)]);
  });

  it('all places of a kind stand in one', () => {
    const { remarks } = read(
      withLoop(
        'Description: "&{Region} &{Region}"\n          ImageName: a&{Region}\n          ImageFamily: a${Region}\n          Tags: [{Key: a, Value: "a&{Region}"}]',
      ),
    );
    expect(remarks).toEqual([
      expect.stringMatching(/^t\.yaml:11:.*The same in line 12, 14\.$/),
      expect.stringMatching(/^t\.yaml:13:.*use Ref\.$/),
    ]);
  });

  it.each<[string, string]>([
    ['the own keys of a loop', withLoop('Fn::ForEach::P: [Name, [Description], {"${Name}": aa}]')],
    ['${} in Fn::Sub', withLoop('Description: !Sub to ${Region}')],
    ['Ref', withLoop('Description: !Ref Region')],
    [
      'the name of a condition in Fn::If',
      withLoop('Description: !If ["Is${Region}", aa, bb]', '', 'Conditions: {Isa: !Equals [a, a]}').replace(
        'cn-shanghai',
        'a',
      ),
    ],
    ['a variable that is no loop', withLoop('Description: to &{Other} ${Other}')],
    ['metadata', withLoop('', '\n        Metadata: {"&{Region}": "${Region}"}')],
    [
      'a text outside of the loop',
      withLoop(
        '',
        '',
        '  One: {Type: TF::Alicloud::ImageCopy, Properties: {SourceImageId: m-1, SourceRegionId: cn-hangzhou, Description: "&{Region}"}}',
      ),
    ],
  ])('there is none for %s', (_name, text) => {
    expect(read(text)).toEqual({ problems: [], remarks: [] });
  });
});

it('the warning is told, and the template is deployed', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 't.yaml');
  writeFileSync(file, withLoop('Description: to &{Region}'));
  const { code, out } = run('diff', file, '--state', folder);
  expect(await code).toBe(0);
  expect(out()).toContain(
    `${file}:11:11: Resources.Fn::ForEach::Copies.2.Copy&{Region}.Properties.Description: &{Region} in`,
  );
});

describe('&{} is not recommended', () => {
  it.each<[string, string, string]>([
    [
      'by a key without the identifier',
      'Fn::ForEach::L: [X, [A], {C: {Type: TF::Alicloud::ImageCopy}}]',
      'C: needs ${X} in it, or every copy has the same name',
    ],
    [
      'by a key that is no name',
      'Fn::ForEach::L: [X, [a-b], {"C${X}": {Type: TF::Alicloud::ImageCopy}}]',
      'which is not a name in Resources; let the loop run over names of letters and digits, and take such values from a mapping',
    ],
    [
      'by a name that is looked for before the loop',
      'Fn::ForEach::L: [X, [a-b], {"C&{X}": {Type: TF::Alicloud::ImageCopy, Properties: {SourceImageId: !Ref "D&{X}"}}}]',
      'CloudFormation looks for D&{X} before it repeats loops; let the loop run over names of letters and digits, and write {"Fn::Sub": "D${X}"} instead',
    ],
  ])('%s', (_name, resource, expected) => {
    const { problems } = read(`Transform: AWS::LanguageExtensions\nResources:\n  ${resource}`);
    expect(problems.join('\n')).toContain(expected);
  });

  it.each(['examples', 'guides'])('by a file of %s', (folder) => {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    const texts = files.filter((file) => /\.(ya?ml|json|md)$/.test(file));
    expect(texts.length).toBeGreaterThan(5);
    for (const file of texts) expect(readFileSync(join(ROOT, folder, file), 'utf8')).not.toContain('&{');
  });
});
