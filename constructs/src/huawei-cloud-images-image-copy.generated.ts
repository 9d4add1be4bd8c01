// Written by constructs/generate.ts from schema.json; not to be edited.
import * as cdk from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { problemsOf, render, type StructureShape } from './shape';

/** The properties of {@link CfnHuaweiCloudImagesImageCopy}. */
export interface CfnHuaweiCloudImagesImageCopyProps {
  /**
   * The region of the source image, for example cn-north-4. Default: Region of the type configuration.
   *
   * Update: replacement.
   */
  readonly region?: string;

  /**
   * The ID of the image to copy, for example 7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c: an active private image in Region, or a shared one that the account has accepted.
   *
   * Update: replacement.
   */
  readonly sourceImageId: string;

  /** The name of the copy: 1 to 128 Chinese or English letters, digits, underscores, hyphens, periods and spaces, with no space at either end. */
  readonly name: string;

  /**
   * The region to copy to, where the copy is changed and deleted. Default: the region of the source image. Another region needs AgencyName, and must belong to the same site (Chinese mainland, International or Europe).
   *
   * Update: replacement.
   */
  readonly targetRegion?: string;

  /**
   * The ID of the KMS key that encrypts the copy, not an alias; it must differ from the key of the source image. It is for a copy within a region; encrypted images cannot be copied to another region. If omitted, the copy is not encrypted.
   *
   * Update: replacement.
   */
  readonly kmsKeyId?: string;

  /** The ID of the enterprise project that the copy belongs to; 0 is the default one. It is for a copy within a region; a copy to another region is in the default project. Default: 0. */
  readonly enterpriseProjectId?: string;

  /**
   * The name of the cloud service agency that lets IMS copy images to TargetRegion, with IMS CrossCopyAgencyPolicy or, for a full-ECS image, IMS CrossCopyAgencyCBRPolicy. Required for a copy to another region, and only for that.
   *
   * Update: replacement.
   */
  readonly agencyName?: string;

  /**
   * The ID of the vault in TargetRegion that stores the backup of a full-ECS image: a server backup vault for replication. Required to copy a full-ECS image to another region, and only for that.
   *
   * Update: replacement.
   */
  readonly vaultId?: string;

  /** The minimum memory, in MB, of servers that use the image. 0 means no limit. Default: 0. */
  readonly minRam?: number;

  /** The maximum memory, in MB, of servers that use the image; not less than MinRam. 0 means no limit. Default: 0. */
  readonly maxRam?: number;

  /** The description of the copy: 1 to 1024 characters without < and > and without line breaks, not beginning with tfcfn-request-. While the copy runs, the image has a mark of the resource instead. */
  readonly description?: string;

  /** The tags of the copy. An image can have 10 tags; one of them is the resource's own (tfcfn-request), and a second one (tfcfn-start) is set where there is room. Tags of the stack are added where they fit; those that do not fit are left out and named in the message of the operation. */
  readonly tags?: cdk.CfnTag[];

  /** Whether deleting the copy also deletes the replicated backup of a full-ECS image. By default, the backup remains and is billed. */
  readonly deleteBackup?: boolean | cdk.IResolvable;

  /** The time limits of the operations: durations such as 90s, 45m or 1h30m, at most 11h. */
  readonly timeouts?: CfnHuaweiCloudImagesImageCopy.TimeoutsDefinitionProperty | cdk.IResolvable;
}

/**
 * Resource Type definition for TF::HuaweiCloud::ImagesImageCopy, a copy of a Huawei Cloud IMS image in its region or in another one. Creating the resource copies the image. Updating it changes the name, description, memory limits, enterprise project and tags of the copy. Deleting it removes the copy and, with DeleteBackup, its backup.
 *
 * @cloudformationResource TF::HuaweiCloud::ImagesImageCopy
 */
export class CfnHuaweiCloudImagesImageCopy extends cdk.CfnResource implements cdk.IInspectable, cdk.ITaggableV2 {
  /** The name of the resource type in CloudFormation. */
  static readonly CFN_RESOURCE_TYPE_NAME = 'TF::HuaweiCloud::ImagesImageCopy';

  /** The identifier of the copy, <TargetRegion>/<JobId>, for example cn-east-3/ff8080814dbd65d7014dbe0d84db0013. Ref returns it. If the copy cannot start immediately, its identifier stays <TargetRegion>/tfcfn-request-<mark>. An import uses <TargetRegion>/<image ID>. Id is the image ID in each case. */
  readonly attrTfcfnid: string;
  /** The ID of the copied image, for example 7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c. */
  readonly attrId: string;
  /** The ID of the server that the image was created from. A copy does not have it. */
  readonly attrInstanceId: string;
  /** The path under which the image file can be uploaded and downloaded. */
  readonly attrFile: string;
  /** The path of the image in the API. */
  readonly attrSelf: string;
  /** The path of the schema of the image in the API. */
  readonly attrSchema: string;
  /** The state of the image: queued (waiting for its file), saving (its file is being stored), active (it can be used), killed (storing it failed) or deleted. */
  readonly attrStatus: string;
  /** Who can see the image: private, shared or public. */
  readonly attrVisibility: string;
  /** Whether the image is protected. A protected image cannot be deleted. */
  readonly attrProtected: cdk.IResolvable;
  /** The container format, for example bare. */
  readonly attrContainerFormat: string;
  /** When the image was last changed, in UTC, for example 2026-11-21T08:00:00Z. */
  readonly attrUpdatedAt: string;
  /** The word length of the operating system: 32 or 64. */
  readonly attrOsBit: string;
  /** The full name and version of the operating system. */
  readonly attrOsVersion: string;
  /** The format of the image: zvhd2, vhd, zvhd, raw, qcow2 or iso. */
  readonly attrDiskFormat: string;
  /** Whether the image is registered: true or false. */
  readonly attrIsregistered: string;
  /** The operating system platform, for example Ubuntu, CentOS, Debian, EulerOS or Windows. */
  readonly attrPlatform: string;
  /** The kind of operating system: Linux, Windows or Other. */
  readonly attrOsType: string;
  /** The smallest system disk for which the image can be used, in GB. */
  readonly attrMinDisk: number;
  /** Where the image can be used: FusionCompute (cloud servers), DataImage (data disks), Ironic (bare metal servers) or IsoImage. */
  readonly attrVirtualEnvType: string;
  /** The kind of storage that holds the image file, for example uds. */
  readonly attrImageSourceType: string;
  /** The kind of image: private, shared, gold (public) or market. It is private for a copy. */
  readonly attrImagetype: string;
  /** When the image was created, in UTC, for example 2026-11-21T08:00:00Z. */
  readonly attrCreatedAt: string;
  /** The ID of the parent image. It is absent if the parent is a public image, or an image that was created from a file. */
  readonly attrOriginalimagename: string;
  /** The ID of the backup that belongs to the image. Only images with a backup have it, such as a full-ECS image. */
  readonly attrBackupId: string;
  /** The product ID of an image of the marketplace. Other images do not have it. */
  readonly attrProductcode: string;
  /** The size of the image file, in bytes. */
  readonly attrImageSize: string;
  /** The origin of the image, for a copy image,<source region>,<source image ID>. */
  readonly attrDataOrigin: string;
  /** Whether the image is loaded when it is needed: true or false, also written True or False. */
  readonly attrLazyloading: string;
  /** When the image became active, in UTC. */
  readonly attrActiveAt: string;
  /** The name of the image for display. Few images have it. */
  readonly attrImageDisplayname: string;
  /** Further features of the operating system, as a list in JSON. Few images have it. */
  readonly attrOsFeatureList: string;
  /** true if the image can be used on KVM; otherwise absent. */
  readonly attrSupportKvm: string;
  /** true if the image can be used on Xen; otherwise absent. */
  readonly attrSupportXen: string;
  /** true if the image can be used on memory-optimized servers; otherwise absent. */
  readonly attrSupportLargememory: string;
  /** true if the image can be used on disk-intensive servers; otherwise absent. */
  readonly attrSupportDiskintensive: string;
  /** true if the image can be used on high-performance servers; otherwise absent. */
  readonly attrSupportHighperformance: string;
  /** The GPUs that the image supports on Xen. Only images for GPU-accelerated servers have it. */
  readonly attrSupportXenGpuType: string;
  /** The GPUs that the image supports on KVM. Only images for GPU-accelerated servers have it. */
  readonly attrSupportKvmGpuType: string;
  /** true if the image supports HANA servers on Xen; otherwise absent. */
  readonly attrSupportXenHana: string;
  /** true if the image supports InfiniBand network cards on KVM; otherwise absent. */
  readonly attrSupportKvmInfiniband: string;
  /** Whether the image can be published in KooGallery, the marketplace. */
  readonly attrSystemSupportMarket: cdk.IResolvable;
  /** Whether the image of the marketplace is no longer offered: true or false. */
  readonly attrIsOffshelved: string;
  /** file if the image was imported from a file; otherwise absent. */
  readonly attrRootOrigin: string;
  /** The slot of the system disk that the image belongs to. Few images have it. */
  readonly attrSequenceNum: string;
  /** true if Cloud-Init cannot inject a password or private key into servers of the image; otherwise absent. */
  readonly attrSupportFcInject: string;
  /** The boot mode: bios or uefi. */
  readonly attrHwFirmwareType: string;
  /** Whether the image supports several queues per network card: true or false. */
  readonly attrHwVifMultiqueueEnabled: string;
  /** Whether the image is for the Arm architecture: true or false. */
  readonly attrSupportArm: string;
  /** The agents that are installed in the image: hss (server security), ces (monitoring). Absent if there are none. */
  readonly attrSupportAgentList: string;
  /** The code by which the image is billed. Few images have it. */
  readonly attrAccountCode: string;
  /** Whether the image is for the x86 architecture of AMD: true or false. */
  readonly attrSupportAmd: string;
  /** true if the image supports SR-IOV; otherwise absent. */
  readonly attrSupportKvmHi1822Hisriov: string;
  /** true if the image supports Virtio-Net; otherwise absent. */
  readonly attrSupportKvmHi1822Hivirtionet: string;
  /** How long a server of the image may take to shut down, in seconds: 60 to 300. */
  readonly attrOsShutdownTimeout: string;
  /** The tags, those of `Tags.of(scope)` among them. */
  readonly cdkTagManager: cdk.TagManager;

  region?: string;
  sourceImageId: string;
  name: string;
  targetRegion?: string;
  kmsKeyId?: string;
  enterpriseProjectId?: string;
  agencyName?: string;
  vaultId?: string;
  minRam?: number;
  maxRam?: number;
  description?: string;
  tags?: cdk.CfnTag[];
  deleteBackup?: boolean | cdk.IResolvable;
  timeouts?: CfnHuaweiCloudImagesImageCopy.TimeoutsDefinitionProperty | cdk.IResolvable;

  constructor(scope: Construct, id: string, props: CfnHuaweiCloudImagesImageCopyProps) {
    super(scope, id, { type: CfnHuaweiCloudImagesImageCopy.CFN_RESOURCE_TYPE_NAME, properties: { ...props } });
    this.attrTfcfnid = cdk.Token.asString(this.getAtt('tfcfnid', cdk.ResolutionTypeHint.STRING));
    this.attrId = cdk.Token.asString(this.getAtt('Id', cdk.ResolutionTypeHint.STRING));
    this.attrInstanceId = cdk.Token.asString(this.getAtt('InstanceId', cdk.ResolutionTypeHint.STRING));
    this.attrFile = cdk.Token.asString(this.getAtt('File', cdk.ResolutionTypeHint.STRING));
    this.attrSelf = cdk.Token.asString(this.getAtt('Self', cdk.ResolutionTypeHint.STRING));
    this.attrSchema = cdk.Token.asString(this.getAtt('Schema', cdk.ResolutionTypeHint.STRING));
    this.attrStatus = cdk.Token.asString(this.getAtt('Status', cdk.ResolutionTypeHint.STRING));
    this.attrVisibility = cdk.Token.asString(this.getAtt('Visibility', cdk.ResolutionTypeHint.STRING));
    this.attrProtected = this.getAtt('Protected');
    this.attrContainerFormat = cdk.Token.asString(this.getAtt('ContainerFormat', cdk.ResolutionTypeHint.STRING));
    this.attrUpdatedAt = cdk.Token.asString(this.getAtt('UpdatedAt', cdk.ResolutionTypeHint.STRING));
    this.attrOsBit = cdk.Token.asString(this.getAtt('OsBit', cdk.ResolutionTypeHint.STRING));
    this.attrOsVersion = cdk.Token.asString(this.getAtt('OsVersion', cdk.ResolutionTypeHint.STRING));
    this.attrDiskFormat = cdk.Token.asString(this.getAtt('DiskFormat', cdk.ResolutionTypeHint.STRING));
    this.attrIsregistered = cdk.Token.asString(this.getAtt('Isregistered', cdk.ResolutionTypeHint.STRING));
    this.attrPlatform = cdk.Token.asString(this.getAtt('Platform', cdk.ResolutionTypeHint.STRING));
    this.attrOsType = cdk.Token.asString(this.getAtt('OsType', cdk.ResolutionTypeHint.STRING));
    this.attrMinDisk = cdk.Token.asNumber(this.getAtt('MinDisk', cdk.ResolutionTypeHint.NUMBER));
    this.attrVirtualEnvType = cdk.Token.asString(this.getAtt('VirtualEnvType', cdk.ResolutionTypeHint.STRING));
    this.attrImageSourceType = cdk.Token.asString(this.getAtt('ImageSourceType', cdk.ResolutionTypeHint.STRING));
    this.attrImagetype = cdk.Token.asString(this.getAtt('Imagetype', cdk.ResolutionTypeHint.STRING));
    this.attrCreatedAt = cdk.Token.asString(this.getAtt('CreatedAt', cdk.ResolutionTypeHint.STRING));
    this.attrOriginalimagename = cdk.Token.asString(this.getAtt('Originalimagename', cdk.ResolutionTypeHint.STRING));
    this.attrBackupId = cdk.Token.asString(this.getAtt('BackupId', cdk.ResolutionTypeHint.STRING));
    this.attrProductcode = cdk.Token.asString(this.getAtt('Productcode', cdk.ResolutionTypeHint.STRING));
    this.attrImageSize = cdk.Token.asString(this.getAtt('ImageSize', cdk.ResolutionTypeHint.STRING));
    this.attrDataOrigin = cdk.Token.asString(this.getAtt('DataOrigin', cdk.ResolutionTypeHint.STRING));
    this.attrLazyloading = cdk.Token.asString(this.getAtt('Lazyloading', cdk.ResolutionTypeHint.STRING));
    this.attrActiveAt = cdk.Token.asString(this.getAtt('ActiveAt', cdk.ResolutionTypeHint.STRING));
    this.attrImageDisplayname = cdk.Token.asString(this.getAtt('ImageDisplayname', cdk.ResolutionTypeHint.STRING));
    this.attrOsFeatureList = cdk.Token.asString(this.getAtt('OsFeatureList', cdk.ResolutionTypeHint.STRING));
    this.attrSupportKvm = cdk.Token.asString(this.getAtt('SupportKvm', cdk.ResolutionTypeHint.STRING));
    this.attrSupportXen = cdk.Token.asString(this.getAtt('SupportXen', cdk.ResolutionTypeHint.STRING));
    this.attrSupportLargememory = cdk.Token.asString(this.getAtt('SupportLargememory', cdk.ResolutionTypeHint.STRING));
    this.attrSupportDiskintensive = cdk.Token.asString(
      this.getAtt('SupportDiskintensive', cdk.ResolutionTypeHint.STRING),
    );
    this.attrSupportHighperformance = cdk.Token.asString(
      this.getAtt('SupportHighperformance', cdk.ResolutionTypeHint.STRING),
    );
    this.attrSupportXenGpuType = cdk.Token.asString(this.getAtt('SupportXenGpuType', cdk.ResolutionTypeHint.STRING));
    this.attrSupportKvmGpuType = cdk.Token.asString(this.getAtt('SupportKvmGpuType', cdk.ResolutionTypeHint.STRING));
    this.attrSupportXenHana = cdk.Token.asString(this.getAtt('SupportXenHana', cdk.ResolutionTypeHint.STRING));
    this.attrSupportKvmInfiniband = cdk.Token.asString(
      this.getAtt('SupportKvmInfiniband', cdk.ResolutionTypeHint.STRING),
    );
    this.attrSystemSupportMarket = this.getAtt('SystemSupportMarket');
    this.attrIsOffshelved = cdk.Token.asString(this.getAtt('IsOffshelved', cdk.ResolutionTypeHint.STRING));
    this.attrRootOrigin = cdk.Token.asString(this.getAtt('RootOrigin', cdk.ResolutionTypeHint.STRING));
    this.attrSequenceNum = cdk.Token.asString(this.getAtt('SequenceNum', cdk.ResolutionTypeHint.STRING));
    this.attrSupportFcInject = cdk.Token.asString(this.getAtt('SupportFcInject', cdk.ResolutionTypeHint.STRING));
    this.attrHwFirmwareType = cdk.Token.asString(this.getAtt('HwFirmwareType', cdk.ResolutionTypeHint.STRING));
    this.attrHwVifMultiqueueEnabled = cdk.Token.asString(
      this.getAtt('HwVifMultiqueueEnabled', cdk.ResolutionTypeHint.STRING),
    );
    this.attrSupportArm = cdk.Token.asString(this.getAtt('SupportArm', cdk.ResolutionTypeHint.STRING));
    this.attrSupportAgentList = cdk.Token.asString(this.getAtt('SupportAgentList', cdk.ResolutionTypeHint.STRING));
    this.attrAccountCode = cdk.Token.asString(this.getAtt('AccountCode', cdk.ResolutionTypeHint.STRING));
    this.attrSupportAmd = cdk.Token.asString(this.getAtt('SupportAmd', cdk.ResolutionTypeHint.STRING));
    this.attrSupportKvmHi1822Hisriov = cdk.Token.asString(
      this.getAtt('SupportKvmHi1822Hisriov', cdk.ResolutionTypeHint.STRING),
    );
    this.attrSupportKvmHi1822Hivirtionet = cdk.Token.asString(
      this.getAtt('SupportKvmHi1822Hivirtionet', cdk.ResolutionTypeHint.STRING),
    );
    this.attrOsShutdownTimeout = cdk.Token.asString(this.getAtt('OsShutdownTimeout', cdk.ResolutionTypeHint.STRING));
    this.cdkTagManager = new cdk.TagManager(cdk.TagType.STANDARD, 'TF::HuaweiCloud::ImagesImageCopy', undefined, {
      tagPropertyName: 'tags',
    });
    this.region = props.region;
    this.sourceImageId = props.sourceImageId;
    this.name = props.name;
    this.targetRegion = props.targetRegion;
    this.kmsKeyId = props.kmsKeyId;
    this.enterpriseProjectId = props.enterpriseProjectId;
    this.agencyName = props.agencyName;
    this.vaultId = props.vaultId;
    this.minRam = props.minRam;
    this.maxRam = props.maxRam;
    this.description = props.description;
    this.tags = props.tags;
    this.deleteBackup = props.deleteBackup;
    this.timeouts = props.timeouts;
    this.node.addValidation({
      validate: () => problemsOf(PROPERTIES, this.stack.resolve({ ...props, ...this.cfnProperties })),
    });
  }

  inspect(inspector: cdk.TreeInspector): void {
    inspector.addAttribute('aws:cdk:cloudformation:type', CfnHuaweiCloudImagesImageCopy.CFN_RESOURCE_TYPE_NAME);
    inspector.addAttribute('aws:cdk:cloudformation:props', this.cfnProperties);
  }

  protected override get cfnProperties(): Record<string, unknown> {
    return {
      region: this.region,
      sourceImageId: this.sourceImageId,
      name: this.name,
      targetRegion: this.targetRegion,
      kmsKeyId: this.kmsKeyId,
      enterpriseProjectId: this.enterpriseProjectId,
      agencyName: this.agencyName,
      vaultId: this.vaultId,
      minRam: this.minRam,
      maxRam: this.maxRam,
      description: this.description,
      tags: this.cdkTagManager.renderTags(this.tags),
      deleteBackup: this.deleteBackup,
      timeouts: this.timeouts,
    };
  }

  protected override renderProperties(properties: Record<string, unknown>): Record<string, unknown> {
    return render(PROPERTIES, properties);
  }
}

export namespace CfnHuaweiCloudImagesImageCopy {
  /** The time limits of the operations: durations such as 90s, 45m or 1h30m, at most 11h. */
  export interface TimeoutsDefinitionProperty {
    /** How long a copy may take before the creation fails. A running copy cannot be cancelled, so the handlers then wait until it ends and delete the image. Waiting for a free place among running copies counts. Default: 1h. */
    readonly create?: string;
    /** How long a deletion may take before it fails. Default: 10m. */
    readonly delete?: string;
  }
}

const PROPERTIES: StructureShape = {
  type: 'object',
  properties: {
    region: {
      name: 'Region',
      shape: {
        type: 'string',
        pattern: /^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/u,
      },
    },
    sourceImageId: {
      name: 'SourceImageId',
      required: true,
      shape: {
        type: 'string',
        pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u,
      },
    },
    name: {
      name: 'Name',
      required: true,
      shape: {
        type: 'string',
        minLength: 1,
        maxLength: 128,
        pattern: /^[A-Za-z0-9_.\u4e00-\u9fff-]([A-Za-z0-9_.\u4e00-\u9fff -]{0,126}[A-Za-z0-9_.\u4e00-\u9fff-])?$/u,
      },
    },
    targetRegion: {
      name: 'TargetRegion',
      shape: {
        type: 'string',
        pattern: /^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/u,
      },
    },
    kmsKeyId: {
      name: 'KmsKeyId',
      shape: {
        type: 'string',
        pattern: /^[A-Za-z0-9-]{1,64}$/u,
      },
    },
    enterpriseProjectId: {
      name: 'EnterpriseProjectId',
      shape: {
        type: 'string',
        pattern: /^(0|[A-Za-z0-9-]{32,36})$/u,
      },
    },
    agencyName: {
      name: 'AgencyName',
      shape: {
        type: 'string',
        minLength: 1,
        maxLength: 64,
        pattern: /^[^:/\n\r\t]*$/u,
      },
    },
    vaultId: {
      name: 'VaultId',
      shape: {
        type: 'string',
        pattern: /^[A-Za-z0-9-]{1,64}$/u,
      },
    },
    minRam: {
      name: 'MinRam',
      shape: {
        type: 'integer',
        minimum: 0,
        maximum: 2147483647,
      },
    },
    maxRam: {
      name: 'MaxRam',
      shape: {
        type: 'integer',
        minimum: 0,
        maximum: 2147483647,
      },
    },
    description: {
      name: 'Description',
      shape: {
        type: 'string',
        minLength: 1,
        maxLength: 1024,
        pattern: /^(?!tfcfn-request-)(?![\s\S]*[<>\r\n])/u,
      },
    },
    tags: {
      name: 'Tags',
      shape: {
        type: 'array',
        maxItems: 9,
        items: {
          type: 'object',
          properties: {
            key: {
              name: 'Key',
              required: true,
              shape: {
                type: 'string',
                minLength: 1,
                maxLength: 36,
              },
            },
            value: {
              name: 'Value',
              required: true,
              shape: {
                type: 'string',
                minLength: 0,
                maxLength: 43,
              },
            },
          },
        },
      },
    },
    deleteBackup: {
      name: 'DeleteBackup',
      shape: {
        type: 'boolean',
      },
    },
    timeouts: {
      name: 'Timeouts',
      shape: {
        type: 'object',
        properties: {
          create: {
            name: 'Create',
            shape: {
              type: 'string',
              pattern: /^(?=.)([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$/u,
            },
          },
          delete: {
            name: 'Delete',
            shape: {
              type: 'string',
              pattern: /^(?=.)([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$/u,
            },
          },
        },
      },
    },
  },
};
