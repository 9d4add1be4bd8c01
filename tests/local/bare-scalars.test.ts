import { HEAD, problemsOf, readText, takenOf } from './templates';

/** A template whose only tag has the value; it is in line 7. */
const tagged = (value: string): string => `${HEAD}      Tags: [{ Key: kind, Value: ${value} }]\n`;

describe('a bare value whose text CloudFormation changes is refused by its line', () => {
  it.each([
    // What public reports saw.
    ['012345678901', 'a number', '1.2345678901E10'],
    ['000000000001', 'a number', '1'],
    ['011', 'a number', '9'],
    ['0300', 'a number', '192'],
    ['5e+08', 'a number', '5.0E8'],
    // Their siblings.
    ['00', 'a number', '0'],
    ['-012', 'a number', '-10'],
    ['089', 'a number', '89.0'],
    ['0_8', 'a number', '8.0'],
    ['0x1F', 'a number', '31'],
    ['0b101', 'a number', '5'],
    ['12:30:45', 'a number', '45045'],
    ['-1:30', 'a number', '-90'],
    ['190:20:30.15', 'a number', '685230.15'],
    ['1_000', 'a number', '1000'],
    ['1e3', 'a number', '1000.0'],
    ['.5', 'a number', '0.5'],
    ['5.', 'a number', '5.0'],
    ['+5', 'a number', '5'],
    ['-0', 'a number', '0'],
    ['1.10', 'a number', '1.1'],
    ['12345678.5', 'a number', '1.23456785E7'],
    ['0.0001', 'a number', '1.0E-4'],
    ['.inf', 'a number', 'Infinity'],
    ['-.INF', 'a number', '-Infinity'],
    ['.nan', 'a number', 'NaN'],
    ['yes', 'a boolean', 'true'],
    ['No', 'a boolean', 'false'],
    ['ON', 'a boolean', 'true'],
    ['off', 'a boolean', 'false'],
    ['True', 'a boolean', 'true'],
    ['!!int 017', 'a number', '15'],
  ])('%s', (value, kind, text) => {
    const written = value.replace('!!int ', '');
    expect(problemsOf(tagged(value))).toEqual([
      `7:27: Resources.Copy.Properties.Tags.0.Value: ${written} has no quotes: CloudFormation reads it as ${kind} and turns it into ${text}; put it in quotes`,
    ]);
  });

  it.each(['', '~', 'null', 'Null', 'NULL'])('null, written %j', (value) => {
    expect(problemsOf(tagged(value))).toEqual([
      '7:27: Resources.Copy.Properties.Tags.0.Value: null is not allowed in a template',
    ]);
  });

  it('wherever it is, all at once', () => {
    const text = `Parameters:
  Account: { Type: String, Default: 098765432109 }
  Answer: { Type: String, Default: 'yes', AllowedValues: ['yes', no] }
  Least: { Type: String, Default: aaaaaaaa, MinLength: 010 }
Mappings:
  M: { a: { b: 1.50 } }
Conditions:
  Given: !Equals [!Ref Answer, yes]
${tagged("!If [Given, 0755, '0755']")}Outputs:
  O: { Value: !Join ['-', [a, 1e3]] }
`;
    expect(problemsOf(text).map((problem) => problem.split(' has no quotes')[0])).toEqual([
      '2:28: Parameters.Account.Default: 098765432109',
      '3:66: Parameters.Answer.AllowedValues.1: no',
      '4:45: Parameters.Least.MinLength: 010',
      '6:13: Mappings.M.a.b: 1.50',
      '8:32: Conditions.Given.Fn::Equals.1: yes',
      '15:46: Resources.Copy.Properties.Tags.0.Value.Fn::If.1: 0755',
      '17:31: Outputs.O.Value.Fn::Join.1.1: 1e3',
    ]);
  });

  it('in loops', () => {
    const text = `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Copies:
    - X
    - [on, a]
    - Copy\${X}:
        Type: TF::Alicloud::ImageCopy
        Properties: { SourceImageId: m-1, SourceRegionId: cn-hangzhou, Force: yes, Description: off }
`;
    expect(problemsOf(text).map((problem) => problem.split(' has no quotes')[0])).toEqual([
      '5:8: Resources.Fn::ForEach::Copies.1.0: on',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: loops write their variables like that
      '8:84: Resources.Fn::ForEach::Copies.2.Copy${X}.Properties.Description: off',
    ]);
  });

  it('and a secret is not shown', () => {
    const text = `Parameters:\n  Key: { Type: String, NoEcho: true, Default: 0123456 }\n${HEAD}`;
    expect(problemsOf(text)).toEqual([
      '2:38: Parameters.Key.Default: **** has no quotes: CloudFormation reads it as a number and turns it into another text; put it in quotes',
    ]);
  });
});

describe('a bare value that stays what it is', () => {
  it.each([
    ...['0', '5', '-1', '1.5', '0.001', '1.0', '1.2345678901E10', '9007199254740991', 'true', 'false'],
    ...['2024-01-01', '1.2.3', '10.0.0.1', '08:30', '1:60', '0o17', 'tRUE', 'e3', '0x'],
  ])('is taken as it is: %s', (value) => {
    const { remarks, properties } = takenOf(tagged(value));
    expect(properties).toMatchObject({ Tags: [{ Key: 'kind', Value: value }] });
    expect(remarks).toEqual([]);
  });

  it.each([
    ["'012'", '012'],
    ['"0x1F"', '0x1F'],
    ['!!str 012', '012'],
    ['!Sub 012', '012'],
  ])('for it has quotes or a tag: %s', (value, text) => {
    expect(takenOf(tagged(value))).toMatchObject({ remarks: [], properties: { Tags: [{ Value: text }] } });
  });

  it.each(['Force: yes', 'Force: !If [C, On, Off]', 'Force: "true"'])('as a boolean belongs there: %s', (property) => {
    const text = `Conditions: { C: !Equals [a, a] }\n${HEAD}      ${property}\n`;
    expect(takenOf(text)).toMatchObject({ remarks: [], properties: { Force: true } });
  });

  it('in NoEcho', () => {
    expect(readText(`Parameters: { P: { Type: String, NoEcho: yes } }\n${HEAD}`).parameters).toMatchObject([
      { noEcho: true },
    ]);
  });
});

describe('what is not known of CloudFormation is a warning', () => {
  it.each([
    ['2024-01-01T00:00:00Z', 'in YAML 1.1 it is a time'],
    ['2001-12-14 21:59:43.10 -5', 'in YAML 1.1 it is a time'],
    ['9007199254740993', 'keeps all digits of a number beyond 2^53'],
    ['-12345678901234567890', 'keeps all digits of a number beyond 2^53'],
    ['y', 'in YAML 1.1 it is a boolean'],
    ['N', 'in YAML 1.1 it is a boolean'],
    ['=', 'YAML 1.1 gives it a special meaning'],
  ])('%s', (value, doubt) => {
    const { remarks, properties } = takenOf(tagged(value));
    expect(properties).toMatchObject({ Tags: [{ Value: value }] });
    expect(remarks).toEqual([expect.stringContaining(doubt)]);
    expect(remarks[0]).toMatch(
      /^7:27: Resources\.Copy\.Properties\.Tags\.0\.Value: .* has no quotes: .*; put it in quotes$/,
    );
  });

  it('in metadata, of which nothing is made', () => {
    const text = `Metadata: { Version: 1.10, Owner: ~ }\n${HEAD}    Metadata: { Build: 017 }\n`;
    expect(takenOf(text).remarks).toEqual([
      '1:13: Metadata.Version: 1.10 has no quotes: CloudFormation reads it as a number and turns it into 1.1; put it in quotes',
      '1:28: Metadata.Owner: it is not known whether CloudFormation accepts null in metadata',
      '8:17: Resources.Copy.Metadata.Build: 017 has no quotes: CloudFormation reads it as a number and turns it into 15; put it in quotes',
    ]);
  });
});

describe('a bare key', () => {
  it.each([
    ['111122223333', 'the key 111122223333 is a number'],
    ['1.5', 'the key 1.5 is a number'],
    ['0x1F', 'the key 0x1F is a number'],
    ['1:30', 'the key 1:30 is a number'],
    ['yes', 'the key yes is a boolean'],
    ['true', 'the key true is a boolean'],
    ['Off', 'the key Off is a boolean'],
    ['null', 'the key null is null'],
    ['~', 'the key ~ is null'],
    ['', 'an empty key is null'],
    ['2024-01-01', 'the key 2024-01-01 is a date'],
    ['2024-01-01T00:00:00Z', 'the key 2024-01-01T00:00:00Z is a time'],
  ])('that is not text is refused by its line: %s', (key, problem) => {
    expect(problemsOf(`${HEAD}Mappings:\n  M:\n    ${key}: { b: c }\n`)).toEqual([
      `9:5: Mappings.M.${key}: ${problem} in YAML 1.1, and CloudFormation accepts only text: put it in quotes`,
    ]);
  });

  it.each(["'yes'", '"111122223333"', '!!str 5', 'a1', '1a'])('that is text is taken: %s', (key) => {
    expect(problemsOf(`${HEAD}Mappings:\n  M:\n    ${key}: { b: c }\n`)).toEqual([]);
  });

  it('y is a warning', () => {
    expect(takenOf(`${HEAD}Mappings:\n  M:\n    y: { b: c }\n`).remarks).toEqual([
      expect.stringMatching(
        /^9:5: Mappings\.M\.y: y has no quotes: in YAML 1\.1 it is a boolean, .*; put it in quotes$/,
      ),
    ]);
  });

  it.each([
    ["'111122223333'", '111122223333'],
    ["'1.5'", '1.5'],
    ["'true'", 'true'],
    ["'yes'", "'yes'"],
    ["'2024-01-01'", '2024-01-01'],
  ])('is found by the argument that is read like it: %s', (key, argument) => {
    const text = `Mappings: { M: { ${key}: { a: found } } }\n${HEAD}      Description: !FindInMap [M, ${argument}, a]\n`;
    expect(takenOf(text).properties).toMatchObject({ Description: 'found' });
  });

  it('and its argument are told together', () => {
    const text = `Mappings: { M: { yes: { b: c } } }\n${HEAD}      Description: !FindInMap [M, yes, b]\n`;
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^1:18: Mappings\.M\.yes: the key yes is a boolean/),
      expect.stringMatching(/^8:35: Resources\.Copy\.Properties\.Description\.Fn::FindInMap\.1: yes has no quotes/),
    ]);
  });
});
