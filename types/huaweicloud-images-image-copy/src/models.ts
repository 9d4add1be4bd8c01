// This is a generated file. Modifications will be overwritten.
import { BaseModel, Dict, integer, Integer, Optional, transformValue } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { Exclude, Expose, Type, Transform } from 'class-transformer';

export class ResourceModel extends BaseModel {
    ['constructor']: typeof ResourceModel;

    @Exclude()
    public static readonly TYPE_NAME: string = 'TF::HuaweiCloud::ImagesImageCopy';

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
    @Expose({ name: 'Region' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'region', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    region?: Optional<string>;
    @Expose({ name: 'SourceImageId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'sourceImageId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    sourceImageId?: Optional<string>;
    @Expose({ name: 'Name' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'name', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    name?: Optional<string>;
    @Expose({ name: 'TargetRegion' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'targetRegion', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    targetRegion?: Optional<string>;
    @Expose({ name: 'KmsKeyId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'kmsKeyId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    kmsKeyId?: Optional<string>;
    @Expose({ name: 'EnterpriseProjectId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'enterpriseProjectId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    enterpriseProjectId?: Optional<string>;
    @Expose({ name: 'AgencyName' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'agencyName', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    agencyName?: Optional<string>;
    @Expose({ name: 'VaultId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'vaultId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    vaultId?: Optional<string>;
    @Expose({ name: 'MinRam' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Integer, 'minRam', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    minRam?: Optional<integer>;
    @Expose({ name: 'MaxRam' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Integer, 'maxRam', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    maxRam?: Optional<integer>;
    @Expose({ name: 'Description' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'description', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    description?: Optional<string>;
    @Expose({ name: 'Tags' })
    @Type(() => TagsDefinition)
    tags?: Optional<Array<TagsDefinition>>;
    @Expose({ name: 'DeleteBackup' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'deleteBackup', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    deleteBackup?: Optional<boolean>;
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
    @Expose({ name: 'InstanceId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'instanceId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    instanceId?: Optional<string>;
    @Expose({ name: 'File' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'file', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    file?: Optional<string>;
    @Expose({ name: 'Self' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'self', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    self?: Optional<string>;
    @Expose({ name: 'Schema' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'schema', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    schema?: Optional<string>;
    @Expose({ name: 'Status' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'status', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    status?: Optional<string>;
    @Expose({ name: 'Visibility' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'visibility', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    visibility?: Optional<string>;
    @Expose({ name: 'Protected' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'protected_', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    protected_?: Optional<boolean>;
    @Expose({ name: 'ContainerFormat' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'containerFormat', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    containerFormat?: Optional<string>;
    @Expose({ name: 'UpdatedAt' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'updatedAt', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    updatedAt?: Optional<string>;
    @Expose({ name: 'OsBit' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'osBit', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    osBit?: Optional<string>;
    @Expose({ name: 'OsVersion' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'osVersion', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    osVersion?: Optional<string>;
    @Expose({ name: 'DiskFormat' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'diskFormat', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    diskFormat?: Optional<string>;
    @Expose({ name: 'Isregistered' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'isregistered', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    isregistered?: Optional<string>;
    @Expose({ name: 'Platform' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'platform', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    platform?: Optional<string>;
    @Expose({ name: 'OsType' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'osType', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    osType?: Optional<string>;
    @Expose({ name: 'MinDisk' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Integer, 'minDisk', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    minDisk?: Optional<integer>;
    @Expose({ name: 'VirtualEnvType' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'virtualEnvType', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    virtualEnvType?: Optional<string>;
    @Expose({ name: 'ImageSourceType' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'imageSourceType', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    imageSourceType?: Optional<string>;
    @Expose({ name: 'Imagetype' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'imagetype', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    imagetype?: Optional<string>;
    @Expose({ name: 'CreatedAt' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'createdAt', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    createdAt?: Optional<string>;
    @Expose({ name: 'Originalimagename' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'originalimagename', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    originalimagename?: Optional<string>;
    @Expose({ name: 'BackupId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'backupId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    backupId?: Optional<string>;
    @Expose({ name: 'Productcode' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'productcode', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    productcode?: Optional<string>;
    @Expose({ name: 'ImageSize' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'imageSize', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    imageSize?: Optional<string>;
    @Expose({ name: 'DataOrigin' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'dataOrigin', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    dataOrigin?: Optional<string>;
    @Expose({ name: 'Lazyloading' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'lazyloading', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    lazyloading?: Optional<string>;
    @Expose({ name: 'ActiveAt' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'activeAt', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    activeAt?: Optional<string>;
    @Expose({ name: 'ImageDisplayname' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'imageDisplayname', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    imageDisplayname?: Optional<string>;
    @Expose({ name: 'OsFeatureList' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'osFeatureList', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    osFeatureList?: Optional<string>;
    @Expose({ name: 'SupportKvm' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportKvm', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportKvm?: Optional<string>;
    @Expose({ name: 'SupportXen' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportXen', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportXen?: Optional<string>;
    @Expose({ name: 'SupportLargememory' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportLargememory', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportLargememory?: Optional<string>;
    @Expose({ name: 'SupportDiskintensive' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportDiskintensive', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportDiskintensive?: Optional<string>;
    @Expose({ name: 'SupportHighperformance' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportHighperformance', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportHighperformance?: Optional<string>;
    @Expose({ name: 'SupportXenGpuType' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportXenGpuType', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportXenGpuType?: Optional<string>;
    @Expose({ name: 'SupportKvmGpuType' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportKvmGpuType', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportKvmGpuType?: Optional<string>;
    @Expose({ name: 'SupportXenHana' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportXenHana', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportXenHana?: Optional<string>;
    @Expose({ name: 'SupportKvmInfiniband' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportKvmInfiniband', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportKvmInfiniband?: Optional<string>;
    @Expose({ name: 'SystemSupportMarket' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(Boolean, 'systemSupportMarket', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    systemSupportMarket?: Optional<boolean>;
    @Expose({ name: 'IsOffshelved' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'isOffshelved', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    isOffshelved?: Optional<string>;
    @Expose({ name: 'RootOrigin' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'rootOrigin', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    rootOrigin?: Optional<string>;
    @Expose({ name: 'SequenceNum' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'sequenceNum', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    sequenceNum?: Optional<string>;
    @Expose({ name: 'SupportFcInject' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportFcInject', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportFcInject?: Optional<string>;
    @Expose({ name: 'HwFirmwareType' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'hwFirmwareType', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    hwFirmwareType?: Optional<string>;
    @Expose({ name: 'HwVifMultiqueueEnabled' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'hwVifMultiqueueEnabled', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    hwVifMultiqueueEnabled?: Optional<string>;
    @Expose({ name: 'SupportArm' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportArm', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportArm?: Optional<string>;
    @Expose({ name: 'SupportAgentList' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportAgentList', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportAgentList?: Optional<string>;
    @Expose({ name: 'AccountCode' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'accountCode', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    accountCode?: Optional<string>;
    @Expose({ name: 'SupportAmd' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportAmd', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportAmd?: Optional<string>;
    @Expose({ name: 'SupportKvmHi1822Hisriov' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportKvmHi1822Hisriov', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportKvmHi1822Hisriov?: Optional<string>;
    @Expose({ name: 'SupportKvmHi1822Hivirtionet' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'supportKvmHi1822Hivirtionet', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    supportKvmHi1822Hivirtionet?: Optional<string>;
    @Expose({ name: 'OsShutdownTimeout' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'osShutdownTimeout', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    osShutdownTimeout?: Optional<string>;

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


    @Expose({ name: 'Region' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'region', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    region?: Optional<string>;
    @Expose({ name: 'Credentials' })
    @Type(() => CredentialsDefinition)
    credentials?: Optional<CredentialsDefinition>;
    @Expose({ name: 'AssumeAgency' })
    @Type(() => AssumeAgencyDefinition)
    assumeAgency?: Optional<AssumeAgencyDefinition>;
    @Expose({ name: 'AssumeAgencyWithOIDC' })
    @Type(() => AssumeAgencyWithOIDCDefinition)
    assumeAgencyWithOIDC?: Optional<AssumeAgencyWithOIDCDefinition>;
    @Expose({ name: 'ProjectIds' })
    @Type(() => ProjectIdsDefinition)
    projectIds?: Optional<Array<ProjectIdsDefinition>>;
    @Expose({ name: 'Cloud' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'cloud', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    cloud?: Optional<string>;
    @Expose({ name: 'Endpoints' })
    @Type(() => EndpointsDefinition)
    endpoints?: Optional<EndpointsDefinition>;

}

export class CredentialsDefinition extends BaseModel {
    ['constructor']: typeof CredentialsDefinition;


    @Expose({ name: 'AccessKey' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'accessKey', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    accessKey?: Optional<string>;
    @Expose({ name: 'SecretKey' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'secretKey', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    secretKey?: Optional<string>;
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

export class AssumeAgencyDefinition extends BaseModel {
    ['constructor']: typeof AssumeAgencyDefinition;


    @Expose({ name: 'AgencyUrn' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'agencyUrn', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    agencyUrn?: Optional<string>;
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

export class AssumeAgencyWithOIDCDefinition extends BaseModel {
    ['constructor']: typeof AssumeAgencyWithOIDCDefinition;


    @Expose({ name: 'ProviderUrn' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'providerUrn', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    providerUrn?: Optional<string>;
    @Expose({ name: 'AgencyUrn' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'agencyUrn', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    agencyUrn?: Optional<string>;
    @Expose({ name: 'Audience' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'audience', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    audience?: Optional<string>;
    @Expose({ name: 'SessionName' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'sessionName', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    sessionName?: Optional<string>;
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

export class ProjectIdsDefinition extends BaseModel {
    ['constructor']: typeof ProjectIdsDefinition;


    @Expose({ name: 'Region' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'region', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    region?: Optional<string>;
    @Expose({ name: 'ProjectId' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'projectId', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    projectId?: Optional<string>;

}

export class EndpointsDefinition extends BaseModel {
    ['constructor']: typeof EndpointsDefinition;


    @Expose({ name: 'Ims' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'ims', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    ims?: Optional<string>;
    @Expose({ name: 'Iam' })
    @Transform(
        (value: any, obj: any) =>
            transformValue(String, 'iam', value, obj, []),
        {
            toClassOnly: true,
        }
    )
    iam?: Optional<string>;
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

