import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { readAuthentication } from '../../resource/authentication';
import { Problems } from '../../resource/problems';
import type { Access as CheckedAccess } from '../../resource/resource-type';
import {
  missingConfiguration,
  readEndpoints,
  readerOf,
  readForceDelete,
  refuseConfiguration,
} from '../../resource/type-configuration';
import type { AlibabaAccess } from '../images';
import { AUTHENTICATION } from './authentication';
import { regionRule } from './rules';

/** A type configuration that was checked: the default region, endpoints, the authentication method, and how to delete. */
export interface Access extends AlibabaAccess, CheckedAccess {}

/** The type configuration of a type on Alibaba Cloud, in the form of its generated model. */
export interface AlibabaConfiguration extends BaseModel {
  readonly regionId?: string | null;
  readonly endpoints?: { readonly ecs?: string | null; readonly sts?: string | null } | null;
  readonly forceDelete?: boolean | null;
}

/**
 * Checks a type configuration.
 *
 * @throws Failure InvalidTypeConfiguration that says what is missing or wrong. It never contains a value.
 */
export function readTypeConfiguration(configuration: AlibabaConfiguration | null | undefined): Access {
  if (!configuration) throw missingConfiguration(`RegionId and an authentication method: ${AUTHENTICATION.methods}`);
  const problems = new Problems();
  const defaultRegionId = readerOf('', problems).required('RegionId', configuration.regionId, regionRule);
  const authentication = readAuthentication(configuration, AUTHENTICATION, problems);
  const { ecs, sts } = readEndpoints(configuration.endpoints, ['Ecs', 'Sts'], problems);
  const forceDelete = readForceDelete(configuration.forceDelete, problems);
  refuseConfiguration(problems);
  return {
    defaultRegionId,
    ...(ecs !== undefined && { ecsEndpoint: ecs }),
    ...(sts !== undefined && { stsEndpoint: sts }),
    authentication,
    forceDelete,
  };
}
