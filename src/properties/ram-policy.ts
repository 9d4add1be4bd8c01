import { type Need, ramPolicies } from '../alibaba/ram-policy';

/** Properties of a template without which some calls are never made. */
type OptionalProperty = 'ResourceGroupId' | 'DeleteAutoSnapshot';

/** Everything that the handlers ask ECS for. */
export const NEEDS: readonly Need<OptionalProperty>[] = [
  { operation: 'CREATE', call: 'CopyImage', when: 'always, in the source region' },
  { operation: 'CREATE', call: 'DescribeImages', when: 'always: to watch the copy' },
  {
    operation: 'CREATE',
    call: 'ModifyImageAttribute',
    when: 'ImageFamily or NvmeSupport is set, or the copy lacks its name or description',
  },
  { operation: 'CREATE', call: 'TagResources', when: 'the finished copy lacks a tag' },
  {
    operation: 'CREATE',
    call: 'UntagResources',
    when: 'somebody gave the copy a tag that is in the way of one of its own',
  },
  {
    operation: 'CREATE',
    call: 'JoinResourceGroup',
    when: 'the finished copy is not in its resource group',
    property: 'ResourceGroupId',
  },
  { operation: 'CREATE', call: 'CancelCopyImage', when: 'the copy takes longer than Timeouts.Create' },
  { operation: 'CREATE', call: 'DeleteImage', when: 'the copy has failed, or has ended too late' },
  { operation: 'CREATE', call: 'DeleteSnapshot', when: 'a failed copy has left snapshots' },
  { operation: 'READ', call: 'DescribeImages', when: 'always' },
  { operation: 'UPDATE', call: 'DescribeImages', when: 'always' },
  {
    operation: 'UPDATE',
    call: 'ModifyImageAttribute',
    when: 'ImageName, Description, ImageFamily or NvmeSupport differs',
  },
  { operation: 'UPDATE', call: 'TagResources', when: 'a tag is new or has another value' },
  { operation: 'UPDATE', call: 'UntagResources', when: 'a tag is no longer wished, or is spelled otherwise' },
  { operation: 'UPDATE', call: 'JoinResourceGroup', when: 'ResourceGroupId differs', property: 'ResourceGroupId' },
  { operation: 'DELETE', call: 'DescribeImages', when: 'always' },
  { operation: 'DELETE', call: 'CancelCopyImage', when: 'the copy is still running, or not to be seen' },
  { operation: 'DELETE', call: 'DeleteImage', when: 'the copy has ended' },
  { operation: 'DELETE', call: 'DeleteSnapshot', when: 'DeleteAutoSnapshot is set', property: 'DeleteAutoSnapshot' },
  { operation: 'LIST', call: 'DescribeImages', when: 'always' },
];

/** What a RAM user or role needs for the type; `npm run ram-policy` prints it. */
export const RAM_POLICIES = ramPolicies<OptionalProperty>({
  needs: NEEDS,
  optionalProperties: ['ResourceGroupId', 'DeleteAutoSnapshot'],
  subjects: {
    CopyImage: [{ type: 'image', region: 'source' }],
    DeleteSnapshot: [{ type: 'snapshot', region: 'destination' }],
  },
  images: { type: 'image', region: 'destination' },
});

export const { needsOf, ramPolicy } = RAM_POLICIES;
