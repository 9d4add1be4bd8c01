/** A temporary key of AWS, with its role. */
export interface AwsRoleKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Such as `arn:aws:iam::123456789012:role/Name`. It is the subject of the tokens. */
  readonly roleArn: string;
}
