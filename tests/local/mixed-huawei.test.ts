import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HuaweiSimulator, huaweiConfigurationOf, startHuaweiSimulator } from '../../simulator/index';
import { ROOT } from './helpers';
import { endPrograms } from './program';
import { COPY, importBoth, leadItsLife, openTwoClouds, type TwoClouds } from './two-clouds';

// One stack on Alibaba Cloud and Huawei Cloud, by every command.

const HUAWEI = 'TF::HuaweiCloud::ImagesImageCopy';
const GOLDEN = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
const TEMPLATE = join(ROOT, 'examples', 'alibaba-and-huawei.yaml');

let both: TwoClouds<HuaweiSimulator>;
beforeEach(async () => {
  both = await openTwoClouds<HuaweiSimulator>({
    ...{ cloud: 'huaweicloud', title: 'Huawei Cloud', typeName: HUAWEI, logicalId: 'EastCopy' },
    start: startHuaweiSimulator,
    configurationOf: huaweiConfigurationOf,
  });
});
afterEach(async () => {
  await endPrograms();
  await both.close();
});

it('is deployed with a report by clouds, listed, compared, found to drift, and deleted where it is', async () => {
  const report = both.at('report.html');
  const deployed = await both.ended('deploy', TEMPLATE, ...both.configured, '--report', report);
  expect(deployed).toMatchObject({ code: 0, text: expect.stringContaining('CREATE_COMPLETE') });
  const shown = readFileSync(report, 'utf8');
  for (const said of ['Alibaba Cloud', 'Huawei Cloud', 'CopyImageCrossRegion', 'EastCopy'])
    expect({ said, isThere: shown.includes(said) }).toEqual({ said, isThere: true });
  await leadItsLife(both, TEMPLATE, /[0-9a-f]{32}/);
}, 120_000);

it('is imported from both at once', async () => {
  const { simulator, own } = both;
  simulator.world.addImage({
    ...{ regionId: 'cn-shanghai', imageId: 'm-uf6shared', imageName: 'golden-b41', isCopied: true },
    tags: { 'tfcfn:source': 'cn-hangzhou/m-bp1golden0ubuntu24', build: '41' },
  });
  const imageId = '11111111-2222-4333-a444-555555555555';
  own.world.addImage({
    ...{ regionId: 'cn-east-3', imageId, name: 'golden-b41', tags: { build: '41' } },
    members: { __data_origin: `image,cn-north-4,${GOLDEN}` },
  });
  const Tags = [{ Key: 'build', Value: '41' }];
  const Resources = {
    Shared: {
      ...{ Type: COPY, DeletionPolicy: 'Retain' },
      Properties: {
        ...{ ImageName: 'golden-b41', SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-bp1golden0ubuntu24', Tags },
        DestinationRegionId: 'cn-shanghai',
      },
    },
    East: {
      ...{ Type: HUAWEI, DeletionPolicy: 'Retain' },
      Properties: {
        ...{ Name: 'golden-b41', Region: 'cn-north-4', SourceImageId: GOLDEN, Tags },
        ...{ TargetRegion: 'cn-east-3', AgencyName: 'ims_copy_agency' },
      },
    },
  };
  await importBoth(both, Resources, ['Shared=cn-shanghai/m-uf6shared', `East=cn-east-3/${imageId}`]);
}, 60_000);

it('runs on embedded simulators with the images of files, one for each cloud', async () => {
  const { at, ended } = both;
  const mine = '22222222-2222-4333-a444-555555555555';
  writeFileSync(at('alibaba.json'), JSON.stringify([{ regionId: 'cn-hangzhou', imageId: 'm-bp1mine' }]));
  writeFileSync(at('huawei.json'), JSON.stringify([{ regionId: 'cn-north-4', imageId: mine, name: 'mine' }]));
  const sources = ['--parameters', 'AlibabaImageId=m-bp1mine', `HuaweiImageId=${mine}`];
  const images = ['--images', at('alibaba.json'), '--huaweicloud-images', at('huawei.json')];
  const deployed = await ended('deploy', TEMPLATE, ...sources, ...images, '--speed', '2000', '--delete');
  expect(deployed).toMatchObject({ code: 0, text: expect.stringContaining('0 images, 0 backups left in Huawei') });
  const without = await ended('deploy', TEMPLATE, ...sources, ...images.slice(0, 2), '--speed', '2000');
  expect(without).toMatchObject({
    code: 1,
    text: expect.stringContaining('--huaweicloud-images FILE for Huawei Cloud.'),
  });
}, 120_000);
