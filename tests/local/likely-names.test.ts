/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables like that */

import { findStack } from '../../local/commands/known-stack';
import { newStack } from '../../local/session';
import { fileStore, stackFolder } from '../../local/stack/store';
import { temporaryFolder } from './helpers';
import { read } from './reading';

const COPY = 'Type: TF::Alicloud::ImageCopy';
const SOURCE = 'SourceImageId: m-1, SourceRegionId: cn-hangzhou';

/** A template with a parameter, a mapping, a condition and two copies. */
function template({ properties = '', attributes = '', output = 'x', rest = '' }): string {
  return `Parameters: {ImageName: {Type: String, Default: name}, Regions: {Type: CommaDelimitedList, Default: a}}
Mappings: {Regions: {Shanghai: {RegionId: cn-shanghai}}}
Conditions: {IsProduction: !Equals [a, a]}
Resources:
  GoldenImage: {${COPY}, Properties: {${SOURCE}}}
  ShanghaiCopy: {${COPY}, Properties: {${SOURCE}${properties}}${attributes}}
Outputs: {Out: {Value: ${output}}}
${rest}`;
}

describe('the likely name is told', () => {
  it.each<[string, Parameters<typeof template>[0], string]>([
    [
      'a property',
      { properties: ', DestinationRegion: x' },
      'no such property; did you mean DestinationRegionId? Choose from',
    ],
    ['a property of Terraform', { properties: ', image_name: x' }, 'no such property; did you mean ImageName?'],
    ['a property inside another', { properties: ', Tags: [{key: a, Value: b}]' }, 'did you mean Key?'],
    [
      'a section',
      { rest: 'Paramters: {}' },
      'Paramters: there is no such section of a template; did you mean Parameters?',
    ],
    [
      'a section in the singular',
      { rest: 'Resource: {}' },
      'Resource: there is no such section of a template; did you mean Resources?',
    ],
    [
      'a key of a resource',
      { attributes: ', DependOn: GoldenImage' },
      'no such key of a resource; did you mean DependsOn?',
    ],
    [
      'a key of an output',
      { rest: 'Metadata: {}', output: 'x, Descripton: y' },
      'no such key of an output; did you mean Description?',
    ],
    [
      'a policy',
      { attributes: ', DeletionPolicy: retain' },
      'use Delete, Retain, RetainExceptOnCreate; did you mean Retain?',
    ],
    [
      'a resource in DependsOn',
      { attributes: ', DependsOn: GoldImage' },
      'no resource GoldImage; did you mean GoldenImage?',
    ],
    [
      'a condition of a resource',
      { attributes: ', Condition: IsProd' },
      'no condition IsProd; did you mean IsProduction?',
    ],
    [
      'a condition of a resource, misspelt',
      { attributes: ', Condition: isProduction' },
      'no condition isProduction; did you mean IsProduction?',
    ],
    [
      'a condition in Fn::If',
      { output: '!If [IsProducton, a, b]' },
      'no condition IsProducton; did you mean IsProduction?',
    ],
    ['a mapping', { output: '!FindInMap [Region, Shanghai, RegionId]' }, 'no mapping Region; did you mean Regions?'],
    [
      'a key of a mapping',
      { output: '!FindInMap [Regions, shanghai, RegionId]' },
      'no value for shanghai, RegionId; did you mean Shanghai?',
    ],
    [
      'a second key of a mapping',
      { output: '!FindInMap [Regions, Shanghai, Region]' },
      'no value for Shanghai, Region; did you mean RegionId?',
    ],
    ['a parameter', { output: '!Ref ImageNane' }, 'no parameter or resource ImageNane; did you mean ImageName?'],
    ['a resource', { output: '!Ref GoldenImg' }, 'no parameter or resource GoldenImg; did you mean GoldenImage?'],
    [
      'a resource in Fn::Sub',
      { output: '!Sub "${Goldenimage.Id}"' },
      'no resource Goldenimage; did you mean GoldenImage?',
    ],
    [
      'a pseudo parameter',
      { output: '!Ref AWS::StackNane' },
      'no pseudo parameter AWS::StackNane; did you mean AWS::StackName? Choose from AWS::AccountId, AWS::NotificationARNs,',
    ],
    [
      'a pseudo parameter without AWS',
      { output: '!Ref StackName' },
      'no parameter or resource StackName; did you mean AWS::StackName?',
    ],
    [
      'a resource in Fn::GetAtt',
      { output: '!GetAtt GoldenImages.Id' },
      'no resource GoldenImages; did you mean GoldenImage?',
    ],
    [
      'an attribute',
      { output: '!GetAtt GoldenImage.ID' },
      'has no attribute ID; did you mean Id? Choose from tfcfnid, Id,',
    ],
    ['a function', { output: '!GetAz x' }, 'no function Fn::GetAz; did you mean Fn::GetAZs?'],
    [
      'a function of another case',
      { output: '!getAtt GoldenImage.Id' },
      'no function Fn::getAtt; did you mean Fn::GetAtt?',
    ],
    ['a function without its prefix', { output: '!ref GoldenImage' }, 'no function Fn::ref; did you mean Ref?'],
    [
      'a function with a wrong prefix',
      { output: '{"Fn::Ref": GoldenImage}' },
      'no function Fn::Ref; did you mean Ref?',
    ],
    ['a function with one colon', { output: '{"Fn:Sub": x}' }, 'no function Fn:Sub; did you mean Fn::Sub?'],
    [
      'a function in small letters',
      { properties: ', Description: {"fn::join": ["", []]}' },
      'no function fn::join; did you mean Fn::Join?',
    ],
    ['a loop', { output: '{"Fn::Foreach::L": []}' }, 'no function Fn::Foreach::L; did you mean Fn::ForEach?'],
  ])('of %s', (_name, parts, expected) => {
    const problems = read(template(parts)).problems.join('\n');
    expect(problems).toContain(expected);
  });

  it.each<[string, string, string]>([
    [
      'a type',
      'Resources: {C: {Type: TF::AliCloud::ImageCopy}}',
      'did you mean TF::Alicloud::ImageCopy? Choose from TF::',
    ],
    [
      'a key of a parameter',
      `Parameters: {P: {Type: String, Default: a, AllowedValue: [a]}}\nResources: {C: {${COPY}}}`,
      'no such key of a parameter; did you mean AllowedValues?',
    ],
  ])('of %s', (_name, text, expected) => {
    expect(read(text).problems.join('\n')).toContain(expected);
  });

  it.each<[string, Parameters<typeof template>[0]]>([
    ['a property', { properties: ', VpcId: x' }],
    ['a section', { rest: 'Extra: {}' }],
    ['a function', { output: '!Foo x' }],
    ['a resource', { output: '!Ref Nothing' }],
    ['an attribute', { output: '!GetAtt GoldenImage.Nothing' }],
    ['a pseudo parameter', { output: '!Ref AWS::Something' }],
  ])('but none of %s that is far from all', (_name, parts) => {
    const { problems } = read(template(parts));
    expect(problems).toHaveLength(1);
    expect(problems[0]).not.toContain('did you mean');
  });
});

it.each([
  ['imagse', 'there is no stack imagse in FOLDER; did you mean images? A stack on the embedded simulator ends with'],
  ['other', 'there is no stack other in FOLDER. A stack on the embedded simulator ends with'],
])('of the stack %s', (name, expected) => {
  const folder = temporaryFolder();
  fileStore(stackFolder(folder).fileOf('images')).save(newStack('images'));
  expect(() => findStack({ stackName: name, state: folder, color: false })).toThrow(expected.replace('FOLDER', folder));
});

it('says nothing of what a NoEcho parameter may be', () => {
  const parameters = 'Parameters: {Key: {Type: String, NoEcho: true, AllowedValues: [hush-hush], Default: hush-hus}}';
  const { problems } = read(`${parameters}\nResources: {C: {${COPY}, Properties: {${SOURCE}}}}`);
  expect(problems.join('\n')).not.toContain('did you mean');
});
