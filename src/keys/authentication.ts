import type { AccessKey } from './access-key';

/** A role or agency, which has permissions in a cloud and gives them to sessions. */
interface Assumed {
  /** Its full name in the cloud: an ARN or a URN. */
  readonly name: string;
  /** By default, it is derived from the resource type and the AWS account. */
  readonly sessionName?: string;
  /** How long a session lasts, in seconds. */
  readonly durationSeconds: number;
}

/** A role or agency that is assumed with an access key. */
export interface AssumedByKey extends Assumed {
  readonly externalId?: string;
  /** A session policy, as JSON text. */
  readonly policy?: string;
}

/** A role or agency that is assumed with a web identity token of AWS. */
export interface AssumedByToken extends Assumed {
  /** The ARN or URN of the identity provider in the cloud account. */
  readonly provider: string;
  readonly audience: string;
}

/** The authentication methods that begin with an access key. */
export type KeyAuthentication =
  | { readonly kind: 'key'; readonly accessKey: AccessKey }
  | { readonly kind: 'assumed'; readonly accessKey: AccessKey; readonly assumed: AssumedByKey };

/** The one authentication method that a type configuration sets. */
export type Authentication = KeyAuthentication | { readonly kind: 'web-identity'; readonly assumed: AssumedByToken };
