/** The system on a disk, as an image from this disk shows it. */
export interface OperatingSystem {
  readonly osType: 'linux' | 'windows';
  readonly platform: string;
  readonly osName: string;
  readonly architecture: string;
  readonly bootMode: string;
}

export const architectures = ['x86_64', 'i386', 'arm64'] as const;
export const bootModes = ['BIOS', 'UEFI', 'UEFI-Preferred'] as const;

const usual = {
  linux: { platform: 'Ubuntu', osName: 'Ubuntu 24.04 64 bit' },
  windows: { platform: 'Windows Server 2022', osName: 'Windows Server 2022 Datacenter 64 bit English Edition' },
} as const;

/** An operating system from its known parts; by default, Ubuntu on x86_64. */
export function operatingSystem({
  osType = 'linux',
  platform = usual[osType].platform,
  osName = usual[osType].osName,
  architecture = 'x86_64',
  bootMode = usualBootMode(architecture),
}: Partial<OperatingSystem>): OperatingSystem {
  return { osType, platform, osName, architecture, bootMode };
}

/** The default boot mode of an architecture. Machines with an ARM processor support only UEFI. */
export function usualBootMode(architecture: string): string {
  return architecture === 'arm64' ? 'UEFI' : 'BIOS';
}
