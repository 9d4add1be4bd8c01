import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { StackEvent } from '../../local/stack/state';
import { call, run, runProgram, type Simulator, startSimulator } from './programs';
import { FIRST, PLACE, SECOND, withSecondType } from './second-type';

/** The folders of both projects. */
const BOTH = ['.', PLACE];
const BOTH_TYPES = [FIRST, SECOND];

let root: string;
beforeAll(() => {
  root = withSecondType();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Calls npm as a person does, in a folder of the copy. */
const npm = (place: string, ...parameters: string[]) => call('npm', parameters, path.join(root, place));
/** What npm runs of a script in the end: where the folder does not matter, this takes less time. */
const script = (name: string, ...parameters: string[]) => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const words: readonly string[] = scripts[name].split(' && node ').at(-1).split(' ');
  return call(process.execPath, [...words, ...parameters], root);
};

/** What both resources have: a name is derived from their logical IDs. */
const PROPERTIES = {
  SourceRegionId: 'cn-hangzhou',
  SourceImageId: 'm-bp1golden0ubuntu24',
  DestinationRegionId: 'cn-shanghai',
  DeleteAutoSnapshot: true,
};

const MISSPELT = 'TF::Throwaway::ImageTwins';
const REFUSAL = `there is no type ${MISSPELT}; did you mean ${SECOND}? Choose from ${FIRST}, ${SECOND}`;

const handlersOf = (place: string): string => path.join(root, place, 'build', 'TypeFunction', 'dist', 'handlers.js');

describe('npm run package', () => {
  const removeBuilds = (): void => {
    for (const place of BOTH) rmSync(path.join(root, place, 'build'), { recursive: true, force: true });
  };
  const built = (): string[] => BOTH.filter((place) => existsSync(handlersOf(place)));
  beforeEach(removeBuilds);

  it.each([
    ['every type', '.', [], BOTH],
    ['the first one alone', '.', ['--', '--type', FIRST], ['.']],
    ['the second one alone', '.', ['--', '--type', SECOND], [PLACE]],
    ["the root's, as AWS's CLI calls it", '.', ['--', 'TypeFunction'], ['.']],
    ["the second one, as AWS's CLI calls it in its folder", PLACE, ['--', 'TypeFunction'], [PLACE]],
    ['the second one, called in its folder', PLACE, [], [PLACE]],
    ['the second one, called below its folder', `${PLACE}/src`, [], [PLACE]],
    ['the first one, called in the folder of the other', PLACE, ['--', '--type', FIRST], ['.']],
    ['every type, called in a folder of no type', 'tools', [], BOTH],
  ] as const)('builds %s', (_, place, parameters, expected) => {
    const { status, output } = npm(place, 'run', 'package', ...parameters);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(built()).toEqual(expected);
  });

  it('refuses a type that there is not, and says which one may be meant', () => {
    const { status, output } = script('package', '--type', MISSPELT);
    expect([status, built()]).toEqual([2, []]);
    expect(output).toContain(REFUSAL);
  });
});

/** What every tool says of a type that there is not. */
it.each([
  ['cfn', ['--type', MISSPELT, 'validate']],
  ['cfn', ['validate', `--type=${MISSPELT}`]],
  ['lambda', ['--type', MISSPELT, 'sam-tests/list.json']],
  ['register', ['--dry-run', '--type', MISSPELT]],
  ['ram-policy', ['--type', MISSPELT]],
  ['constructs', ['--type', MISSPELT]],
])('npm run %s -- %j is refused', (name, parameters) => {
  const { status, output } = script(name, ...parameters);
  expect([status, output]).toEqual([2, expect.stringContaining(REFUSAL)]);
});

it('npm run cfn says that a name is missing', () => {
  expect(script('cfn', '--type')).toEqual({
    status: 2,
    output: 'error: --type needs the name of a type\n',
  });
});

describe('npm run ram-policy', () => {
  it("prints the policy of the type's own table", () => {
    const file = path.join(root, PLACE, 'src', 'properties', 'ram-policy.ts');
    const table = readFileSync(file, 'utf8');
    writeFileSync(file, table.replaceAll("call: 'CopyImage'", "call: 'CreateImage'"));
    const actions = (...parameters: string[]): string => script('ram-policy', ...parameters).output;
    expect(actions('--type', SECOND)).toContain('ecs:CreateImage');
    expect(actions('--type', FIRST)).not.toContain('ecs:CreateImage');
    expect(actions()).toBe(actions('--type', FIRST));
    rmSync(file);
    expect(actions('--type', SECOND)).toContain(`${SECOND} needs no RAM policy`);
    writeFileSync(file, table);
  });
});

describe('npm run constructs', () => {
  const source = (name: string): string => path.join(root, 'constructs', 'src', name);
  const sources = (): string[] => readdirSync(path.join(root, 'constructs', 'src')).sort();

  it('writes the construct of every type, named by its cloud too if that is not the first one', () => {
    const first = readFileSync(source('image-copy.generated.ts'), 'utf8');
    expect(script('constructs')).toEqual({ status: 0, output: '' });
    expect(sources()).toEqual(['image-copy.generated.ts', 'index.ts', 'shape.ts', 'throwaway-image-twin.generated.ts']);
    expect(readFileSync(source('image-copy.generated.ts'), 'utf8')).toBe(first);
    expect(readFileSync(source('throwaway-image-twin.generated.ts'), 'utf8')).toContain(
      'export class CfnThrowawayImageTwin extends cdk.CfnResource',
    );
    expect(readFileSync(source('index.ts'), 'utf8')).toBe(
      "export * from './image-copy.generated';\nexport * from './throwaway-image-twin.generated';\n",
    );
  });

  it('writes that of one', () => {
    writeFileSync(source('image-copy.generated.ts'), '');
    expect(script('constructs', '--type', SECOND)).toEqual({ status: 0, output: '' });
    expect(readFileSync(source('image-copy.generated.ts'), 'utf8')).toBe('');
    expect(script('constructs', '--type', FIRST)).toEqual({ status: 0, output: '' });
    expect(readFileSync(source('image-copy.generated.ts'), 'utf8')).toContain('class CfnImageCopy ');
  });

  it('tells in a line which keyword of which property it does not know', () => {
    const file = path.join(root, PLACE, 'schema.json');
    const text = readFileSync(file, 'utf8');
    const schema = JSON.parse(text);
    schema.properties.Tags.uniqueItems = true;
    writeFileSync(file, JSON.stringify(schema));
    const { status, output } = runProgram(root, 'constructs/generate.ts', '--type', SECOND);
    writeFileSync(file, text);
    expect(output).toMatch(/^TF::Throwaway::ImageTwin: Tags has the keyword uniqueItems, which the constructs .+\n$/);
    expect(status).toBe(1);
  });
});

it('the templates for registering take it, and its role may ask for tokens where its schema says so', () => {
  const templates = ['register-from-bucket.yaml', 'aws-side.yaml'].map((name) => path.join(root, 'registration', name));
  const lists = () => {
    expect(run(root, 'tools/registration-templates.ts')).toEqual({ status: 0, output: '' });
    return templates.map((file) => {
      const { Parameters, Conditions } = parse(readFileSync(file, 'utf8'), { logLevel: 'silent' });
      return { taken: Parameters.TypeName.AllowedValues, asking: Conditions.AsksForTokens };
    });
  };
  const asking = BOTH_TYPES.map((type) => ['TypeName', type]);
  expect(lists()).toEqual([1, 2].map(() => ({ taken: BOTH_TYPES, asking })));
  const schema = path.join(root, PLACE, 'schema.json');
  const own = readFileSync(schema, 'utf8');
  writeFileSync(schema, own.replaceAll('sts:GetWebIdentityToken', 'sts:GetCallerIdentity'));
  // Fn::Or takes two conditions or more.
  const [first] = asking;
  expect(lists()).toEqual([1, 2].map(() => ({ taken: BOTH_TYPES, asking: [first, first] })));
  writeFileSync(schema, own);
});

it('the JSON twins of examples are written in the folder of every type that has some', () => {
  const examples = path.join(root, PLACE, 'examples');
  mkdirSync(examples);
  writeFileSync(path.join(examples, 'one.yaml'), `# One.\nResources:\n  Twin:\n    Type: ${SECOND}\n`);
  expect(runProgram(root, 'tools/examples.ts')).toMatchObject({ status: 0 });
  expect(JSON.parse(readFileSync(path.join(examples, 'one.json'), 'utf8'))).toEqual({
    Resources: { Twin: { Type: SECOND } },
  });
});

describe('with both types built', () => {
  let simulator: Simulator;
  /** Where the simulator wrote how each type reaches it. */
  const FILE = 'simulator.json';
  const template = {
    Resources: {
      Copy: { Type: FIRST, Properties: PROPERTIES },
      Twin: { Type: SECOND, Properties: { ...PROPERTIES, Description: { 'Fn::GetAtt': ['Copy', 'Id'] } } },
    },
    Outputs: { Both: { Value: { 'Fn::Join': [' ', [{ Ref: 'Copy' }, { Ref: 'Twin' }]] } } },
  };
  beforeAll(async () => {
    writeFileSync(path.join(root, 'both.json'), JSON.stringify(template));
    expect(script('package')).toMatchObject({ status: 0 });
    simulator = await startSimulator(root, ['--type-configuration', FILE]);
  });
  afterAll(() => simulator.stop());

  const deploy = (...parameters: string[]) =>
    runProgram(root, 'local/main.ts', 'deploy', 'both.json', '--no-color', ...parameters);
  it('each function has the name of its type, and nothing else in it', () => {
    const nameIn = (place: string): string =>
      JSON.parse(readFileSync(path.join(root, place, 'build', 'TypeFunction', 'package.json'), 'utf8')).name;
    expect(BOTH.map(nameIn)).toEqual(['tf-alicloud-imagecopy-function', 'tf-throwaway-imagetwin-function']);
    const bill = JSON.parse(readFileSync(path.join(root, PLACE, 'build', 'sbom.cdx.json'), 'utf8'));
    expect(bill.metadata.component.name).toBe('tf-throwaway-imagetwin');
    expect(readFileSync(handlersOf(PLACE), 'utf8')).toContain(SECOND);
    expect(readFileSync(handlersOf('.'), 'utf8')).not.toContain(SECOND);
  });

  it('npm run simulator writes what leads to it by the names of the types', () => {
    const written = JSON.parse(readFileSync(path.join(root, FILE), 'utf8'));
    expect(Object.keys(written)).toEqual([...BOTH_TYPES]);
    for (const type of BOTH_TYPES) expect(written[type].Endpoints).toEqual({ Ecs: simulator.url });
  });

  it('npm start deploys a template that mixes the types, each through its own handlers', () => {
    const { status, output } = deploy('--json', '--verbose', '--delete', '--speed', '1200');
    expect({ status, output }).toMatchObject({ status: 0 });
    const lines = output.split('\n');
    const events: StackEvent[] = lines
      .filter((line) => line.startsWith('{"timestamp":'))
      .map((line) => JSON.parse(line));
    const identifierOf = (type: string): unknown =>
      events.find((event) => event.type === type && event.identifier)?.identifier;
    /** The identifiers in the lines of the handlers that begin in a way. */
    const heldBy = (start: string): Set<unknown> =>
      new Set(
        lines
          .filter((line) => line.startsWith(`${start}{"operation":`))
          .flatMap((line) => JSON.parse(line.slice(start.length)).identifier ?? []),
      );
    expect([...heldBy('')]).toEqual([identifierOf(FIRST)]);
    expect([...heldBy('twin ')]).toEqual([identifierOf(SECOND)]);
  });

  it('npm run simulator, npm start and a file for every type: deployed, listed, compared, deleted', () => {
    const apart = { Copy: template.Resources.Copy, Twin: { Type: SECOND, Properties: PROPERTIES } };
    writeFileSync(path.join(root, 'apart.json'), JSON.stringify({ Resources: apart }));
    const deployed = runProgram(
      root,
      'local/main.ts',
      'deploy',
      'apart.json',
      '--no-color',
      '--type-configuration',
      FILE,
    );
    expect(deployed).toMatchObject({ status: 0 });
    const listed = runProgram(root, 'local/main.ts', 'list', SECOND, '--no-color');
    expect(listed).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^(?=[\s\S]*Copy-\w+)(?=[\s\S]*Twin-\w+)/),
    });
    expect(runProgram(root, 'local/main.ts', 'drift', '--exit-code')).toMatchObject({ status: 0 });
    expect(runProgram(root, 'local/main.ts', 'delete', '--no-color')).toMatchObject({ status: 0 });
  });

  it.each<[string, (all: Record<string, unknown>) => unknown, string]>([
    [
      'lacks a type that the template uses',
      ({ [FIRST]: one }) => ({ [FIRST]: one }),
      `no type configuration of ${SECOND}, only of ${FIRST}`,
    ],
    [
      'has a type that there is not',
      ({ [FIRST]: one, ...rest }) => ({ ...rest, [FIRST]: one, [MISSPELT]: one }),
      REFUSAL,
    ],
    ['has a text for a type', (all) => ({ ...all, [SECOND]: 'x' }), `${SECOND} has no JSON object`],
  ])('a file by types is refused that %s', (_, change, message) => {
    const all: Record<string, unknown> = JSON.parse(readFileSync(path.join(root, FILE), 'utf8'));
    writeFileSync(path.join(root, 'changed.json'), JSON.stringify(change(all)));
    const { status, output } = deploy('--stack-name', 'refused', '--type-configuration', 'changed.json');
    expect([status, output]).toEqual([
      2,
      expect.stringContaining(`changed.json: ${message.startsWith('no') ? 'there is ' : ''}${message}`),
    ]);
  });

  it("one type's configuration serves every type, as before", () => {
    const { [FIRST]: one } = JSON.parse(readFileSync(path.join(root, FILE), 'utf8'));
    writeFileSync(path.join(root, 'one.json'), JSON.stringify(one));
    for (const type of BOTH_TYPES)
      expect(runProgram(root, 'local/main.ts', 'list', type, '--type-configuration', 'one.json')).toMatchObject({
        status: 0,
      });
  });

  it('npm start is refused if the handlers of one type are not built', () => {
    const built = handlersOf(PLACE);
    renameSync(built, `${built}.away`);
    expect(deploy()).toEqual({
      status: 2,
      output: expect.stringContaining(`${built} does not exist: build it with npm run package`),
    });
    renameSync(`${built}.away`, built);
  });

  it.each([
    ['named, for an event of its project', '.', ['--type', SECOND, 'sam-tests/own.json']],
    ['named, by a path from the folder of the call', '.', ['--type', SECOND, `${PLACE}/sam-tests/create.json`]],
    ['in whose project the event is', '.', [`${PLACE}/sam-tests/create.json`]],
    ['in whose project npm is called', PLACE, ['sam-tests/create.json']],
  ])('npm run lambda runs the function of the type that is %s', (_, place, parameters) => {
    const events = path.join(root, PLACE, 'sam-tests');
    copyFileSync(path.join(events, 'create.json'), path.join(events, 'own.json'));
    const { status, output } = npm(place, 'run', '--silent', 'lambda', '--', '--stand-in', ...parameters);
    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringMatching(/^twin \{/m) });
  });

  it('npm run lambda runs the function of the first type for its event', () => {
    const { status, output } = script('lambda', '--stand-in', 'sam-tests/create.json');
    expect({ status, output }).toMatchObject({ status: 0, output: expect.not.stringMatching(/^twin/m) });
  });
});
