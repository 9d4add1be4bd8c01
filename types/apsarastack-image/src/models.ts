// This is a generated file. Modifications will be overwritten.
import { BaseModel, Dict, integer, Integer, Optional, transformValue } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { Exclude, Expose, Type, Transform } from 'class-transformer';

export class ResourceModel extends BaseModel {
    ['constructor']: typeof ResourceModel;

    @Exclude()
    public static readonly TYPE_NAME: string = 'TF::ApsaraStack::Image';

    @Exclude()
    protected readonly IDENTIFIER_KEY_TFCFNID: string = '/properties/tfcfnid';

    @Expose({ name: 'tfcfnid' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'tfcfnid', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    tfcfnid?: Optional<string>;
    @Expose({ name: 'RegionId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'regionId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    regionId?: Optional<string>;
    @Expose({ name: 'InstanceId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'instanceId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    instanceId?: Optional<string>;
    @Expose({ name: 'SnapshotId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'snapshotId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    snapshotId?: Optional<string>;
    @Expose({ name: 'DiskDeviceMapping' })
    @Type(() => DiskDeviceMappingDefinition)
    diskDeviceMapping?: Optional<Array<DiskDeviceMappingDefinition>>;
    @Expose({ name: 'ImageName' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'imageName', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    imageName?: Optional<string>;
    @Expose({ name: 'Name' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'name', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    name?: Optional<string>;
    @Expose({ name: 'Description' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'description', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    description?: Optional<string>;
    @Expose({ name: 'Platform' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'platform', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    platform?: Optional<string>;
    @Expose({ name: 'Architecture' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'architecture', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    architecture?: Optional<string>;
    @Expose({ name: 'Tags' })
    @Type(() => TagsDefinition)
    tags?: Optional<Array<TagsDefinition>>;
    @Expose({ name: 'Force' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'force', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    force?: Optional<boolean>;
    @Expose({ name: 'DeleteAutoSnapshot' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'deleteAutoSnapshot', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    deleteAutoSnapshot?: Optional<boolean>;
    @Expose({ name: 'Timeouts' })
    @Type(() => TimeoutsDefinition)
    timeouts?: Optional<TimeoutsDefinition>;
    @Expose({ name: 'Id' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'id', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    id?: Optional<string>;
    @Expose({ name: 'Status' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'status', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    status?: Optional<string>;
    @Expose({ name: 'CreationTime' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'creationTime', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    creationTime?: Optional<string>;
    @Expose({ name: 'Size' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Integer, 'size', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    size?: Optional<integer>;
    @Expose({ name: 'OSType' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'oSType', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    oSType?: Optional<string>;
    @Expose({ name: 'OSName' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'oSName', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    oSName?: Optional<string>;
    @Expose({ name: 'ImageOwnerId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'imageOwnerId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    imageOwnerId?: Optional<string>;
    @Expose({ name: 'IsSupportCloudinit' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'isSupportCloudinit', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    isSupportCloudinit?: Optional<boolean>;
    @Expose({ name: 'IsSupportIoOptimized' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'isSupportIoOptimized', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    isSupportIoOptimized?: Optional<boolean>;
    @Expose({ name: 'SnapshotIds' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'snapshotIds', value, obj, [Array]),
        {
            toClassOnly: true,
        }
    )
    snapshotIds?: Optional<Array<string>>;

    @Exclude()
    public getPrimaryIdentifier(): Dict {
        const identifier: Dict = {};
        if (this.tfcfnid != null) {
            identifier[this.IDENTIFIER_KEY_TFCFNID] = this.tfcfnid;
        }

        // only return the identifier if it can be used, i.e. if all components are present
        return Object.keys(identifier).length === 1 ? identifier : null;
    }

    @Exclude()
    public getAdditionalIdentifiers(): Array<Dict> {
        const identifiers: Array<Dict> = new Array<Dict>();
        // only return the identifiers if any can be used
        return identifiers.length === 0 ? null : identifiers;
    }
}

export class DiskDeviceMappingDefinition extends BaseModel {
    ['constructor']: typeof DiskDeviceMappingDefinition;


    @Expose({ name: 'SnapshotId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'snapshotId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    snapshotId?: Optional<string>;
    @Expose({ name: 'Size' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Integer, 'size', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    size?: Optional<integer>;
    @Expose({ name: 'Device' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'device', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    device?: Optional<string>;
    @Expose({ name: 'DiskType' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'diskType', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    diskType?: Optional<string>;

}

export class TagsDefinition extends BaseModel {
    ['constructor']: typeof TagsDefinition;


    @Expose({ name: 'Key' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'key', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    key?: Optional<string>;
    @Expose({ name: 'Value' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'value_', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    value_?: Optional<string>;

}

export class TimeoutsDefinition extends BaseModel {
    ['constructor']: typeof TimeoutsDefinition;


    @Expose({ name: 'Create' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'create', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    create?: Optional<string>;
    @Expose({ name: 'Delete' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'delete_', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    delete_?: Optional<string>;

}

export class TypeConfigurationModel extends BaseModel {
    ['constructor']: typeof TypeConfigurationModel;


    @Expose({ name: 'RegionId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'regionId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    regionId?: Optional<string>;
    @Expose({ name: 'Credentials' })
    @Type(() => CredentialsDefinition)
    credentials?: Optional<CredentialsDefinition>;
    @Expose({ name: 'AssumeRole' })
    @Type(() => AssumeRoleDefinition)
    assumeRole?: Optional<AssumeRoleDefinition>;
    @Expose({ name: 'Endpoints' })
    @Type(() => EndpointsDefinition)
    endpoints?: Optional<EndpointsDefinition>;
    @Expose({ name: 'RegionEndpoints' })
    @Type(() => RegionEndpointsDefinition)
    regionEndpoints?: Optional<Array<RegionEndpointsDefinition>>;
    @Expose({ name: 'AllowHttp' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'allowHttp', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    allowHttp?: Optional<boolean>;
    @Expose({ name: 'Organization' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'organization', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    organization?: Optional<string>;
    @Expose({ name: 'ResourceSet' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'resourceSet', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    resourceSet?: Optional<string>;
    @Expose({ name: 'Gateway' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'gateway', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    gateway?: Optional<string>;
    @Expose({ name: 'Parameters' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'parameters', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    parameters?: Optional<string>;
    @Expose({ name: 'SignatureMethod' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'signatureMethod', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    signatureMethod?: Optional<string>;
    @Expose({ name: 'CaCertificate' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'caCertificate', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    caCertificate?: Optional<string>;
    @Expose({ name: 'InsecureSkipVerify' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'insecureSkipVerify', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    insecureSkipVerify?: Optional<boolean>;
    @Expose({ name: 'Proxy' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'proxy', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    proxy?: Optional<string>;
    @Expose({ name: 'ForceDelete' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'forceDelete', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    forceDelete?: Optional<boolean>;

}

export class CredentialsDefinition extends BaseModel {
    ['constructor']: typeof CredentialsDefinition;


    @Expose({ name: 'AccessKeyId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'accessKeyId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    accessKeyId?: Optional<string>;
    @Expose({ name: 'AccessKeySecret' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'accessKeySecret', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    accessKeySecret?: Optional<string>;
    @Expose({ name: 'SecurityToken' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'securityToken', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    securityToken?: Optional<string>;

}

export class AssumeRoleDefinition extends BaseModel {
    ['constructor']: typeof AssumeRoleDefinition;


    @Expose({ name: 'RoleArn' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'roleArn', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    roleArn?: Optional<string>;
    @Expose({ name: 'SessionName' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'sessionName', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    sessionName?: Optional<string>;
    @Expose({ name: 'ExternalId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'externalId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    externalId?: Optional<string>;
    @Expose({ name: 'Policy' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'policy', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    policy?: Optional<string>;
    @Expose({ name: 'DurationSeconds' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Integer, 'durationSeconds', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    durationSeconds?: Optional<integer>;

}

export class EndpointsDefinition extends BaseModel {
    ['constructor']: typeof EndpointsDefinition;


    @Expose({ name: 'Ecs' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'ecs', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    ecs?: Optional<string>;
    @Expose({ name: 'Sts' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'sts', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    sts?: Optional<string>;

}

export class RegionEndpointsDefinition extends BaseModel {
    ['constructor']: typeof RegionEndpointsDefinition;


    @Expose({ name: 'RegionId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'regionId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    regionId?: Optional<string>;
    @Expose({ name: 'Ecs' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'ecs', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    ecs?: Optional<string>;
    @Expose({ name: 'Sts' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'sts', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    sts?: Optional<string>;

}

