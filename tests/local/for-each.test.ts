/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: loops and Fn::Sub write their variables like that */

import type { Json, JsonObject } from '../../local/json';
import { newStack, pseudoParameters } from '../../local/session';
import { type BoundTemplate, bindTemplate } from '../../local/template/bound';
import { expand } from '../../local/template/language-extensions';
import { chooseValues } from '../../local/template/parameters';
import { inputsOf } from '../../local/template/scope';
import { readSource } from '../../local/template/source';
import { readTemplate } from '../../local/template/template';
import fc from '../support/fast-check';
import { bind, FixtureStack, templateOf, types } from './helpers';

const TRANSFORM: JsonObject = { Transform: 'AWS::LanguageExtensions' };
const SOURCE: JsonObject = { SourceImageId: 'm-1', SourceRegionId: 'cn-hangzhou' };

/** A resource of the real type. */
const copy = (properties: JsonObject = {}, rest: JsonObject = {}): JsonObject => ({
  Type: 'TF::Alicloud::ImageCopy',
  Properties: { ...SOURCE, ...properties },
  ...rest,
});

const loop = (identifier: Json, collection: Json, fragment: Json): Json => [identifier, collection, fragment];

function bound(template: JsonObject, given: Record<string, string> = {}): BoundTemplate {
  const read = readTemplate(readSource('t.json', JSON.stringify({ ...TRANSFORM, ...template })), types);
  const { values } = chooseValues(read.parameters, given);
  return bindTemplate(read, values, pseudoParameters(newStack('test')));
}

const namesOf = (target: BoundTemplate): string[] => target.resources.map(({ logicalId }) => logicalId);

function propertiesOf(target: BoundTemplate, logicalId: string): JsonObject {
  const resource = target.resources.find((other) => other.logicalId === logicalId);
  if (resource === undefined) throw new Error(`there is no ${logicalId} but ${namesOf(target).join()}`);
  return target.properties(resource, (name) => ({ identifier: `id of ${name}`, attribute: () => `Id of ${name}` }));
}

/** What the transform makes of sections, as JSON. */
function expanded(sections: JsonObject, parameters: JsonObject = {}): Json {
  const source = readSource('t.json', JSON.stringify({ ...TRANSFORM, ...sections }));
  const declared = Object.entries(parameters).map(([name, value]) => ({
    name,
    type: 'CommaDelimitedList' as const,
    defaultValue: String(value),
    noEcho: false,
    constraints: {},
  }));
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

describe('the other language extensions', () => {
  const description = (value: Json): Json | undefined => {
    const template = templateOf(
      { One: {}, Two: { Properties: { Description: value } } },
      {
        ...TRANSFORM,
        Parameters: { L: { Type: 'CommaDelimitedList', Default: 'a,b,c' } },
        Mappings: { M: { a: { b: 'found' } } },
      },
    );
    return propertiesOf(bind(template), 'Two').Description;
  };

  it.each<[string, Json, Json]>([
    ['Fn::Length of a list', { 'Fn::Sub': ['${N} items', { N: { 'Fn::Length': ['x', { Ref: 'L' }] } }] }, '2 items'],
    ['Fn::Length of a parameter', { 'Fn::Sub': ['${N} items', { N: { 'Fn::Length': { Ref: 'L' } } }] }, '3 items'],
    [
      'Fn::ToJsonString',
      { 'Fn::ToJsonString': { a: [1, { Ref: 'L' }], b: { Ref: 'AWS::NoValue' } } },
      '{"a":[1,["a","b","c"]]}',
    ],
    ['Fn::ToJsonString of an attribute', { 'Fn::ToJsonString': [{ 'Fn::GetAtt': 'One.Id' }] }, '["Id of One"]'],
    ['DefaultValue', { 'Fn::FindInMap': ['M', 'a', 'x', { DefaultValue: 'other' }] }, 'other'],
    ['DefaultValue that is not needed', { 'Fn::FindInMap': ['M', 'a', 'b', { DefaultValue: 'other' }] }, 'found'],
  ])('%s', (_name, value, expected) => {
    expect(description(value)).toBe(expected);
  });

  it('let a parameter choose what becomes of a resource', () => {
    const template = {
      Parameters: { Keep: { Type: 'String', Default: 'Retain' } },
      Conditions: { Kept: { 'Fn::Equals': [{ Ref: 'Keep' }, 'Retain'] } },
      Resources: {
        One: copy(
          {},
          { DeletionPolicy: { Ref: 'Keep' }, UpdateReplacePolicy: { 'Fn::If': ['Kept', 'Retain', 'Delete'] } },
        ),
      },
    };
    expect(bound(template).resources).toMatchObject([{ deletionPolicy: 'Retain', updateReplacePolicy: 'Retain' }]);
    const other = bound(template, { Keep: 'RetainExceptOnCreate' });
    expect(other.resources).toMatchObject([{ deletionPolicy: 'RetainExceptOnCreate', updateReplacePolicy: 'Delete' }]);
    expect(() => bound(template, { Keep: 'Snapshot' })).toThrow(
      'Resources.One.DeletionPolicy: "Snapshot" is not supported',
    );
  });
});

describe('what is wrong is told by name and line', () => {
  const problemsOf = (text: string): string => {
    try {
      const read = readTemplate(readSource('t.yaml', text), types);
      const { values } = chooseValues(read.parameters, {});
      bindTemplate(read, values, pseudoParameters(newStack('test')));
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  const COPY = '{Type: TF::Alicloud::ImageCopy, Properties: {SourceImageId: m-1, SourceRegionId: cn-hangzhou}}';
  /** A template in which the resources begin on line 3, the loop in the first of them. */
  const withLoop = (text: string, rest = ''): string =>
    `Transform: AWS::LanguageExtensions\nResources:\n  ${text}\n${rest}`;

  it.each([
    [
      'no transform',
      `Resources:\n  Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`,
      't.yaml:2:3: Resources.Fn::ForEach::L: Fn::ForEach needs Transform: AWS::LanguageExtensions at the top',
    ],
    [
      'no transform, in properties',
      `Resources:\n  C: {Type: TF::Alicloud::ImageCopy, Properties: {Fn::ForEach::L: [X, [A], {'\${X}': 1}]}}`,
      'Fn::ForEach needs Transform',
    ],
    [
      'no transform for Fn::Length',
      `Resources:\n  C: ${COPY}\nOutputs:\n  O: {Value: !Length [a]}`,
      'Fn::Length needs Transform',
    ],
    [
      'no transform for DefaultValue',
      `Resources:\n  C: ${COPY}\nMappings: {M: {a: {b: c}}}\nOutputs:\n  O: {Value: !FindInMap [M, a, x, {DefaultValue: y}]}`,
      't.yaml:5:35: Outputs.O.Value.Fn::FindInMap.3: DefaultValue needs Transform',
    ],
    [
      'another transform',
      `Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\nResources: {C: ${COPY}}`,
      'Transform: "AWS::Serverless-2016-10-31" is not supported here',
    ],
    [
      'no list',
      withLoop('Fn::ForEach::L: 1'),
      't.yaml:3:3: Resources.Fn::ForEach::L: needs a list of an identifier, a collection',
    ],
    [
      'an identifier that is none',
      withLoop(`Fn::ForEach::L: [a-b, [A], {}]`),
      't.yaml:3:20: Resources.Fn::ForEach::L.0: the identifier of a loop',
    ],
    [
      'a collection that is none',
      withLoop(`Fn::ForEach::L: [X, A, {}]`),
      't.yaml:3:23: Resources.Fn::ForEach::L.1: the collection of a loop',
    ],
    [
      'no name',
      withLoop(`Fn::ForEach: [X, [A], {'C\${X}': ${COPY}}]`),
      'a loop needs a name of letters and digits: Fn::ForEach::Name',
    ],
    [
      'the same name twice',
      withLoop(
        `Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`,
        `Outputs:\n  Fn::ForEach::L: [X, [A], {'O\${X}': {Value: a}}]`,
      ),
      't.yaml:5:3: Outputs.Fn::ForEach::L: there is another loop of the name L',
    ],
    [
      'the name of a resource',
      withLoop(`C: ${COPY}\n  Fn::ForEach::C: [X, [A], {'D\${X}': ${COPY}}]`),
      'the loop has the name of a resource',
    ],
    [
      'the identifier of a parameter',
      withLoop(`Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`, 'Parameters: {X: {Type: String, Default: a}}'),
      'the identifier X is also the one of a parameter',
    ],
    [
      'the identifier of the loop around',
      withLoop(`Fn::ForEach::L: [X, [A], {Fn::ForEach::M: [X, [B], {'C\${X}': ${COPY}}]}]`),
      'the identifier X is also the one of a loop around it',
    ],
    [
      'a key without the identifier',
      withLoop(`Fn::ForEach::L: [X, [A], {C: ${COPY}}]`),
      't.yaml:3:29: Resources.Fn::ForEach::L.2.C: needs ${X} or &{X} in it',
    ],
    [
      'a key that is no name',
      withLoop(`Fn::ForEach::L: [X, [cn-shanghai], {'C\${X}': ${COPY}}]`),
      'makes "Ccn-shanghai", which is no name in Resources; &{X} leaves out',
    ],
    [
      'a key that is there',
      withLoop(`CA: ${COPY}\n  Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`),
      't.yaml:4:29: Resources.Fn::ForEach::L.2.C${X}: there is a CA already in Resources',
    ],
    [
      'an item twice',
      withLoop(`Fn::ForEach::L: [X, [A, A], {'C\${X}': ${COPY}}]`),
      'there is a CA already in Resources',
    ],
    [
      'a NoEcho parameter',
      withLoop(
        `Fn::ForEach::L: [X, !Ref P, {'C\${X}': ${COPY}}]`,
        'Parameters: {P: {Type: CommaDelimitedList, NoEcho: true, Default: A}}',
      ),
      't.yaml:3:28: Resources.Fn::ForEach::L.1: the parameter P is NoEcho',
    ],
    [
      'a parameter that is no list',
      withLoop(`Fn::ForEach::L: [X, !Ref P, {'C\${X}': ${COPY}}]`, 'Parameters: {P: {Type: String, Default: A}}'),
      'needs a list to repeat over and got "A"',
    ],
    [
      'a parameter that is none',
      withLoop(`Fn::ForEach::L: [X, !Ref P, {'C\${X}': ${COPY}}]`),
      'there is no parameter or resource P',
    ],
    [
      'an item of a resource',
      withLoop(`C: ${COPY}\n  Fn::ForEach::L: [X, [!Ref C], {'D\${X}': ${COPY}}]`),
      't.yaml:4:23: Resources.Fn::ForEach::L.1: has to be known before any resource exists',
    ],
    [
      'an item that is no text',
      withLoop(`Fn::ForEach::L: [X, [[A]], {'C\${X}': ${COPY}}]`),
      'needs a string here and got a list',
    ],
    [
      'a name looked for before the loop',
      withLoop(
        `Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`,
        "Outputs:\n  Fn::ForEach::M: [Y, [A], {'O${Y}': {Value: !Ref 'C${Y}'}}]",
      ),
      'CloudFormation looks for C${Y} before it repeats loops; write {"Fn::Sub": "C${Y}"} instead',
    ],
    [
      'seven loops in one another',
      withLoop(
        [1, 2, 3, 4, 5, 6, 7].reduceRight(
          (inner, depth) => `Fn::ForEach::L${depth}: [X${depth}, [A], {${inner}}]`,
          "'C${X1}${X7}': 1",
        ),
      ),
      'at most 5 loops can be nested in a loop',
    ],
    [
      'too many copies',
      withLoop(
        `Fn::ForEach::L: [X, [${Array.from({ length: 101 }, (_, i) => `a${i}`)}], {Fn::ForEach::M: [Y, [${Array.from({ length: 101 }, (_, i) => `b${i}`)}], {'C\${X}\${Y}': 1}]}]`,
      ),
      'the loops of the template make more than 10000 copies',
    ],
    [
      'too many resources',
      withLoop(`Fn::ForEach::L: [X, [${Array.from({ length: 501 }, (_, i) => i)}], {'C\${X}': ${COPY}}]`),
      'Resources: has 501 entries; CloudFormation takes at most 500',
    ],
    [
      'a loop in Parameters',
      withLoop(`C: ${COPY}`, `Parameters:\n  Fn::ForEach::L: [X, [A], {'C\${X}': {Type: String}}]`),
      'Parameters.Fn::ForEach::L: Fn::ForEach is not allowed in Parameters',
    ],
    [
      'a loop in Mappings',
      withLoop(`C: ${COPY}`, `Mappings:\n  Fn::ForEach::L: [X, [A], {'C\${X}': {a: {b: c}}}]`),
      'Mappings.Fn::ForEach::L: Fn::ForEach is not allowed in Mappings',
    ],
    [
      'a wrong property in a copy',
      withLoop(
        `Fn::ForEach::L:\n    - X\n    - [A, B]\n    - 'C\${X}':\n        Type: TF::Alicloud::ImageCopy\n        Properties:\n          SourceImageId: m-1\n          SourceRegionId: cn-hangzhou\n          Extra: 1`,
      ),
      't.yaml:11:11: Resources.CB.Properties.Extra: there is no such property',
    ],
    [
      'an unknown function in a copy',
      withLoop(
        `Fn::ForEach::L:\n    - X\n    - [A]\n    - 'C\${X}':\n        Type: TF::Alicloud::ImageCopy\n        Properties:\n          SourceImageId: !Foo m-1\n          SourceRegionId: cn-hangzhou`,
      ),
      't.yaml:9:11: Resources.CA.Properties.SourceImageId.Fn::Foo: there is no function Fn::Foo',
    ],
    [
      'an item that Fn::Length cannot count',
      withLoop(`C: ${COPY}`, 'Outputs:\n  O: {Value: !Length abc}'),
      'Outputs.O.Value.Fn::Length: needs a list to count and got "abc"',
    ],
  ])('%s', (_name, text, expected) => {
    expect(problemsOf(text)).toContain(expected);
  });

  it('never throws anything but its own errors, whatever stands in a loop', () => {
    const part = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<Json>({ Ref: 'X' }, { 'Fn::Sub': '${X}' }, { 'Fn::GetAtt': [[], {}] }),
    );
    const anyLoop = fc.oneof(
      fc.jsonValue(),
      fc.tuple(part, part, part),
      fc.tuple(fc.constant('X'), fc.array(part), fc.dictionary(fc.constantFrom('${X}', 'Fn::ForEach::M', 'C'), part)),
    );
    fc.assert(
      fc.property(anyLoop, (value) => {
        const text = JSON.stringify({ ...TRANSFORM, Resources: { One: copy(), 'Fn::ForEach::L': value } });
        try {
          bindTemplate(readTemplate(readSource('t.json', text), types), {}, {});
        } catch (error) {
          expect(error instanceof Error && error.name).toBe('TemplateError');
        }
      }),
    );
  });
});
