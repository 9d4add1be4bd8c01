import type { AccessKey } from '../../keys/access-key';
import type { Problems } from '../../resource/problems';
import { matches } from '../../resource/rules';
import { type NumberRange, objectOf, policyRule, readerOf, secretRule } from '../../resource/type-configuration';
import type { AgencyToAssume, AgencyWithOidc, Authentication } from '../access';

/** The objects of a type configuration, as the generated models of each type have them. */
interface GivenKey {
  readonly accessKey?: unknown;
  readonly secretKey?: unknown;
  readonly securityToken?: unknown;
}
interface GivenAgency {
  readonly agencyUrn?: unknown;
  readonly sessionName?: unknown;
  readonly externalId?: unknown;
  readonly policy?: unknown;
  readonly durationSeconds?: unknown;
}
interface GivenAgencyWithOidc {
  readonly providerUrn?: unknown;
  readonly agencyUrn?: unknown;
  readonly audience?: unknown;
  readonly sessionName?: unknown;
  readonly durationSeconds?: unknown;
}

/** What a type configuration says of keys. */
export interface GivenAuthentication {
  readonly credentials?: GivenKey | null;
  readonly assumeAgency?: GivenAgency | null;
  readonly assumeAgencyWithOIDC?: GivenAgencyWithOidc | null;
}

export const METHODS = 'Credentials, Credentials with AssumeAgency, or AssumeAgencyWithOIDC';

// Sources: STS API reference, version 5, AssumeAgency and AssumeAgencyWithOIDC. What a name of an agency or provider may hold is left to
// STS.
const agencyRule = matches(
  /^iam::[A-Za-z0-9_-]{1,64}:agency:[\w+=,.@/-]{1,128}$/,
  'must be of the form iam::<account ID>:agency:<name>',
);
const providerRule = matches(
  /^iam::[A-Za-z0-9_-]{1,64}:[A-Za-z-]{1,64}:[\w+=,.@/-]{1,128}$/,
  'must be of the form iam::<account ID>:oidcProvider:<name>',
);
const sessionNameRule = matches(/^[\w+=,.@-]{2,128}$/, 'must be 2 to 128 letters, digits or characters of _+=,.@-');
const externalIdRule = matches(
  /^[\w+=,.@:/-]{2,1224}$/,
  'must be 2 to 1224 letters, digits or characters of =,.@:/-_+',
);
const audienceRule = matches(/^.{1,255}$/su, 'must have 1 to 255 characters');
const LONGEST_POLICY = 4096;

/** How long a session may last; one that is opened with a temporary key no longer than an hour. */
const SESSION: NumberRange = { least: 900, most: 43_200, otherwise: 3600, unit: 'seconds' };
const SESSION_OF_TEMPORARY_KEY: NumberRange = {
  ...SESSION,
  most: 3600,
  unit: 'seconds: Credentials have a SecurityToken',
};

/** Stands for a key that is missing, which is a problem already. */
const NO_KEY: AccessKey = { accessKeyId: '', accessKeySecret: '' };

/** The one way to a key; with problems, what it returns is not used. */
export function readAuthentication(given: GivenAuthentication, problems: Problems): Authentication {
  const credentials = objectOf('Credentials', given.credentials, problems);
  const agency = objectOf('AssumeAgency', given.assumeAgency, problems);
  const withOidc = objectOf('AssumeAgencyWithOIDC', given.assumeAgencyWithOIDC, problems);
  if (withOidc) {
    if (credentials || agency) {
      problems.add(
        'AssumeAgencyWithOIDC',
        'cannot be used with Credentials or AssumeAgency: remove it, or both of them',
      );
    }
    return { kind: 'web-identity', agency: readAgencyWithOidc(withOidc, problems) };
  }
  if (!credentials) {
    const why = agency ? 'AssumeAgency assumes the agency with it' : `the authentication methods are ${METHODS}`;
    problems.add('Credentials', `is missing: ${why}`);
  }
  const accessKey = credentials ? readKey(credentials, problems) : NO_KEY;
  if (!agency) return { kind: 'key', accessKey };
  return { kind: 'agency', accessKey, agency: readAgency(agency, accessKey, problems) };
}

function readKey(given: GivenKey, problems: Problems): AccessKey {
  const read = readerOf('Credentials', problems);
  const securityToken = read.optional('SecurityToken', given.securityToken, secretRule);
  return {
    accessKeyId: read.required('AccessKey', given.accessKey, secretRule),
    accessKeySecret: read.required('SecretKey', given.secretKey, secretRule),
    ...(securityToken !== undefined && { securityToken }),
  };
}

function readAgency(given: GivenAgency, { securityToken }: AccessKey, problems: Problems): AgencyToAssume {
  const read = readerOf('AssumeAgency', problems);
  const range = securityToken === undefined ? SESSION : SESSION_OF_TEMPORARY_KEY;
  return {
    agencyUrn: read.required('AgencyUrn', given.agencyUrn, agencyRule),
    sessionName: read.optional('SessionName', given.sessionName, sessionNameRule),
    externalId: read.optional('ExternalId', given.externalId, externalIdRule),
    policy: read.optional('Policy', given.policy, policyRule(LONGEST_POLICY)),
    durationSeconds: read.number('DurationSeconds', given.durationSeconds, range),
  };
}

function readAgencyWithOidc(given: GivenAgencyWithOidc, problems: Problems): AgencyWithOidc {
  const read = readerOf('AssumeAgencyWithOIDC', problems);
  return {
    providerUrn: read.required('ProviderUrn', given.providerUrn, providerRule),
    agencyUrn: read.required('AgencyUrn', given.agencyUrn, agencyRule),
    audience: read.required('Audience', given.audience, audienceRule),
    sessionName: read.optional('SessionName', given.sessionName, sessionNameRule),
    durationSeconds: read.number('DurationSeconds', given.durationSeconds, SESSION),
  };
}
