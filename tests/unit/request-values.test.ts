import { CreateImageRequest } from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import * as $dara from '@darabonba/typescript';
import { sayValuesOf } from '../../src/alibaba/request-values';

const asked = (fields: object): string => sayValuesOf($dara.toMap(new CreateImageRequest(fields)));
const mapping = (...ids: readonly string[]) => ({ diskDeviceMapping: ids.map((snapshotId) => ({ snapshotId })) });

describe('what a request for an image named', () => {
  it.each([
    ['an instance', { instanceId: 'i-1' }, 'instance i-1'],
    ['a snapshot', { snapshotId: 's-1' }, 'snapshot s-1'],
    [
      'a name and a group',
      { instanceId: 'i-1', imageName: 'golden', resourceGroupId: 'rg-1' },
      'instance i-1, image name golden and resource group rg-1',
    ],
    ['the snapshots of a mapping', mapping('s-1', 's-2'), 'snapshot s-1 and snapshot s-2'],
    ['a snapshot twice', mapping('s-1', 's-1'), 'snapshot s-1'],
    [
      'a disk without a snapshot',
      { diskDeviceMapping: [{ snapshotId: 's-1' }, { size: 40, snapshotId: '' }] },
      'snapshot s-1',
    ],
    ['a family', { snapshotId: 's-1', imageFamily: 'web' }, 'snapshot s-1 and image family web'],
  ])('%s', (_, fields, named) => {
    expect(asked({ ...fields, regionId: 'cn-hangzhou' })).toBe(` The request named ${named}.`);
  });

  it('counts snapshots that would push the next step out of sight', () => {
    const ids = Array.from({ length: 17 }, (_, index) => `s-bp1${'0'.repeat(15)}${index}`);
    const longest = { ...mapping(...ids), imageName: 'n'.repeat(128), resourceGroupId: 'rg-acfmxsampleresource' };
    const sentence = asked(longest);
    expect(sentence).toContain(`snapshot ${ids[4]}, 12 more snapshots, image name n`);
    expect(sentence.length).toBeLessThan(400);
  });

  it('leaves out what is long, and is nothing where nothing else was sent', () => {
    const tag = [{ key: 'team', value: 'a' }];
    expect(asked({ description: 'd', tag, clientToken: 't', regionId: 'cn-hangzhou' })).toBe('');
  });
});
