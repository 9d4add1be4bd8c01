import { publicRegions } from '../account/regions';
import type { ServedApi } from '../api/api';
import { EcsError } from '../api/errors';
import { publicEnvelope } from './envelope';
import type { Front } from './front';
import { readHeaderProof } from './header-proof';
import { parameterProof } from './parameter-proof';
import { type AlibabaRequest, isSignedInHeaders, readAlibabaRequest } from './request';

/** Signature version 1 of the public cloud. */
const readParameterProof = parameterProof(['HMAC-SHA1']);

/**
 * The public cloud. One port serves the APIs of every region, by their version. A request is signed with signature version 3 or, without an
 * Authorization header, with version 1.
 */
export function publicFront(apis: ReadonlyMap<string, ServedApi>): Front {
  return {
    read: readAlibabaRequest,
    apiOf: ({ version }) => apis.get(version),
    endpointRegionOf,
    proofReaderOf: (request) => (isSignedInHeaders(request) ? readHeaderProof : readParameterProof),
    envelopeOf: () => publicEnvelope,
    noSuchAction: ({ action }) => EcsError.of(action, 'InvalidApi.NotFound'),
    admit: () => undefined,
    authorize: () => undefined,
  };
}

/** The documented hosts, such as `ecs.cn-shanghai.aliyuncs.com` and `ecs-vpc.cn-shanghai.aliyuncs.com`. */
const REGIONAL_HOST = /^[a-z-]+\.([a-z0-9-]+)\.aliyuncs\.com(?::\d+)?$/i;

/**
 * One port serves all regions. An endpoint such as `http://127.0.0.1:8080/cn-shanghai` has the region in its path, and a client behind
 * `HTTP_PROXY` requests the host of a region.
 */
function endpointRegionOf({ path, headers }: AlibabaRequest): string {
  const [, ofHost = ''] = REGIONAL_HOST.exec(headers.host ?? '') ?? [];
  return [...path.split('/'), ofHost].find((part) => publicRegions.has(part)) ?? '';
}
