import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../local/json';
import type { AlibabaSimulator } from '../../simulator/index';
import { asObject } from './helpers';
import { ended, endPrograms, persistentCloud, run } from './program';

// Both types of images in one template and one account, as somebody meets them who uses them for the first time.

afterEach(endPrograms);

const IMAGE = 'TF::Alicloud::Image';
const COPY = 'TF::Alicloud::ImageCopy';
const INSTANCE = 'i-bp1builder0ubuntu24';

const image = (properties: JsonObject = {}): JsonObject => ({
  Type: IMAGE,
  DeletionPolicy: 'Delete',
  Properties: { RegionId: 'cn-hangzhou', InstanceId: INSTANCE, DeleteAutoSnapshot: true, ...properties },
});
const copyOf = (SourceImageId: JsonObject | string, DestinationRegionId = 'cn-beijing'): JsonObject => ({
  Type: COPY,
  DeletionPolicy: 'Delete',
  Properties: { SourceRegionId: 'cn-hangzhou', SourceImageId, DestinationRegionId, DeleteAutoSnapshot: true },
});

function write(folder: string, Resources: JsonObject): string {
  const file = join(folder, 'mixed.json');
  writeFileSync(file, JSON.stringify({ Resources }));
  return file;
}

/** The resources of a type in a region. */
async function listed(type: string, region: string, options: readonly string[]): Promise<JsonObject[]> {
  const list = run('list', type, '--region', region, ...options, '--json');
  expect(await list.code).toBe(0);
  const { resources } = asObject(JSON.parse(list.out()));
  return Array.isArray(resources) ? resources.map(asObject) : [];
}

/** Puts an image that was made from the instance into the cloud, and a copy of it, which no stack has. */
function addBoth(simulator: AlibabaSimulator): void {
  const mark = { 'tfcfn:request': 'f'.repeat(32) };
  simulator.world.addImage({
    ...{ regionId: 'cn-hangzhou', imageId: 'm-bp1made', imageName: 'made', description: 'as made' },
    tags: { ...mark, 'tfcfn:source': `instance/${INSTANCE}` },
  });
  simulator.world.addImage({
    ...{ regionId: 'cn-beijing', imageId: 'm-2zecopied', imageName: 'copied', isCopied: true },
    tags: { ...mark, 'tfcfn:source': 'cn-hangzhou/m-bp1made' },
  });
}

it('an image and a copy of it: each is listed as its type only, imported, drifts, and goes after what refers to it', async () => {
  const { simulator, options, folder } = await persistentCloud(1);
  addBoth(simulator);
  const both = { Golden: image({ Description: 'as made' }), Copy: copyOf({ 'Fn::GetAtt': ['Golden', 'Id'] }) };
  const pairs = ['Golden=cn-hangzhou/m-bp1made', 'Copy=cn-beijing/m-2zecopied'];
  const imported = await ended('import', write(folder, both), ...options, '--resources-to-import', ...pairs);
  expect(imported).toMatchObject({ code: 0, text: expect.not.stringContaining('Some imported properties differ') });
  const place = options.slice(2);

  const images = await listed(IMAGE, 'cn-hangzhou', place);
  expect(images).toContainEqual(expect.objectContaining({ Id: 'm-bp1made', InstanceId: INSTANCE }));
  const copies = await listed(COPY, 'cn-beijing', place);
  expect(copies).toEqual([expect.objectContaining({ SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-bp1made' })]);
  expect(await listed(COPY, 'cn-hangzhou', place)).toEqual([]);
  expect(await listed(IMAGE, 'cn-beijing', place)).toEqual([]);
  const { text: table } = await ended('list', IMAGE, '--region', 'cn-hangzhou', ...place);
  expect(table).toMatch(/^Physical ID +ImageName +Status +CreationTime +InstanceId\n/);

  simulator.world.describe('cn-hangzhou', 'm-bp1made', 'changed by hand');
  expect(await ended('drift', '--exit-code', ...place)).toMatchObject({
    code: 3,
    text: expect.stringMatching(/Golden +MODIFIED.*Copy +IN_SYNC.*\/Description +NOT_EQUAL/s),
  });

  expect(await ended('delete', ...place)).toMatchObject({ code: 0 });
  // The copy refers to the image, so it goes first.
  const deletions = simulator.calls.filter(({ action }) => action === 'DeleteImage');
  expect(deletions.map(({ regionId }) => regionId)).toEqual(['cn-beijing', 'cn-hangzhou']);
}, 60_000);

it('an image is imported as the type that made it only', async () => {
  const { simulator, options, folder } = await persistentCloud(1);
  addBoth(simulator);
  const asCopy = write(folder, { One: copyOf('m-bp1golden0ubuntu24', 'cn-hangzhou') });
  const importing = (file: string, identifier: string) =>
    ended('import', file, '--resources-to-import', `One=${identifier}`, ...options);
  expect(await importing(asCopy, 'cn-hangzhou/m-bp1made')).toMatchObject({
    code: 1,
    text: expect.stringContaining(
      `was created by a type other than ${COPY}: its tag tfcfn:source is instance/${INSTANCE}. Import it as a resource of that type.`,
    ),
  });
  const asImage = write(folder, { One: image({ RegionId: 'cn-beijing' }) });
  expect(await importing(asImage, 'cn-beijing/m-2zecopied')).toMatchObject({
    code: 1,
    text: expect.stringContaining(`was created by a type other than ${IMAGE}: its tag tfcfn:source is cn-hangzhou/`),
  });
  write(folder, { One: image() });
  expect(await importing(asImage, 'cn-hangzhou/m-bp1made')).toMatchObject({
    code: 0,
    text: expect.stringContaining('IMPORT_COMPLETE'),
  });
}, 60_000);

it.each([
  ['an unknown instance', { InstanceId: 'i-none' }, 'InvalidInstanceId.NotFound'],
  ['an instance of another region', { RegionId: 'cn-shanghai' }, 'the instance must be in that region'],
  ['a region that there is not', { RegionId: 'cn-nowhere-9' }, 'InvalidRegionId.NotFound'],
])('%s is told with what to correct, and nothing is left', async (_, properties, said) => {
  const { simulator, options, folder } = await persistentCloud(1);
  const { code, text } = await ended('deploy', write(folder, { Golden: image(properties) }), ...options);
  expect({ code, text }).toMatchObject({ code: 1, text: expect.stringContaining(said) });
  expect(text).toContain('ROLLBACK_COMPLETE');
  expect(simulator.ledger()).toMatchObject({ runningCreations: 0, images: [], snapshots: [] });
});

it('an image that is being made is left as it is by Ctrl-C, named, and goes with the stack', async () => {
  const { simulator, options, folder } = await persistentCloud(1200);
  const first = run('deploy', write(folder, { Golden: image() }), ...options);
  await new Promise<void>((resolve) =>
    first.process.stdout?.on('data', () => {
      if (first.out().includes('Resource creation Initiated')) resolve();
    }),
  );
  first.process.kill('SIGINT');
  expect(await first.code).toBe(130);
  const [left] = simulator.ledger().images;
  expect(first.out()).toContain(`Golden  ${left}  CREATE in progress`);
  simulator.clock.advance(1_000_000);
  expect(await ended('delete', ...options.slice(2))).toMatchObject({ code: 0 });
  expect(simulator.ledger()).toMatchObject({ runningCreations: 0, images: [], snapshots: [] });
}, 60_000);
