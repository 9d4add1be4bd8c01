/** A key to sign requests with; temporary if it has a security token. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/**
 * Where keys come from. It is asked before every call, so that a source which assumes a role can renew its key during a long copy.
 * `name` is what Alibaba Cloud gets to see in `x-acs-credentials-provider`.
 */
export interface KeySource {
  readonly name: string;
  /** @throws Failure if there is none to be had. */
  key(): Promise<AccessKey>;
  /**
   * Another key in place of one that was refused, where another can be had.
   *
   * @throws Failure if there is none to be had.
   */
  readonly renew?: (refused: AccessKey) => Promise<AccessKey>;
}

/** The key that stands in the type configuration. */
export function fixedKey(key: AccessKey): KeySource {
  return { name: key.securityToken === undefined ? 'static_ak' : 'static_sts', key: async () => key };
}
