import { type OidcClaims, readToken, type TokenAlgorithm, TokenProblem } from '../../../common/oidc-token';
import { isoSeconds } from '../../../common/time';
import type { EcsError } from '../errors';
import { accessDenied } from '../ram/access-denied';
import type { Denial, RamOidcProvider } from '../ram/directory';
import { judgeTrust } from '../ram/policy';
import { readSession, type StsRequest } from './session';

/**
 * AssumeRoleWithOIDC: it is not signed, and the token identifies the caller. The trust policy of the role must name the provider and may
 * check `oidc:iss`, `oidc:aud` and `oidc:sub` of the token. The order of the service's checks is undocumented.
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

function notTrusted(request: StsRequest, { name }: RamOidcProvider, decision: Denial['decision']): EcsError {
  const code = request.behaviour.oidcNotTrustedCode;
  if (code === 'AuthenticationFail.NoPermission') return request.refuse(code);
  const holder = { type: 'Federated', displayName: `oidc-provider/${name}` };
  const denial: Denial = { decision, policyType: 'AssumeRolePolicy' };
  return request.refuse(code, { body: accessDenied(request.ram.accountId, holder, 'sts:AssumeRole', denial) });
}

function believe(request: StsRequest, provider: RamOidcProvider): OidcClaims {
  try {
    return readToken(request.parameters.text('OIDCToken'), provider, ALGORITHMS, request.now);
  } catch (error) {
    if (!(error instanceof TokenProblem)) throw error;
    throw tokenRefusal(request, error);
  }
}

/** It is undocumented which algorithms the service accepts in addition to RS256. */
const ALGORITHMS: readonly TokenAlgorithm[] = ['RS256'];

/** The code of a problem, and its message if it is not the usual one of the code. */
function tokenRefusal(request: StsRequest, { kind, subject }: TokenProblem): EcsError {
  const invalid = (message: string) => request.refuse('AuthenticationFail.OIDCToken.Invalid', { message });
  if (kind === 'Empty') return invalid('The OIDCToken can not empty.');
  if (kind === 'NotThreeParts') return invalid("The number of Jwt field should be divided into 3 parts with '.' .");
  if (kind === 'UnknownAlgorithm') {
    return invalid(`The algorithm ${subject} that be specified in Jwt header is unknown.`);
  }
  const broken = `Get public keys from OIDC Provider failed, the issuer is ${subject}.`;
  const message = kind === 'IssuerConfigurationBroken' ? broken : undefined;
  return request.refuse(`AuthenticationFail.OIDCToken.${kind}`, { message });
}
