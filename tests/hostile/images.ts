import type { Properties } from '../support/stage';

/** The public endpoints, where an event's type configuration names none; STS has one for all regions. */
const PUBLIC_HOST = /^ecs\.(?<region>.*)\.aliyuncs\.com$/;
const PUBLIC_STS = 'sts.aliyuncs.com';

/** The region of a host of Alibaba Cloud, as `HostileSubject` says. */
export const regionOf = (host: string): string | undefined =>
  host === PUBLIC_STS ? undefined : (PUBLIC_HOST.exec(host)?.groups?.region ?? host);

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
