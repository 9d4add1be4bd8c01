/** States of a key in KMS's own words (DescribeKey, KeyState). Only an `Enabled` key encrypts. */
export const keyStates = ['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport'] as const;
export type KeyState = (typeof keyStates)[number];

/** One of the account's own keys. */
export interface KeyRecord {
  readonly regionId: string;
  readonly keyId: string;
  state: KeyState;
  /** Whether the policy of the key lets ECS use it. */
  usableByEcs: boolean;
}

/** KMS of the account, as far as ECS asks it: whether it is activated, which keys there are, and whether ECS may use them. */
export class Kms {
  isActivated = true;
  /** Whether the service role AliyunECSDiskEncryptDefaultRole exists, by which ECS uses the account's own keys. */
  hasServiceRole = true;
  private readonly keys = new Map<string, KeyRecord>();

  key(regionId: string, keyId: string): KeyRecord | undefined {
    return this.keys.get(`${regionId}/${keyId}`);
  }

  add(key: KeyRecord): void {
    this.keys.set(`${key.regionId}/${key.keyId}`, key);
  }

  remove(regionId: string, keyId: string): void {
    this.keys.delete(`${regionId}/${keyId}`);
  }

  /**
   * Why ECS cannot encrypt a copy, as an error code of CopyImage; undefined: it can.
   *
   * @param keyId empty for ECS's own service key, which needs no right
   * @param regionId the region in which the key has to be; undefined: any region
   */
  refusal(keyId: string, regionId: string | undefined): string | undefined {
    if (!this.isActivated) return 'InvalidParameter.KmsNotEnabled';
    if (keyId === '') return undefined;
    if (!this.hasServiceRole) return 'InvalidParameter.KMSKeyId.KMSUnauthorized';
    const key = regionId === undefined ? this.keyOfAnyRegion(keyId) : this.key(regionId, keyId);
    if (!key) return 'InvalidParameter.KMSKeyId.NotFound';
    if (key.state !== 'Enabled') return 'InvalidParameter.KMSKeyId.CMKNotEnabled';
    return key.usableByEcs ? undefined : 'InvalidParameter.KMSKeyId.CMKUnauthorized';
  }

  private keyOfAnyRegion(keyId: string): KeyRecord | undefined {
    return [...this.keys.values()].find((key) => key.keyId === keyId);
  }
}
