import { toImage } from '../../src/alibaba/image';
import { PROPERTIES } from '../../src/properties/properties';

type EcsImage = Parameters<typeof toImage>[0];
/** Disks as DescribeImages shows them; the SDK's model has more fields than ECS fills in. */
type Disks = NonNullable<NonNullable<EcsImage['diskDeviceMappings']>['diskDeviceMapping']>;

const imageOf = (fields: object, disks: readonly object[] = []) => {
  const mappings = { diskDeviceMapping: disks as Disks };
  return toImage({ imageId: 'm-1', ...fields, diskDeviceMappings: mappings } as EcsImage, 'cn-shanghai', PROPERTIES);
};

describe('the progress of an image', () => {
  it.each([
    ['of the image goes before that of its disks', { progress: '40%' }, [{ progress: '10%' }], { percent: 40 }],
    ['is that of the slowest disk', {}, [{ progress: '70%' }, { progress: '30%' }, {}], { percent: 30 }],
    ['is that of the disks where the image has none', { progress: '' }, [{ progress: '100%' }], { percent: 100 }],
    ['may have decimals, and no sign', { progress: '0.5' }, [], { percent: 0.5 }],
    ['is none above 100 %', { progress: '101%' }, [{ progress: '999%' }], {}],
    ['is none that is a word', { progress: 'N/A' }, [{ progress: '-1%' }], {}],
    [
      'takes the disk that needs the most time',
      {},
      [{ remainTime: 60 }, { remainTime: 600 }, {}],
      { secondsLeft: 600 },
    ],
    ['takes the last second of a disk', {}, [{ remainTime: 1 }], { secondsLeft: 1 }],
    ['takes no time that is none', {}, [{ remainTime: 0 }, { remainTime: -1 }], {}],
  ])('%s', (_, fields, disks, progress) => {
    expect(imageOf(fields, disks)?.progress).toEqual(progress);
  });
});

describe('an image', () => {
  it('names the snapshot of its system disk first, and the others in their order', () => {
    const disks = [
      { type: 'data', snapshotId: 's-a' },
      { type: 'data', snapshotId: '' },
      { type: 'system', snapshotId: 's-system' },
      { type: 'data', snapshotId: 's-b' },
    ];
    expect(imageOf({}, disks)?.snapshotIds).toEqual(['s-system', 's-a', 's-b']);
  });

  it.each([
    [{ OSNameEn: 'Ubuntu 24.04 64 bit', OSName: 'Ubuntu 24.04 64\u4f4d' }, 'Ubuntu 24.04 64 bit'],
    [{ OSNameEn: '', OSName: 'Ubuntu 24.04 64\u4f4d' }, 'Ubuntu 24.04 64\u4f4d'],
    [{ OSName: '' }, undefined],
  ])('has the English name of its operating system, if there is one: %j', (fields, expected) => {
    expect(imageOf(fields)?.shown.OSName).toBe(expected);
  });
});
