import type { EcsError } from '../errors';
import { accessDenied } from '../ram/access-denied';
import type { Denial, OidcProvider } from '../ram/directory';
import { judgeTrust } from '../ram/policy';
import { type OidcClaims, readToken, TokenProblem } from './oidc-token';
import { isoSeconds, readSession, type StsRequest } from './session';

/**
 * AssumeRoleWithOIDC: unsigned; the token says who asks. The trust policy of the role has to name the provider and may look at the
 * token's `oidc:iss`, `oidc:aud` and `oidc:sub`. In which order the service checks is undocumented.
 */
export function assumeRoleWithOidc(request: StsRequest): object {
  const { parameters, ram } = request;
  const providerArn = parameters.text('OIDCProviderArn');
  const noPermission = (message?: string) => request.refuse('AuthenticationFail.NoPermission', { message });
  if (!/^acs:ram::\d+:oidc-provider\/[\w.-]{1,128}$/.test(providerArn)) {
    throw noPermission('Parameter OIDCProviderArn is not valid');
  }
  const session = readSession(request);
  const provider = ram.providerOf(providerArn);
  if (!provider) throw noPermission('No such OIDC Provider registered.');
  const claims = believe(request, provider);
  const context = { 'oidc:iss': claims.issuer, 'oidc:aud': claims.audiences, 'oidc:sub': claims.subject };
  const decision = judgeTrust(session.role.trust, 'Federated', (name) => name === providerArn, context);
  if (decision !== 'Allow') throw notTrusted(request, provider, decision);
  return {
    ...request.issue(session),
    OIDCTokenInfo: {
      Subject: claims.subject,
      Issuer: claims.issuer,
      ClientIds: claims.audiences.join(','),
      ExpirationTime: isoSeconds(claims.expiresAt * 1000),
      IssuanceTime: isoSeconds(claims.issuedAt * 1000),
      VerificationInfo: 'Success',
    },
  };
}

function notTrusted(request: StsRequest, { name }: OidcProvider, decision: Denial['decision']): EcsError {
  const code = request.behaviour.oidcNotTrustedCode;
  if (code === 'AuthenticationFail.NoPermission') return request.refuse(code);
  const holder = { type: 'Federated', displayName: `oidc-provider/${name}` };
  const denial: Denial = { decision, policyType: 'AssumeRolePolicy' };
  return request.refuse(code, { body: accessDenied(request.ram.accountId, holder, 'sts:AssumeRole', denial) });
}

function believe(request: StsRequest, provider: OidcProvider): OidcClaims {
  try {
    return readToken(request.parameters.text('OIDCToken'), provider, request.now);
  } catch (error) {
    if (!(error instanceof TokenProblem)) throw error;
    throw request.refuse(`AuthenticationFail.OIDCToken.${error.code}`, { message: error.text });
  }
}
