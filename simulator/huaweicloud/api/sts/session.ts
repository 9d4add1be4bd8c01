import { jsonIn } from '../../../common/json-text';
import type { Agency } from '../access/iam';
import { isPolicy, type Policy } from '../access/policy';
import { principalUrn } from '../access/principal';
import type { ApiRequest } from '../api';

/** A requested session. Its parameters are valid, but the permission is not yet checked. */
export interface SessionOrder {
  readonly agency: Agency;
  readonly sessionName: string;
  readonly policy?: Policy;
  readonly durationSeconds: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const SESSION_NAME = /^[\w+=,.@-]{2,128}$/;
const AGENCY_URN = /^iam::[\w+/=-]{1,64}:agency:.+$/;
const LONGEST_URN = 1500;
const POLICY_LENGTH = { least: 2, most: 4096 } as const;
const MOST_POLICY_IDS = 20;
const DEFAULT_SECONDS = 3600;
const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 43_200;
/** For a session that is opened with the key of another session. */
const LONGEST_BY_TOKEN_SECONDS = 3600;

/**
 * Reads the common parameters of both calls (AssumeAgency and AssumeAgencyWithOIDC of the STS API reference).
 *
 * @param malformed the code for values that cannot be read
 * @throws HuaweiError with the first problem
 */
export function readSession(request: ApiRequest, malformed: string): SessionOrder {
  if (request.behaviour.sts === 'notOffered') throw request.refuse('APIGW.0101');
  const body = request.object({ empty: malformed, malformed });
  const { agency_urn: urn, agency_session_name: sessionName } = body;
  const isUrn = typeof urn === 'string' && urn.length <= LONGEST_URN && AGENCY_URN.test(urn);
  if (!isUrn || typeof sessionName !== 'string' || !SESSION_NAME.test(sessionName)) throw request.refuse(malformed);
  const policy = readPolicy(request, body.policy, malformed);
  checkPolicyIds(request, body.policy_ids, malformed);
  const agency = request.cloud.iam.agencyOf(urn);
  if (!agency) throw request.refuse('IAM.0004', { message: `Could not find agency: ${urn}.` });
  const durationSeconds = readDuration(request, body.duration_seconds, agency, malformed);
  return { agency, sessionName, policy, durationSeconds, body };
}

function readPolicy(request: ApiRequest, text: unknown, malformed: string): Policy | undefined {
  if (text === undefined || text === null) return undefined;
  const isRight = typeof text === 'string' && text.length >= POLICY_LENGTH.least && text.length <= POLICY_LENGTH.most;
  const policy = isRight ? jsonIn(text) : undefined;
  if (!isPolicy(policy)) throw request.refuse(malformed);
  return policy;
}

/** Policies of the vendor. They are not simulated, so they restrict nothing. */
function checkPolicyIds(request: ApiRequest, ids: unknown, malformed: string): void {
  if (ids === undefined || ids === null) return;
  const isList = Array.isArray(ids) && ids.length <= MOST_POLICY_IDS;
  if (!isList || !ids.every((id) => typeof id === 'string' && /^[\w-]{1,64}$/.test(id)))
    throw request.refuse(malformed);
}

function readDuration(request: ApiRequest, value: unknown, agency: Agency, malformed: string): number {
  const seconds = value ?? Math.min(DEFAULT_SECONDS, agency.maxSessionDuration);
  const most = Math.min(
    LONGEST_SECONDS,
    agency.maxSessionDuration,
    request.parts.hasToken ? LONGEST_BY_TOKEN_SECONDS : LONGEST_SECONDS,
  );
  const isWhole = typeof seconds === 'number' && Number.isInteger(seconds);
  if (!isWhole || seconds < SHORTEST_SECONDS || seconds > most) throw request.refuse(malformed);
  return seconds;
}

/** Issues the key of a session, in the form of the answers of both calls. */
export function issue(request: ApiRequest, { agency, sessionName, policy, durationSeconds }: SessionOrder): object {
  const { name: agencyName, agencyId } = agency;
  const principal = { kind: 'session', agencyName, agencyId, sessionName, policy } as const;
  const expiresAt = request.now + durationSeconds * 1000;
  const { id, secret, token } = request.cloud.keys.issue(expiresAt, principal);
  return {
    assumed_agency: { urn: principalUrn(principal), id: `${agencyId}:${sessionName}` },
    credentials: {
      access_key_id: id,
      secret_access_key: secret,
      security_token: token,
      expiration: new Date(expiresAt).toISOString(),
    },
  };
}
