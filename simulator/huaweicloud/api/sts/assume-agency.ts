import { DOMAIN_ID } from '../../account/regions';
import { judgeTrust } from '../access/policy';
import { agencyUrn, isNamed, principalUrn } from '../access/principal';
import type { ApiRequest, Done } from '../api';
import { issue, readSession } from './session';

const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/** AssumeAgency: it is signed. The trust policy of the agency must name the caller, and may require an external ID. */
export function assumeAgency(request: ApiRequest): Done {
  const order = readSession(request, 'IAM.0011');
  const { external_id: externalId } = order.body;
  const isText = externalId === undefined || (typeof externalId === 'string' && EXTERNAL_ID.test(externalId));
  if (!isText) throw request.refuse('IAM.0011');
  const { principal } = request.parts;
  const context = { 'sts:ExternalId': externalId };
  const { trust, name } = order.agency;
  const decision = judgeTrust(trust, 'sts:agencies:assume', ['IAM'], (name) => isNamed(principal, name), context);
  const mayAssume = request.may('sts:agencies:assume', agencyUrn(name));
  if (decision !== 'Allow' || !mayAssume) throw request.refuse('403');
  return { body: issue(request, order) };
}

/** GetCallerIdentity: it returns the owner of the key. */
export function getCallerIdentity(request: ApiRequest): Done {
  if (request.behaviour.sts === 'notOffered') throw request.refuse('APIGW.0101');
  const { principal } = request.parts;
  const id = principal.kind === 'user' ? DOMAIN_ID : `${principal.agencyId}:${principal.sessionName}`;
  return { body: { account_id: DOMAIN_ID, principal_urn: principalUrn(principal), principal_id: id } };
}
