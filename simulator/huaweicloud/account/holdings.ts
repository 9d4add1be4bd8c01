/** The states of a KMS key that IMS distinguishes. */
export const keyStates = ['enabled', 'disabled', 'pendingDeletion'] as const;

/** A key of KMS in a region. */
export interface KeyRecord {
  readonly regionId: string;
  readonly keyId: string;
  state: (typeof keyStates)[number];
  /** Whether the caller may use it. */
  usable: boolean;
}

/** The purpose of a CBR vault: backups of servers, of disks, or of files. */
export const vaultKinds = ['server', 'disk', 'turbo'] as const;

/** A vault of CBR in a region. */
export interface VaultRecord {
  readonly regionId: string;
  readonly vaultId: string;
  readonly kind: (typeof vaultKinds)[number];
  /** `replication`: it accepts backups from other regions. */
  readonly protection: 'backup' | 'replication';
  /** In GB. */
  capacityGiB: number;
  usedGiB: number;
  available: boolean;
}

/** What an agency allows IMS to do in the target region of a copy. */
export const agencyRights = ['IMS CrossCopyAgencyPolicy', 'IMS CrossCopyAgencyCBRPolicy'] as const;
export type AgencyRight = (typeof agencyRights)[number];

/** An agency with which a service acts for the account. Sessions are opened with another kind, the trust agency (`Iam`). */
export interface ServiceAgencyRecord {
  readonly name: string;
  /** The service that it trusts. A copy needs an agency for IMS. */
  readonly service: string;
  readonly description: string;
  /** Permissions in every project. */
  rights: readonly AgencyRight[];
  /** Permissions in single projects, by project ID. */
  readonly projectRights: Map<string, Set<AgencyRight>>;
}

/** Whether an agency has a permission in a project. */
export function hasRight(
  { rights, projectRights }: ServiceAgencyRecord,
  right: AgencyRight,
  projectId: string,
): boolean {
  return rights.includes(right) || (projectRights.get(projectId)?.has(right) ?? false);
}

/** An enterprise project. The default one has the ID `0`. */
export interface EnterpriseProjectRecord {
  readonly id: string;
  readonly name: string;
  enabled: boolean;
}

/** The other objects in the account that a copy may name. */
export class Holdings {
  readonly agencies = new Map<string, ServiceAgencyRecord>();
  readonly enterpriseProjects = new Map<string, EnterpriseProjectRecord>();
  private readonly keys = new Map<string, KeyRecord>();
  private readonly vaults = new Map<string, VaultRecord>();

  key(regionId: string, keyId: string): KeyRecord | undefined {
    return this.keys.get(`${regionId}/${keyId}`);
  }

  vault(regionId: string, vaultId: string): VaultRecord | undefined {
    return this.vaults.get(`${regionId}/${vaultId}`);
  }

  addKey(key: KeyRecord): void {
    this.keys.set(`${key.regionId}/${key.keyId}`, key);
  }

  removeKey(regionId: string, keyId: string): void {
    this.keys.delete(`${regionId}/${keyId}`);
  }

  addVault(vault: VaultRecord): void {
    this.vaults.set(`${vault.regionId}/${vault.vaultId}`, vault);
  }

  removeVault(regionId: string, vaultId: string): void {
    this.vaults.delete(`${regionId}/${vaultId}`);
  }
}
