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
  const [, imageId = ''] = both.own.ledger().images[0]?.split('/') ?? [];
  await leadItsLife(both, TEMPLATE, new RegExp(imageId));
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
