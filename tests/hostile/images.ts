import { ALIBABA_SESSIONS } from '../support/sessions';
import type { Properties } from '../support/stage';
import type { HostileSubject, WireFormat } from './subject';

/** The public endpoints, where an event's type configuration names none; STS has one for all regions. */
const PUBLIC_HOST = /^ecs\.(?<region>.*)\.aliyuncs\.com$/;
const PUBLIC_STS = 'sts.aliyuncs.com';

/** A property of every kind, of those that all types of images have. */
export const EVERY_KIND: Properties = {
  ImageName: 'golden-second',
  Description: 'a description',
  ResourceGroupId: 'rg-acfmimages',
  ImageFamily: 'golden',
  Tags: [{ Key: 'team', Value: 'platform' }],
  Force: true,
  DeleteAutoSnapshot: true,
  Timeouts: { Create: '1h', Delete: '20m' },
};

/** Type configurations with a secret in a wrong place, of those that every cloud with ECS has. */
export const misplacedSecrets = (typeConfiguration: Properties, secret: string): Properties[] => [
  { ...typeConfiguration, RegionId: secret },
  { ...typeConfiguration, Endpoints: { Ecs: `https://u:${secret}@x.example` } },
  { ...typeConfiguration, AssumeRole: { RoleArn: secret, Policy: secret, DurationSeconds: secret } },
];

/** An answer that ECS gave to a request, or the look at the image that a create-only property is compared with. */
export const afterACallFor = (noun: 'copy' | 'image'): RegExp =>
  new RegExp(
    `^[A-Za-z]+ (in|at) [\\w.:-]+ failed(:| with) |cannot be changed on an existing ${noun}|names a region, and the default region`,
  );

/** The API of ECS: JSON, with the action in a header. */
const ECS: WireFormat = {
  readCall: 'DescribeImages',
  key: { id: 'AccessKeyId', secret: 'AccessKeySecret', token: 'SecurityToken' },
  straight: (typeConfiguration) => typeConfiguration,
  signature: { codes: ['SignatureDoesNotMatch', 'IncompleteSignature'], told: 'the signature is wrong' },
  list: '{"RequestId":"1","Images":{"Image":[]},"TotalCount":0,"More":"',
  error: '{"RequestId":"1","Code":"',
  misplaced: (typeConfiguration, secret) => [
    ...misplacedSecrets(typeConfiguration, secret),
    { ...typeConfiguration, AssumeRoleWithOIDC: { ProviderArn: secret, RoleArn: secret, Audience: secret } },
  ],
};

/** What all types of images of ECS have in common here. */
export const ECS_HOSTILE = {
  absent: 'm-1',
  region: /^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/,
  regionOf: (host) => (host === PUBLIC_STS ? undefined : (PUBLIC_HOST.exec(host)?.groups?.region ?? host)),
  anywhere: (typeConfiguration) => ({ ...typeConfiguration, Endpoints: undefined }),
  foreignHandles: [{ imageId: '../x' }, { imageId: 5 }, { imageId: 'm-1&Action=DeleteImage' }, { id: 'm-1' }],
  systemTags: { 'aws:cloudformation:stack-name': 'images' },
  sessions: ALIBABA_SESSIONS,
  wire: ECS,
} as const satisfies Partial<HostileSubject['hostile']>;
