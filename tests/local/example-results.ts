/** What becomes of an example that is deployed with some parameters, in addition to what holds for each. */
export interface ExpectedResult {
  /** Its path from the root of the repository. */
  readonly file: string;
  readonly parameters?: readonly string[];
  readonly outputs?: object;
  /** What READ says of each resource, in part. */
  readonly resources?: Readonly<Record<string, object>>;
  /** What is left on purpose when the stack is deleted; default: nothing. */
  readonly left?: object;
}

const image = (region: string): unknown => expect.stringMatching(new RegExp(`^${region}/m-`));
const id: unknown = expect.stringMatching(/^m-/);
const uuid: unknown = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const one: unknown = expect.anything();

export const NOTHING = { unfinished: 0, images: [], snapshots: [] };

/** The examples of which more is known than what holds for each. One that is not here is deployed with its defaults all the same. */
export const RESULTS: readonly ExpectedResult[] = [
  {
    file: 'examples/smallest.yaml',
    outputs: { Copy: image('cn-shanghai'), ImageId: id },
    resources: { GoldenImage: { DestinationRegionId: 'cn-shanghai' } },
  },
  {
    file: 'examples/two-regions.yaml',
    outputs: { ShanghaiImageId: id, SingaporeImageId: id },
    resources: {
      ShanghaiCopy: { ImageName: 'golden-shanghai-m-bp1golden0ubuntu24' },
      SingaporeCopy: { DestinationRegionId: 'ap-southeast-1' },
    },
  },
  {
    file: 'examples/many-regions.yaml',
    outputs: { ImageShanghai: id, ImageSingapore: id, ImageFrankfurt: id },
    resources: {
      CopyShanghai: { DestinationRegionId: 'cn-shanghai', ImageName: 'golden-Shanghai-m-bp1golden0ubuntu24' },
      CopySingapore: { DestinationRegionId: 'ap-southeast-1', ImageName: 'golden-Singapore-m-bp1golden0ubuntu24' },
      CopyFrankfurt: { DestinationRegionId: 'eu-central-1', ImageName: 'golden-Frankfurt-m-bp1golden0ubuntu24' },
    },
  },
  {
    file: 'examples/many-regions.yaml',
    parameters: ['Cities=Tokyo, Virginia'],
    outputs: { ImageTokyo: id, ImageVirginia: id },
    resources: {
      CopyTokyo: { DestinationRegionId: 'ap-northeast-1' },
      CopyVirginia: { DestinationRegionId: 'us-east-1', Tags: [{ Key: 'city', Value: 'Virginia' }] },
    },
  },
  {
    file: 'examples/instance-to-regions.yaml',
    outputs: { ImageId: id },
    resources: {
      Golden: { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1builder0ubuntu24', SnapshotIds: [one, one] },
      CopyShanghai: { SourceImageId: id, DestinationRegionId: 'cn-shanghai' },
      CopyBeijing: { SourceRegionId: 'cn-hangzhou' },
      CopySingapore: { DestinationRegionId: 'ap-southeast-1' },
    },
  },
  {
    file: 'examples/alibaba-and-huawei.yaml',
    parameters: ['Build=42'],
    outputs: { ShanghaiImageId: id, EastImageId: uuid },
    resources: {
      ShanghaiCopy: { DestinationRegionId: 'cn-shanghai', ImageName: 'golden-ubuntu-b42' },
      EastCopy: {
        Region: 'cn-north-4',
        TargetRegion: 'cn-east-3',
        Name: 'golden-ubuntu-b42',
        Tags: [{ Key: 'build', Value: '42' }],
      },
    },
  },
  {
    file: 'types/huaweicloud-images-image-copy/examples/encrypted-across-regions.yaml',
    outputs: { ImageId: uuid },
    resources: {
      Plain: { Region: 'cn-north-4', TargetRegion: 'cn-north-4' },
      PlainEast: { SourceImageId: uuid, Region: 'cn-north-4', TargetRegion: 'cn-east-3' },
      EncryptedEast: { Region: 'cn-east-3', KmsKeyId: '2e9a4b6d-3c51-4d8e-a7f0-6b1c9d2e4f55' },
    },
  },
  {
    file: 'examples/make-and-copy.yaml',
    outputs: { GoldenImageId: id, ShanghaiImageId: id, HuaweiImageId: uuid },
    resources: {
      Golden: { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1builder0ubuntu24' },
      ShanghaiCopy: { SourceImageId: id, DestinationRegionId: 'cn-shanghai' },
      HuaweiCopy: { Region: 'cn-north-4', TargetRegion: 'cn-east-3', Name: 'golden-ubuntu' },
    },
  },
  {
    // Two clouds, which the one local stack reaches at once.
    file: 'examples/two-clouds.yaml',
    parameters: ['Build=42'],
    outputs: { ShanghaiImageId: id, PrivateImageId: id },
    resources: {
      ShanghaiCopy: { DestinationRegionId: 'cn-shanghai', ImageName: 'golden-ubuntu-b42' },
      PrivateCopy: {
        SourceRegionId: 'cn-x-env30-d01',
        DestinationRegionId: 'cn-qingdao-env17-d01',
        ImageName: 'golden-ubuntu-b42',
        Tags: [{ Key: 'build', Value: '42' }],
      },
    },
  },
  {
    file: 'examples/encrypted.yaml',
    outputs: { ImageId: id },
    resources: { EncryptedCopy: { Encrypted: true } },
  },
  {
    file: 'examples/encrypted.yaml',
    parameters: ['KmsKeyId=key-sha00example'],
    outputs: { ImageId: id },
    resources: { EncryptedCopy: { Encrypted: true, KmsKeyId: 'key-sha00example' } },
  },
  {
    file: 'examples/conditional.yaml',
    outputs: { ShanghaiImageId: id },
    resources: { ShanghaiCopy: { Description: 'Golden image for tests' } },
  },
  {
    file: 'examples/conditional.yaml',
    parameters: ['Stage=production'],
    outputs: { ShanghaiImageId: id, BeijingImageId: id },
    resources: {
      ShanghaiCopy: { Description: 'Golden image' },
      BeijingCopy: { DestinationRegionId: 'cn-beijing' },
    },
  },
  {
    file: 'examples/imported.yaml',
    outputs: {},
    resources: { GoldenImage: { ImageName: 'golden-ubuntu-shanghai' } },
    left: { ...NOTHING, images: [image('cn-shanghai')], snapshots: [one] },
  },
  {
    file: 'examples/imported-three.yaml',
    outputs: {},
    resources: {
      ShanghaiImage: { ImageName: 'golden-shanghai' },
      SingaporeImage: { ImageName: 'golden-singapore' },
      FrankfurtImage: { ImageName: 'golden-frankfurt' },
    },
    left: {
      ...NOTHING,
      images: expect.arrayContaining(['ap-southeast-1', 'cn-shanghai', 'eu-central-1'].map(image)),
      snapshots: [one, one, one],
    },
  },
  {
    file: 'examples/full.yaml',
    parameters: ['Stage=production', 'ResourceGroupId=rg-acfmimages'],
    outputs: {
      Shanghai: image('cn-shanghai'),
      Singapore: expect.stringMatching(/^m-\w+ in ap-southeast-1\/m-/),
      Frankfurt: id,
    },
    resources: {
      ShanghaiCopy: { ImageFamily: 'golden-ubuntu', NvmeSupport: 'supported', ResourceGroupId: 'rg-acfmimages' },
      SingaporeCopy: { DestinationRegionId: 'ap-southeast-1' },
      FrankfurtCopy: { SourceRegionId: 'ap-southeast-1' },
    },
  },
  {
    file: 'types/alicloud-image/examples/from-instance.yaml',
    outputs: { Image: image('cn-hangzhou'), ImageId: id },
    resources: { GoldenImage: { SnapshotIds: [one, one], Platform: 'Ubuntu' } },
  },
  {
    // Its snapshot is not one that the image made: it is neither shown as such nor deleted.
    file: 'types/alicloud-image/examples/from-snapshot.yaml',
    outputs: { ImageId: id },
    resources: { RestoredImage: { ImageName: 'restored-s-bp1system0ubuntu24', SnapshotIds: [] } },
  },
  {
    file: 'types/alicloud-image/examples/from-disks.yaml',
    outputs: { ImageId: id },
    resources: { DatabaseImage: { Size: 60 } },
  },
  {
    file: 'types/alicloud-image/examples/full.yaml',
    parameters: ['Build=42', 'Force=true'],
    outputs: { InstanceImageId: id, Snapshots: expect.stringMatching(/^s-\w+,s-\w+$/), DiskImageId: id },
    resources: {
      InstanceImage: { ImageName: 'golden-b42', Tags: [{ Key: 'owner', Value: 'platform' }] },
      DiskImage: { BootMode: 'UEFI', Architecture: 'x86_64' },
    },
  },
];
