import type { EcsError } from '../errors';
import { accessDenied } from '../ram/access-denied';
import type { Denial, OidcProvider } from '../ram/directory';
import { judgeTrust } from '../ram/policy';
import { type OidcClaims, readToken, TokenProblem } from './oidc-token';
import { isoSeconds, readSession, type StsCall } from './session';

/**
 * AssumeRoleWithOIDC: unsigned; the token says who asks. The trust policy of the role has to name the provider and may look at the
 * token's `oidc:iss`, `oidc:aud` and `oidc:sub`. In which order the service checks is undocumented.
 */
export function assumeRoleWithOidc(call: StsCall): object {
  const { parameters, account } = call;
  const providerArn = parameters.text('OIDCProviderArn');
  const noPermission = (message?: string) => call.refuse('AuthenticationFail.NoPermission', { message });
  if (!/^acs:ram::\d+:oidc-provider\/[\w.-]{1,128}$/.test(providerArn)) {
    throw noPermission('Parameter OIDCProviderArn is not valid');
  }
  const session = readSession(call);
  const provider = account.providerOf(providerArn);
  if (!provider) throw noPermission('No such OIDC Provider registered.');
  const claims = believe(call, provider);
  const context = { 'oidc:iss': claims.issuer, 'oidc:aud': claims.audiences, 'oidc:sub': claims.subject };
  const verdict = judgeTrust(session.role.trust, 'Federated', (name) => name === providerArn, context);
  if (verdict !== 'Allow') throw notTrusted(call, provider, verdict);
  return {
    ...call.issue(session),
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

function notTrusted(call: StsCall, { name }: OidcProvider, verdict: Denial['verdict']): EcsError {
  const code = call.behaviour.oidcNotTrustedCode;
  if (code === 'AuthenticationFail.NoPermission') return call.refuse(code);
  const holder = { type: 'Federated', displayName: `oidc-provider/${name}` };
  const denial: Denial = { verdict, policyType: 'AssumeRolePolicy' };
  return call.refuse(code, { body: accessDenied(call.account.accountId, holder, 'sts:AssumeRole', denial) });
}

function believe(call: StsCall, provider: OidcProvider): OidcClaims {
  try {
    return readToken(call.parameters.text('OIDCToken'), provider, call.now);
  } catch (error) {
    if (!(error instanceof TokenProblem)) throw error;
    throw call.refuse(`AuthenticationFail.OIDCToken.${error.code}`, { message: error.text });
  }
}
