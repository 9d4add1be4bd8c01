import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { deploy } from '../../local/commands/deploy';
import type { Terminal } from '../../local/commands/run';
import type { Json, JsonObject } from '../../local/json';
import type { StackEvent, StackState } from '../../local/stack/state';
import { readSource } from '../../local/template/source';
import { jsonPresenter, jsonViewer } from '../../local/view/presenter';
import { allExamples, twinOf } from '../../tools/example-files';
import { allProjects } from '../../tools/projects';
import { type ExpectedResult, NOTHING, RESULTS } from './example-results';
import { asObject, ROOT, temporaryFolder } from './helpers';

/** What the tests compare a schema with the examples by. */
interface Schema {
  readonly typeName: string;
  readonly properties: Readonly<Record<string, object>>;
  readonly readOnlyProperties: readonly string[];
  readonly writeOnlyProperties: readonly string[];
  readonly deprecatedProperties?: readonly string[];
}

const SCHEMAS = allProjects().map(({ schemaFile }): Schema => JSON.parse(readFileSync(schemaFile, 'utf8')));

/** The names at the root of paths such as `/properties/Name`. */
const named = (paths: readonly string[] = []): Set<string> => new Set(paths.map((path) => path.split('/')[2] ?? ''));

const EXAMPLES = allExamples();
const FILES = EXAMPLES.flatMap(({ folder, templates }) => templates.map((name) => relative(ROOT, join(folder, name))));

/** The value of an example, or of its twin. */
const templateIn = (file: string): JsonObject =>
  asObject(readSource(file, readFileSync(join(ROOT, file), 'utf8')).value);

interface Run {
  readonly events: readonly StackEvent[];
  /** The stack as it was deployed, with the status that it had in the end. */
  readonly state?: StackState;
  readonly result?: string;
  readonly left?: unknown;
}

/** Deploys an example on the embedded simulator with the built functions, and deletes it again. */
async function run(file: string, parameters: readonly string[]): Promise<Run> {
  const events: StackEvent[] = [];
  let ending: Omit<Run, 'events'> = {};
  const ignore = (): void => undefined;
  const terminal: Terminal = {
    environment: {},
    interrupt: new AbortController().signal,
    handlerLine: ignore,
    notice: ignore,
    viewer: async () => jsonViewer({ out: ignore, err: ignore }),
    present: async () => ({
      ...jsonPresenter({ out: ignore, err: ignore, handler: ignore }),
      event: (event) => void events.push(event),
      summary(state, result, extra) {
        ending = { state, result, ...extra };
      },
    }),
  };
  const options = { parameters, speed: 1200, delete: true, color: false, state: temporaryFolder() };
  await deploy([join(ROOT, file)], options, terminal);
  return { events, ...ending };
}

/** What is deployed: each example, and those of which more is known with those parameters. */
const DEPLOYED: readonly ExpectedResult[] = [
  ...RESULTS,
  ...FILES.filter((file) => RESULTS.every((result) => result.file !== file)).map((file) => ({ file })),
];

/** Values that an image has as it was asked for; lists may come in another order or with more in them. */
const isPlain = (value: Json | undefined): boolean => value !== undefined && typeof value !== 'object';

/** What READ has to say of a resource: each plain value that it was asked for and that a cloud shows. */
function asked(typeName: string, properties: JsonObject): JsonObject {
  const writeOnly = named(SCHEMAS.find((schema) => schema.typeName === typeName)?.writeOnlyProperties);
  return Object.fromEntries(
    Object.entries(properties).filter(([name, value]) => !writeOnly.has(name) && isPlain(value)),
  );
}

describe('each example', () => {
  const runs = new Map<ExpectedResult, Run>();
  // Most of a deployment is waiting: all of them at once take little more than one.
  beforeAll(async () => {
    await Promise.all(
      DEPLOYED.map(async (example) => runs.set(example, await run(example.file, example.parameters ?? []))),
    );
  }, 120_000);

  it.each(DEPLOYED)('deploys, and goes again: $file $parameters', (example) => {
    const { events = [], state, result, left } = runs.get(example) ?? {};
    expect(events.filter(({ status }) => status.endsWith('_FAILED'))).toEqual([]);
    expect({ status: state?.status, result }).toEqual({ status: 'DELETE_COMPLETE', result: 'changed' });
    const records = Object.values(state?.resources ?? {});
    expect(records).not.toEqual([]);
    for (const { typeName, properties, attributes } of records)
      expect(attributes).toMatchObject(asked(typeName, properties));
    expect(left).toMatchObject(example.left ?? NOTHING);
    const { outputs, resources } = example;
    if (outputs !== undefined)
      expect(Object.fromEntries(state?.outputs.map(({ name, value }) => [name, value]) ?? [])).toEqual(outputs);
    if (resources !== undefined) {
      const shown = records.map(({ logicalId, attributes }) => [logicalId, attributes]);
      expect(Object.fromEntries(shown)).toMatchObject(resources);
      expect(shown).toHaveLength(Object.keys(resources).length);
    }
  });
});

it('what is known of examples is known of examples that are there', () => {
  expect(RESULTS.map(({ file }) => file).filter((file) => !FILES.includes(file))).toEqual([]);
});

it('examples/every-type.yaml, by which README tries all types, has each type', () => {
  const types = resourcesIn(templateIn('examples/every-type.yaml').Resources).map(({ Type: type }) => type);
  expect(types.sort()).toEqual(SCHEMAS.map(({ typeName }) => typeName).sort());
});

describe.each(EXAMPLES)('the examples of $project.typeName', ({ folder, project, templates, twins }) => {
  it('are in YAML, which has the comments, and the same in JSON (npm run generate writes it)', () => {
    expect(templates).not.toEqual([]);
    expect(twins).toEqual(templates.map(twinOf));
    for (const name of templates) {
      const file = relative(ROOT, join(folder, name));
      expect({ file, value: templateIn(twinOf(file)) }).toEqual({ file, value: templateIn(file) });
    }
  });

  it('begin with a comment that says what they do', () => {
    const silent = templates.filter(
      (name) => !/^# \S.*\.$/m.test(readFileSync(join(folder, name), 'utf8').split('\n\n')[0] ?? ''),
    );
    expect(silent).toEqual([]);
  });

  it('name each property that a template may set', () => {
    const schema = SCHEMAS.find(({ typeName }) => typeName === project.typeName);
    const unset = new Set([...named(schema?.readOnlyProperties), ...named(schema?.deprecatedProperties)]);
    const used = new Set(
      FILES.flatMap((file) => resourcesIn(templateIn(file).Resources))
        .filter(({ Type: type }) => type === project.typeName)
        .flatMap(({ Properties: properties }) => Object.keys(asObject(properties))),
    );
    const missing = Object.keys(schema?.properties ?? {}).filter((name) => !unset.has(name) && !used.has(name));
    expect(missing).toEqual([]);
  });
});

/** The resources of a template, those in loops too. */
function resourcesIn(resources: Json | undefined): JsonObject[] {
  return Object.entries(asObject(resources)).flatMap(([name, value]) => {
    if (!name.startsWith('Fn::ForEach::')) return [asObject(value)];
    return resourcesIn(Array.isArray(value) ? value[2] : undefined);
  });
}
