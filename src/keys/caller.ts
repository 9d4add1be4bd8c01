import type { CallSurroundings } from '../calling/call';
import type { Sessions } from './session';
import type { WebIdentity } from './web-identity';

/** For whom a cloud is called, and by which means. */
export interface Caller {
  /** Outlive an invocation: a warm process need not open a session again. */
  readonly sessions: Sessions;
  /**
   * Whose sessions may be shared: everything that a session follows from, apart from the authentication method, such as AWS account and
   * region.
   */
  readonly owner: readonly (string | undefined)[];
  /** The name of a session that the type configuration does not name, as the cloud's audit log shows it. */
  readonly sessionName: string;
  /** Absent: CloudFormation gave no credentials of a role. */
  readonly webIdentity?: WebIdentity;
  readonly surroundings: CallSurroundings;
  /** Hears of every secret that was obtained, so that it can be kept out of logs. */
  readonly hide: (secret: string) => void;
}
