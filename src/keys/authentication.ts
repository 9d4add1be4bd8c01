import type { AccessKey } from './access-key';

/** What has rights in a cloud and lends them to sessions: a role, or an agency. */
interface Assumed {
  /** As the cloud names it wholly: an ARN, or a URN. */
  readonly name: string;
  /** Absent: derived from the resource type and the AWS account. */
  readonly sessionName?: string;
  /** How long a session lasts. */
  readonly durationSeconds: number;
}

/** One that is assumed with an access key. */
export interface AssumedByKey extends Assumed {
  readonly externalId?: string;
  /** A session policy, as JSON text. */
  readonly policy?: string;
}

/** One that is assumed with a web identity token of AWS. */
export interface AssumedByToken extends Assumed {
  /** The identity provider of the cloud's account, by its ARN or URN. */
  readonly provider: string;
  readonly audience: string;
}

/** The authentication methods that begin with an access key. */
export type KeyAuthentication =
  | { readonly kind: 'key'; readonly accessKey: AccessKey }
  | { readonly kind: 'assumed'; readonly accessKey: AccessKey; readonly assumed: AssumedByKey };

/** The one authentication method that a type configuration sets. */
export type Authentication = KeyAuthentication | { readonly kind: 'web-identity'; readonly assumed: AssumedByToken };
