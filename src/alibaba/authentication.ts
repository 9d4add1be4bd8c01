import type { AccessKey } from '../keys/access-key';

/** A RAM role that is assumed with an AccessKey. */
export interface RoleToAssume {
  readonly roleArn: string;
  /** Absent: derived from the resource type and the AWS account. */
  readonly sessionName?: string;
  readonly externalId?: string;
  /** A session policy, as JSON text. */
  readonly policy?: string;
  readonly durationSeconds: number;
}

/** A RAM role that is assumed with a web identity token of AWS. */
export interface RoleWithOidc {
  readonly providerArn: string;
  readonly roleArn: string;
  readonly audience: string;
  /** As in `RoleToAssume`. */
  readonly sessionName?: string;
  readonly durationSeconds: number;
}

/** The way to a key that begins with an AccessKey. */
export type KeyAuthentication =
  | { readonly kind: 'key'; readonly accessKey: AccessKey }
  | { readonly kind: 'role'; readonly accessKey: AccessKey; readonly role: RoleToAssume };

/** The one way to a key of Alibaba Cloud that a type configuration opens. */
export type Authentication = KeyAuthentication | { readonly kind: 'web-identity'; readonly role: RoleWithOidc };

/** How long a session lasts by default, in seconds: the default of STS, and what every RAM role allows. */
export const DEFAULT_SESSION_SECONDS = 3_600;
