import schema from '../../schema.json';
import { PROPERTIES } from '../../src/properties/properties';
import { Problems } from '../../src/resource/problems';
import { namesIn } from '../../src/resource/resource-type';

const [identifier = ''] = namesIn(schema.primaryIdentifier);
const [readOnly, writeOnly, createOnly] = [
  schema.readOnlyProperties,
  schema.writeOnlyProperties,
  schema.createOnlyProperties,
].map(namesIn) as [string[], string[], string[]];
const rows = Object.entries(PROPERTIES);
const namesOf = (is: (name: string) => boolean): string[] => rows.map(([name]) => name).filter(is);

describe('the rows of the properties', () => {
  it('are the properties of the schema, but for the identifier', () => {
    expect(namesOf(() => true).sort()).toEqual(
      Object.keys(schema.properties)
        .filter((name) => name !== identifier)
        .sort(),
    );
  });

  it('read back what the schema does not call write-only, and nothing else', () => {
    const isRead = (name: string): boolean => Boolean(PROPERTIES[name]?.read ?? PROPERTIES[name]?.shown);
    expect(namesOf(isRead).sort()).toEqual(namesOf((name) => !writeOnly.includes(name)).sort());
  });

  it('check nothing that a template cannot set', () => {
    expect(namesOf((name) => readOnly.includes(name) && PROPERTIES[name]?.check !== undefined)).toEqual([]);
  });

  it('change nothing in place that the schema calls create-only', () => {
    expect(namesOf((name) => createOnly.includes(name) && PROPERTIES[name]?.changed !== undefined)).toEqual([]);
  });

  it('take every value that is absent', () => {
    const problems = new Problems();
    for (const [name, { check }] of rows) for (const absent of [undefined, null]) check?.(name, absent, problems);
    expect(() => problems.raise('InvalidRequest', 'x')).not.toThrow();
  });
});
