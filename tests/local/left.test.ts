import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leftCounted } from '../../local/cloud';
import { hasImages } from '../../local/commands/run';
import { temporaryFolder } from './helpers';
import { ended, endPrograms } from './program';

afterEach(endPrograms);

it.each([
  [{ unfinished: 0, images: [], snapshots: [] }, '0 images, 0 snapshots'],
  [{ unfinished: 0, images: ['a'], snapshots: ['b', 'c'] }, '1 image, 2 snapshots'],
  [{ unfinished: 1, images: ['a', 'b'], snapshots: ['c'] }, '2 images (1 unfinished), 1 snapshot'],
])('counts what is left, whatever made it: %j', (left, text) => {
  expect(leftCounted(left)).toBe(text);
});

it.each([
  [{ unfinished: 0, images: [], snapshots: ['a'], backups: ['b'] }, false],
  [{ unfinished: 0, images: ['a'], snapshots: [] }, true],
  [{ unfinished: 1, images: [], snapshots: [] }, true],
])('after a deletion, only images and unfinished copies must not be left: %j', (left, expected) => {
  expect(hasImages(left)).toBe(expected);
});

const FROM_INSTANCE = { InstanceId: 'i-bp1builder0ubuntu24', RegionId: 'cn-hangzhou' };
const WHOLE_SERVER = {
  ...{ SourceImageId: '320374c2-65e4-4312-a4a3-a09ad329afe4', Name: 'whole-server', TargetRegion: 'cn-east-3' },
  ...{ AgencyName: 'ims_copy_cbr_agency', VaultId: '1c6b0c5a-2c1d-4e77-a3a1-52c9f7a4b0e4' },
};

// By default, each type keeps what was made with the image.
it.each([
  ['TF::Alicloud::ImageCopy', { SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-bp1golden0ubuntu24' }, '1 snapshot'],
  ['TF::Alicloud::Image', FROM_INSTANCE, '2 snapshots'],
  [
    'TF::ApsaraStack::ImageCopy',
    { SourceRegionId: 'cn-qingdao-env17-d01', SourceImageId: 'm-env17golden0debian' },
    '1 snapshot',
  ],
  ['TF::ApsaraStack::Image', { InstanceId: 'i-env30builder0ubuntu' }, '2 snapshots'],
  ['TF::HuaweiCloud::ImagesImageCopy', WHOLE_SERVER, '1 backup'],
])(
  'deploy --delete ends well if only what %s keeps by default is left',
  async (Type, Properties, kept) => {
    const folder = temporaryFolder();
    const template = join(folder, 'keeps.json');
    writeFileSync(template, JSON.stringify({ Resources: { Kept: { Type, Properties } } }));
    const { code, text } = await ended('deploy', template, '--delete', '--speed', '3000', '--state', folder);
    expect(text).toContain(`0 images, ${kept} left\n`);
    expect(text).toContain('DELETE_COMPLETE');
    expect(code).toBe(0);
  },
  60_000,
);
