/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: loops and Fn::Sub write their variables like that */

import { HEAD, problemsOf, proposalOf, takenOf } from './templates';

const START = `Transform: AWS::LanguageExtensions
Parameters:
  List: { Type: CommaDelimitedList, Default: '' }
Conditions:
  Given: !Not [!Equals [!Select [0, !Ref List], '']]
`;

const described = (value: string): string => `${START}${HEAD}      Tags: [{ Key: found, Value: ${value} }]\n`;

describe('a blank CommaDelimitedList is one empty text', () => {
  it.each([
    ['Fn::Length', '{ Fn::Length: !Ref List }', '1'],
    ['Fn::Select', '!Select [0, !Ref List]', ''],
    ['Fn::Join', "!Join ['-', !Ref List]", ''],
    ['Fn::Join of more', "!Join ['-', [a, !Select [0, !Ref List], b]]", 'a--b'],
    ['Fn::Split of its text', "{ Fn::Length: !Split [',', !Join [',', !Ref List]] }", '1'],
    ['Fn::If', '!If [Given, some, nobody]', 'nobody'],
  ])('to %s', (_name, value, expected) => {
    for (const given of [[], ['List='], ['List= ']]) {
      expect(takenOf(described(value), given).properties.Tags).toEqual([{ Key: 'found', Value: expected }]);
    }
  });

  it('and of two with a comma alone', () => {
    expect(takenOf(described('{ Fn::Length: !Ref List }'), ['List=,']).properties.Tags).toEqual([
      { Key: 'found', Value: '2' },
    ]);
  });

  it('and has no second item', () => {
    expect(problemsOf(described('!Select [1, !Ref List]'))).toEqual([
      expect.stringMatching(/^12:\d+: .*there is no item 1 in a list of 1$/),
    ]);
  });

  it('for which a loop runs, with a warning', () => {
    const text = `${START}Resources:
  Fn::ForEach::Copies:
    - Team
    - !Ref List
    - Copy\${Team}:
        Type: TF::Alicloud::ImageCopy
        Properties: { SourceImageId: m-1, SourceRegionId: cn-hangzhou, ImageName: !Sub 'golden-\${Team}' }
`;
    const blank = proposalOf(text);
    expect(blank.target.resources.map(({ logicalId }) => logicalId)).toEqual(['Copy']);
    expect(takenOf(text)).toEqual({
      remarks: [
        '7:3: Resources.Fn::ForEach::Copies: runs for an empty string, as in a blank list; it is reported that CloudFormation does not do so for every type',
      ],
      properties: { SourceImageId: 'm-1', SourceRegionId: 'cn-hangzhou', ImageName: 'golden-' },
    });
    const given = proposalOf(text, ['List=a,b']);
    expect(given.target.resources.map(({ logicalId }) => logicalId)).toEqual(['Copya', 'Copyb']);
    expect(given.remarks).toEqual([]);
  });
});
