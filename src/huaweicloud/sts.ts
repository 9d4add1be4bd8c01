import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import type { CallSurroundings } from '../calling/call';
import { errorsAt } from '../calling/error-book';
import { field } from '../calling/told';
import type { AccessKey } from '../keys/access-key';
import type { CloudSts } from '../keys/authenticating';
import type { Facts } from '../keys/judge-sts';
import { type OpenedSession, openSession as open } from '../keys/opening';
import type { Session } from '../keys/session';
import type { HuaweiAccess } from './access';
import { endpointOf } from './endpoints';
import { attemptOf } from './request';
import { type Route, textIn } from './route';
import { HUAWEI_STS_ERRORS } from './sts-errors';

/** Both actions that open a session have the same answer (STS API reference, version 5). */
function readSession(body: unknown): OpenedSession {
  const credentials = field(body, 'credentials');
  const expiration = Date.parse(textIn(credentials, 'expiration'));
  if (Number.isNaN(expiration)) throw new UnreadableAnswer('its expiration is not a time');
  return {
    key: {
      accessKeyId: textIn(credentials, 'access_key_id'),
      accessKeySecret: textIn(credentials, 'secret_access_key'),
      securityToken: textIn(credentials, 'security_token'),
    },
    expiration,
  };
}

/** This call is signed with an access key. */
export const ASSUME_AGENCY: Route<OpenedSession> = {
  action: 'AssumeAgency',
  service: 'sts',
  method: 'POST',
  path: '/v5/agencies/assume',
  read: readSession,
};

/** This call is not signed: the token is the proof. */
export const ASSUME_AGENCY_WITH_OIDC: Route<OpenedSession> = {
  action: 'AssumeAgencyWithOIDC',
  service: 'sts',
  method: 'POST',
  path: '/v5/agencies/assume-with-oidc',
  read: readSession,
};

/** The STS of a type configuration. */
export function huaweiSts(access: HuaweiAccess): CloudSts {
  return {
    identity: [access.endpoints.sts, access.defaultRegionId],
    tokenMethod: ASSUME_AGENCY_WITH_OIDC.action,
    openByKey: ({ name: agency, sessionName, externalId, policy, durationSeconds }, key, within) => {
      const body = {
        agency_urn: agency,
        agency_session_name: sessionName,
        duration_seconds: durationSeconds,
        ...(externalId !== undefined && { external_id: externalId }),
        ...(policy !== undefined && { policy }),
      };
      return openSession(ASSUME_AGENCY, { body, facts: { agency }, key }, access, within);
    },
    openByToken: ({ provider, name: agency, audience, sessionName, durationSeconds }, token, claims, within) => {
      const body = {
        provider_urn: provider,
        agency_urn: agency,
        agency_session_name: sessionName,
        id_token: token,
        duration_seconds: durationSeconds,
      };
      const facts = { agency, provider, audience, ...claims };
      return openSession(ASSUME_AGENCY_WITH_OIDC, { body, facts, secrets: [token] }, access, within);
    },
  };
}

/** The parameters of a session request. */
interface SessionOrder {
  readonly body: { readonly duration_seconds: number };
  readonly facts: Facts;
  /** Absent if the request is not signed. */
  readonly key?: AccessKey;
  /** Values that must not be in a message, in addition to the key. */
  readonly secrets?: readonly string[];
}

/**
 * Opens a session.
 *
 * @throws Failure
 */
function openSession(
  route: Route<OpenedSession>,
  { body, facts, key, secrets }: SessionOrder,
  { endpoints, defaultRegionId }: HuaweiAccess,
  surroundings: CallSurroundings,
): Promise<Session> {
  const endpoint = endpointOf(endpoints, 'sts', defaultRegionId);
  const { runtime } = surroundings;
  return open(
    {
      name: { action: route.action, host: endpoint.host },
      errors: errorsAt(endpoints.sts, HUAWEI_STS_ERRORS),
      durationSeconds: body.duration_seconds,
      facts: { method: route.action, ...facts },
      attempt: (_, signal) => attemptOf(route, { body }, { endpoint, sender: { key, secrets }, signal, runtime }),
    },
    surroundings,
  );
}
