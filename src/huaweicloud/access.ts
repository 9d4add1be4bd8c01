import type { AccessKey } from '../keys/access-key';
import type { Endpoints } from './endpoints';

/** A trust agency that is assumed with an access key. */
export interface AgencyToAssume {
  /** `iam::<domain id>:agency:<name>`. */
  readonly agencyUrn: string;
  /** Absent: derived from the resource type and the AWS account. */
  readonly sessionName?: string;
  readonly externalId?: string;
  /** A session policy, as JSON text. */
  readonly policy?: string;
  /** 900 to 43200, and at most 3600 with a key that has a security token. */
  readonly durationSeconds: number;
}

/** A trust agency that is assumed with a web identity token of AWS. */
export interface AgencyWithOidc {
  /** The identity provider of the account that the agency is in. */
  readonly providerUrn: string;
  readonly agencyUrn: string;
  readonly audience: string;
  readonly sessionName?: string;
  readonly durationSeconds: number;
}

/** The one way to a key of Huawei Cloud that a type configuration opens. */
export type Authentication =
  | { readonly kind: 'key'; readonly accessKey: AccessKey }
  | { readonly kind: 'agency'; readonly accessKey: AccessKey; readonly agency: AgencyToAssume }
  | { readonly kind: 'web-identity'; readonly agency: AgencyWithOidc };

/** How the images of an account are reached: what a type configuration says. */
export interface HuaweiAccess {
  readonly defaultRegion: string;
  readonly authentication: Authentication;
  readonly endpoints: Endpoints;
  /** By region; those of other regions are looked up. */
  readonly projectIds: ReadonlyMap<string, string>;
}
