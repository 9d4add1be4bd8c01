import type { ErrorTable } from '../../../common/error-table';

const tagFilters = {
  'InvalidTag.Mismatch': 'The specified Tag.n.Key and Tag.n.Value are not match.',
  InvalidTagCount: 'The specified tags are beyond the permitted range.',
} as const;

const timeFilters = {
  'InvalidFilterKey.NotFound': 'The specified Filter Key is not found.',
  InvalidFilterValue: 'The specified Filter Value is not valid.',
} as const;

/**
 * The errors of the queries for the sources of images, as listed on their documentation pages. The errors of filters have no text there. It
 * is assumed that DescribeInstances refuses a list of IDs in the same way as DescribeSnapshots and DescribeDisks.
 */
export const sourceErrors: ErrorTable = {
  DescribeInstances: {
    400: tagFilters,
    403: { 'InvalidInstanceIds.Malformed': 'The amount of specified instance Ids exceeds the limit.' },
    404: {
      ...timeFilters,
      'InvalidInstanceChargeType.NotFound': 'The InstanceChargeType does not exist in our records',
      'InvalidInternetChargeType.ValueNotSupported': 'The specified InternetChargeType is not valid',
      'InvalidLockReason.NotFound': 'The specified LockReason is not found',
      'InvalidNetworkType.NotFound': 'The specified InstanceNetworkType is not found',
      'InvalidStatus.NotFound': 'The specified Status is not found',
    },
  },
  DescribeSnapshots: {
    400: { ...tagFilters, 'InvalidParameter.MaxResults': 'The specified parameter MaxResults is not valid. %s.' },
    403: {
      'InvalidSnapshotIds.Malformed': 'The amount of specified specified snapshot Ids exceeds the limit.',
      'InvalidSnapshotCategory.Malformed': 'The specified Category is not valid.',
    },
    404: {
      ...timeFilters,
      InvalidUsage: 'The specifed Usage is not valid',
      InvalidSourceDiskType: 'The specifed SourceDiskType is not valid',
      'InvalidStatus.NotFound': 'The specified Status is not found',
      'InvalidSnapshotType.NotFound': 'The specfied SnapshotType is not found',
      'InvalidSnapshotLinkId.NotFound': 'The specified snapshot link is not found.',
    },
    500: { InternalError: 'The request processing has failed due to some unknown error.' },
  },
};
