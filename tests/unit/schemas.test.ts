import { readFileSync } from 'node:fs';
import { allProjects } from '../../tools/projects';

// No schema is shared between the types. What two of them say of the same thing is the same, but for their texts, and for what their clouds
// have not in common.

interface Schema {
  readonly definitions: Readonly<Record<string, unknown>>;
  readonly typeConfiguration: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly tagging: Readonly<Record<string, unknown>>;
  readonly handlers: Readonly<Record<string, { readonly permissions: unknown; readonly timeoutInMinutes?: number }>>;
}

interface Type {
  readonly typeName: string;
  readonly cloud: string;
  readonly schema: Schema;
}

const TYPES: readonly Type[] = allProjects().map(({ typeName, cloud, schemaFile }) => ({
  typeName,
  cloud,
  schema: JSON.parse(readFileSync(schemaFile, 'utf8')),
}));

/** The first type of all, or of a cloud. */
function firstOf(cloud?: string): Type {
  const first = TYPES.find((type) => cloud === undefined || type.cloud === cloud);
  if (!first) throw new Error(`there is no type of ${cloud}`);
  return first;
}

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
const OF_ANOTHER_KIND = ['Platform', 'Architecture', 'BootMode', 'ImageVersion'];
/** What another cloud than the first one says in its own way: which endpoints and regions there are, keys, texts and tags. */
const OF_A_CLOUD: Readonly<Record<string, readonly string[]>> = {
  apsarastack: ['EndpointsDefinition', 'RegionId', 'SourceRegionId', 'DestinationRegionId'],
  huaweicloud: [
    ...['CredentialsDefinition', 'EndpointsDefinition', 'TagsDefinition'],
    ...['SourceImageId', 'KmsKeyId', 'Name', 'Description', 'Tags'],
  ],
};
/** What another cloud's tags cannot do. */
const TAGGING_OF_A_CLOUD: Readonly<Record<string, object>> = { huaweicloud: { cloudFormationSystemTags: false } };

/** The rights of a schema's handlers, and how long they may take. */
const permissionsOf = ({ handlers, tagging }: Schema) => [
  tagging.permissions,
  ...Object.entries(handlers).map(([name, { permissions }]) => [name, permissions]),
];
const limitsOf = ({ handlers }: Schema) =>
  Object.entries(handlers).map(([name, { timeoutInMinutes }]) => [name, timeoutInMinutes]);

describe.each(TYPES.slice(1).map(({ typeName, ...type }) => [typeName, type] as const))(
  'the schema of %s',
  (_, { cloud, schema }) => {
    const [former, kin] = [firstOf(), firstOf(cloud)];
    const different = new Set([...OF_ANOTHER_KIND, ...(OF_A_CLOUD[cloud] ?? [])]);

    it('has the type configuration of the first type of its cloud', () => {
      expect(neutral(schema.typeConfiguration)).toEqual(neutral(kin.schema.typeConfiguration));
    });

    it.each([former, kin].map(({ typeName, ...type }) => [typeName, type.schema] as const))(
      'says of its definitions and properties what %s says',
      (typeName, { definitions, properties }) => {
        const isAlike = (name: string): boolean =>
          typeName === kin.typeName ? !OF_ANOTHER_KIND.includes(name) : !different.has(name);
        for (const name of shared(definitions, schema.definitions).filter(isAlike))
          expect({ [name]: neutral(schema.definitions[name]) }).toEqual({ [name]: neutral(definitions[name]) });
        for (const name of shared(properties, schema.properties).filter(isAlike))
          expect({ [name]: neutral(schema.properties[name]) }).toEqual({ [name]: neutral(properties[name]) });
      },
    );

    it('is tagged, and may take as long, as the first type', () => {
      const { permissions: _own, ...tagging } = schema.tagging;
      expect({ ...former.schema.tagging, ...TAGGING_OF_A_CLOUD[cloud] }).toMatchObject(tagging);
      expect(limitsOf(schema)).toEqual(limitsOf(former.schema));
    });

    it('asks AWS for the rights that the first type of its cloud asks for', () => {
      expect(permissionsOf(schema)).toEqual(permissionsOf(kin.schema));
    });

    it('has definitions that both know: tags, time-outs, keys, endpoints', () => {
      expect(shared(former.schema.definitions, schema.definitions).length).toBeGreaterThanOrEqual(4);
    });
  },
);
