import { join } from 'node:path';
import { type ApsaraStack, apsaraConfigurationOf, startApsaraStack } from '../../simulator/index';
import { ROOT } from './helpers';
import { endPrograms } from './program';
import { COPY, importBoth, leadItsLife, openTwoClouds, type TwoClouds } from './two-clouds';

// One stack on Alibaba Cloud and Apsara Stack, by every command.

const PRIVATE = 'TF::ApsaraStack::ImageCopy';
const TEMPLATE = join(ROOT, 'examples', 'two-clouds.yaml');

let both: TwoClouds<ApsaraStack>;
beforeEach(async () => {
  both = await openTwoClouds<ApsaraStack>({
    ...{ cloud: 'apsarastack', title: 'Apsara Stack', typeName: PRIVATE, logicalId: 'PrivateCopy' },
    start: startApsaraStack,
    configurationOf: apsaraConfigurationOf,
  });
});
afterEach(async () => {
  await endPrograms();
  await both.close();
});

it('is deployed, listed, compared, found to drift, and deleted where it is', async () => {
  const deployed = await both.ended('deploy', TEMPLATE, ...both.configured);
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
  expect(deleted.text).toContain(`Resources of the stack in Alibaba Cloud:\n  ShanghaiCopy  ${shared}  ${COPY}\n`);
  expect(deleted.text).toContain(`Resources of the stack in Apsara Stack:\n  PrivateCopy  ${own}  ${PRIVATE}\n`);
  expect([simulator.ledger().images, stack.ledger().images]).toEqual([[], []]);
}, 120_000);

it('is imported from both at once', async () => {
  const { simulator, own } = both;
  const tags = (source: string) => ({ 'tfcfn:source': source, build: '41' });
  simulator.world.addImage({
    ...{ regionId: 'cn-shanghai', imageId: 'm-uf6shared', imageName: 'golden-ubuntu-b41', isCopied: true },
    tags: tags('cn-hangzhou/m-bp1golden0ubuntu24'),
  });
  own.world.addImage({
    ...{ regionId: 'cn-qingdao-env17-d01', imageId: 'm-env17own', imageName: 'golden-ubuntu-b41', isCopied: true },
    tags: tags('cn-x-env30-d01/m-env30golden0ubuntu'),
  });
  const resource = (Type: string, Properties: object) => ({ Type, DeletionPolicy: 'Retain', Properties });
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
  await importBoth(both, Resources, ['Shared=cn-shanghai/m-uf6shared', 'Own=cn-qingdao-env17-d01/m-env17own']);
}, 60_000);
