import { useStage } from '../../support/copies';
import { HOME, INSTANCE, openImageStage, SNAPSHOT } from '../../support/images';
import type { Properties } from '../../support/stage';

const DISK = { SnapshotId: SNAPSHOT };
const disks = (count: number): readonly Properties[] => Array.from({ length: count }, () => DISK);
const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }));
const mapping = (...DiskDeviceMapping: readonly unknown[]): Properties => ({ DiskDeviceMapping });

/** What a template says, and every word of the answer: the property, the rule and, where there is one, the value. */
const BAD: readonly (readonly [what: string, properties: Properties, problems: string])[] = [
  ['no source', {}, 'InstanceId, SnapshotId, DiskDeviceMapping are missing: set exactly one of them'],
  [
    'an instance and a snapshot',
    { InstanceId: INSTANCE, SnapshotId: SNAPSHOT },
    `InstanceId ${INSTANCE} and SnapshotId ${SNAPSHOT} cannot be used together: set exactly one of them`,
  ],
  [
    'an instance and disks',
    { InstanceId: INSTANCE, ...mapping(DISK) },
    `InstanceId ${INSTANCE} and DiskDeviceMapping cannot be used together: set exactly one of them`,
  ],
  [
    'all three sources',
    { InstanceId: INSTANCE, SnapshotId: SNAPSHOT, ...mapping(DISK) },
    `InstanceId ${INSTANCE} and SnapshotId ${SNAPSHOT} and DiskDeviceMapping cannot be used together: set exactly one of them`,
  ],
  ['an empty mapping', mapping(), 'DiskDeviceMapping must be a list of 1 to 17 disks, has 0'],
  ['eighteen disks', mapping(...disks(18)), 'DiskDeviceMapping must be a list of 1 to 17 disks, has 18'],
  ['what is no disk', mapping(DISK, 'd-1'), 'DiskDeviceMapping[1] must be a disk'],
  ['null for a disk', mapping(null, DISK), 'DiskDeviceMapping[0] must be a disk'],
  ...[0, -1, 1.5, 32_769].map(
    (Size) =>
      [
        `the size ${Size} of a disk of a snapshot`,
        mapping({ ...DISK, Size }),
        `DiskDeviceMapping[0].Size must be a whole number of 1 to 32768 GiB, is ${Size}`,
      ] as const,
  ),
  ...[0, 4, '4', 32_769].map(
    (Size) =>
      [
        `the size ${JSON.stringify(Size)} of an empty disk`,
        mapping(DISK, { Size }),
        `DiskDeviceMapping[1].Size must be a whole number of 5 to 32768 GiB, is ${Size}`,
      ] as const,
  ),
  ['no snapshot', mapping({ Size: 40 }), 'DiskDeviceMapping needs a SnapshotId for the system disk'],
  [
    'a system disk without a snapshot',
    mapping({ DiskType: 'system' }, DISK),
    'DiskDeviceMapping needs a SnapshotId for the system disk',
  ],
  [
    'data disks alone',
    mapping({ ...DISK, DiskType: 'data' }, { Size: 40 }),
    'DiskDeviceMapping needs a SnapshotId for the system disk',
  ],
  [
    'two system disks',
    mapping({ ...DISK, DiskType: 'system' }, { ...DISK, DiskType: 'system' }),
    'DiskDeviceMapping has more than one disk of DiskType system',
  ],
  [
    'a device twice',
    mapping({ ...DISK, Device: '/dev/xvdb' }, { ...DISK, Device: '/dev/xvdb' }),
    'DiskDeviceMapping sets Device /dev/xvdb twice',
  ],
  ...['xvdb', '/dev/', '/dev/../sda', '/dev/xvd b', '/etc/xvdb'].map(
    (Device) =>
      [
        `the device ${Device}`,
        mapping({ ...DISK, Device }),
        'DiskDeviceMapping[0].Device must be a device name such as /dev/xvdb',
      ] as const,
  ),
  ...['System', 'root', 'data ', ' system'].map(
    (DiskType) =>
      [
        `the disk type ${JSON.stringify(DiskType)}`,
        mapping(DISK, { Size: 40, DiskType }),
        'DiskDeviceMapping[1].DiskType must be system or data',
      ] as const,
  ),
  [
    'a snapshot of a disk that has no ID of one',
    mapping(DISK, { SnapshotId: 's/1' }),
    'DiskDeviceMapping[1].SnapshotId must be a snapshot ID such as s-bp1example',
  ],
  ['a boot mode', { InstanceId: INSTANCE, BootMode: 'uefi' }, 'BootMode must be BIOS, UEFI or UEFI-Preferred'],
  [
    'nineteen tags',
    { InstanceId: INSTANCE, Tags: tags(19) },
    'Tags must be at most 18 including the stack tags, not 19: an image can have 20 tags, and the resource type uses 2 of them',
  ],
];

describe('a template of an image', () => {
  const stage = useStage(() => openImageStage());

  it.each(BAD)('with %s is refused before any call', async (_, properties, problems) => {
    const answer = await stage().invoke('CREATE', properties);
    expect(answer).toMatchObject({
      status: 'FAILED',
      errorCode: 'InvalidRequest',
      message: `The properties are not valid: ${problems}.`,
    });
    expect(answer).not.toHaveProperty('resourceModel');
    expect(stage().simulator.calls).toEqual([]);
  });

  it('is sent as it is, and nothing that it does not say', async () => {
    const disks = [
      { SnapshotId: SNAPSHOT, Size: 60, Device: '/dev/xvda', DiskType: 'system' },
      { Size: '20', Device: '/dev/xvdb', DiskType: 'data' },
    ];
    await stage().invoke('CREATE', {
      DiskDeviceMapping: disks,
      ...{ ImageName: 'golden', Description: 'a description', ImageFamily: 'family', ImageVersion: 'v1' },
      ...{ Platform: 'Ubuntu', Architecture: 'x86_64', BootMode: 'UEFI' },
    });
    const [call] = stage().simulator.calls;
    const { ClientToken, ...sent } = call?.parameters ?? {};
    expect(ClientToken).toMatch(/^[0-9a-f]{64}$/);
    expect(sent).toEqual({
      RegionId: HOME,
      'DiskDeviceMapping.1.SnapshotId': SNAPSHOT,
      'DiskDeviceMapping.1.Size': '60',
      'DiskDeviceMapping.1.Device': '/dev/xvda',
      'DiskDeviceMapping.1.DiskType': 'system',
      'DiskDeviceMapping.2.Size': '20',
      'DiskDeviceMapping.2.Device': '/dev/xvdb',
      'DiskDeviceMapping.2.DiskType': 'data',
      ...{ ImageName: 'golden', Description: 'a description', ImageFamily: 'family', ImageVersion: 'v1' },
      ...{ Platform: 'Ubuntu', Architecture: 'x86_64', BootMode: 'UEFI' },
      'Tag.1.Key': 'tfcfn:source',
      'Tag.1.Value': 'disks',
      'Tag.2.Key': 'tfcfn:request',
      'Tag.2.Value': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });
});
