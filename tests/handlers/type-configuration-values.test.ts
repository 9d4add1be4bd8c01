import { readFileSync } from 'node:fs';
import { allProjects, type Project } from '../../tools/projects';
import { useStage } from '../support/copies';
import { openStage, type Properties } from '../support/stage';
import { EACH_ERRORS } from '../types/index';

interface Part {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
}

const CANARY = 'canary-value-of-the-configuration';
const TEXT = [CANARY];
const LISTS = [[], [CANARY]];
const OBJECTS = [{}, { [CANARY]: CANARY }];
/** Values of other JSON types than the one that a part of the type configuration has. */
const OTHERS: Readonly<Record<string, readonly unknown[]>> = {
  object: [...TEXT, 5, true, ...LISTS],
  array: [...TEXT, 5, true, ...OBJECTS],
  string: [5, true, ...LISTS, ...OBJECTS],
  integer: [...TEXT, ...LISTS, ...OBJECTS],
  boolean: [...TEXT, 5, ...LISTS, ...OBJECTS],
};

interface Place {
  readonly place: string;
  readonly type: string;
  /** The type configuration with a value at the place. */
  readonly holding: (value: unknown) => (around: unknown) => unknown;
}

/** Every place of a type configuration that may hold a value. */
function placesIn({ schemaFile }: Project): Place[] {
  const schema: { readonly typeConfiguration: Part; readonly definitions: Readonly<Record<string, Part>> } = JSON.parse(
    readFileSync(schemaFile, 'utf8'),
  );
  const resolved = (part: Part): Part =>
    part.$ref === undefined ? part : (schema.definitions[part.$ref.split('/').at(-1) ?? ''] ?? part);
  const placesOf = (part: Part, place: string, holding: Place['holding']): Place[] => {
    const { type = 'object', properties = {}, items } = resolved(part);
    const inside = Object.entries(properties).flatMap(([name, one]) =>
      placesOf(one, place === '' ? name : `${place}.${name}`, (value) =>
        holding((around: unknown) => ({ ...Object(around), [name]: applied(value, Object(around)[name]) })),
      ),
    );
    const inItems = items
      ? placesOf(items, `${place}[0]`, (value) => holding((around: unknown) => [applied(value, Object(around)[0])]))
      : [];
    return [...(place === '' ? [] : [{ place, type, holding }]), ...inside, ...inItems];
  };
  return placesOf(schema.typeConfiguration, '', (value) => (around) => applied(value, around));
}

/** Whether the library converts a value of a type from text, before anybody else sees it. */
const isConverted = (type: string): boolean => type === 'integer' || type === 'boolean';

const applied = (value: unknown, around: unknown): unknown => (typeof value === 'function' ? value(around) : value);

describe.each(EACH_ERRORS)('the type configuration of %s', (name, type) => {
  const stage = useStage(() => openStage({ type }));

  const places = allProjects()
    .filter(({ typeName }) => typeName === name)
    .flatMap(placesIn);

  it.each(places.map((one) => [one.place, one] as const))(
    'is refused by the place if it has a value of another JSON type in %s',
    async (place, { type: own, holding }) => {
      const before = stage().simulator.calls.length;
      for (const value of OTHERS[own] ?? []) {
        const typeConfiguration = holding(value)(stage().typeConfiguration) as Properties;
        const answer = await stage().invoke('CREATE', type.errors.template, { typeConfiguration });
        expect({ value, ...answer }).toMatchObject({ status: 'FAILED', errorCode: 'InvalidTypeConfiguration' });
        // Where the library converts the values, its message names the outermost part only.
        const [outermost = ''] = place.split(/[.[]/);
        expect(answer.message).toContain(isConverted(own) ? outermost : place);
        expect(JSON.stringify(answer)).not.toContain(CANARY);
      }
      expect(stage().simulator.calls).toHaveLength(before);
    },
  );
});
