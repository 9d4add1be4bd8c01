import { HEAD, problemsOf, takenOf } from './templates';

/** A template in JSON whose description is in line 5. */
const json = (value: string): string => `{"Resources": {"Copy": {
  "Type": "TF::Alicloud::ImageCopy",
  "Properties": {
    "SourceImageId": "m-1", "SourceRegionId": "cn-hangzhou",
    "Description": ${value}
  }
}}}
`;

describe('JSON', () => {
  it.each([
    ['1e3', '1000.0'],
    ['1E3', '1000.0'],
    ['1.10', '1.1'],
    ['-0', '0'],
    ['12345678.5', '1.23456785E7'],
  ])('a number whose text CloudFormation changes is refused by its line: %s', (value, text) => {
    expect(problemsOf(json(value))).toEqual([
      `5:5: Resources.Copy.Properties.Description: ${value} has no quotes: CloudFormation reads it as a number and turns it into ${text}; put it in quotes`,
    ]);
  });

  it.each([
    ['1.0', 'keeps a number of JSON as it is written'],
    ['12345678901234567890', 'keeps all digits of a number beyond 2^53'],
  ])('a number that is not known to stay is a warning: %s', (value, doubt) => {
    const { remarks, properties } = takenOf(json(value));
    expect(properties.Description).toBe(value);
    expect(remarks).toEqual([expect.stringMatching(/^5:5: Resources\.Copy\.Properties\.Description: /)]);
    expect(remarks[0]).toContain(doubt);
  });

  it.each(['25', '1.5', 'true', '"012"', '"yes"'])('is taken as it is: %s', (value) => {
    expect(takenOf(json(value))).toMatchObject({
      remarks: [],
      properties: { Description: value.replaceAll('"', '') },
    });
  });

  it('null is refused', () => {
    expect(problemsOf(json('null'))).toEqual([
      '5:5: Resources.Copy.Properties.Description: null is not allowed in a template',
    ]);
  });

  it('the last of equal keys is taken, with a warning by its line', () => {
    const { remarks, properties } = takenOf(json('"first",\n    "Description": "last"'));
    expect(properties.Description).toBe('last');
    expect(remarks).toEqual([
      '6:5: Resources.Copy.Properties.Description: is also in line 5; CloudFormation uses the last one, in line 6',
    ]);
  });

  it('a byte order mark is a warning, and none in YAML', () => {
    expect(takenOf(`\ufeff${json('"text"')}`).remarks).toEqual([
      expect.stringContaining('the file begins with a byte order mark, and it is not known whether CloudFormation'),
    ]);
    expect(takenOf(`\ufeff${HEAD}`).remarks).toEqual([]);
  });

  it('tabs are taken', () => {
    expect(takenOf(json('"text"').replaceAll('    ', '\t\t')).properties.Description).toBe('text');
  });

  it.each([
    ['a comment', '1, // why\n "A": 2', '5:23: broken JSON: JSON has no comments'],
    ['a comment of YAML', '\n    # why\n    1', '6:5: broken JSON: JSON has no comments'],
    ['a comment in front of a value', '/* why */ 1', '5:20: broken JSON: JSON has no comments'],
    ['a value that is missing', '', "6:3: broken JSON: Unexpected token '}'"],
    ['a word', 'yes', "5:20: broken JSON: Unexpected token 'y'"],
    ['a number of YAML', '.5', "5:20: broken JSON: Unexpected token '.'"],
    ['a comma too many', '[1,]', "5:23: broken JSON: Unexpected token ']'"],
    ['a text over two lines', '"a\nb"', '5:20: broken JSON: Bad control character in string literal'],
    ['a bracket too many', '1}', '7:3: broken JSON: Unexpected non-whitespace character after JSON'],
  ])('%s is refused by its line', (_name, value, expected) => {
    expect(problemsOf(json(value))).toEqual([expected]);
  });

  it.each(['// why\n', '/* why */\n', '\n  // why\n'])('a comment in front of it is refused as one: %j', (comment) => {
    expect(problemsOf(`${comment}${json('1')}`)).toEqual([
      expect.stringMatching(/^\d+:\d+: broken JSON: JSON has no comments$/),
    ]);
  });

  it('two documents are refused by the line of the second', () => {
    expect(problemsOf('{"Resources": {}}\n{"Resources": {}}\n')).toEqual([
      '2:1: broken JSON: Unexpected non-whitespace character after JSON',
    ]);
  });
});

describe('YAML', () => {
  it('the last of equal keys is taken whole, with a warning by its line', () => {
    const text = `${HEAD}      Description: first\n      Description: last\n${HEAD.replace('Resources:\n', '')}`;
    const { remarks, properties } = takenOf(text);
    expect(properties).toEqual({ SourceImageId: 'm-1', SourceRegionId: 'cn-hangzhou' });
    expect(remarks).toEqual(['9:3: Resources.Copy: is also in line 2; CloudFormation uses the last one, in line 9']);
  });

  it('a key is equal whatever its quotes', () => {
    expect(takenOf(`${HEAD}      Description: first\n      "Description": last\n`)).toMatchObject({
      remarks: [expect.stringMatching(/^8:7: .* is also in line 7/)],
      properties: { Description: 'last' },
    });
  });

  it.each([
    [
      'an alias',
      `${HEAD}      Description: &x text\n      ImageName: *x\n`,
      '8:7: Resources.Copy.Properties.ImageName: YAML aliases (*x) are not supported by CloudFormation',
    ],
    [
      'a merge',
      `${HEAD}      <<: { Description: text }\n`,
      '7:7: Resources.Copy.Properties.<<: a merge (<<) is not supported by CloudFormation',
    ],
    [
      'a list for a key',
      `${HEAD}      ? [a]\n      : b\n`,
      '7:9: Resources.Copy.Properties.key 3: a key that is not text is not supported by CloudFormation',
    ],
    [
      'a function for a key',
      `${HEAD}      !Ref a: b\n`,
      '7:12: Resources.Copy.Properties.key 3: a key that is not text is not supported by CloudFormation',
    ],
    ['a tab in front of a line', `${HEAD}\tDescription: text\n`, '7:1: Tabs are not allowed as indentation'],
    [
      'a line that is indented too far',
      `${HEAD}      Name: a\n        Description: b\n`,
      'Nested mappings are not allowed in compact mappings: check how far this line is indented',
    ],
    [
      'a second document',
      `---\n${HEAD}---\n${HEAD}`,
      '8:1: a template must be one YAML document, and this is a second one',
    ],
    [
      'a document after an empty one',
      `---\n---\n${HEAD}`,
      '2:1: a template must be one YAML document, and this is a second one',
    ],
    ['too many brackets', `{"Resources": ${'['.repeat(100_000)}`, 'nested too deep'],
  ])('%s is refused by its line', (_name, text, expected) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    ['!Length', 'Fn::Length'],
    ['!ToJsonString', 'Fn::ToJsonString'],
  ])('%s is refused by its line: CloudFormation has no such short form', (tag, name) => {
    const begin = `Transform: AWS::LanguageExtensions\n${HEAD}`;
    expect(problemsOf(`${begin}      Description: ${tag} [a, b]\n`)).toEqual([
      `8:7: Resources.Copy.Properties.Description: CloudFormation has no short form of ${name}: write ${name} in place of ${tag}`,
    ]);
    expect(problemsOf(`${begin}      ResourceGroupId: { Fn::Length: [a, b] }\n`).join()).not.toContain('short form');
  });

  it.each([
    ['\0', 'U+0000'],
    ['\u001b', 'U+001B'],
    ['\u007f', 'U+007F'],
    ['\u009b', 'U+009B'],
  ])('a control character is refused by its line: %j', (character, name) => {
    expect(problemsOf(`${HEAD}      Description: a${character}b\n`)).toEqual([
      `7:21: the control character ${name} is not allowed in YAML`,
    ]);
  });

  it.each(['\u0085', '\u00a0', '😀', 'é'])('other characters are taken: %j', (character) => {
    expect(problemsOf(`${HEAD}      Description: "a${character}b"\n`)).toEqual([]);
  });

  it('all keys that cannot be taken are told, each by its line', () => {
    expect(problemsOf(`${HEAD}      ? [a]\n      : b\n      ? [a]\n      : b\n`)).toEqual([
      expect.stringMatching(/^7:9: /),
      expect.stringMatching(/^9:9: /),
    ]);
  });

  it.each([
    ['an anchor that nothing uses', `${HEAD}      Description: &x text\n`],
    ['a marked begin and end', `%YAML 1.1\n---\n${HEAD}      Description: text\n...\n`],
    ['a tab at the end of a line', `${HEAD}      Description: text\t\n`],
  ])('%s is taken', (_name, text) => {
    expect(takenOf(text)).toMatchObject({ remarks: [], properties: { Description: 'text' } });
  });

  it('a quoted << is a key like others', () => {
    expect(problemsOf(`Metadata: { "<<": text }\n${HEAD}`)).toEqual([]);
  });
});
