import { EAST, huaweiTypeWith, IN_REGION, NORTH } from '../support/huawei';
import { HUAWEI_SESSIONS } from '../support/huawei-sessions';
import type { Properties } from '../support/stage';
import { afterACallFor } from './images';
import type { HostileSubject } from './subject';

/** The public endpoints, where an event's type configuration names none; STS has one for all regions. */
const PUBLIC_HOST = /^(?:ims|iam)\.(?<region>.*)\.myhuaweicloud\.com$/;
const PUBLIC_STS = /^sts\.[a-z0-9-]+\.myhuaweicloud\.com$/;

const misplacedIn = (typeConfiguration: Properties, secret: string): Properties[] => [
  { ...typeConfiguration, Region: secret },
  { ...typeConfiguration, Cloud: secret },
  { ...typeConfiguration, ProjectIds: [{ Region: secret, ProjectId: secret }] },
  { ...typeConfiguration, Endpoints: { Ims: `https://u:${secret}@x.example` } },
  { ...typeConfiguration, AssumeAgency: { AgencyUrn: secret, Policy: secret, DurationSeconds: secret } },
  { ...typeConfiguration, AssumeAgencyWithOIDC: { ProviderUrn: secret, AgencyUrn: secret, Audience: secret } },
];

/** TF::HuaweiCloud::ImagesImageCopy. */
export const HUAWEI_COPY_HOSTILE: HostileSubject = {
  ...huaweiTypeWith(),
  hostile: {
    templates: {
      made: { ...IN_REGION, Name: 'golden-first' },
      second: { ...IN_REGION, Name: 'second' },
      wish: {
        ...IN_REGION,
        Region: NORTH,
        TargetRegion: NORTH,
        KmsKeyId: '0b1f3c1e-7d3b-4f5e-9c7a-2f6d8e9a0b11',
        EnterpriseProjectId: '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10',
        ...{ MinRam: 1024, MaxRam: 65_536 },
        Name: 'golden-second',
        Description: 'a description',
        Tags: [{ Key: 'team', Value: 'platform' }],
        DeleteBackup: true,
        Timeouts: { Create: '1h', Delete: '20m' },
      },
      listed: { TargetRegion: EAST },
    },
    absent: '00000000-0000-4000-8000-000000000001',
    afterACall: afterACallFor('copy'),
    firstProblem: 'SourceImageId is required; ',
    regionProperties: ['Region', 'TargetRegion'],
    region: /^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/,
    regionOf: (host) => (PUBLIC_STS.test(host) ? undefined : (PUBLIC_HOST.exec(host)?.groups?.region ?? host)),
    anywhere: (typeConfiguration) => ({ ...typeConfiguration, Endpoints: undefined }),
    foreignHandles: [{ id: '../x' }, { id: 5 }, { id: 'm-1&Action=DeleteImage' }, { imageId: 'm-1' }],
    // Nine tags are few, and these would be three of them.
    systemTags: {},
    sessions: HUAWEI_SESSIONS,
    wire: {
      readCall: 'ListImages',
      key: { id: 'AccessKey', secret: 'SecretKey', token: 'SecurityToken' },
      straight: (typeConfiguration) => ({
        ...typeConfiguration,
        ProjectIds: [NORTH, EAST].map((Region, index) => ({ Region, ProjectId: String(index).repeat(32) })),
      }),
      signature: { codes: ['APIGW.0301'], told: '' },
      list: '{"images":[],"resources":[],"total_count":0,"more":"',
      error: '{"error_code":"APIGW.0101","error_msg":"',
      misplaced: misplacedIn,
    },
  },
};
