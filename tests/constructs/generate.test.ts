import { readFileSync } from 'node:fs';
import path from 'node:path';
import { constructSource } from '../../constructs/generator/construct-source';
import { baseName, fileName } from '../../constructs/generator/names';
import type { ResourceSchema } from '../../constructs/generator/schema';
import { camelCase } from '../../constructs/generator/types';
import { formatted } from '../../tools/formatted';
import { allProjects } from '../../tools/projects';

const ROOT = path.join(__dirname, '..', '..');
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

const SMALL: ResourceSchema = {
  typeName: 'Test::Some::Thing',
  description: 'A thing.',
  definitions: {
    Size: {
      type: 'object',
      description: 'How large.',
      properties: { Width: { type: 'integer', minimum: 1, description: 'In cm.' } },
      required: ['Width'],
    },
  },
  properties: {
    Id: { type: 'string', description: 'Which one.' },
    Sizes: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: { $ref: '#/definitions/Size' },
      description: 'Its sizes.',
    },
    Path: { type: 'string', pattern: '^a/b$', description: 'Where it is. */' },
  },
  required: ['Sizes'],
  createOnlyProperties: ['/properties/Sizes'],
  readOnlyProperties: ['/properties/Id'],
  deprecatedProperties: ['/properties/Path'],
};

describe('the constructs of constructs/', () => {
  it.each(allProjects().map(({ typeName, schemaFile }) => [typeName, schemaFile] as const))(
    'have for %s what the generator makes of its schema (npm run generate)',
    (typeName, schemaFile) => {
      const schema: ResourceSchema = JSON.parse(readFileSync(schemaFile, 'utf8'));
      const file = `constructs/src/${fileName(typeName)}.ts`;
      expect(read(file)).toBe(formatted(file, constructSource(schema, `Cfn${baseName(typeName)}`)));
    },
  );

  it('has the version of the resource type', () => {
    const version = (name: string): string => JSON.parse(read(name)).version;
    expect(version('constructs/package.json')).toBe(version('package.json'));
    expect(version('constructs/package-lock.json')).toBe(version('package.json'));
  });

  it('is installed from a lockfile with hashes and without hosts', () => {
    const { packages }: { packages: Record<string, { integrity?: string; resolved?: string; inBundle?: boolean }> } =
      JSON.parse(read('constructs/package-lock.json'));
    const installed = Object.entries(packages).filter(([name, { inBundle }]) => name !== '' && !inBundle);
    expect(installed.length).toBeGreaterThan(3);
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});

describe('the generator', () => {
  const source = constructSource(SMALL);

  it('gives the user what can be given, and reads the rest', () => {
    expect(source).toContain('  readonly sizes: (CfnThing.SizeProperty | cdk.IResolvable)[] | cdk.IResolvable;');
    expect(source).toContain('  readonly path?: string;');
    expect(source).toContain("this.attrId = cdk.Token.asString(this.getAtt('Id', cdk.ResolutionTypeHint.STRING));");
    expect(source).not.toMatch(/\bid\?:/);
  });

  it('says what replaces and what is deprecated', () => {
    expect(source).toMatch(/\* Its sizes\.\n {3}\*\n {3}\* Update: replacement\.\n {3}\*\/\n {2}readonly sizes/);
    expect(source).toMatch(/@deprecated see the description\n {3}\*\/\n {2}readonly path/);
  });

  it('keeps a description from ending its comment, and a pattern its expression', () => {
    expect(source).toContain('Where it is. *\\/');
    expect(source).toContain('pattern: /^a\\/b$/u');
  });

  it.each<[string, Partial<ResourceSchema>, string]>([
    [
      'a keyword',
      { properties: { Names: Object.assign({ type: 'array', items: { type: 'string' } }, { uniqueItems: true }) } },
      'Test::Some::Thing: Names has the keyword uniqueItems, which the constructs do not have yet: add it to',
    ],
    [
      'keywords of a list and of a definition',
      {
        properties: { Names: { type: 'array', items: Object.assign({ type: 'string' }, { format: 'uri' }) } },
        definitions: {
          Size: { type: 'object', properties: { Width: Object.assign({ type: 'integer' }, { multipleOf: 2 }) } },
        },
      },
      'Names.items has the keyword format, definitions.Size.Width has the keyword multipleOf, which',
    ],
    ['a type', { properties: { Any: { type: 'null' } } }, 'does not know the type null'],
    ['a definition that is missing', { definitions: {} }, 'Test::Some::Thing: there is no definition Size'],
  ])('refuses %s that it does not know', (_, change, message) => {
    expect(() => constructSource({ ...SMALL, ...change })).toThrow(message);
  });

  it.each([
    ['SourceImageId', 'sourceImageId'],
    ['OSType', 'osType'],
    ['ID', 'id'],
    ['KmsKeyId', 'kmsKeyId'],
    ['tfcfnid', 'tfcfnid'],
  ])('calls %s %s', (name, inCdk) => {
    expect(camelCase(name)).toBe(inCdk);
  });
});
