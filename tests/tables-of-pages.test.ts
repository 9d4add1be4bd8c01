import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { pages, ROOT } from './guides/blocks';
import { codesIn, sectionOf, tablesOf } from './support/page-tables';
import { writtenFiles } from './support/prose';
import { type PropertySchema, type Schema, schemaOf, TYPES } from './support/schemas';

const namesOf = (pointers: readonly string[]): readonly string[] =>
  pointers.map((pointer) => pointer.replace('/properties/', ''));

/** The properties that a template may set. */
function settable(schema: Schema): readonly string[] {
  const readOnly = namesOf(schema.readOnlyProperties);
  return Object.keys(schema.properties).filter((name) => !readOnly.includes(name));
}

/** The names of what an object-like property, or each entry of a list, has. */
function nestedIn({ definitions }: Schema, { $ref, items, properties = {} }: PropertySchema): readonly string[] {
  const definition = definitions[($ref ?? items?.$ref ?? '').replace('#/definitions/', '')];
  return Object.keys(definition?.properties ?? items?.properties ?? properties);
}

/** The rows of the tables of a section by the names in their first cell. */
function rowsByName(section: string): ReadonlyMap<string, readonly string[]> {
  const rows = tablesOf(section).flatMap((table) => table.rows);
  return new Map(rows.flatMap(([names = '', ...rest]) => codesIn(names).map((name) => [name, rest] as const)));
}

describe('the table of a type configuration', () => {
  it.each([
    ['README.md', 'Deploy to your account', ['TF::Alicloud::ImageCopy', 'TF::Alicloud::Image']],
    ['guides/apsara-stack.md', 'Type configuration', ['TF::ApsaraStack::ImageCopy', 'TF::ApsaraStack::Image']],
  ])(
    'of %s has what the schemas have: its properties, those within them, and which are required',
    (page, heading, types) => {
      const rows = rowsByName(sectionOf(page, heading));
      for (const typeName of types) {
        const schema = schemaOf(typeName);
        const { properties = {}, required = [] } = schema.typeConfiguration;
        const told = [...rows].filter(([name]) => /^[A-Z]/.test(name));
        expect(told.map(([name]) => name).sort()).toEqual(Object.keys(properties).sort());
        const requiredRows = told.filter(([, [text = '']]) => text.startsWith('required')).map(([name]) => name);
        expect(requiredRows.sort()).toEqual([...required].sort());
        const lacking = told.flatMap(([name, [text = '']]) =>
          nestedIn(schema, properties[name] ?? {}).filter((nested) => !text.includes(`\`${nested}\``)),
        );
        expect(lacking).toEqual([]);
      }
    },
  );
});

/** What a page says of a change, in the words of the tables, as schemas say it. */
const CHANGES: Readonly<Record<string, 'replaces' | 'in place' | 'controls'>> = {
  replaces: 'replaces',
  '**replacement**': 'replaces',
  'in place': 'in place',
  '': 'controls',
  '–': 'controls',
  'in place, without a call': 'controls',
};

function changeOf({ createOnlyProperties, writeOnlyProperties }: Schema, name: string): string {
  if (namesOf(createOnlyProperties).includes(name)) return 'replaces';
  return namesOf(writeOnlyProperties).includes(name) ? 'controls' : 'in place';
}

describe('the table of properties', () => {
  it.each([
    ['README.md', 'Properties', 'TF::Alicloud::ImageCopy'],
    ['guides/properties.md', 'TF::Alicloud::ImageCopy', 'TF::Alicloud::ImageCopy'],
    ['guides/properties.md', 'TF::Alicloud::Image', 'TF::Alicloud::Image'],
    ['guides/properties.md', 'TF::HuaweiCloud::ImagesImageCopy', 'TF::HuaweiCloud::ImagesImageCopy'],
  ])('of %s, %s: every property that can be set, with what its change does', (page, heading, typeName) => {
    const schema = schemaOf(typeName);
    const section = sectionOf(page, heading);
    const rows = [...rowsByName(section)];
    const wrong = rows.filter(([name, [change = '']]) => CHANGES[change] !== changeOf(schema, name));
    expect(wrong).toEqual([]);
    const names = codesIn(section);
    expect(settable(schema).filter((name) => !names.includes(name))).toEqual([]);
    expect(rows.map(([name]) => name).filter((name) => !settable(schema).includes(name))).toEqual([]);
  });

  it('of guides/apsara-stack.md: what the types lack in comparison with those of the public cloud', () => {
    const differences = tablesOf(sectionOf('guides/apsara-stack.md')).flatMap(({ rows }) => rows);
    const told = new Map(
      differences.map(([type = '', , lacks = '']) => [codesIn(type)[0] ?? '', codesIn(lacks)] as const),
    );
    const lacking = (typeName: string): readonly string[] => {
      const { properties } = schemaOf(typeName);
      const other = Object.keys(schemaOf(typeName.replace('ApsaraStack', 'Alicloud')).properties);
      return other.filter((name) => !Object.hasOwn(properties, name));
    };
    const types = TYPES.filter((name) => name.startsWith('TF::ApsaraStack::'));
    expect([...told.keys()]).toEqual(types);
    for (const type of types) {
      const names = (told.get(type) ?? []).filter((name) => name !== 'Fn::GetAtt');
      expect([...names].sort()).toEqual([...lacking(type)].sort());
    }
  });
});

describe('the property that names the region of a list', () => {
  const rows = tablesOf(sectionOf('guides/importing.md', 'List what a region has')).flatMap((table) => table.rows);

  it.each(TYPES)('of %s', (typeName) => {
    const told = rows.filter(([types = '']) => codesIn(types).includes(typeName)).map(([, name = '']) => codesIn(name));
    const [first] = Object.keys(schemaOf(typeName).handlers.list.handlerSchema.properties);
    expect(told).toEqual([[first]]);
  });
});

describe('the limits', () => {
  const [row = []] = tablesOf(sectionOf('guides/costs-and-limits.md', 'Limits'))
    .flatMap(({ rows }) => rows)
    .filter(([name = '']) => name.startsWith('Tags'));

  // Huawei Cloud has a section of its own.
  const ofEcs = TYPES.filter((name) => !name.startsWith('TF::HuaweiCloud::'));

  it.each(ofEcs)('guides/costs-and-limits.md says how many tags %s takes', (typeName) => {
    expect(row[1]).toMatch(new RegExp(`\`${typeName}\` ${schemaOf(typeName).properties.Tags?.maxItems}\\b`));
  });
});

/** A resource in a block of YAML. */
interface Declared {
  readonly place: string;
  readonly type: string;
  readonly properties: readonly string[];
}

/** The resources of our types in a value, wherever they are. */
function resourcesIn(value: unknown, place: string): readonly Declared[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap((entry) => resourcesIn(entry, place));
  const [type, properties]: unknown[] = [Reflect.get(value, 'Type'), Reflect.get(value, 'Properties')];
  if (typeof type !== 'string' || !type.startsWith('TF::')) return inner;
  return [...inner, { place, type, properties: Object.keys(Object(properties)) }];
}

/** The templates of a page: blocks of YAML, and files that a block of shell commands writes. */
function templatesOf(page: string): readonly Declared[] {
  const text = readFileSync(`${ROOT}/${page}`, 'utf8');
  const blocks = [...text.matchAll(/^(?:```yaml|cat > \S+\.yaml <<'END')\n([\s\S]*?)^(?:```|END)$/gm)];
  return blocks.flatMap(({ index, 1: block = '' }) => {
    const place = `${page}:${text.slice(0, index).split('\n').length}`;
    return resourcesIn(parseDocument(block, { logLevel: 'silent' }).toJS(), place);
  });
}

describe('the templates in pages', () => {
  const declared = pages().flatMap(templatesOf);

  it('are of types that there are, with properties that can be set, and with those that are required', () => {
    expect(declared.length).toBeGreaterThan(10);
    expect(declared.filter(({ type }) => !TYPES.includes(type))).toEqual([]);
    const wrong = declared.flatMap(({ place, type, properties }) => {
      const schema = schemaOf(type);
      const unknown = properties.filter((name) => !settable(schema).includes(name));
      const missing = (schema.required ?? []).filter((name) => !properties.includes(name));
      return unknown.length + missing.length > 0 ? [{ place, type, unknown, missing }] : [];
    });
    expect(wrong).toEqual([]);
  });
});

/** The texts of the handlers and of the catalogue, in which what varies is left as it is written there. */
const TEXTS = [
  ...writtenFiles(/^(?:src|types\/[\w-]+\/src)\/.*\.ts$/),
  'guides/messages.md',
  'local/stack/refusal.ts',
].map((file) => readFileSync(`${ROOT}/${file}`, 'utf8'));

/** What AWS says, not the handlers. */
const OF_AWS = [/^Failed to create\/update the stack$/, /^Max attempts exceeded$/, /ROLLBACK_COMPLETE/];

/** Whether a text that a page quotes from an event is said somewhere; `…`, figures and the names of methods stand for what varies. */
function isSaid(quoted: string): boolean {
  if (OF_AWS.some((form) => form.test(quoted))) return true;
  const parts = quoted.split(/…|\b\d+\b|\b[A-Z]\w+\.\w+\b|\bAssume\w+\b/).map((part) => part.trim());
  return parts.filter((part) => part.length > 7).every((part) => TEXTS.some((text) => text.includes(part)));
}

describe('the messages that pages quote', () => {
  it.each([
    ['guides/troubleshooting.md', undefined],
    ['guides/apsara-stack.md', 'When something fails'],
    ['guides/keyless.md', 'What may go wrong'],
    ['guides/huawei-across-regions.md', 'What may go wrong'],
  ])('%s, %s: are messages of the handlers', (page, heading) => {
    const rows = tablesOf(sectionOf(page, heading)).flatMap((table) => table.rows);
    const quoted = rows.flatMap(([sign = '']) => codesIn(sign).filter((code) => /[a-z] [a-z]/.test(code)));
    expect(rows.length).toBeGreaterThan(3);
    expect(quoted.filter((text) => !isSaid(text))).toEqual([]);
  });
});
