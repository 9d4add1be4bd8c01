/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: loops and Fn::Sub write their variables like that */

import type { Json, JsonObject } from '../../local/json';
import { expand } from '../../local/template/language-extensions';
import { chooseValues, readParameter } from '../../local/template/parameters';
import { inputsOf } from '../../local/template/scope';
import { readSource } from '../../local/template/source';
import fc from '../support/fast-check';
import { FixtureStack } from './helpers';
import { bound, copy, loop, namesOf, propertiesOf, SOURCE, TRANSFORM } from './loops';

/** What the transform makes of sections, as JSON. */
function expanded(sections: JsonObject, parameters: JsonObject = {}): Json {
  const source = readSource('t.json', JSON.stringify({ ...TRANSFORM, ...sections }));
  const declared = Object.entries(parameters).map(([name, value]) =>
    readParameter(name, { Type: 'CommaDelimitedList', Default: String(value) }, [], () => undefined),
  );
  const { values } = chooseValues(declared, {});
  return expand(source, declared, inputsOf(declared, values, {})).value;
}

describe('a loop', () => {
  it('makes resources and outputs of a list', () => {
    const target = bound({
      Resources: {
        'Fn::ForEach::Copies': loop('City', ['Shanghai', 'Singapore'], {
          'Copy${City}': copy({
            ImageName: { 'Fn::Sub': 'golden-${City}-${AWS::StackName}' },
            Description: { Ref: 'City' },
          }),
        }),
      },
      Outputs: {
        'Fn::ForEach::Images': loop('City', ['Shanghai', 'Singapore'], {
          'Image${City}': { Value: { 'Fn::GetAtt': [{ 'Fn::Sub': 'Copy${City}' }, 'Id'] } },
        }),
      },
    });
    expect(namesOf(target)).toEqual(['CopyShanghai', 'CopySingapore']);
    expect(propertiesOf(target, 'CopySingapore')).toEqual({
      ...SOURCE,
      ImageName: 'golden-Singapore-test',
      Description: 'Singapore',
    });
    const outputs = target.outputs((name) => ({ identifier: name, attribute: () => `m-${name}` }));
    expect(outputs).toMatchObject([
      { name: 'ImageShanghai', value: 'm-CopyShanghai' },
      { name: 'ImageSingapore', value: 'm-CopySingapore' },
    ]);
  });

  it('runs over a parameter, and the value decides which resources there are', () => {
    const template = {
      Parameters: { Regions: { Type: 'CommaDelimitedList', Default: 'cn-shanghai, eu-central-1' } },
      Resources: {
        'Fn::ForEach::Copies': loop(
          'Region',
          { Ref: 'Regions' },
          {
            'Copy&{Region}': copy({ DestinationRegionId: { Ref: 'Region' } }),
          },
        ),
      },
    };
    expect(namesOf(bound(template))).toEqual(['Copycnshanghai', 'Copyeucentral1']);
    const other = bound(template, { Regions: 'ap-southeast-1' });
    expect(namesOf(other)).toEqual(['Copyapsoutheast1']);
    expect(propertiesOf(other, 'Copyapsoutheast1')).toMatchObject({ DestinationRegionId: 'ap-southeast-1' });
  });

  it.each<[string, JsonObject, JsonObject]>([
    [
      'stands in Conditions',
      { Conditions: { 'Fn::ForEach::Is': loop('X', ['A', 'B'], { 'Is${X}': { 'Fn::Equals': [{ Ref: 'X' }, 'A'] } }) } },
      { Conditions: { IsA: { 'Fn::Equals': ['A', 'A'] }, IsB: { 'Fn::Equals': ['B', 'A'] } } },
    ],
    [
      'stands in properties',
      { Resources: { One: copy({ 'Fn::ForEach::T': loop('Op', ['Create'], { '${Op}': '1h' }) }) } },
      { Resources: { One: copy({ Create: '1h' }) } },
    ],
    [
      'fills plain texts, keys and lists',
      {
        Resources: {
          'Fn::ForEach::L': loop('X', ['a-b'], { 'C&{X}': { 'K${X}': ['${X}', '&{X}', '${Y}', '${!X}'] } }),
        },
      },
      { Resources: { Cab: { 'Ka-b': ['a-b', 'ab', '${Y}', '${!X}'] } } },
    ],
    [
      'fills Fn::Sub and leaves its own variables',
      {
        Resources: {
          'Fn::ForEach::L': loop('X', ['a'], {
            'C${X}': {
              One: { 'Fn::Sub': '${X} ${AWS::Region}' },
              Two: { 'Fn::Sub': ['${X} ${V}', { V: { Ref: 'X' } }] },
            },
          }),
        },
      },
      { Resources: { Ca: { One: { 'Fn::Sub': 'a ${AWS::Region}' }, Two: { 'Fn::Sub': ['a ${V}', { V: 'a' }] } } } },
    ],
    [
      'stands in a loop',
      {
        Resources: {
          'Fn::ForEach::Outer': loop('X', ['A', 'B'], {
            'Plain${X}': 1,
            'Fn::ForEach::Inner': loop('Y', ['1', '2'], { '${X}${Y}': { Ref: { 'Fn::Sub': 'Plain${X}' } } }),
          }),
        },
      },
      {
        Resources: {
          PlainA: 1,
          A1: { Ref: 'PlainA' },
          A2: { Ref: 'PlainA' },
          PlainB: 1,
          B1: { Ref: 'PlainB' },
          B2: { Ref: 'PlainB' },
        },
      },
    ],
    [
      'runs over nothing',
      { Resources: { 'Fn::ForEach::L': loop('X', [], { 'C${X}': 1 }), One: 1 } },
      { Resources: { One: 1 } },
    ],
    [
      'runs over a mapping',
      {
        Mappings: { M: { test: { Cities: ['A', 'B'] } } },
        Resources: { 'Fn::ForEach::L': loop('X', { 'Fn::FindInMap': ['M', 'test', 'Cities'] }, { 'C${X}': 1 }) },
      },
      { Resources: { CA: 1, CB: 1 } },
    ],
    [
      'runs over what a condition chooses',
      {
        Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] } },
        Resources: { 'Fn::ForEach::L': loop('X', { 'Fn::If': ['Yes', ['A'], ['B']] }, { 'C${X}': 1 }) },
      },
      { Resources: { CA: 1 } },
    ],
    [
      'works out the names that resources are tied together with',
      {
        Mappings: { M: { Only: { A: 'Yes' } } },
        Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] } },
        Resources: {
          'Fn::ForEach::L': loop('X', ['A', 'B'], {
            'C${X}': {
              DependsOn: [{ 'Fn::Sub': 'D${X}' }, 'E${X}'],
              Condition: { 'Fn::FindInMap': ['M', 'Only', { Ref: 'X' }, { DefaultValue: { Ref: 'AWS::NoValue' } }] },
              Metadata: { Note: '${X}' },
            },
          }),
        },
      },
      {
        Resources: {
          CA: { DependsOn: ['DA', 'EA'], Condition: 'Yes', Metadata: { Note: '${X}' } },
          CB: { DependsOn: ['DB', 'EB'], Metadata: { Note: '${X}' } },
        },
      },
    ],
  ])('%s', (_name, sections, expected) => {
    expect(expanded(sections)).toMatchObject(expected);
    const [[section = '', value] = []] = Object.entries(expected);
    const result = expanded(sections);
    expect(result).toHaveProperty(section, value);
  });

  it('makes as many copies as its collections have pairs, in their order', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9]{1,5}$/), { maxLength: 8 });
    fc.assert(
      fc.property(names, names, (outer, inner) => {
        const nested = { 'Fn::ForEach::I': loop('Y', inner, { 'C${X}x${Y}': '${Y}' }) };
        const result = expanded({ Outputs: { 'Fn::ForEach::O': loop('X', outer, nested) } });
        const pairs = outer.flatMap((x) => inner.map((y) => [`C${x}x${y}`, y]));
        const distinct = new Set(pairs.map(([name]) => name)).size === pairs.length;
        fc.pre(distinct);
        expect(result).toEqual({ ...TRANSFORM, Outputs: Object.fromEntries(pairs) });
      }),
    );
  });
});

it('a longer list makes one more copy in a stack, a shorter one removes one', async () => {
  const stack = new FixtureStack();
  const over = (...names: string[]): JsonObject => ({
    ...TRANSFORM,
    Resources: { 'Fn::ForEach::Copies': loop('Name', names, { 'Copy${Name}': copy() }) },
  });
  await stack.deploy(over('A', 'B'));
  const ends = (): string[] => stack.log().filter((line) => /^Copy.*_COMPLETE$/.test(line));
  expect(ends().sort()).toEqual(['CopyA CREATE_COMPLETE', 'CopyB CREATE_COMPLETE']);
  await stack.deploy(over('A', 'B', 'C'));
  expect(ends().slice(2)).toEqual(['CopyC CREATE_COMPLETE']);
  expect(await stack.deploy(over('C', 'B', 'A'))).toBe('unchanged');
  await stack.deploy(over('A'));
  expect(ends().slice(3).sort()).toEqual(['CopyB DELETE_COMPLETE', 'CopyC DELETE_COMPLETE']);
  expect(stack.existing()).toEqual([stack.state.resources.CopyA?.identifier]);
  await stack.close();
});
