import { isObject } from '../../../common/checked';
import { DOMAIN_ID, DOMAIN_NAME } from '../../account/regions';
import { judgeTrust } from '../access/policy';
import { agencyUrn, isNamed } from '../access/principal';
import type { ApiRequest, Done } from '../api';

const DEFAULT_SECONDS = 900;
const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 86_400;
const BODY = { empty: 'IAM.0011', malformed: 'IAM.0011' } as const;

/** CreateTemporaryAccessKeyByAgency: the older call that opens a session, `POST /v3.0/OS-CREDENTIAL/securitytokens`. */
export function createTemporaryAccessKeyByAgency(request: ApiRequest): Done {
  const { assume_role: order } = identityOf(request);
  if (!isObject(order)) throw request.refuse('IAM.0011');
  const { agency_name: name, domain_name: domainName, domain_id: domainId, duration_seconds: seconds } = order;
  const duration = seconds ?? DEFAULT_SECONDS;
  const isWhole = typeof duration === 'number' && duration >= SHORTEST_SECONDS && duration <= LONGEST_SECONDS;
  if (typeof name !== 'string' || !isWhole) throw request.refuse('IAM.0011');
  const isOurs = domainId === DOMAIN_ID || (domainId === undefined && domainName === DOMAIN_NAME);
  const agency = isOurs ? request.cloud.iam.agencyOf(agencyUrn(name)) : undefined;
  if (!agency) throw request.refuse('IAM.0004', { message: `Could not find agency: ${name}.` });
  const { principal } = request.parts;
  const decision = judgeTrust(agency.trust, 'sts:agencies:assume', ['IAM'], (named) => isNamed(principal, named), {});
  if (decision !== 'Allow') throw request.refuse('403');
  const expiresAt = request.now + duration * 1000;
  const session = { kind: 'session', agencyName: name, agencyId: agency.agencyId, sessionName: name } as const;
  const { id, secret, token } = request.cloud.keys.issue(expiresAt, session);
  const expires_at = new Date(expiresAt).toISOString().replace('Z', '000Z');
  return { status: 201, body: { credential: { access: id, secret, securitytoken: token, expires_at } } };
}

function identityOf(request: ApiRequest): Readonly<Record<string, unknown>> {
  const { auth } = request.object(BODY);
  const identity = isObject(auth) ? auth.identity : undefined;
  if (!isObject(identity) || !Array.isArray(identity.methods) || identity.methods[0] !== 'assume_role') {
    throw request.refuse('IAM.0011');
  }
  return identity;
}
