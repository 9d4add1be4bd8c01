import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { readAuthentication } from '../../resource/authentication';
import { Problems } from '../../resource/problems';
import { text } from '../../resource/rules';
import { checkEndpoint, missingConfiguration, readForceDelete, UNUSABLE } from '../../resource/type-configuration';
import type { AlibabaAccess } from '../images';
import { AUTHENTICATION } from './authentication';
import { regionRule } from './rules';

/** A type configuration that was checked: the default region, endpoints, the authentication method, and how to delete. */
export interface Access extends AlibabaAccess {
  /** Whether every deletion is forced, even if the resource does not set Force. */
  readonly forceDelete: boolean;
}

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
  const { regionId, endpoints } = configuration;
  const problems = new Problems();

  if (!regionId) problems.add('RegionId', 'is missing');
  else text(regionRule)('RegionId', regionId, problems);
  const authentication = readAuthentication(configuration, AUTHENTICATION, problems);
  checkEndpoint('Endpoints.Ecs', endpoints?.ecs, problems);
  checkEndpoint('Endpoints.Sts', endpoints?.sts, problems);
  const forceDelete = readForceDelete(configuration.forceDelete, problems);
  problems.raise('InvalidTypeConfiguration', UNUSABLE);

  return {
    defaultRegionId: regionId ?? '',
    ...(endpoints?.ecs && { ecsEndpoint: endpoints.ecs }),
    ...(endpoints?.sts && { stsEndpoint: endpoints.sts }),
    authentication,
    forceDelete,
  };
}
