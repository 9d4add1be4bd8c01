import { type InstanceRecord, instanceStatuses, lockReasons } from '../../account/instance';
import { byTags, byTime, equal, type FilterReader, filtered, idList, named, oneOf } from './filters';
import type { EcsRequest, Operation } from './operation';
import { numberedPage, type Page, pagesByToken, tokenPage } from './paging';
import { wireTags } from './tags';

const SMALLEST_TOKEN_PAGE = 10;
const MAX_PAGE_SIZE = 100;

/** The parameters that filter the list, with the errors of each (DescribeInstances documentation). */
const filterReaders: readonly FilterReader<InstanceRecord>[] = [
  idList('InstanceIds', 'InvalidInstanceIds.Malformed', ({ instanceId }) => instanceId),
  named('InstanceName', ({ instanceName }) => instanceName),
  oneOf('Status', instanceStatuses, 'InvalidStatus.NotFound', ({ status }) => status),
  oneOf('LockReason', lockReasons, 'InvalidLockReason.NotFound', ({ lockReason = '' }) => lockReason),
  equal('ImageId', ({ imageId }) => imageId),
  equal('InstanceType', ({ instanceType }) => instanceType),
  equal('ResourceGroupId', ({ resourceGroupId }) => resourceGroupId),
  byTags,
  byTime,
];

/** DescribeInstances: a page of the instances that match, by number or by token. */
export const describeInstances: Operation = (request) => {
  const regionId = request.region();
  const { items, fields } = pageOf(request, filtered(request, request.account.instancesIn(regionId), filterReaders));
  request.endDryRun();
  return { ...fields, Instances: { Instance: items.map(wireInstance) } };
};

/** A MaxResults below 10 counts as 10 and one above 100 as 100 (DescribeInstances documentation). */
function pageOf(request: EcsRequest, instances: readonly InstanceRecord[]): Page<InstanceRecord> {
  if (!pagesByToken(request)) {
    const code = (parameter: string) => `Invalid${parameter}`;
    return numberedPage(request, instances, { byDefault: 10, max: MAX_PAGE_SIZE, code });
  }
  const text = request.parameters.text('MaxResults');
  if (!/^\d*$/.test(text)) throw request.refuse('InvalidMaxResults');
  const size = Math.min(Math.max(Number(text), SMALLEST_TOKEN_PAGE), MAX_PAGE_SIZE);
  return tokenPage(request, instances, size, 'InvalidNextToken');
}

/** An instance in the form of DescribeInstances, with the fields that clients of images read. */
function wireInstance(instance: InstanceRecord): Record<string, unknown> {
  const { os, lockReason } = instance;
  return {
    InstanceId: instance.instanceId,
    InstanceName: instance.instanceName,
    HostName: instance.instanceName,
    Description: instance.description,
    RegionId: instance.regionId,
    ZoneId: `${instance.regionId}-a`,
    Status: instance.status,
    ImageId: instance.imageId,
    InstanceType: instance.instanceType,
    InstanceTypeFamily: instance.instanceType.split('.').slice(0, 2).join('.'),
    InstanceChargeType: 'PostPaid',
    InstanceNetworkType: 'vpc',
    OSName: os.osName,
    OSNameEn: os.osName,
    OSType: os.osType,
    // In minutes, unlike the times of images and snapshots.
    CreationTime: `${new Date(instance.createdAt).toISOString().slice(0, 16)}Z`,
    ResourceGroupId: instance.resourceGroupId,
    OperationLocks: { LockReason: lockReason === undefined ? [] : [{ LockReason: lockReason }] },
    Tags: wireTags(instance.tags),
  };
}
