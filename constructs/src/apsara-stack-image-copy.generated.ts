// Written by constructs/generate.ts from schema.json; not to be edited.
import * as cdk from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { problemsOf, render, type StructureShape } from './shape';

/** The properties of {@link CfnApsaraStackImageCopy}. */
export interface CfnApsaraStackImageCopyProps {
  /**
   * The ID of the custom image to copy. It must be Available in SourceRegionId and belong to the organization.
   *
   * Update: replacement.
   */
  readonly sourceImageId: string;

  /**
   * The region of the image to copy, for example cn-x-env30-d01. The copy is started there.
   *
   * Update: replacement.
   */
  readonly sourceRegionId: string;

  /**
   * The region to copy to, where the copy is tracked, changed and deleted. Default: RegionId of the type configuration.
   *
   * Update: replacement.
   */
  readonly destinationRegionId?: string;

  /** The name of the copy, unique in its region: 2 to 128 characters, letters, digits, periods, colons, underscores and hyphens, the first a letter; it does not begin with aliyun or acs:. Default: the logical ID plus a unique suffix. */
  readonly imageName?: string;

  /** The description of the copy: 2 to 256 characters, not beginning with http:// or https://. */
  readonly description?: string;

  /**
   * Whether the copy is encrypted. If omitted, the default of the cloud decides. A copy of an encrypted image is always encrypted.
   *
   * Update: replacement.
   */
  readonly encrypted?: boolean | cdk.IResolvable;

  /**
   * The ID of the KMS key that encrypts the copy, not an ARN and not an alias. The key is in the destination region. It needs Encrypted: true. If omitted, the service key of ECS is used.
   *
   * Update: replacement.
   */
  readonly kmsKeyId?: string;

  /** The tags of the copy. An image can have 20 tags; two of them are the resource's own (tfcfn:source and tfcfn:request), a third keeps Encrypted or KmsKeyId where one is set, and stack tags count too. */
  readonly tags?: cdk.CfnTag[];

  /** Whether to delete the copy even if instances were created from it. The instances keep running, but their system disks can no longer be re-initialized. If the template can no longer be updated, ForceDelete of the type configuration does the same. */
  readonly force?: boolean | cdk.IResolvable;

  /** Whether deleting the copy also deletes its snapshots. They are billed for as long as they exist. */
  readonly deleteAutoSnapshot?: boolean | cdk.IResolvable;

  /** The time limits of the operations: durations such as 90s, 45m or 1h30m, at most 11h. */
  readonly timeouts?: CfnApsaraStackImageCopy.TimeoutsDefinitionProperty | cdk.IResolvable;
}

/**
 * Resource Type definition for TF::ApsaraStack::ImageCopy, a copy of an ECS custom image of Apsara Stack in another region, or in the same one. Creating the resource copies the image. Updating it changes the name, description and tags of the copy. Deleting it removes the copy and, with DeleteAutoSnapshot, its snapshots.
 *
 * @cloudformationResource TF::ApsaraStack::ImageCopy
 */
export class CfnApsaraStackImageCopy extends cdk.CfnResource implements cdk.IInspectable, cdk.ITaggableV2 {
  /** The name of the resource type in CloudFormation. */
  static readonly CFN_RESOURCE_TYPE_NAME = 'TF::ApsaraStack::ImageCopy';

  /** The identifier of the copy, <DestinationRegionId>/<ImageId>, for example cn-x-env30-d01/m-uf66871ape. Ref returns it. If the copy cannot start immediately, its identifier stays <DestinationRegionId>/tfcfn-request-<mark>. Id is the image ID in both cases. */
  readonly attrTfcfnid: string;
  /** The ID of the copied image, for example m-uf66871ape. */
  readonly attrId: string;
  /** The state of the copy, for example Available or Deprecated. */
  readonly attrStatus: string;
  /** When the copy was created, in UTC, for example 2026-11-21T08:00:00Z. */
  readonly attrCreationTime: string;
  /** The size of the system disk, in GiB. */
  readonly attrSize: number;
  /** The kind of operating system: linux or windows. */
  readonly attrOSType: string;
  /** The display name of the operating system. */
  readonly attrOSName: string;
  /** The operating system platform, for example Ubuntu. */
  readonly attrPlatform: string;
  /** The processor architecture, for example x86_64 or arm64. */
  readonly attrArchitecture: string;
  /** The ID of the account that owns the copy. */
  readonly attrImageOwnerId: string;
  /** Whether the image supports cloud-init. */
  readonly attrIsSupportCloudinit: cdk.IResolvable;
  /** Whether the image can be used on I/O optimized instances. */
  readonly attrIsSupportIoOptimized: cdk.IResolvable;
  /** The IDs of the snapshots of the copy, the system disk's first. */
  readonly attrSnapshotIds: string[];
  /** The tags, those of `Tags.of(scope)` among them. */
  readonly cdkTagManager: cdk.TagManager;

  sourceImageId: string;
  sourceRegionId: string;
  destinationRegionId?: string;
  imageName?: string;
  description?: string;
  encrypted?: boolean | cdk.IResolvable;
  kmsKeyId?: string;
  tags?: cdk.CfnTag[];
  force?: boolean | cdk.IResolvable;
  deleteAutoSnapshot?: boolean | cdk.IResolvable;
  timeouts?: CfnApsaraStackImageCopy.TimeoutsDefinitionProperty | cdk.IResolvable;

  constructor(scope: Construct, id: string, props: CfnApsaraStackImageCopyProps) {
    super(scope, id, { type: CfnApsaraStackImageCopy.CFN_RESOURCE_TYPE_NAME, properties: { ...props } });
    this.attrTfcfnid = cdk.Token.asString(this.getAtt('tfcfnid', cdk.ResolutionTypeHint.STRING));
    this.attrId = cdk.Token.asString(this.getAtt('Id', cdk.ResolutionTypeHint.STRING));
    this.attrStatus = cdk.Token.asString(this.getAtt('Status', cdk.ResolutionTypeHint.STRING));
    this.attrCreationTime = cdk.Token.asString(this.getAtt('CreationTime', cdk.ResolutionTypeHint.STRING));
    this.attrSize = cdk.Token.asNumber(this.getAtt('Size', cdk.ResolutionTypeHint.NUMBER));
    this.attrOSType = cdk.Token.asString(this.getAtt('OSType', cdk.ResolutionTypeHint.STRING));
    this.attrOSName = cdk.Token.asString(this.getAtt('OSName', cdk.ResolutionTypeHint.STRING));
    this.attrPlatform = cdk.Token.asString(this.getAtt('Platform', cdk.ResolutionTypeHint.STRING));
    this.attrArchitecture = cdk.Token.asString(this.getAtt('Architecture', cdk.ResolutionTypeHint.STRING));
    this.attrImageOwnerId = cdk.Token.asString(this.getAtt('ImageOwnerId', cdk.ResolutionTypeHint.STRING));
    this.attrIsSupportCloudinit = this.getAtt('IsSupportCloudinit');
    this.attrIsSupportIoOptimized = this.getAtt('IsSupportIoOptimized');
    this.attrSnapshotIds = cdk.Token.asList(this.getAtt('SnapshotIds', cdk.ResolutionTypeHint.STRING_LIST));
    this.cdkTagManager = new cdk.TagManager(cdk.TagType.STANDARD, 'TF::ApsaraStack::ImageCopy', undefined, {
      tagPropertyName: 'tags',
    });
    this.sourceImageId = props.sourceImageId;
    this.sourceRegionId = props.sourceRegionId;
    this.destinationRegionId = props.destinationRegionId;
    this.imageName = props.imageName;
    this.description = props.description;
    this.encrypted = props.encrypted;
    this.kmsKeyId = props.kmsKeyId;
    this.tags = props.tags;
    this.force = props.force;
    this.deleteAutoSnapshot = props.deleteAutoSnapshot;
    this.timeouts = props.timeouts;
    this.node.addValidation({
      validate: () => problemsOf(PROPERTIES, this.stack.resolve({ ...props, ...this.cfnProperties })),
    });
  }

  inspect(inspector: cdk.TreeInspector): void {
    inspector.addAttribute('aws:cdk:cloudformation:type', CfnApsaraStackImageCopy.CFN_RESOURCE_TYPE_NAME);
    inspector.addAttribute('aws:cdk:cloudformation:props', this.cfnProperties);
  }

  protected override get cfnProperties(): Record<string, unknown> {
    return {
      sourceImageId: this.sourceImageId,
      sourceRegionId: this.sourceRegionId,
      destinationRegionId: this.destinationRegionId,
      imageName: this.imageName,
      description: this.description,
      encrypted: this.encrypted,
      kmsKeyId: this.kmsKeyId,
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

export namespace CfnApsaraStackImageCopy {
  /** The time limits of the operations: durations such as 90s, 45m or 1h30m, at most 11h. */
  export interface TimeoutsDefinitionProperty {
    /** How long a copy may take before the creation fails. The handlers then cancel the copy or, if the cloud does not offer that, wait until it ends and delete it. Default: 2h. */
    readonly create?: string;
    /** How long a deletion may take before it fails. Default: 10m. */
    readonly delete?: string;
  }
}

const PROPERTIES: StructureShape = {
  type: 'object',
  properties: {
    sourceImageId: {
      name: 'SourceImageId',
      required: true,
      shape: {
        type: 'string',
        pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/u,
      },
    },
    sourceRegionId: {
      name: 'SourceRegionId',
      required: true,
      shape: {
        type: 'string',
        pattern: /^[A-Za-z0-9]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/u,
      },
    },
    destinationRegionId: {
      name: 'DestinationRegionId',
      shape: {
        type: 'string',
        pattern: /^[A-Za-z0-9]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/u,
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
    description: {
      name: 'Description',
      shape: {
        type: 'string',
        minLength: 2,
        maxLength: 256,
        pattern: /^(?!https?:\/\/)/u,
      },
    },
    encrypted: {
      name: 'Encrypted',
      shape: {
        type: 'boolean',
      },
    },
    kmsKeyId: {
      name: 'KmsKeyId',
      shape: {
        type: 'string',
        pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/u,
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
