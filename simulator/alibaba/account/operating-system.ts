/** What a disk has on it, as an image that is made from it shows it. */
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

/** An operating system of which only a part is said; the default is Ubuntu on x86_64. */
export function operatingSystem({
  osType = 'linux',
  platform = usual[osType].platform,
  osName = usual[osType].osName,
  architecture = 'x86_64',
  bootMode = usualBootMode(architecture),
}: Partial<OperatingSystem>): OperatingSystem {
  return { osType, platform, osName, architecture, bootMode };
}

/** How machines of an architecture boot if nothing else is said: those with an ARM processor know UEFI only. */
export function usualBootMode(architecture: string): string {
  return architecture === 'arm64' ? 'UEFI' : 'BIOS';
}
