import { Problems } from '../../src/resource/problems';
import { fieldOf } from '../../src/resource/property';
import { namesIn } from '../../src/resource/resource-type';
import reservedWords from '../fixtures/reserved-words.json';
import { typesWithRows } from '../support/rows';

describe.each(typesWithRows())('the rows of the properties of %s', (_, { schema, PROPERTIES, ResourceModel }) => {
  const [identifier = ''] = namesIn(schema.primaryIdentifier);
  const readOnly = namesIn(schema.readOnlyProperties);
  const writeOnly = namesIn(schema.writeOnlyProperties);
  const createOnly = namesIn(schema.createOnlyProperties);
  const rows = Object.entries(PROPERTIES);
  const namesOf = (is: (name: string) => boolean): string[] => rows.map(([name]) => name).filter(is);

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

  it('say of what is fixed and write-only that nothing reads it back, and of nothing else', () => {
    const unread = namesOf((name) => PROPERTIES[name]?.unread === true);
    expect(unread).toEqual(namesOf((name) => writeOnly.includes(name) && createOnly.includes(name)));
  });

  it('check nothing that a template cannot set', () => {
    expect(namesOf((name) => readOnly.includes(name) && PROPERTIES[name]?.check !== undefined)).toEqual([]);
  });

  it('change nothing in place that the schema calls create-only', () => {
    expect(namesOf((name) => createOnly.includes(name) && PROPERTIES[name]?.changed !== undefined)).toEqual([]);
  });

  it('are held by the fields of the generated model that are looked for', () => {
    const names = Object.keys(schema.properties);
    const model = new ResourceModel(Object.fromEntries(names.map((name) => [fieldOf(name), 'x'])));
    expect(Object.keys(model.serialize()).sort()).toEqual(names.sort());
  });

  it('take every value that is absent', () => {
    const problems = new Problems();
    for (const [name, { check }] of rows) for (const absent of [undefined, null]) check?.(name, absent, problems);
    expect(() => problems.raise('InvalidRequest', 'x')).not.toThrow();
  });
});

describe('the field of a generated model', () => {
  it.each(reservedWords)('has an underscore if it holds a property that is called %s', (word) => {
    expect(fieldOf(word.charAt(0).toUpperCase() + word.slice(1))).toBe(`${word}_`);
  });
});
