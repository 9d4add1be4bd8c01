import { isJsonList, isJsonObject, type Json, stringifyPrimitives } from '../../local/json';
import { checkProperties, KNOWN_KEYWORDS } from '../../local/schema/check';
import { identifierOf, identifierProperties, readResourceType } from '../../local/schema/resource-type';
import { formatPath } from '../../local/template/problems';
import fc from '../support/fast-check';
import { imageCopy } from './helpers';

/** The keywords of a schema and of the schemas in it; the names of properties are none. */
function keywordsIn(schema: Json | undefined): string[] {
  if (!isJsonObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    const inside = key === 'properties' && isJsonObject(value) ? Object.values(value) : [value];
    return [key, ...(key === 'items' || key === 'properties' ? inside.flatMap(keywordsIn) : [])];
  });
}

it('knows every keyword that the schema uses for properties', () => {
  const { properties, definitions } = imageCopy.schema;
  const schemas = [properties, definitions].flatMap((part) => (isJsonObject(part) ? Object.values(part) : []));
  expect(schemas.flatMap(keywordsIn).filter((keyword) => !KNOWN_KEYWORDS.has(keyword))).toEqual([]);
});

const properties = fc.record(
  {
    SourceImageId: fc.constantFrom('m-1', 'm-2'),
    SourceRegionId: fc.constant('cn-hangzhou'),
    Description: fc.constantFrom('a text', 'äöü', '图像'),
    Force: fc.boolean(),
    DeleteAutoSnapshot: fc.boolean(),
    Tags: fc.array(fc.record({ Key: fc.constantFrom('a', 'b'), Value: fc.constantFrom('', '1') }), { maxLength: 19 }),
    Timeouts: fc.record({ Create: fc.constantFrom('1h', '90s') }, { requiredKeys: [] }),
  },
  { requiredKeys: ['SourceImageId', 'SourceRegionId'] },
);

it('takes properties with every primitive as text for the same', () => {
  fc.assert(
    fc.property(properties, (given) => {
      const asText = stringifyPrimitives(given);
      if (!isJsonObject(asText)) throw new Error('no object');
      expect(checkProperties(imageCopy, given, [])).toEqual({ value: given, problems: [] });
      expect(checkProperties(imageCopy, asText, [])).toEqual({ value: given, problems: [] });
    }),
  );
});

const sample = readResourceType({
  typeName: 'A::B::C',
  description: 'A sample.',
  properties: {
    Id: { type: 'string' },
    Zone: { type: 'string' },
    Count: { type: 'integer', minimum: 1, maximum: 3 },
    Ratio: { type: 'number' },
    Kind: { type: 'string', enum: ['small', 'large'] },
    Names: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'string', maxLength: 2 } },
    Free: { type: 'object' },
    Code: { type: 'string', pattern: '^[a-z]+$' },
    Word: { type: 'string', pattern: '^[a-z]+$', description: 'Small letters.' },
    Parts: {
      type: 'object',
      description: 'Parts of words.',
      properties: { First: { type: 'string', pattern: '^[a-z]+$', description: 'The first.' } },
    },
  },
  additionalProperties: false,
  required: ['Kind'],
  primaryIdentifier: ['/properties/Zone', '/properties/Id'],
  readOnlyProperties: ['/properties/Id'],
});

it.each<[string, Json, string | undefined]>([
  ['a number as text', { Kind: 'small', Count: '2' }, undefined],
  ['a fraction', { Kind: 'small', Ratio: '-1.5e3' }, undefined],
  ['a free object', { Kind: 'small', Free: { any: [1] } }, undefined],
  ['nothing required', {}, 'Kind: is required'],
  ['read-only', { Kind: 'small', Id: 'x' }, 'Id: is read-only: the resource sets it, a template cannot'],
  ['no whole number', { Kind: 'small', Count: 1.5 }, 'Count: must be a whole number, but is 1.5'],
  ['an empty number', { Kind: 'small', Ratio: '' }, 'Ratio: must be a number, but is ""'],
  ['too small', { Kind: 'small', Count: 0 }, 'Count: must be at least 1, but is 0'],
  ['too large', { Kind: 'small', Count: 4 }, 'Count: must be at most 3, but is 4'],
  ['none of the values', { Kind: 'medium' }, 'Kind: must be one of "small", "large"'],
  ['no list', { Kind: 'small', Names: 'a' }, 'Names: must be a list, but is "a"'],
  ['no item', { Kind: 'small', Names: [] }, 'Names: must have at least 1 item, but has 0'],
  ['too many items', { Kind: 'small', Names: ['a', 'b', 'c'] }, 'Names: must have at most 2 items, but has 3'],
  ['a long item', { Kind: 'small', Names: ['abc'] }, 'Names.0: must have at most 2 characters, but has 3'],
  [
    'a pattern without words',
    { Kind: 'small', Code: 'A' },
    'Code: "A" is not valid. The schema of the type does not describe it.',
  ],
  ['a pattern, its rule in words', { Kind: 'small', Word: 'A' }, 'Word: "A" is not valid. Small letters.'],
  [
    'a pattern in an object, the rules of both in words',
    { Kind: 'small', Parts: { First: 'A' } },
    'Parts.First: "A" is not valid. Parts of words. The first.',
  ],
  ['characters, not bytes', { Kind: 'small', Names: ['😀😀'] }, undefined],
  ['a list for a text', { Kind: ['small'] }, 'Kind: must be a string, but is a list'],
  ['a text for an object', { Kind: 'small', Free: 'x' }, 'Free: must be an object, but is "x"'],
  [
    'an unknown property',
    { Kind: 'small', Other: 1 },
    'Other: there is no such property; choose from Zone, Count, Ratio, Kind, Names, Free, Code, Word, Parts',
  ],
])('checks %s', (_name, given, expected) => {
  const [problem] = isJsonObject(given) ? checkProperties(sample, given, []).problems : [];
  expect(problem && `${formatPath(problem.path)}: ${problem.message}`).toBe(expected);
});

it('makes an identifier of its parts and the parts of the identifier', () => {
  expect(identifierOf(sample, { Zone: 'z', Id: 'i', Count: 1 })).toBe('z|i');
  expect(identifierOf(sample, { Zone: 'z' })).toBeUndefined();
  expect(identifierOf(sample, { Zone: 'z', Id: '' })).toBeUndefined();
  expect(identifierProperties(sample, 'z|i')).toEqual({ Zone: 'z', Id: 'i' });
  expect(isJsonList(imageCopy.schema.primaryIdentifier)).toBe(true);
});

/** The properties of a schema, and items of its lists, that have a pattern and no description. */
function withoutWords(schema: Json | undefined, path: readonly string[] = []): (readonly string[])[] {
  if (!isJsonObject(schema)) return [];
  const { properties, items, pattern, description } = schema;
  const inside = isJsonObject(properties) ? Object.entries(properties) : [];
  const own = typeof pattern === 'string' && typeof description !== 'string' ? [path] : [];
  const below = inside.flatMap(([name, property]) => withoutWords(property, [...path, name]));
  return [...own, ...below, ...withoutWords(items, [...path, 'items'])];
}

it('has words for every pattern of the schema', () => {
  const { definitions } = imageCopy.schema;
  const schemas = [imageCopy.schema, ...Object.values(isJsonObject(definitions) ? definitions : {})];
  expect(schemas.flatMap((schema) => withoutWords(schema))).toEqual([]);
  const given = { SourceImageId: 'm-1', SourceRegionId: 'Hangzhou', Timeouts: { Create: 'soon' } };
  expect(checkProperties(imageCopy, given, []).problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^"Hangzhou" is not valid\. The region of the image to copy/),
    expect.stringMatching(/^"soon" is not valid\. .*durations such as 90s, 45m or 1h30m.* How long a copy may take/),
  ]);
});

it('knows how long operations may take', () => {
  expect(imageCopy.timeoutMinutes).toMatchObject({ CREATE: 720, UPDATE: 30, DELETE: 720 });
  expect(sample.timeoutMinutes).toEqual({ CREATE: 120, READ: 120, UPDATE: 120, DELETE: 120 });
});
