import type { CallSurroundings } from '../calling/call';
import type { Sessions } from './session';
import type { WebIdentity } from './web-identity';

/** On whose behalf a cloud is called, and what the calls need. */
export interface Caller {
  /** The sessions stay between invocations: a warm process does not have to open a session again. */
  readonly sessions: Sessions;
  /**
   * The owner of the sessions, such as AWS account and region: together with the authentication method, everything that a session depends
   * on. Callers with the same owner may share a session.
   */
  readonly owner: readonly (string | undefined)[];
  /** The session name in the cloud's audit log, if the type configuration does not set one. */
  readonly sessionName: string;
  /** Absent if CloudFormation gave no credentials of a role. */
  readonly webIdentity?: WebIdentity;
  readonly surroundings: CallSurroundings;
  /** Receives every secret that was obtained, to keep it out of logs. */
  readonly hide: (secret: string) => void;
}
