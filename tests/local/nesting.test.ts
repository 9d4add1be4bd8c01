/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables like that */

import { HEAD, problemsOf, takenOf } from './templates';

const SECTIONS = `Parameters:
  P: { Type: String, Default: x }
  L: { Type: CommaDelimitedList, Default: 'aa,bb' }
Mappings: { M: { x: { b: found, one: '1' } } }
Conditions: { C: !Equals [!Ref P, x] }
`;

/** A template whose description, in line 12, is the value. */
const describing = (value: string): string => `${SECTIONS}${HEAD}      Description: ${value}\n`;

const extended = (text: string): string => `Transform: AWS::LanguageExtensions\n${text}`;

const IN_MAP = (name: string): string =>
  `${name} inside Fn::FindInMap needs Transform: AWS::LanguageExtensions at the top of the template; without it, its arguments are texts, Ref or Fn::FindInMap`;

describe('a function where CloudFormation takes none is refused by its line', () => {
  it.each([
    ["!FindInMap [M, !Sub '${P}', b]", 'Fn::FindInMap.1', IN_MAP('Fn::Sub')],
    ["!FindInMap [M, x, !Join ['', [b]]]", 'Fn::FindInMap.2', IN_MAP('Fn::Join')],
    ["!FindInMap [M, !Sub '${P}', b, { DefaultValue: other }]", 'Fn::FindInMap.1', IN_MAP('Fn::Sub')],
    ['!FindInMap [!If [C, M, M], x, b]', 'Fn::FindInMap.0', IN_MAP('Fn::If')],
    ['!FindInMap [M, !Select [0, [x]], b]', 'Fn::FindInMap.1', IN_MAP('Fn::Select')],
    ['!Join [!Ref P, [a, b]]', 'Fn::Join.0', 'Ref cannot be used here in Fn::Join: its delimiter is plain text'],
    [
      "!Select [0, !Split [!Sub ',', 'aa,bb']]",
      'Fn::Select.1.Fn::Split.0',
      'Fn::Sub cannot be used here in Fn::Split: its delimiter is plain text',
    ],
    [
      "!Select [!Sub '0', [aa, bb]]",
      'Fn::Select.0',
      'Fn::Sub cannot be used here in Fn::Select: its index is a number, Ref or Fn::FindInMap',
    ],
  ])('%s', (value, place, message) => {
    expect(problemsOf(describing(value))).toEqual([
      expect.stringMatching(/^12:\d+: Resources\.Copy\.Properties\.Description\./),
    ]);
    expect(problemsOf(describing(value))[0]).toContain(`Description.${place}: ${message}`);
  });

  it('Fn::If among the conditions', () => {
    expect(problemsOf(`${HEAD}Conditions: { C: !Equals [!If [D, a, b], a], D: !Equals [a, a] }\n`)).toEqual([
      '7:31: Conditions.C.Fn::Equals.0.Fn::If: CloudFormation does not accept Fn::If in Conditions: combine conditions with Fn::And, Fn::Or, Fn::Not',
    ]);
  });
});

describe('a function where CloudFormation takes it is worked out', () => {
  it.each([
    ['!FindInMap [M, nothing, b, { DefaultValue: other }]', 'other'],
    ["!FindInMap [M, x, nothing, { DefaultValue: !Sub '${P}-1' }]", 'x-1'],
    ['!FindInMap [M, !Ref P, b]', 'found'],
    ['!FindInMap [M, !Ref P, !FindInMap [M, x, b]]', undefined],
    ['!Select [!FindInMap [M, x, one], !Ref L]', 'bb'],
    ["!Join ['-', !Ref L]", 'aa-bb'],
    ["!Join ['', !Split [',', !Join [',', !Ref L]]]", 'aabb'],
    ['!If [C, !FindInMap [M, x, b], none]', 'found'],
  ])('%s', (value, expected) => {
    if (expected === undefined) expect(problemsOf(describing(value))[0]).toContain('no value for x, found');
    else expect(takenOf(describing(value)).properties.Description).toBe(expected);
  });

  it.each([
    ["!FindInMap [M, !Sub '${P}', b]", 'found'],
    ["!FindInMap [M, x, !Join ['', [b]]]", 'found'],
    ['!FindInMap [M, !If [C, x, z], b]', 'found'],
  ])('with the language extensions: %s', (value, expected) => {
    const { properties, remarks } = takenOf(extended(describing(value)));
    expect(properties.Description).toBe(expected);
    expect(remarks).toEqual([]);
  });

  it('with a warning where only the language extensions are known to work it out', () => {
    const text = describing("!FindInMap [M, nothing, b, { DefaultValue: !Sub '${P}-1' }]");
    expect(takenOf(text).remarks).toEqual([
      expect.stringMatching(
        /^12:.*Fn::FindInMap\.3\.DefaultValue: it is not known whether CloudFormation accepts Fn::Sub/,
      ),
    ]);
    expect(takenOf(extended(text)).remarks).toEqual([]);
  });

  it.each(['!Join [!Ref P, [aa, bb]]', "!Select [!Sub '0', [aa, bb]]"])(
    'with a warning where the extensions may not have worked it out by then: %s',
    (value) => {
      expect(takenOf(extended(describing(value))).remarks).toEqual([
        expect.stringMatching(
          /^13:.* cannot be used here .*\. It is not known whether CloudFormation accepts it after the/,
        ),
      ]);
    },
  );
});

describe('an index that is not a whole number selects nothing', () => {
  it.each(["''", "'0x1'", "' 1'", "'1.0'", '-1', "'1e0'"])('%s', (index) => {
    expect(problemsOf(describing(`!Select [${index}, [aa, bb]]`))).toEqual([
      expect.stringMatching(/Fn::Select: there is no item .* in a list of 2$/),
    ]);
  });
});

describe('the attribute of Fn::GetAtt may be Ref to a parameter', () => {
  const output = (attribute: string, value: string): string =>
    `Parameters: { A: { Type: String, Default: ${value} } }\n${HEAD}Outputs: { O: { Value: !GetAtt [Copy, ${attribute}] } }\n`;

  it('whose value is one', () => {
    expect(problemsOf(output('!Ref A', 'Id'))).toEqual([]);
  });

  it.each([
    ['!Ref A', 'Ix', /Outputs\.O\.Value\.Fn::GetAtt: TF::Alicloud::ImageCopy has no attribute Ix/],
    ['!Ref B', 'Id', /Outputs\.O\.Value\.Fn::GetAtt\.1.*: there is no parameter or resource B/],
    ["!Sub '${A}'", 'Id', /Fn::GetAtt: needs the resource as plain text, and the attribute as plain text or Ref/],
  ])('and nothing else: %s, %s', (attribute, value, expected) => {
    expect(problemsOf(output(attribute, value))).toEqual([expect.stringMatching(expected)]);
  });
});
