import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { KEY_OR_ROLE } from '../../alibaba/properties/authentication';
import type { PlainHttp } from '../../calling/endpoint';
import { readKeyAuthentication } from '../../resource/authentication';
import { Problems } from '../../resource/problems';
import type { Access as CheckedAccess } from '../../resource/resource-type';
import { flag } from '../../resource/rules';
import {
  checkEndpoint,
  eachObject,
  missingConfiguration,
  objectOf,
  readerOf,
  readForceDelete,
  refuseConfiguration,
} from '../../resource/type-configuration';
import type { ApsaraAccess } from '../access';
import type { Connecting } from '../connection';
import { type Endpoints, type ProductEndpoints, templateOf } from '../endpoints';
import { GATEWAY_KINDS, type Gateway, PARAMETER_PLACES } from '../gateway';
import { SIGNATURE_METHODS } from '../signature';
import { certificatesRule, numberRule, oneOf, proxyRule, regionRule } from './rules';

/** A type configuration that was checked: the default region, how to reach and call the gateway, and how to delete. */
export interface Access extends ApsaraAccess, CheckedAccess {}

interface GivenEndpoints {
  readonly ecs?: string | null;
  readonly sts?: string | null;
}
interface GivenRegionEndpoints extends GivenEndpoints {
  readonly regionId?: string | null;
}

/** The type configuration of a type on Apsara Stack, in the form of its generated model. */
export interface ApsaraConfiguration extends BaseModel {
  readonly regionId?: string | null;
  readonly endpoints?: GivenEndpoints | null;
  readonly regionEndpoints?: readonly GivenRegionEndpoints[] | null;
  readonly allowHttp?: boolean | null;
  readonly organization?: string | null;
  readonly resourceSet?: string | null;
  readonly gateway?: string | null;
  readonly parameters?: string | null;
  readonly signatureMethod?: string | null;
  readonly caCertificate?: string | null;
  readonly insecureSkipVerify?: boolean | null;
  readonly proxy?: string | null;
  readonly forceDelete?: boolean | null;
}

const FLAGS = [
  ['AllowHttp', 'allowHttp'],
  ['InsecureSkipVerify', 'insecureSkipVerify'],
] as const;

/** Where plain HTTP is accepted. A private cloud may offer nothing else. */
const plainHttp = (allowed: boolean): PlainHttp => ({
  anywhere: allowed,
  rule: 'http:// needs AllowHttp: true, or a loopback address',
});

/**
 * Checks a type configuration.
 *
 * @throws Failure InvalidTypeConfiguration that says what is missing or wrong. It never contains a value.
 */
export function readApsaraConfiguration(configuration: ApsaraConfiguration | null | undefined): Access {
  if (!configuration) {
    throw missingConfiguration(`RegionId, Endpoints.Ecs and an authentication method: ${KEY_OR_ROLE.methods}`);
  }
  const problems = new Problems();
  const read = readerOf('', problems);
  const defaultRegionId = read.required('RegionId', configuration.regionId, regionRule);
  const authentication = readKeyAuthentication(configuration, KEY_OR_ROLE, problems);
  for (const [name, field] of FLAGS) flag(name, configuration[field], problems);
  const endpoints = readEndpoints(configuration, problems);
  if (authentication.kind === 'assumed' && templateOf(endpoints, 'sts', defaultRegionId) === undefined) {
    problems.add('Endpoints.Sts', 'is missing: AssumeRole needs it, and there is no public STS endpoint');
  }
  const gateway = readGateway(configuration, problems);
  const connecting = readConnecting(configuration, problems);
  const forceDelete = readForceDelete(configuration.forceDelete, problems);
  refuseConfiguration(problems);
  return { defaultRegionId, authentication, endpoints, gateway, connecting, forceDelete };
}

function readEndpoints(configuration: ApsaraConfiguration, problems: Problems): Endpoints {
  const http = plainHttp(configuration.allowHttp === true);
  const given = objectOf('Endpoints', configuration.endpoints, problems);
  const everywhere = readProducts('Endpoints', given ?? {}, http, problems);
  const ofRegion = new Map<string, ProductEndpoints>();
  eachObject('RegionEndpoints', configuration.regionEndpoints, 'must be a list', problems, (own, place, read) => {
    const regionId = read.required('RegionId', own.regionId, regionRule);
    if (ofRegion.has(regionId)) problems.add(`${place}.RegionId`, 'is the same as in an earlier entry');
    ofRegion.set(regionId, readProducts(place, own, http, problems));
  });
  return { everywhere, ofRegion };
}

function readProducts(place: string, { ecs, sts }: GivenEndpoints, http: PlainHttp, problems: Problems) {
  if (ecs === undefined || ecs === null || ecs === '') {
    problems.add(`${place}.Ecs`, 'is missing: there is no public endpoint');
  } else checkEndpoint(`${place}.Ecs`, ecs, problems, http);
  checkEndpoint(`${place}.Sts`, sts, problems, http);
  return { ecs: ecs ?? '', ...(sts && { sts }) };
}

function readGateway(configuration: ApsaraConfiguration, problems: Problems): Gateway {
  const read = readerOf('', problems);
  const choice = <Choice extends string>(name: string, value: unknown, choices: readonly [Choice, ...Choice[]]) => {
    const given = read.optional(name, value, oneOf(...choices));
    return choices.find((one) => one === given) ?? choices[0];
  };
  const organization = read.optional('Organization', configuration.organization, numberRule);
  const resourceSet = read.optional('ResourceSet', configuration.resourceSet, numberRule);
  if (resourceSet !== undefined && (configuration.organization ?? undefined) === undefined) {
    problems.add('Organization', 'is missing: a ResourceSet belongs to an organization');
  }
  return {
    kind: choice('Gateway', configuration.gateway, GATEWAY_KINDS),
    parameters: choice('Parameters', configuration.parameters, PARAMETER_PLACES),
    signatureMethod: choice('SignatureMethod', configuration.signatureMethod, SIGNATURE_METHODS),
    ...(organization !== undefined && { organization }),
    ...(resourceSet !== undefined && { resourceSet }),
  };
}

function readConnecting(configuration: ApsaraConfiguration, problems: Problems): Connecting {
  const read = readerOf('', problems);
  const ca = read.optional('CaCertificate', configuration.caCertificate, certificatesRule);
  const proxy = read.optional('Proxy', configuration.proxy, proxyRule);
  const skipVerify = configuration.insecureSkipVerify === true;
  if (skipVerify && ca !== undefined)
    problems.add('InsecureSkipVerify', 'cannot be used with CaCertificate: remove one of them');
  return { skipVerify, ...(ca !== undefined && { ca }), ...(proxy !== undefined && { proxy }) };
}
