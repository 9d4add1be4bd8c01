import type { Json, JsonObject } from '../../local/json';
import { chooseStackName, readPairs } from '../../local/options';
import { chooseValues, type Parameter, parameterValue, readParameter } from '../../local/template/parameters';

function declare(body: JsonObject): Parameter {
  return readParameter('P', body, ['Parameters', 'P'], (_path, message) => {
    throw new Error(message);
  });
}

function problemOf(body: JsonObject, value?: string): string | undefined {
  const given = value === undefined ? [] : [['P', value]];
  return chooseValues([declare(body)], Object.fromEntries(given)).problems[0]?.message;
}

it.each<[string, JsonObject, string | undefined, string | undefined]>([
  ['nothing given', { Type: 'String' }, undefined, 'needs a value: --parameters P=…'],
  ['a default', { Type: 'String', Default: 'x' }, undefined, undefined],
  ['an empty default', { Type: 'String', Default: '' }, undefined, undefined],
  ['a number', { Type: 'Number' }, '-1.5', undefined],
  ['no number', { Type: 'Number' }, 'x', '"x" is not a number'],
  ['an empty number', { Type: 'Number' }, '', '"" is not a number'],
  ['a number with a power of ten', { Type: 'Number', MaxValue: '1e3' }, '+.5E2', undefined],
  ['a number of a program', { Type: 'Number' }, '0x10', '"0x10" is not a number'],
  ['bounds of a text', { Type: 'String', MinValue: 2 }, '1', undefined],
  ['a list of numbers', { Type: 'List<Number>', MinValue: 1 }, '22, 443', undefined],
  ['no number in a list', { Type: 'List<Number>' }, '22,x', '"22,x" is not a number'],
  ['a number too small in a list', { Type: 'List<Number>', MinValue: 1 }, '2,0', '"2,0" is less than 1'],
  [
    'constraints of a stored name',
    { Type: 'AWS::SSM::Parameter::Value<String>', AllowedPattern: '/.*' },
    'm-1',
    undefined,
  ],
  [
    'nothing given for a stored value',
    { Type: 'AWS::SSM::Parameter::Value<String>' },
    undefined,
    'needs a value: --parameters P=… (the value itself: AWS Systems Manager is not called here)',
  ],
  ['too small', { Type: 'Number', MinValue: 2 }, '1', '"1" is less than 2'],
  ['too large', { Type: 'Number', MaxValue: '2' }, '3', '"3" is more than 2'],
  ['allowed', { Type: 'String', AllowedValues: ['a', 1] }, '1', undefined],
  ['not allowed', { Type: 'String', AllowedValues: ['a', 1] }, 'b', '"b" is not one of a, 1'],
  ['the whole pattern', { Type: 'String', AllowedPattern: 'a|b' }, 'ab', '"ab" does not match AllowedPattern a|b'],
  ['a pattern as Java takes it', { Type: 'String', AllowedPattern: '[\\w-.]+' }, 'a-b.c', undefined],
  [
    'not that pattern',
    { Type: 'String', AllowedPattern: '[\\w-.]+' },
    'a b',
    '"a b" does not match AllowedPattern [\\w-.]+',
  ],
  [
    'a pattern in words',
    { Type: 'String', AllowedPattern: '[a-z]+', ConstraintDescription: 'small letters' },
    'A',
    '"A" does not match AllowedPattern (small letters)',
  ],
  ['items that match a pattern', { Type: 'List<String>', AllowedPattern: '[a-z]' }, 'a, b', undefined],
  [
    'an item that does not match a pattern',
    { Type: 'List<String>', AllowedPattern: '[a-z]' },
    'a,B',
    '"a,B" does not match AllowedPattern [a-z]',
  ],
  ['too short', { Type: 'String', MinLength: 2 }, 'a', '"a" is shorter than 2'],
  ['too long', { Type: 'String', MaxLength: 2 }, 'abc', '"abc" is longer than 2'],
  ['items of a list', { Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] }, 'a, b', undefined],
  ['an item of a list', { Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] }, 'a,c', '"a,c" is not one of a, b'],
  [
    'a misspelt item of a list',
    { Type: 'List<String>', AllowedValues: ['cn-beijing', 'cn-shanghai'] },
    'cn-beijing,cn-shangai',
    '"cn-beijing,cn-shangai" is not one of cn-beijing, cn-shanghai; did you mean cn-shanghai?',
  ],
  ['a secret', { Type: 'String', NoEcho: true, MinLength: 9 }, 'secret', 'the value is shorter than 9'],
  [
    'its own words',
    { Type: 'String', MinLength: 9, ConstraintDescription: 'nine letters' },
    'x',
    '"x" is shorter than 9 (nine letters)',
  ],
])('parameter with %s', (_name, body, value, expected) => {
  expect(problemOf(body, value)).toBe(expected);
});

it.each<[string, Json, string]>([
  ['no object', 'String', 'must be an object'],
  ['an unknown key', { Type: 'String', Defualt: 'x' }, 'there is no such key of a parameter; did you mean Default?'],
  [
    'a broken pattern',
    { Type: 'String', AllowedPattern: '(' },
    'is not a valid regular expression of Java: a group is not closed',
  ],
  ['a bound that is none', { Type: 'String', MinLength: 'x' }, 'must be a number'],
  ['a list that is none', { Type: 'String', AllowedValues: 'x' }, 'must be a list of at least one text or number'],
  ['a default that is none', { Type: 'String', Default: {} }, 'must be a string or a number'],
])('declaration with %s', (_name, body, expected) => {
  const messages: string[] = [];
  readParameter('P', body, [], (_path, message) => messages.push(message));
  expect(messages).toContain(expected);
});

it('takes the given value, then the one of the last deployment, then the default', () => {
  const parameters = [declare({ Type: 'String', Default: 'default' })];
  expect(chooseValues(parameters, {}).values).toEqual({ P: 'default' });
  expect(chooseValues(parameters, {}, { P: 'last' }).values).toEqual({ P: 'last' });
  expect(chooseValues(parameters, { P: 'given' }, { P: 'last' }).values).toEqual({ P: 'given' });
  expect(chooseValues(parameters, { Q: 'x' }).problems[0]?.path).toEqual(['Parameters', 'Q']);
});

it('gives lists to those who ask for lists', () => {
  expect(parameterValue(declare({ Type: 'CommaDelimitedList' }), 'a, b')).toEqual(['a', 'b']);
  expect(parameterValue(declare({ Type: 'CommaDelimitedList' }), '')).toEqual(['']);
  expect(parameterValue(declare({ Type: 'Number' }), '5')).toBe('5');
});

it('reads pairs', () => {
  expect(readPairs(['A=1', 'B=x=y', 'C='], '--tags')).toEqual({ A: '1', B: 'x=y', C: '' });
  expect(() => readPairs(['A'], '--tags')).toThrow('--tags: "A" is not of the form Key=Value');
  expect(() => readPairs(['=1'], '--tags')).toThrow('Key=Value');
  expect(() => readPairs(['A=1', 'A=2'], '--tags')).toThrow('A is given twice');
});

it('makes the name of a stack', () => {
  expect(chooseStackName(undefined, 'examples/two_regions.yaml')).toBe('two-regions');
  expect(chooseStackName('my-stack', 'x.yaml')).toBe('my-stack');
  expect(() => chooseStackName('1st', 'x.yaml')).toThrow('--stack-name: "1st" must begin with a letter');
  expect(() => chooseStackName(undefined, '1.yaml')).toThrow('use --stack-name');
});
