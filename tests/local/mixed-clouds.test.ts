import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ApsaraStack,
  apsaraConfigurationOf,
  configurationsByType,
  createClock,
  type Simulator,
  startApsaraStack,
  startSimulator,
  typeConfigurationOf,
} from '../../simulator/index';
import { ROOT, temporaryFolder } from './helpers';
import { endPrograms, run } from './program';

// One stack in two clouds, by every command.

let simulator: Simulator;
let stack: ApsaraStack;
let folder: string;

beforeEach(async () => {
  const clock = createClock({ speed: 1000 });
  simulator = await startSimulator({ clock });
  stack = await startApsaraStack({ clock });
  folder = temporaryFolder();
  const byCloud = { alibaba: typeConfigurationOf(simulator), apsarastack: apsaraConfigurationOf(stack) };
  writeFileSync(configuration(), JSON.stringify(configurationsByType<object>(byCloud, LISTED)));
});
afterEach(async () => {
  await endPrograms();
  await Promise.all([simulator.close(), stack.close()]);
});

const COPY = 'TF::Alicloud::ImageCopy';
const PRIVATE = 'TF::ApsaraStack::ImageCopy';
const LISTED = [
  { typeName: COPY, cloud: 'alibaba' },
  { typeName: PRIVATE, cloud: 'apsarastack' },
];
const TEMPLATE = join(ROOT, 'examples', 'two-clouds.yaml');
const configuration = (): string => join(folder, 'simulator.json');

/** Runs a command on the stack to its end. */
async function ended(...words: string[]) {
  const program = run(...words, '--state', join(folder, 'stacks'));
  return { code: await program.code, text: program.out() + program.err() };
}

it('is deployed, listed, compared, found to drift, and deleted where it is', async () => {
  const deployed = await ended('deploy', TEMPLATE, '--type-configuration', configuration());
  expect(deployed).toMatchObject({ code: 0, text: expect.stringContaining('CREATE_COMPLETE') });
  const [shared] = simulator.ledger().images;
  const [own] = stack.ledger().images;
  const [regionId = '', imageId = ''] = own?.split('/') ?? [];

  expect(await ended('list', COPY)).toMatchObject({ code: 0, text: expect.stringContaining(`${shared} `) });
  expect(await ended('list', PRIVATE, '--region', regionId)).toMatchObject({
    code: 0,
    text: expect.stringContaining(`${own} `),
  });

  expect(await ended('diff', TEMPLATE, '--exit-code')).toMatchObject({ code: 0 });
  expect(await ended('diff', TEMPLATE, '--exit-code', '--parameters', 'Build=42')).toMatchObject({
    code: 3,
    text: expect.stringMatching(/~ Modify {2}ShanghaiCopy .*~ Modify {2}PrivateCopy /s),
  });

  expect(await ended('drift', '--exit-code')).toMatchObject({ code: 0, text: expect.stringContaining('IN_SYNC') });
  stack.world.retag(regionId, imageId, { build: 'by hand' });
  expect(await ended('drift', '--exit-code')).toMatchObject({
    code: 3,
    text: expect.stringMatching(/ShanghaiCopy +IN_SYNC .*PrivateCopy +MODIFIED /s),
  });

  const deleted = await ended('delete');
  expect(deleted).toMatchObject({ code: 0 });
  expect(deleted.text).toContain(`What the stack has in Alibaba Cloud:\n  ShanghaiCopy  ${shared}  ${COPY}\n`);
  expect(deleted.text).toContain(`What the stack has in Apsara Stack:\n  PrivateCopy  ${own}  ${PRIVATE}\n`);
  expect([simulator.ledger().images, stack.ledger().images]).toEqual([[], []]);
}, 120_000);

it('is imported from both at once', async () => {
  const tags = (source: string) => ({ 'tfcfn:source': source, build: '41' });
  simulator.world.addImage({
    ...{ regionId: 'cn-shanghai', imageId: 'm-uf6shared', imageName: 'golden-ubuntu-b41', isCopied: true },
    tags: tags('cn-hangzhou/m-bp1golden0ubuntu24'),
  });
  stack.world.addImage({
    ...{ regionId: 'cn-qingdao-env17-d01', imageId: 'm-env17own', imageName: 'golden-ubuntu-b41', isCopied: true },
    tags: tags('cn-x-env30-d01/m-env30golden0ubuntu'),
  });
  const resource = (Type: string, Properties: object) => ({ Type, DeletionPolicy: 'Retain', Properties });
  const template = join(folder, 'imported.json');
  const common = { ImageName: 'golden-ubuntu-b41', Tags: [{ Key: 'build', Value: '41' }] };
  const Resources = {
    Shared: resource(COPY, {
      ...common,
      SourceRegionId: 'cn-hangzhou',
      SourceImageId: 'm-bp1golden0ubuntu24',
      DestinationRegionId: 'cn-shanghai',
    }),
    Own: resource(PRIVATE, {
      ...{ ...common, SourceRegionId: 'cn-x-env30-d01', SourceImageId: 'm-env30golden0ubuntu' },
      DestinationRegionId: 'cn-qingdao-env17-d01',
    }),
  };
  writeFileSync(template, JSON.stringify({ Resources }));
  const pairs = ['Shared=cn-shanghai/m-uf6shared', 'Own=cn-qingdao-env17-d01/m-env17own'];
  const imported = await ended(
    'import',
    template,
    '--type-configuration',
    configuration(),
    '--resources-to-import',
    ...pairs,
  );
  expect(imported).toMatchObject({ code: 0, text: expect.stringContaining('IMPORT_COMPLETE') });
  expect(imported.text).not.toContain('Some imported properties differ');
  expect(await ended('drift', '--exit-code')).toMatchObject({ code: 0 });
}, 60_000);
