import { HOME, OTHER } from '../support/apsara';
import { APSARA_SESSIONS } from '../support/apsara-sessions';
import type { Properties } from '../support/stage';
import { stagedType } from '../support/types/staged';
import { afterACallFor, ECS_HOSTILE, EVERY_KIND, misplacedSecrets } from './images';
import type { HostileSubject, SampleTemplates } from './subject';

/** Apsara Stack has neither families nor resource groups: its resource sets are those of the type configuration. */
const { ImageFamily: _family, ResourceGroupId: _group, ...EVERY_KIND_THERE } = EVERY_KIND;

/** What all types of images of Apsara Stack have in common here: the wire format of ECS, and no endpoint that is public. */
function apsaraHostile(
  typeName: string,
  own: Pick<HostileSubject['hostile'], 'regionProperties' | 'firstProblem' | 'afterACall'> & {
    readonly templates: SampleTemplates;
  },
): HostileSubject {
  const { anywhere: _, ...ofEcs } = ECS_HOSTILE;
  return {
    ...stagedType(typeName),
    hostile: {
      ...ofEcs,
      // Each deployment calls its regions as it likes.
      region: /^[A-Za-z0-9]([\w-]{0,62}[A-Za-z0-9])?$/,
      regionOf: (host) => host,
      sessions: APSARA_SESSIONS,
      wire: { ...ofEcs.wire, misplaced: misplacedIn },
      ...own,
    },
  };
}

const misplacedIn = (typeConfiguration: Properties, secret: string): Properties[] => [
  ...misplacedSecrets(typeConfiguration, secret),
  { ...typeConfiguration, RegionEndpoints: [{ RegionId: secret, Ecs: `https://u:${secret}@x.example` }] },
  { ...typeConfiguration, Organization: secret, ResourceSet: secret },
  { ...typeConfiguration, Gateway: secret, Parameters: secret, SignatureMethod: secret },
  { ...typeConfiguration, CaCertificate: secret },
  { ...typeConfiguration, Proxy: secret },
  { ...typeConfiguration, Proxy: `http://u:${secret}@proxy.example/path` },
];

export const APSARA_IMAGE_COPY_HOSTILE = apsaraHostile('TF::ApsaraStack::ImageCopy', {
  templates: {
    made: { SourceImageId: 'm-env17golden0debian', SourceRegionId: OTHER, ImageName: 'golden-first' },
    second: { SourceImageId: 'm-env17golden0debian', SourceRegionId: OTHER, ImageName: 'second' },
    wish: {
      SourceImageId: 'm-env17golden0debian',
      SourceRegionId: OTHER,
      DestinationRegionId: HOME,
      Encrypted: true,
      KmsKeyId: 'key-env30000000000000',
      ...EVERY_KIND_THERE,
    },
    listed: { DestinationRegionId: HOME },
  },
  regionProperties: ['SourceRegionId', 'DestinationRegionId'],
  afterACall: afterACallFor('copy'),
  firstProblem: 'SourceImageId is required; ',
});

export const APSARA_IMAGE_HOSTILE = apsaraHostile('TF::ApsaraStack::Image', {
  templates: {
    made: { InstanceId: 'i-env30builder0ubuntu', ImageName: 'golden-first' },
    second: { InstanceId: 'i-env30builder0ubuntu', ImageName: 'second' },
    wish: {
      RegionId: HOME,
      DiskDeviceMapping: [
        { SnapshotId: 's-env30system0ubuntu', Size: 60, Device: '/dev/xvda', DiskType: 'system' },
        { Size: 20, Device: '/dev/xvdb', DiskType: 'data' },
      ],
      ...{ Platform: 'Ubuntu', Architecture: 'x86_64' },
      ...EVERY_KIND_THERE,
    },
    listed: { RegionId: HOME },
  },
  regionProperties: ['RegionId'],
  afterACall: afterACallFor('image'),
  firstProblem: 'InstanceId, SnapshotId, DiskDeviceMapping are missing: set exactly one of them; ',
});
