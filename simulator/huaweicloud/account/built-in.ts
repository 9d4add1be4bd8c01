import type { SeedImage, Seeds } from './seeds';

/** The region with most of the built-in content. */
export const NORTH_4 = 'cn-north-4';
/** The agency of the account with which IMS may copy images of disks to other regions. */
export const AGENCY = 'ims_copy_agency';
/** The agency with which IMS may also copy whole-server images. */
export const WHOLE_AGENCY = 'ims_copy_cbr_agency';
/** An enterprise project of the account in addition to the default one. */
export const ENTERPRISE_PROJECT = '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10';
/** Keys and vaults by region. */
export const KEY_NORTH = '0b1f3c1e-7d3b-4f5e-9c7a-2f6d8e9a0b11';
export const OTHER_KEY_NORTH = '7c2e4d90-15a6-4b8f-8e31-6a9b0c1d2e33';
export const KEY_EAST = '2e9a4b6d-3c51-4d8e-a7f0-6b1c9d2e4f55';
export const VAULT_EAST = '1c6b0c5a-2c1d-4e77-a3a1-52c9f7a4b0e4';

const images: readonly SeedImage[] = [
  {
    regionId: NORTH_4,
    name: 'golden-ubuntu-24.04-v41',
    imageId: '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c',
    description: 'Ubuntu 24.04, hardened, build 41',
    tags: { team: 'platform', build: '41' },
  },
  { regionId: NORTH_4, name: 'golden-ubuntu-24.04-v42', tags: { team: 'platform', build: '42' } },
  {
    regionId: NORTH_4,
    name: 'golden-windows-2022',
    osType: 'Windows',
    platform: 'Windows',
    osVersion: 'Windows Server 2022',
  },
  { regionId: NORTH_4, name: 'data-disk', kind: 'data', sizeGiB: 100 },
  { regionId: NORTH_4, name: 'installer', kind: 'iso', sizeGiB: 8 },
  { regionId: NORTH_4, name: 'whole-server', kind: 'whole', sizeGiB: 80 },
  { regionId: NORTH_4, name: 'encrypted', kmsKeyId: KEY_NORTH },
  { regionId: NORTH_4, name: 'big', sizeGiB: 500 },
  { regionId: NORTH_4, name: 'arriving', status: 'saving' },
  { regionId: NORTH_4, name: 'shared', imageType: 'shared' },
  { regionId: NORTH_4, name: 'shared-not-accepted', imageType: 'shared', accepted: false },
  {
    regionId: NORTH_4,
    name: 'shared-encrypted',
    imageType: 'shared',
    kmsKeyId: '3d5f7a91-0000-4000-a000-000000000001',
  },
  { regionId: NORTH_4, name: 'Ubuntu 24.04 server 64bit', imageType: 'gold' },
  { regionId: 'cn-east-3', name: 'golden-ubuntu-24.04-v40' },
  { regionId: 'cn-east-3', name: 'Ubuntu 24.04 server 64bit', imageType: 'gold' },
  {
    regionId: 'ap-southeast-1',
    name: 'golden-debian-12',
    platform: 'Debian',
    osVersion: 'Debian GNU/Linux 12.0.0 64bit',
  },
];

/** An imaginary account that builds golden images. The simulator starts with it by default. */
export const builtInSeeds: Seeds = {
  images,
  keys: [
    { regionId: NORTH_4, keyId: KEY_NORTH },
    { regionId: NORTH_4, keyId: OTHER_KEY_NORTH },
    { regionId: 'cn-east-3', keyId: KEY_EAST },
  ],
  vaults: [{ regionId: 'cn-east-3', vaultId: VAULT_EAST }],
  agencies: [
    { name: AGENCY },
    { name: WHOLE_AGENCY, rights: ['IMS CrossCopyAgencyPolicy', 'IMS CrossCopyAgencyCBRPolicy'] },
    { name: 'obs_agency', service: 'OBS', rights: [] },
  ],
  enterpriseProjects: [
    { id: '0', name: 'default' },
    { id: ENTERPRISE_PROJECT, name: 'images' },
  ],
};
