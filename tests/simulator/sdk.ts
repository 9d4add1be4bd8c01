import Ecs from '@alicloud/ecs20140526';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import type { AlibabaSimulator } from '../../simulator/index';

// In a file of its own: the client brings every model of ECS, whose loading takes longer than most of the tests.

/** The vendor's client, as the handlers of a resource type would use it; `signatureAlgorithm` v2: with the older protocol. */
export function sdk(
  simulator: AlibabaSimulator,
  key: { SecurityToken?: string } = {},
  more: { signatureAlgorithm?: 'v2' } = {},
): Ecs {
  const { AccessKeyId, AccessKeySecret, SecurityToken } = { SecurityToken: undefined, ...simulator.accessKey, ...key };
  return new Ecs(
    new $OpenApiUtil.Config({
      accessKeyId: AccessKeyId,
      accessKeySecret: AccessKeySecret,
      securityToken: SecurityToken,
      endpoint: new URL(simulator.url).host,
      protocol: new URL(simulator.url).protocol.slice(0, -1),
      ca: simulator.ca,
      readTimeout: 10_000,
      connectTimeout: 10_000,
      ...more,
    }),
  );
}
