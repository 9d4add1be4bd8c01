import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploy } from '../../local/commands/deploy';
import type { Terminal } from '../../local/commands/run';
import type { StackEvent, StackState } from '../../local/stack/state';
import { readSource } from '../../local/template/source';
import { jsonPresenter, jsonViewer } from '../../local/view/presenter';
import { ROOT, temporaryFolder } from './helpers';

const FOLDER = join(ROOT, 'examples');
const FILES = readdirSync(FOLDER);
const TEMPLATES = FILES.filter((file) => file.endsWith('.yaml'));

interface Run {
  readonly events: readonly StackEvent[];
  /** The stack as it was deployed, with the status that it had in the end. */
  readonly state?: StackState;
  readonly result?: string;
  readonly left?: unknown;
}

/** Deploys an example on the embedded simulator with the built function, and deletes it again. */
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
  const options = { parameters, speed: 300, delete: true, color: false, state: temporaryFolder() };
  await deploy([join(FOLDER, file)], options, terminal);
  return { events, ...ending };
}

const image = (region: string): unknown => expect.stringMatching(new RegExp(`^${region}/m-`));
const id: unknown = expect.stringMatching(/^m-/);

interface Deployed {
  readonly file: string;
  readonly parameters?: readonly string[];
  readonly outputs: object;
  /** What READ says of each resource. */
  readonly copies: Readonly<Record<string, object>>;
  /** What is left on purpose when the stack is deleted. */
  readonly left?: object;
}

const NOTHING = { copies: 0, images: [], snapshots: [] };

const EXAMPLES: readonly Deployed[] = [
  {
    file: 'smallest.yaml',
    outputs: { Copy: image('cn-shanghai'), ImageId: id },
    copies: { GoldenImage: { DestinationRegionId: 'cn-shanghai' } },
  },
  {
    file: 'two-regions.yaml',
    outputs: { ShanghaiImageId: id, SingaporeImageId: id },
    copies: {
      ShanghaiCopy: { ImageName: 'golden-shanghai-m-bp1golden0ubuntu24' },
      SingaporeCopy: { DestinationRegionId: 'ap-southeast-1' },
    },
  },
  {
    file: 'many-regions.yaml',
    outputs: { ImageShanghai: id, ImageSingapore: id, ImageFrankfurt: id },
    copies: {
      CopyShanghai: { DestinationRegionId: 'cn-shanghai', ImageName: 'golden-Shanghai-m-bp1golden0ubuntu24' },
      CopySingapore: { DestinationRegionId: 'ap-southeast-1', ImageName: 'golden-Singapore-m-bp1golden0ubuntu24' },
      CopyFrankfurt: { DestinationRegionId: 'eu-central-1', ImageName: 'golden-Frankfurt-m-bp1golden0ubuntu24' },
    },
  },
  {
    file: 'many-regions.yaml',
    parameters: ['Cities=Tokyo, Virginia'],
    outputs: { ImageTokyo: id, ImageVirginia: id },
    copies: {
      CopyTokyo: { DestinationRegionId: 'ap-northeast-1' },
      CopyVirginia: { DestinationRegionId: 'us-east-1', Tags: [{ Key: 'city', Value: 'Virginia' }] },
    },
  },
  {
    file: 'instance-to-regions.yaml',
    outputs: { ImageId: id },
    copies: {
      Golden: {
        RegionId: 'cn-hangzhou',
        InstanceId: 'i-bp1builder0ubuntu24',
        SnapshotIds: [expect.anything(), expect.anything()],
      },
      CopyShanghai: { SourceImageId: id, DestinationRegionId: 'cn-shanghai' },
      CopyBeijing: { SourceRegionId: 'cn-hangzhou' },
      CopySingapore: { DestinationRegionId: 'ap-southeast-1' },
    },
  },
  { file: 'encrypted.yaml', outputs: { ImageId: id }, copies: { EncryptedCopy: { Encrypted: true } } },
  {
    file: 'encrypted.yaml',
    parameters: ['KmsKeyId=key-sha00example'],
    outputs: { ImageId: id },
    copies: { EncryptedCopy: { Encrypted: true, KmsKeyId: 'key-sha00example' } },
  },
  {
    file: 'conditional.yaml',
    outputs: { ShanghaiImageId: id },
    copies: { ShanghaiCopy: { Description: 'Golden image for tests' } },
  },
  {
    file: 'conditional.yaml',
    parameters: ['Stage=production'],
    outputs: { ShanghaiImageId: id, BeijingImageId: id },
    copies: {
      ShanghaiCopy: { Description: 'Golden image' },
      BeijingCopy: { DestinationRegionId: 'cn-beijing' },
    },
  },
  {
    file: 'imported.yaml',
    outputs: {},
    copies: { GoldenImage: { ImageName: 'golden-ubuntu-shanghai' } },
    left: { ...NOTHING, images: [image('cn-shanghai')], snapshots: [expect.anything()] },
  },
  {
    file: 'imported-three.yaml',
    outputs: {},
    copies: {
      ShanghaiImage: { ImageName: 'golden-shanghai' },
      SingaporeImage: { ImageName: 'golden-singapore' },
      FrankfurtImage: { ImageName: 'golden-frankfurt' },
    },
    left: {
      ...NOTHING,
      images: expect.arrayContaining(['ap-southeast-1', 'cn-shanghai', 'eu-central-1'].map(image)),
      snapshots: [expect.anything(), expect.anything(), expect.anything()],
    },
  },
  {
    file: 'full.yaml',
    parameters: ['Stage=production'],
    outputs: {
      Shanghai: image('cn-shanghai'),
      Singapore: expect.stringMatching(/^m-\w+ in ap-southeast-1\/m-/),
      Frankfurt: id,
    },
    copies: {
      ShanghaiCopy: { ImageFamily: 'golden-ubuntu', NvmeSupport: 'supported' },
      SingaporeCopy: { DestinationRegionId: 'ap-southeast-1' },
      FrankfurtCopy: { SourceRegionId: 'ap-southeast-1' },
    },
  },
];

describe('each example', () => {
  const runs = new Map<Deployed, Run>();
  // Most of a deployment is waiting: all of them at once take little more than one.
  beforeAll(async () => {
    await Promise.all(
      EXAMPLES.map(async (example) => runs.set(example, await run(example.file, example.parameters ?? []))),
    );
  }, 120_000);

  it.each(EXAMPLES)('deploys, and goes again: $file $parameters', (example) => {
    const { events = [], state, result, left } = runs.get(example) ?? {};
    expect(events.filter(({ status }) => status.endsWith('_FAILED'))).toEqual([]);
    expect({ status: state?.status, result }).toEqual({ status: 'DELETE_COMPLETE', result: 'changed' });
    expect(Object.fromEntries(state?.outputs.map(({ name, value }) => [name, value]) ?? [])).toEqual(example.outputs);
    const copies = Object.values(state?.resources ?? {}).map((record) => [record.logicalId, record.attributes]);
    expect(Object.fromEntries(copies)).toMatchObject(example.copies);
    expect(copies).toHaveLength(Object.keys(example.copies).length);
    expect(left).toEqual(example.left ?? NOTHING);
  });
});

it('the deployed examples are all there are', () => {
  expect([...new Set(EXAMPLES.map(({ file }) => file))].sort()).toEqual([...TEMPLATES].sort());
});

it.each(TEMPLATES)('%s says the same in JSON (npm run generate writes it)', (file) => {
  const read = (name: string): unknown => readSource(name, readFileSync(join(FOLDER, name), 'utf8')).value;
  expect(read(file.replace('.yaml', '.json'))).toEqual(read(file));
});

it('each JSON example has one in YAML, which has the comments', () => {
  const twins = FILES.filter((file) => file.endsWith('.json')).map((file) => file.replace('.json', '.yaml'));
  expect(twins.sort()).toEqual([...TEMPLATES].sort());
});
