/** The states of a key in the words of KMS (DescribeKey, KeyState). Only an `Enabled` key encrypts. */
export const keyStates = ['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport'] as const;
export type KeyState = (typeof keyStates)[number];

/** A key that the account itself manages. */
export interface KeyRecord {
  readonly regionId: string;
  readonly keyId: string;
  state: KeyState;
  /** Whether the policy of the key allows ECS to use it. */
  usableByEcs: boolean;
}

/** KMS of the account, as far as ECS needs it: whether it is activated, which keys exist, and whether ECS may use them. */
export class Kms {
  isActivated = true;
  /** Whether the service role AliyunECSDiskEncryptDefaultRole exists, with which ECS uses the keys of the account. */
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
   * Why ECS cannot encrypt a copy, as an error code of CopyImage; `undefined` if it can.
   *
   * @param keyId empty for the service key of ECS, which needs no permission
   * @param regionId the region in which the key must be; `undefined`: any region
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
