import type { AccessKey } from '../keys/access-key';
import type { AssumedByKey, AssumedByToken } from '../keys/authentication';
import type { Caller } from '../keys/caller';
import { type KeySource, sessionSource } from '../keys/key-source';
import { tokenOfRole, whileOpening, withoutRole } from '../keys/opening';
import type { Session } from '../keys/session';
import type { HuaweiAccess } from './access';
import { ASSUME_AGENCY, ASSUME_AGENCY_WITH_OIDC, openSession } from './sts';

const OIDC = 'AssumeAgencyWithOIDC';

/** The source of keys for the authentication method of a type configuration. */
export function keySourceOf(access: HuaweiAccess, caller: Caller): KeySource {
  const { authentication, endpoints, defaultRegionId } = access;
  const { owner, sessionName, sessions, hide } = caller;
  const ofSession = { identity: [owner, sessionName, endpoints.sts, defaultRegionId, authentication], hide };
  switch (authentication.kind) {
    case 'key':
      return { key: async () => authentication.accessKey };
    case 'assumed': {
      const { accessKey, assumed } = authentication;
      return sessionSource(sessions, ofSession, () => assume(assumed, accessKey, access, caller));
    }
    case 'web-identity': {
      const { webIdentity } = caller;
      if (!webIdentity) throw withoutRole(OIDC);
      const { assumed } = authentication;
      return sessionSource(sessions, ofSession, () => assumeWithOidc(assumed, access, { ...caller, webIdentity }));
    }
  }
}

function assume(
  { name: agencyUrn, sessionName, externalId, policy, durationSeconds }: AssumedByKey,
  key: AccessKey,
  access: HuaweiAccess,
  caller: Caller,
): Promise<Session> {
  const body = {
    agency_urn: agencyUrn,
    agency_session_name: sessionName ?? caller.sessionName,
    duration_seconds: durationSeconds,
    ...(externalId !== undefined && { external_id: externalId }),
    ...(policy !== undefined && { policy }),
  };
  const facts = { method: 'AssumeAgency', agency: agencyUrn };
  return openSession(ASSUME_AGENCY, { body, facts, key }, access, whileOpening(caller.surroundings));
}

async function assumeWithOidc(
  { provider, name: agencyUrn, audience, sessionName, durationSeconds }: AssumedByToken,
  access: HuaweiAccess,
  caller: Caller & Required<Pick<Caller, 'webIdentity'>>,
): Promise<Session> {
  const within = whileOpening(caller.surroundings);
  const { token, claims } = await tokenOfRole({ method: OIDC, audience }, caller, within);
  const body = {
    provider_urn: provider,
    agency_urn: agencyUrn,
    agency_session_name: sessionName ?? caller.sessionName,
    id_token: token,
    duration_seconds: durationSeconds,
  };
  const facts = { method: OIDC, agency: agencyUrn, provider, audience, ...claims };
  return openSession(ASSUME_AGENCY_WITH_OIDC, { body, facts, secrets: [token] }, access, within);
}
