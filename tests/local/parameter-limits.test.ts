import { HEAD, problemsOf, proposalOf, takenOf } from './templates';

const declaring = (declaration: string): string => `Parameters:\n  Given: ${declaration}\n${HEAD}`;

describe('a declaration that CloudFormation does not take is refused by its line', () => {
  it.each([
    [
      '{ Type: String, Default: a, AllowedValues: [{ b: c }, a] }',
      'AllowedValues: must be a list of at least one text or number',
    ],
    ['{ Type: String, Default: a, AllowedValues: [] }', 'AllowedValues: must be a list of at least one text or number'],
    ['{ Type: String, Default: a, AllowedValues: a }', 'AllowedValues: must be a list of at least one text or number'],
    ['{ Type: String, Default: a, NoEcho: maybe }', 'NoEcho: must be true or false'],
  ])('%s', (declaration, expected) => {
    expect(problemsOf(declaring(declaration))).toEqual([
      expect.stringMatching(new RegExp(`^2:\\d+: Parameters\\.Given\\.${expected}$`)),
    ]);
  });

  it('a value of more than 4096 bytes', () => {
    expect(problemsOf(declaring(`{ Type: String, Default: ${'é'.repeat(2048)} }`))).toEqual([]);
    expect(problemsOf(declaring(`{ Type: String, Default: ${'é'.repeat(2049)} }`))).toEqual([
      '2:3: Parameters.Given: has 4098 bytes; CloudFormation accepts at most 4096',
    ]);
  });
});

describe('a declaration that CloudFormation may refuse is a warning', () => {
  const MAY = 'CloudFormation may reject';

  it.each([
    ['{ Type: String, MinValue: 2 }', 'aa', `MinValue of Given is not documented for the type String: ${MAY} it.`],
    [
      "{ Type: Number, MinLength: 1, AllowedPattern: '[0-9]+' }",
      '7',
      `MinLength, AllowedPattern of Given is not documented for the type Number: ${MAY} it.`,
    ],
    [
      '{ Type: String, Default: c, AllowedValues: [a, b] }',
      'b',
      `The default of Given breaks its own constraints, "c" is not one of a, b: ${MAY} the template.`,
    ],
    [
      '{ Type: String, NoEcho: true, Default: hush, MinLength: 5 }',
      'long enough',
      `The default of Given breaks its own constraints, the value is shorter than 5: ${MAY} the template.`,
    ],
  ])('%s', (declaration, value, expected) => {
    expect(takenOf(declaring(declaration), [`Given=${value}`]).remarks).toEqual([expected]);
  });

  it.each([
    ['{ Type: String, Default: bb, MinLength: 2, AllowedPattern: "[a-z]+" }', 'cc'],
    ['{ Type: Number, Default: 2, MinValue: 2 }', '3'],
    ["{ Type: CommaDelimitedList, Default: '', MinLength: 1 }", 'a'],
  ])('and no other: %s', (declaration, value) => {
    const { remarks } = takenOf(declaring(declaration), [`Given=${value}`]);
    expect(remarks.filter((remark) => !remark.includes('breaks'))).toEqual([]);
  });

  it('not where the default names a parameter of Systems Manager', () => {
    const declaration = "{ Type: 'AWS::SSM::Parameter::Value<Number>', Default: /a/b }";
    expect(takenOf(declaring(declaration), ['Given=7']).remarks.join()).not.toContain('breaks');
  });
});

it('a template of more than 51,200 bytes is a warning', () => {
  const large = `${HEAD}# ${'x'.repeat(51_200)}\n`;
  expect(proposalOf(large).remarks).toEqual([
    expect.stringContaining('the template has more than 51200 bytes: CloudFormation accepts it only from a bucket'),
  ]);
  expect(proposalOf(`${HEAD}# ${'x'.repeat(51_000)}\n`).remarks).toEqual([]);
});
