import type { Seeds } from '../alibaba/account/seed-file';

const HOME = 'cn-x-env30-d01';
const OTHER = 'cn-qingdao-env17-d01';

/** What the imaginary company has in its two regions. */
export const builtInSeeds: Required<Seeds> = {
  images: [
    {
      regionId: HOME,
      imageId: 'm-env30golden0ubuntu',
      imageName: 'golden-ubuntu-24.04-v41',
      description: 'Ubuntu 24.04, hardened, build 41',
      tags: { team: 'platform', build: '41' },
    },
    {
      regionId: HOME,
      imageId: 'm-env30windows2022',
      imageName: 'golden-windows-2022-v7',
      osType: 'windows',
      disks: [{ sizeGiB: 80 }, { sizeGiB: 200 }],
    },
    {
      regionId: HOME,
      imageId: 'm-env30encrypted0000',
      imageName: 'golden-ubuntu-24.04-encrypted',
      encrypted: true,
      kmsKeyId: 'key-env30000000000000',
    },
    {
      regionId: OTHER,
      imageId: 'm-env17golden0debian',
      imageName: 'golden-debian-12',
      platform: 'Debian',
      osName: 'Debian 12.5 64 bit',
      sizeGiB: 20,
    },
    { regionId: HOME, imageId: 'ubuntu_24_04_x64_20G_alibase_20260915.vhd', ownerAlias: 'system', sizeGiB: 20 },
  ],
  keys: [
    { regionId: HOME, keyId: 'key-env30000000000000' },
    { regionId: OTHER, keyId: 'key-env17000000000000' },
  ],
  instances: [
    {
      regionId: HOME,
      instanceId: 'i-env30builder0ubuntu',
      instanceName: 'builder-ubuntu-24.04',
      disks: [
        { diskId: 'd-env30builder0system', sizeGiB: 40 },
        { diskId: 'd-env30builder0data00', sizeGiB: 100 },
      ],
    },
    {
      regionId: OTHER,
      instanceId: 'i-env17stopped0debian',
      instanceName: 'builder-debian-12',
      status: 'Stopped',
      disks: [{ diskId: 'd-env17stopped0system', sizeGiB: 20 }],
    },
  ],
  snapshots: [
    {
      regionId: HOME,
      snapshotId: 's-env30system0ubuntu',
      snapshotName: 'builder-system-monday',
      sourceDiskId: 'd-env30builder0system',
    },
    {
      regionId: HOME,
      snapshotId: 's-env30data00builder',
      snapshotName: 'builder-data-monday',
      sourceDiskId: 'd-env30builder0data00',
      sourceDiskType: 'data',
      sizeGiB: 100,
    },
  ],
};
