import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { Authentication } from '../../keys/authentication';
import { readAuthentication } from '../../resource/authentication';
import { Problems } from '../../resource/problems';
import type { Access as CheckedAccess } from '../../resource/resource-type';
import { matches } from '../../resource/rules';
import {
  eachObject,
  missingConfiguration,
  readEndpoints,
  readerOf,
  refuseConfiguration,
} from '../../resource/type-configuration';
import type { HuaweiAccess } from '../access';
import { type Endpoints, endpointsOf, HUAWEI_CLOUD } from '../endpoints';
import { AUTHENTICATION } from './authentication';
import { regionRule } from './rules';

/** A type configuration that was checked: the default region, the authentication method, and the endpoints and projects. */
export interface Access extends HuaweiAccess, CheckedAccess {
  /** The cloud has no forced deletion. */
  readonly forceDelete: false;
}

interface GivenProject {
  readonly region?: unknown;
  readonly projectId?: unknown;
}

/** The type configuration of a type on Huawei Cloud, in the form of its generated model. */
export interface HuaweiConfiguration extends BaseModel {
  readonly region?: string | null;
  readonly projectIds?: readonly (GivenProject | null)[] | null;
  readonly cloud?: string | null;
  readonly endpoints?: {
    readonly ims?: string | null;
    readonly iam?: string | null;
    readonly sts?: string | null;
  } | null;
}

const projectRule = matches(/^[0-9a-f]{32}$/, 'must be a project ID: 32 hexadecimal digits');
const cloudRule = matches(
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
  `must be a domain such as ${HUAWEI_CLOUD}`,
);

/**
 * Checks a type configuration.
 *
 * @throws Failure InvalidTypeConfiguration that says what is missing or wrong. It never contains a value.
 */
export function readHuaweiConfiguration(configuration: HuaweiConfiguration | null | undefined): Access {
  if (!configuration) throw missingConfiguration(`Region and an authentication method: ${AUTHENTICATION.methods}`);
  const problems = new Problems();
  const read = readerOf('', problems);
  const defaultRegionId = read.required('Region', configuration.region, regionRule);
  const authentication = readAuthentication(configuration, AUTHENTICATION, problems);
  const cloud = read.optional('Cloud', configuration.cloud, cloudRule);
  const given = readEndpoints(configuration.endpoints, ['Ims', 'Iam', 'Sts'], problems);
  const endpoints = endpointsOf(defaultRegionId, cloud, given);
  checkSts(authentication, endpoints, problems);
  const projectIds = readProjects(configuration.projectIds, problems);
  refuseConfiguration(problems);
  return { defaultRegionId, authentication, endpoints, projectIds, forceDelete: false };
}

/** The properties of the authentication methods that need an STS. */
const STS_METHODS: Readonly<Record<Authentication['kind'], string | undefined>> = {
  key: undefined,
  assumed: 'AssumeAgency',
  'web-identity': 'AssumeAgencyWithOIDC',
};

function checkSts({ kind }: Authentication, { sts }: Endpoints, problems: Problems): void {
  const method = STS_METHODS[kind];
  if (method === undefined || sts !== undefined) return;
  problems.add(
    method,
    'needs STS, and no STS endpoint of this Cloud is known: set Endpoints.Sts, or use only Credentials',
  );
}

/** The projects by region. A project is in one region: if two regions had the same one, the handlers would find the wrong images. */
function readProjects(list: HuaweiConfiguration['projectIds'], problems: Problems): ReadonlyMap<string, string> {
  const projects = new Map<string, string>();
  const needs = 'must be a list of objects with Region and ProjectId';
  eachObject('ProjectIds', list, needs, problems, (given, place, read) => {
    const region = read.required('Region', given.region, regionRule);
    const projectId = read.required('ProjectId', given.projectId, projectRule);
    if (projects.has(region)) problems.add(`${place}.Region`, 'is the same as in an earlier entry');
    if ([...projects.values()].includes(projectId)) {
      problems.add(`${place}.ProjectId`, 'is the same as in an earlier entry: a project belongs to one region');
    }
    projects.set(region, projectId);
  });
  return projects;
}
