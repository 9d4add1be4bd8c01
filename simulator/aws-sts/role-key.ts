/** A temporary key of AWS and the role that it acts for. */
export interface AwsRoleKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** As `arn:aws:iam::123456789012:role/Name`: the subject of the tokens. */
  readonly roleArn: string;
}
