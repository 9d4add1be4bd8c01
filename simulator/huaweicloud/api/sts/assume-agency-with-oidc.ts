import { type OidcClaims, type OidcProvider, readToken, TokenProblem } from '../../../common/oidc-token';
import { judgeTrust, providerPrincipals } from '../access/policy';
import type { ApiRequest, Done } from '../api';
import { HuaweiError } from '../errors';
import { issue, readSession } from './session';

const PROVIDER_URN = /^iam::[\w+/=-]{1,64}:[\w+/=-]{1,64}:.+$/;

/**
 * AssumeAgencyWithOIDC: it is not signed, and the token identifies the caller. The trust policy of the agency must name the provider, and
 * may check `oidc:iss`, `oidc:aud` and `oidc:sub` of the token. The codes of its refusals are documented nowhere; the statuses follow from
 * their meaning.
 */
export function assumeAgencyWithOidc(request: ApiRequest): Done {
  const order = readSession(request, '400');
  const { provider_urn: urn, id_token: token } = order.body;
  if (typeof urn !== 'string' || !PROVIDER_URN.test(urn) || typeof token !== 'string') throw request.refuse('400');
  const provider = request.cloud.iam.providerOf(urn);
  if (!provider) throw request.refuse('IAM.0004', { message: `Could not find provider: ${urn}.` });
  const claims = believe(request, token, provider);
  const context = { 'oidc:iss': claims.issuer, 'oidc:aud': claims.audiences, 'oidc:sub': claims.subject };
  const { trust } = order.agency;
  const action = 'sts:agencies:assumeWithOIDC';
  const decision = judgeTrust(trust, action, providerPrincipals, (name) => name === urn, context);
  if (decision !== 'Allow') throw refusal(request, '403', 'STS5.1001');
  const [audience = ''] = claims.audiences;
  const told = { audience, provider: urn, subject_from_id_token: claims.subject };
  return { body: { ...issue(request, order), ...told } };
}

/** A refusal, with the code that users have reported or without a code. */
function refusal(request: ApiRequest, status: '401' | '403', code: string): HuaweiError {
  const refused = request.refuse(status);
  return request.behaviour.tokenRefusals === 'status'
    ? refused
    : new HuaweiError(refused.status, code, refused.message);
}

function believe(request: ApiRequest, token: string, provider: OidcProvider): OidcClaims {
  try {
    return readToken(token, provider, request.behaviour.tokenAlgorithms, request.now);
  } catch (error) {
    if (!(error instanceof TokenProblem)) throw error;
    throw error.kind === 'AudienceNotMatch' ? refusal(request, '401', 'STS5.2001') : request.refuse('401');
  }
}
