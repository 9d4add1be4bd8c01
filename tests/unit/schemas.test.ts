import { readFileSync } from 'node:fs';
import { allProjects } from '../../tools/projects';

// No schema is shared between the types. What two of them say of the same thing is the same, but for the texts below.

interface Schema {
  readonly definitions: Readonly<Record<string, unknown>>;
  readonly typeConfiguration: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly tagging: unknown;
  readonly handlers: Readonly<Record<string, { readonly permissions: unknown; readonly timeoutInMinutes?: number }>>;
}

const [first, ...others] = allProjects().map(({ typeName, schemaFile }) => ({
  typeName,
  schema: JSON.parse(readFileSync(schemaFile, 'utf8')) as Schema,
}));

/** A schema with its words about the image, the type and the region in the same words for all types. */
function neutral(part: unknown): unknown {
  const words = JSON.stringify(part ?? null)
    .replace(/"description":"(?:[^"\\\\]|\\\\.)*"/g, '"description":""')
    .replaceAll('"maxItems":19', '"maxItems":18');
  return JSON.parse(words);
}

const shared = (one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(one).filter((name) => Object.hasOwn(other, name));

/** Properties that are fixed for one type and shown by another. */
const OF_ANOTHER_KIND = new Set(['Platform', 'Architecture', 'BootMode', 'ImageVersion']);

describe.each(others.map(({ typeName, schema }) => [typeName, schema] as const))('the schema of %s', (_, schema) => {
  const former = first?.schema;
  if (!former) throw new Error('there is no type');

  it('has the type configuration of the first type', () => {
    expect(neutral(schema.typeConfiguration)).toEqual(neutral(former.typeConfiguration));
  });

  it.each(shared(former.definitions, schema.definitions))('says of %s what the first type says', (name) => {
    expect(neutral(schema.definitions[name])).toEqual(neutral(former.definitions[name]));
  });

  it.each(shared(former.properties, schema.properties).filter((name) => !OF_ANOTHER_KIND.has(name)))(
    'takes for %s what the first type takes',
    (name) => {
      expect(neutral(schema.properties[name])).toEqual(neutral(former.properties[name]));
    },
  );

  it('is tagged, and may take as long, as the first type', () => {
    expect(schema.tagging).toEqual(former.tagging);
    const limits = ({ handlers }: Schema) =>
      Object.entries(handlers).map(([name, { permissions, timeoutInMinutes }]) => [
        name,
        permissions,
        timeoutInMinutes,
      ]);
    expect(limits(schema)).toEqual(limits(former));
  });

  it('has definitions that both know: tags, time-outs, keys, roles, endpoints', () => {
    expect(shared(former.definitions, schema.definitions).length).toBeGreaterThanOrEqual(6);
  });
});
