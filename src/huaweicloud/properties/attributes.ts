import { isRequest } from '../handles';
import type { ImsImage } from '../ims';
import { serverOf } from '../origin';
import type { ImsProperties, ImsProperty } from '../property';

/** The text members of an image, by the property that shows them ("Querying Images", attribute table). */
const TEXTS = {
  Id: 'id',
  File: 'file',
  Self: 'self',
  Schema: 'schema',
  Status: 'status',
  Visibility: 'visibility',
  ContainerFormat: 'container_format',
  UpdatedAt: 'updated_at',
  OsBit: '__os_bit',
  OsVersion: '__os_version',
  DiskFormat: 'disk_format',
  Isregistered: '__isregistered',
  Platform: '__platform',
  OsType: '__os_type',
  VirtualEnvType: 'virtual_env_type',
  ImageSourceType: '__image_source_type',
  Imagetype: '__imagetype',
  CreatedAt: 'created_at',
  Originalimagename: '__originalimagename',
  BackupId: '__backup_id',
  Productcode: '__productcode',
  ImageSize: '__image_size',
  DataOrigin: '__data_origin',
  Lazyloading: '__lazyloading',
  ActiveAt: 'active_at',
  ImageDisplayname: '__image_displayname',
  OsFeatureList: '__os_feature_list',
  SupportKvm: '__support_kvm',
  SupportXen: '__support_xen',
  SupportLargememory: '__support_largememory',
  SupportDiskintensive: '__support_diskintensive',
  SupportHighperformance: '__support_highperformance',
  SupportXenGpuType: '__support_xen_gpu_type',
  SupportKvmGpuType: '__support_kvm_gpu_type',
  SupportXenHana: '__support_xen_hana',
  SupportKvmInfiniband: '__support_kvm_infiniband',
  IsOffshelved: '__is_offshelved',
  RootOrigin: '__root_origin',
  SequenceNum: '__sequence_num',
  SupportFcInject: '__support_fc_inject',
  HwFirmwareType: 'hw_firmware_type',
  HwVifMultiqueueEnabled: 'hw_vif_multiqueue_enabled',
  SupportArm: '__support_arm',
  SupportAgentList: '__support_agent_list',
  AccountCode: '__account_code',
  SupportAmd: '__support_amd',
  SupportKvmHi1822Hisriov: '__support_kvm_hi1822_hisriov',
  SupportKvmHi1822Hivirtionet: '__support_kvm_hi1822_hivirtionet',
  OsShutdownTimeout: 'os_shutdown_timeout',
} as const;

/** The members that are true or false. */
const FLAGS = { Protected: 'protected', SystemSupportMarket: '__system_support_market' } as const;
/** The members that are integers. */
const NUMBERS = { MinDisk: 'min_disk' } as const;

/** A text of an image. IMS may return a number or a boolean for a documented text. Null and empty values count as absent. */
export const textOf =
  (member: string) =>
  (image: ImsImage): string | undefined => {
    const value = image[member];
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isPlain && value !== '' ? String(value) : undefined;
  };

const flagOf =
  (member: string) =>
  (image: ImsImage): boolean | undefined => {
    const value = textOf(member)(image)?.toLowerCase();
    return value === 'true' || value === 'false' ? value === 'true' : undefined;
  };

const numberOf =
  (member: string) =>
  (image: ImsImage): number | undefined => {
    const number = Number(textOf(member)(image) ?? Number.NaN);
    return Number.isSafeInteger(number) ? number : undefined;
  };

/** A limit of memory in MB. 0 means no limit, also if the image shows none or it cannot be read. `max_ram` comes as text. */
export const ramOf =
  (member: string) =>
  (image: ImsImage): number => {
    const limit = numberOf(member)(image) ?? 0;
    return limit > 0 ? limit : 0;
  };

/** The description for a model. The description of an image that is being created is the mark of its request, so it is left out. */
export function unmarked(description: unknown): unknown {
  return typeof description === 'string' && isRequest(description) ? undefined : description;
}

const rows = (members: Readonly<Record<string, string>>, shownAs: (member: string) => ImsProperty['shown']) =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, { shown: shownAs(member) }]));

/** The attributes that an image shows and that no template sets. */
export const ATTRIBUTES: ImsProperties = {
  ...rows(TEXTS, textOf),
  ...rows(FLAGS, flagOf),
  ...rows(NUMBERS, numberOf),
  InstanceId: { shown: serverOf },
};
