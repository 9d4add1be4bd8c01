import { copying } from '../../../src/alibaba/copying';
import type { EcsProperties } from '../../../src/alibaba/property';
import { apsaraImages } from '../../../src/apsarastack/images';
import {
  type ApsaraConfiguration,
  readApsaraConfiguration,
} from '../../../src/apsarastack/properties/type-configuration';
import type { CallReport } from '../../../src/calling/call';
import { systemRuntime } from '../../../src/failure/clock';
import { Sessions } from '../../../src/keys/session';
import type { ImageSpec } from '../../../src/life/port';

export const REGION = 'cn-x-env30-d01';
export const SECRET = 'canary-of-the-secret';
export const KEY = { accessKeyId: 'testid', accessKeySecret: SECRET };

export const IMAGE = {
  ImageId: 'm-1',
  ImageName: 'a-copy',
  Status: 'Available',
  ImageOwnerAlias: 'self',
  Tags: { Tag: [] },
  DiskDeviceMappings: { DiskDeviceMapping: [{ SnapshotId: 's-1', Type: 'system' }] },
};

/** What DescribeImages answers. */
export const listOf = (...images: readonly object[]) => ({
  RequestId: 'r-list',
  RegionId: REGION,
  PageNumber: 1,
  PageSize: 100,
  TotalCount: images.length,
  Images: { Image: images },
});

export const SPEC: ImageSpec = {
  source: { said: 'm-0 from b', image: { regionId: 'b', id: 'm-0' } },
  regionId: REGION,
  name: 'a-copy',
  finalName: 'a-copy',
  properties: {},
  tags: [{ key: 'k', value: '' }],
  token: 'token-1',
};

/** What else the images are opened with. */
interface Surroundings {
  readonly milliseconds?: number;
  readonly properties?: EcsProperties;
  readonly sessions?: Sessions;
}

/** The images of an organization, reached as a type configuration says, with what was logged of the calls and hidden from the log. */
export function openImages(
  configuration: Readonly<Record<string, unknown>>,
  { milliseconds = 20_000, properties = {}, sessions = new Sessions(Date.now) }: Surroundings = {},
) {
  const reports: CallReport[] = [];
  const hidden: string[] = [];
  const given: unknown = { regionId: REGION, credentials: KEY, ...configuration };
  const access = readApsaraConfiguration(given as ApsaraConfiguration);
  // Pauses between attempts cost no time.
  const runtime = { ...systemRuntime, sleep: async () => undefined };
  const images = apsaraImages(properties, copying({}))(access, {
    sessions,
    owner: ['123456789012', 'eu-central-1'],
    sessionName: 'a-test',
    surroundings: { runtime, deadline: Date.now() + milliseconds, onCall: (report) => reports.push(report) },
    hide: (secret) => hidden.push(secret),
  });
  return { images, reports, hidden };
}
