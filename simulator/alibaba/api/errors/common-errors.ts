import type { ErrorTable } from '../../../common/error-table';

/** The errors of the gateway in front of every API, and of the actions that images share with other resources. */
export const commonErrors: ErrorTable = {
  '*': {
    400: {
      MissingImageId: 'ImageId is mandatory for this action.',
      InvalidImageId: 'Specified parameter ImageId is not valid.',
      'InvalidAccessKeyId.Inactive': 'Specified access key is disabled.',
      'InvalidTimeStamp.Format': 'Specified time stamp or date value is not well formatted.',
      'InvalidTimeStamp.Expired': 'Specified time stamp or date value is expired.',
      SignatureNonceUsed: 'Specified signature nonce was used already.',
      SignatureDoesNotMatch: [
        'Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\n<hash>] (server CanonicalRequest is [<canonical request>])',
        'Specified signature is not matched with our calculation. server string to sign is:<string to sign>',
      ],
      IncompleteSignature: 'The request signature does not conform to Aliyun standards.',
      InvalidSignatureMethod: 'Specified signature method is not valid.',
      'InvalidProtocol.NeedSsl': 'Your request is denied as lack of ssl protect.',
      'InvalidParameter.Format': 'Specified parameter Format is not valid.',
      'InvalidSecurityToken.Expired': 'Specified SecurityToken is expired.',
      'InvalidSecurityToken.Malformed': 'Specified SecurityToken is malformed.',
      'InvalidSecurityToken.MismatchWithAccessKey': 'Specified SecurityToken mismatch with the AccessKey.',
      MissingSecurityToken: 'SecurityToken is mandatory for this action.',
      Throttling: 'Request was denied due to request throttling.',
      'Throttling.User': 'Request was denied due to user flow control.',
      'Throttling.Api': 'Request was denied due to api flow control.',
      IdempotentParameterMismatch: 'The request is retried with updated parameters.',
      DryRunOperation: 'Request validation has been passed with DryRun flag set.',
    },
    403: {
      UnsupportedHTTPMethod: 'This HTTP method is not supported.',
      'InvalidIdempotenceParameter.Mismatch': 'The specified parameters are different from before.',
      LastTokenProcessing: 'The last token request is processing.',
      'Forbidden.RAM': "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
      'Forbidden.Unauthorized': 'User not authorized to operate on the specified resource.',
      'Forbidden.SubUser': 'The specified action is not available for you.',
      'Forbidden.AccessKeyDisabled': 'The AccessKey is disabled.',
      'Forbidden.RiskControl': 'This operation is forbidden by Alibaba Cloud RiskControl system.',
    },
    404: {
      'InvalidApi.NotFound': 'Specified api is not found, please check your url and method.',
      'InvalidProduct.NotFound': 'Cannot find product according to your specified domain.',
      'InvalidAccessKeyId.NotFound': 'Specified access key is not found.',
      'InvalidRegionId.NotFound': 'The specified RegionId does not exist.',
    },
    409: {
      OperationConflict: 'Request was denied due to conflict with a previous request.',
    },
    500: {
      InternalError: 'The request processing has failed due to some unknown error, exception or failure.',
    },
    503: {
      ServiceUnavailable: 'The request has failed due to a temporary failure of the server.',
      'ServiceUnavailable.RegionMaintaining':
        'System maintenance is in progress on the selected region, please wait a few minutes before trying again.',
    },
  },
  TagResources: {
    400: {
      'NumberExceed.ResourceIds': "The ResourceIds parameter's number is exceed , Valid : 50.",
      'NumberExceed.Tags': "The Tags parameter's number is exceed , Valid : 20.",
      'Duplicate.TagKey': 'The Tag.N.Key contain duplicate key.',
      'InvalidTagKey.Malformed': 'The specified Tag.n.Key is not valid.',
      'InvalidTagValue.Malformed': 'The specified Tag.n.Value is not valid.',
      'OperationDenied.QuotaExceed': 'The quota of tags on resource is beyond permitted range.',
      'InvalidTag.Mismatch': 'The specified Tag.n.Key and Tag.n.Value are not match.',
      InvalidTagCount: 'The specified tags are beyond the permitted range.',
      'Invalid.Scope': 'The specified scope is invalid.',
    },
    403: {
      'InvalidResourceId.NotSupported': 'The specified ResourceId does not support tagging.',
      'NoPermission.Tag': 'The operator is not permission for the tag.',
      'PermissionDenied.TagOwnerBid': 'The specified operator not have permission to set TagOwnerBid value.',
      'PermissionDenied.TagOwnerUid': 'The specified operator not have permission to set TagOwnerUid value.',
      'PermissionDenied.Scope': 'The specified operator not have permission to set Scope value.',
      'QuotaExceed.Tags': 'The maximum number of tags on the resource is exceeded.',
      'TagKey.Duplication': 'The TagKey has duplication with others, case-insensitive.',
    },
    404: {
      'MissingParameter.ResourceIds': 'The parameter - ResourceIds.N should not be null.',
      'MissingParameter.ResourceType': 'The parameter - ResourceType should not be null.',
      'MissingParameter.Tags': 'The parameter - Tags should not be null.',
      'MissingParameter.RegionId': 'The parameter - RegionId should not be null.',
      'InvalidRegionId.NotFound': [
        'The RegionId provided does not exist in our records.',
        'The specified RegionId does not exist.',
      ],
      'InvalidResourceId.NotFound': 'The specified ResourceIds are not found in our records.',
      'InvalidResourceType.NotFound': 'The ResourceType provided does not exist in our records.',
    },
    500: {
      ServiceUnavailable: 'The service is unavailable, please try again later.',
    },
  },
  UntagResources: {
    400: {
      'NumberExceed.ResourceIds': "The ResourceIds parameter's number is exceed , Valid : 50",
      'NumberExceed.Tags': "The Tags parameter's number is exceed , Valid : 20",
      'Duplicate.TagKey': 'The Tag.N.Key contain duplicate key.',
      'InvalidTagKey.Malformed': 'The specified Tag.n.Key is not valid.',
      'InvalidTagValue.Malformed': 'The specified Tag.n.Value is not valid.',
      'OperationDenied.QuotaExceed': 'The quota of tags on resource is beyond permitted range.',
      'InvalidTag.Mismatch': 'The specified Tag.n.Key and Tag.n.Value are not match.',
      InvalidTagCount: 'The specified tags are beyond the permitted range.',
      'Invalid.Scope': 'The specified scope is invalid.',
    },
    403: {
      'InvalidResourceId.NotSupported': 'The specified ResourceId does not support tagging.',
      'NoPermission.Tag': 'The operator is not permission for the tag.',
      'PermissionDenied.TagOwnerUid': 'The specified operator not have permission to set TagOwnerUid value.',
      'PermissionDenied.Scope': 'The specified operator not have permission to set Scope value.',
      'QuotaExceed.Tags': 'The maximum number of tags on the resource is exceeded.',
      'TagKey.Duplication': 'The TagKey has duplication with others, case-insensitive.',
      'Param.Conflict': 'The specified parameters TagKey and All conflict with each other.',
    },
    404: {
      'MissingParameter.ResourceIds': 'The parameter - ResourceIds.N should not be null.',
      'MissingParameter.ResourceType': 'The parameter - ResourceType should not be null',
      'MissingParameter.Tags': 'The parameter - Tags should not be null',
      'MissingParameter.RegionId': 'The parameter - RegionId should not be null',
      'InvalidRegionId.NotFound': 'The specified RegionId does not exist.',
      'InvalidResourceId.NotFound': 'The specified ResourceIds are not found in our records.',
      'InvalidResourceType.NotFound': 'The ResourceType provided does not exist in our records.',
    },
    500: {
      ServiceUnavailable: 'The service is unavailable, please try again later.',
    },
  },
  ListTagResources: {
    400: {
      'NumberExceed.ResourceIds': "The ResourceIds parameter's number is exceed , Valid : 50",
      'NumberExceed.Tags': "The Tags parameter's number is exceed , Valid : 20",
      'Duplicate.TagKey': 'The Tag.N.Key contain duplicate key.',
      'InvalidTagKey.Malformed': 'The specified Tag.n.Key is not valid.',
      'InvalidTagValue.Malformed': 'The specified Tag.n.Value is not valid.',
      'InvalidParameter.TagValue': 'The specified parameter TagValue is not valid.',
      'OperationDenied.QuotaExceed': 'The quota of tags on resource is beyond permitted range.',
      'InvalidTag.Mismatch': 'The specified Tag.n.Key and Tag.n.Value are not match.',
      InvalidTagCount: 'The specified tags are beyond the permitted range.',
      'Invalid.Scope': 'The specified scope is invalid.',
    },
    403: {
      'InvalidResourceId.NotSupported': 'The specified ResourceId does not support tagging.',
      'NoPermission.Tag': 'The operator is not permission for the tag.',
      'PermissionDenied.TagOwnerUid': 'The specified operator not have permission to set TagOwnerUid value.',
      'PermissionDenied.Scope': 'The specified operator not have permission to set Scope value.',
      'BothEmpty.TagsAndResources': 'The specified Tags and ResourcesIds are not allow to both empty.',
      'Invalid.NextToken': 'The specified NextToken is not valid.',
    },
    404: {
      'MissingParameter.ResourceType': 'The parameter - ResourceType should not be null',
      'MissingParameter.Tags': 'The parameter - Tags should not be null',
      'MissingParameter.RegionId': 'The parameter - RegionId should not be null',
      'MissingParameter.TagOwnerUid': 'The parameter - TagOwnerUid should not be null',
      'MissingParameter.TagOwnerBid': 'The parameter - TagOwnerBid should not be null',
      'InvalidRegionId.NotFound': 'The specified RegionId does not exist.',
      'InvalidResourceId.NotFound': 'The specified ResourceIds are not found in our records.',
      'InvalidResourceType.NotFound': 'The ResourceType provided does not exist in our records.',
    },
  },
  DescribeTags: {
    400: {
      InvalidTagCount: 'The specified tags are beyond the permitted range.',
      'InvalidTagKey.Malformed': 'The parameter Tag.n.Key is illegal.',
    },
    404: {
      'InvalidRegionId.NotFound': 'The specified RegionId does not exist.',
      'InvalidResourceType.NotFound': 'The ResourceType provided does not exist in our records.',
    },
  },
  JoinResourceGroup: {
    400: {
      'EntityExists.AssociatedTransferTasks': 'An associated transfer task is in progress. Try again later.',
    },
    403: {
      MissingParameter: [
        'The input parameter "ResourceGroupId" that is mandatory for processing this request is not supplied.',
        'The input parameter "ResourceId" that is mandatory for processing this request is not supplied.',
        'The input parameter "RegionId" that is mandatory for processing this request is not supplied.',
      ],
      'InvalidResourceGroup.Duplicate': 'The ResourceId provided has a ResourceGroup in our records.',
      'InvalidRegionId.ResourceGroup': 'The specified region does not support resource group yet.',
      'InvalidStatus.ResourceGroup':
        'You cannot perform an operation on a resource group that is being created or deleted.',
    },
    404: {
      'InvalidResourceType.NotFound': 'The ResourceType provided does not exist in our records.',
      'InvalidResourceGroup.NotFound': 'The ResourceGroup provided does not exist in our records.',
      'InvalidResourceId.NotFound': 'The ResourceId provided does not exist in our records.',
    },
  },
  DescribeRegions: {
    403: {
      'Unauthorized.EmptyRegion': 'The specified account has no access authority to any region.',
      'Invalid.InstanceChargeType': 'The specified instanceChargeType is not valid.',
    },
    404: {
      'InvalidAcceptLanguage.NotFound': 'Only Chinese (zh-CN), English (en-US), and Japanese (ja) are allowed.',
      'InvalidResourceType.NotFound': 'The ResourceType provided does not exist in our records.',
    },
  },
};
