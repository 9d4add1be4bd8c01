import { jsonIn } from '../../../common/json-text';
import { isoSeconds } from '../../../common/time';
import type { Behaviour } from '../../account/behaviour';
import { EcsError, type ErrorDetails } from '../errors';
import type { ActionParameters } from '../parameters';
import type { RamDirectory, Role } from '../ram/directory';
import type { KeyRing } from '../ram/key-ring';
import { isPolicy, type PolicyDocument } from '../ram/policy';
import { roleArn } from '../ram/principal';

/** A request to the Security Token Service at one time. */
export class StsRequest {
  constructor(
    readonly action: string,
    readonly parameters: ActionParameters,
    readonly ram: RamDirectory,
    readonly behaviour: Readonly<Behaviour>,
    private readonly keys: KeyRing,
    /** In simulated milliseconds since 1970. */
    readonly now: number,
  ) {}

  /** The error of this action with that code. The caller must throw it. */
  refuse(code: string, details?: ErrorDetails): EcsError {
    return EcsError.of(this.action, code, details);
  }

  /** Issues the key of a session, in the form of the answers of both actions. */
  issue({ role, sessionName, policy, durationSeconds }: SessionRequest): Readonly<Record<string, object>> {
    const session = { kind: 'session', roleName: role.name, roleId: role.roleId } as const;
    const expiresAt = this.now + durationSeconds * 1000;
    const key = this.keys.issue(expiresAt, { ...session, sessionName, policy });
    return {
      Credentials: { ...key, Expiration: isoSeconds(expiresAt) },
      AssumedRoleUser: {
        Arn: `${roleArn(this.ram.accountId, role.name)}/${sessionName}`,
        AssumedRoleId: `${role.roleId}:${sessionName}`,
      },
    };
  }
}

/** A requested session. Its parameters are valid, but the permission is not yet checked. */
export interface SessionRequest {
  readonly role: Role;
  readonly sessionName: string;
  readonly policy?: PolicyDocument;
  readonly durationSeconds: number;
}

const ROLE_ARN = /^acs:ram::\d+:role\/[\w.-]{1,64}$/;
const SESSION_NAME = /^[A-Za-z0-9.@_-]{2,64}$/;
const LONGEST_POLICY = 2048;
const DEFAULT_SECONDS = 3600;
const SHORTEST_SECONDS = 900;

/**
 * Reads the common parameters of both actions (AssumeRole and AssumeRoleWithOIDC documentation).
 *
 * @throws EcsError with the first problem
 */
export function readSession(request: StsRequest): SessionRequest {
  const arn = request.parameters.required('RoleArn');
  if (!ROLE_ARN.test(arn)) throw request.refuse('InvalidParameter.RoleArn');
  const sessionName = request.parameters.required('RoleSessionName');
  if (!SESSION_NAME.test(sessionName)) throw request.refuse('InvalidParameter.RoleSessionName');
  const policy = readPolicy(request);
  const role = request.ram.roleOf(arn);
  if (!role) throw request.refuse('EntityNotExist.Role');
  return { role, sessionName, policy, durationSeconds: readDuration(request, role) };
}

function readPolicy(request: StsRequest): PolicyDocument | undefined {
  const text = request.parameters.text('Policy');
  if (text === '') return undefined;
  if (text.length > LONGEST_POLICY) throw request.refuse('InvalidParameter.PolicySize');
  const policy = jsonIn(text);
  if (!isPolicy(policy)) throw request.refuse('InvalidParameter.PolicyGrammar');
  return policy;
}

function readDuration(request: StsRequest, { maxSessionDuration }: Role): number {
  const text = request.parameters.text('DurationSeconds');
  const seconds = text === '' ? Math.min(DEFAULT_SECONDS, maxSessionDuration) : Number(text);
  const isAllowed = Number.isInteger(seconds) && seconds >= SHORTEST_SECONDS && seconds <= maxSessionDuration;
  if (!isAllowed) throw request.refuse('InvalidParameter.DurationSeconds');
  return seconds;
}
