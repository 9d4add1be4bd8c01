// Written by constructs/generate.ts from schema.json; not to be edited.
import * as cdk from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { problemsOf, render, type StructureShape } from './shape';

/** The properties of {@link CfnApsaraStackImage}. */
export interface CfnApsaraStackImageProps {
  /**
   * The region in which the image is created. The instance or the snapshots must be in it. Default: RegionId of the type configuration.
   *
   * Update: replacement.
   */
  readonly regionId?: string;

  /**
   * The ID of the instance to create the image from. It must be Running or Stopped. ECS creates one snapshot of each disk for the image. If the instance is running, data that it has not written to its disks yet is missing. Set exactly one of InstanceId, SnapshotId and DiskDeviceMapping.
   *
   * Update: replacement.
   */
  readonly instanceId?: string;

  /**
   * The ID of the snapshot of a system disk to create the image from. Set exactly one of InstanceId, SnapshotId and DiskDeviceMapping.
   *
   * Update: replacement.
   */
  readonly snapshotId?: string;

  /**
   * The disks to create the image from: one system disk and up to 16 data disks. Set exactly one of InstanceId, SnapshotId and DiskDeviceMapping.
   *
   * Update: replacement.
   */
  readonly diskDeviceMapping?:
    | (CfnApsaraStackImage.DiskDeviceMappingDefinitionProperty | cdk.IResolvable)[]
    | cdk.IResolvable;

  /** The name of the image, unique in its region: 2 to 128 characters, letters, digits, periods, colons, underscores and hyphens, the first a letter; it does not begin with aliyun or acs:. Default: the logical ID plus a unique suffix. */
  readonly imageName?: string;

  /**
   * The former name of ImageName. Use ImageName; if you set both, they must match.
   *
   * @deprecated see the description
   */
  readonly name?: string;

  /** The description of the image: 2 to 256 characters, not beginning with http:// or https://. */
  readonly description?: string;

  /**
   * The operating system distribution, for example Ubuntu or Windows Server 2022. Required if the snapshot for the system disk was taken from a data disk. Default: that of the source or, if it has none, Others Linux.
   *
   * Update: replacement.
   */
  readonly platform?: string;

  /**
   * The processor architecture: i386, x86_64 or arm64. Default: that of the source or, if it has none, x86_64.
   *
   * Update: replacement.
   */
  readonly architecture?: string;

  /** The tags of the image. An image can have 20 tags; two of them are the resource's own (tfcfn:source and tfcfn:request), and stack tags count too. */
  readonly tags?: cdk.CfnTag[];

  /** Whether to delete the image even if instances were created from it. The instances keep running, but their system disks can no longer be re-initialized. If the template can no longer be updated, ForceDelete of the type configuration does the same. */
  readonly force?: boolean | cdk.IResolvable;

  /** Whether deleting the image also deletes the snapshots that ECS took of the disks of InstanceId. They are billed for as long as they exist. Snapshots that the template names are never deleted. */
  readonly deleteAutoSnapshot?: boolean | cdk.IResolvable;

  /** The time limits of the operations: durations such as 90s, 45m or 1h30m, at most 11h. */
  readonly timeouts?: CfnApsaraStackImage.TimeoutsDefinitionProperty | cdk.IResolvable;
}

/**
 * Resource Type definition for TF::ApsaraStack::Image, an ECS custom image of Apsara Stack that is created from an instance, a snapshot or a list of disks. Creating the resource creates the image. Updating it changes the name, description and tags of the image. Deleting it removes the image and, with DeleteAutoSnapshot, the snapshots that were taken for it.
 *
 * @cloudformationResource TF::ApsaraStack::Image
 */
export class CfnApsaraStackImage extends cdk.CfnResource implements cdk.IInspectable, cdk.ITaggableV2 {
  /** The name of the resource type in CloudFormation. */
  static readonly CFN_RESOURCE_TYPE_NAME = 'TF::ApsaraStack::Image';

  /** The identifier of the image, <RegionId>/<ImageId>, for example cn-x-env30-d01/m-uf66871ape. Ref returns it. If the creation cannot start immediately, the identifier stays <RegionId>/tfcfn-request-<mark>. Id is the image ID in both cases. */
  readonly attrTfcfnid: string;
  /** The ID of the image, for example m-uf66871ape. */
  readonly attrId: string;
  /** The state of the image, for example Available or Deprecated. */
  readonly attrStatus: string;
  /** When the image was created, in UTC, for example 2026-11-21T08:00:00Z. */
  readonly attrCreationTime: string;
  /** The size of the system disk, in GiB. */
  readonly attrSize: number;
  /** The kind of operating system: linux or windows. */
  readonly attrOSType: string;
  /** The display name of the operating system. */
  readonly attrOSName: string;
  /** The ID of the account that owns the image. */
  readonly attrImageOwnerId: string;
  /** Whether the image supports cloud-init. */
  readonly attrIsSupportCloudinit: cdk.IResolvable;
  /** Whether the image can be used on I/O optimized instances. */
  readonly attrIsSupportIoOptimized: cdk.IResolvable;
  /** The IDs of the snapshots that ECS took of the disks of InstanceId for the image, the system disk's first. */
  readonly attrSnapshotIds: string[];
  /** The tags, those of `Tags.of(scope)` among them. */
  readonly cdkTagManager: cdk.TagManager;

  regionId?: string;
  instanceId?: string;
  snapshotId?: string;
  diskDeviceMapping?: (CfnApsaraStackImage.DiskDeviceMappingDefinitionProperty | cdk.IResolvable)[] | cdk.IResolvable;
  imageName?: string;
  name?: string;
  description?: string;
  platform?: string;
  architecture?: string;
  tags?: cdk.CfnTag[];
  force?: boolean | cdk.IResolvable;
  deleteAutoSnapshot?: boolean | cdk.IResolvable;
  timeouts?: CfnApsaraStackImage.TimeoutsDefinitionProperty | cdk.IResolvable;

  constructor(scope: Construct, id: string, props: CfnApsaraStackImageProps) {
    super(scope, id, { type: CfnApsaraStackImage.CFN_RESOURCE_TYPE_NAME, properties: { ...props } });
    this.attrTfcfnid = cdk.Token.asString(this.getAtt('tfcfnid', cdk.ResolutionTypeHint.STRING));
    this.attrId = cdk.Token.asString(this.getAtt('Id', cdk.ResolutionTypeHint.STRING));
    this.attrStatus = cdk.Token.asString(this.getAtt('Status', cdk.ResolutionTypeHint.STRING));
    this.attrCreationTime = cdk.Token.asString(this.getAtt('CreationTime', cdk.ResolutionTypeHint.STRING));
    this.attrSize = cdk.Token.asNumber(this.getAtt('Size', cdk.ResolutionTypeHint.NUMBER));
    this.attrOSType = cdk.Token.asString(this.getAtt('OSType', cdk.ResolutionTypeHint.STRING));
    this.attrOSName = cdk.Token.asString(this.getAtt('OSName', cdk.ResolutionTypeHint.STRING));
    this.attrImageOwnerId = cdk.Token.asString(this.getAtt('ImageOwnerId', cdk.ResolutionTypeHint.STRING));
    this.attrIsSupportCloudinit = this.getAtt('IsSupportCloudinit');
    this.attrIsSupportIoOptimized = this.getAtt('IsSupportIoOptimized');
    this.attrSnapshotIds = cdk.Token.asList(this.getAtt('SnapshotIds', cdk.ResolutionTypeHint.STRING_LIST));
    this.cdkTagManager = new cdk.TagManager(cdk.TagType.STANDARD, 'TF::ApsaraStack::Image', undefined, {
      tagPropertyName: 'tags',
    });
    this.regionId = props.regionId;
    this.instanceId = props.instanceId;
    this.snapshotId = props.snapshotId;
    this.diskDeviceMapping = props.diskDeviceMapping;
    this.imageName = props.imageName;
    this.name = props.name;
    this.description = props.description;
    this.platform = props.platform;
    this.architecture = props.architecture;
    this.tags = props.tags;
    this.force = props.force;
    this.deleteAutoSnapshot = props.deleteAutoSnapshot;
    this.timeouts = props.timeouts;
    this.node.addValidation({
      validate: () => problemsOf(PROPERTIES, this.stack.resolve({ ...props, ...this.cfnProperties })),
    });
  }

  inspect(inspector: cdk.TreeInspector): void {
    inspector.addAttribute('aws:cdk:cloudformation:type', CfnApsaraStackImage.CFN_RESOURCE_TYPE_NAME);
    inspector.addAttribute('aws:cdk:cloudformation:props', this.cfnProperties);
  }

  protected override get cfnProperties(): Record<string, unknown> {
    return {
      regionId: this.regionId,
      instanceId: this.instanceId,
      snapshotId: this.snapshotId,
      diskDeviceMapping: this.diskDeviceMapping,
      imageName: this.imageName,
      name: this.name,
      description: this.description,
      platform: this.platform,
      architecture: this.architecture,
      tags: this.cdkTagManager.renderTags(this.tags),
      force: this.force,
      deleteAutoSnapshot: this.deleteAutoSnapshot,
      timeouts: this.timeouts,
    };
  }

  protected override renderProperties(properties: Record<string, unknown>): Record<string, unknown> {
    return render(PROPERTIES, properties);
  }
}

export namespace CfnApsaraStackImage {
  /** A disk of the image. */
  export interface DiskDeviceMappingDefinitionProperty {
    /** The snapshot that the disk is created from. The system disk needs one; a data disk without one is empty. */
    readonly snapshotId?: string;
    /** The size of the disk, in GiB: at least the size of its snapshot, or at least 5 without one. Default: the size of the snapshot, or 20 without one. */
    readonly size?: number;
    /** The device name; each name can be used once. ECS documents /dev/xvda for the system disk and /dev/xvdb to /dev/xvdz for data disks, and decides on any other. Sent only if it is set. */
    readonly device?: string;
    /** Whether it is the system disk or a data disk: system or data. Sent only if it is set. */
    readonly diskType?: string;
  }

  /** The time limits of the operations: durations such as 90s, 45m or 1h30m, at most 11h. */
  export interface TimeoutsDefinitionProperty {
    /** How long the creation may take. After that it fails, and the image is deleted. Default: 2h. */
    readonly create?: string;
    /** How long a deletion may take before it fails. Default: 10m. */
    readonly delete?: string;
  }
}

const PROPERTIES: StructureShape = {
  type: 'object',
  properties: {
    regionId: {
      name: 'RegionId',
      shape: {
        type: 'string',
        pattern: /^[A-Za-z0-9]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/u,
      },
    },
    instanceId: {
      name: 'InstanceId',
      shape: {
        type: 'string',
        pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/u,
      },
    },
    snapshotId: {
      name: 'SnapshotId',
      shape: {
        type: 'string',
        pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/u,
      },
    },
    diskDeviceMapping: {
      name: 'DiskDeviceMapping',
      shape: {
        type: 'array',
        minItems: 1,
        maxItems: 17,
        items: {
          type: 'object',
          properties: {
            snapshotId: {
              name: 'SnapshotId',
              shape: {
                type: 'string',
                pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/u,
              },
            },
            size: {
              name: 'Size',
              shape: {
                type: 'integer',
                minimum: 1,
                maximum: 32768,
              },
            },
            device: {
              name: 'Device',
              shape: {
                type: 'string',
                pattern: /^\/dev\/[A-Za-z0-9]{1,32}$/u,
              },
            },
            diskType: {
              name: 'DiskType',
              shape: {
                type: 'string',
                pattern: /^(system|data)$/u,
              },
            },
          },
        },
      },
    },
    imageName: {
      name: 'ImageName',
      shape: {
        type: 'string',
        minLength: 2,
        maxLength: 128,
        pattern: /^(?!aliyun|acs:)[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff.:_-]{1,127}$/u,
      },
    },
    name: {
      name: 'Name',
      shape: {
        type: 'string',
        minLength: 2,
        maxLength: 128,
        pattern: /^(?!aliyun|acs:)[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff.:_-]{1,127}$/u,
      },
    },
    description: {
      name: 'Description',
      shape: {
        type: 'string',
        minLength: 2,
        maxLength: 256,
        pattern: /^(?!https?:\/\/)/u,
      },
    },
    platform: {
      name: 'Platform',
      shape: {
        type: 'string',
        minLength: 1,
        maxLength: 64,
      },
    },
    architecture: {
      name: 'Architecture',
      shape: {
        type: 'string',
        pattern: /^(i386|x86_64|arm64)$/u,
      },
    },
    tags: {
      name: 'Tags',
      shape: {
        type: 'array',
        maxItems: 18,
        items: {
          type: 'object',
          properties: {
            key: {
              name: 'Key',
              required: true,
              shape: {
                type: 'string',
                minLength: 1,
                maxLength: 128,
              },
            },
            value: {
              name: 'Value',
              required: true,
              shape: {
                type: 'string',
                minLength: 0,
                maxLength: 128,
              },
            },
          },
        },
      },
    },
    force: {
      name: 'Force',
      shape: {
        type: 'boolean',
      },
    },
    deleteAutoSnapshot: {
      name: 'DeleteAutoSnapshot',
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
