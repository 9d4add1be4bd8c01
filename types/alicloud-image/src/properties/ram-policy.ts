import { type Need, ramPolicies } from '../../../../src/alibaba/ram-policy';

/** Properties of a template without which some calls are never made. */
type OptionalProperty = 'ResourceGroupId' | 'DeleteAutoSnapshot';

/** Everything that the handlers ask ECS for. */
export const NEEDS: readonly Need<OptionalProperty>[] = [
  { operation: 'CREATE', call: 'CreateImage', when: 'always' },
  { operation: 'CREATE', call: 'DescribeImages', when: 'always: to watch the image' },
  { operation: 'CREATE', call: 'ModifyImageAttribute', when: 'the image lacks its name, description or family' },
  { operation: 'CREATE', call: 'TagResources', when: 'the finished image lacks a tag' },
  {
    operation: 'CREATE',
    call: 'UntagResources',
    when: 'somebody gave the image a tag that is in the way of one of its own',
  },
  {
    operation: 'CREATE',
    call: 'JoinResourceGroup',
    when: 'the finished image is not in its resource group',
    property: 'ResourceGroupId',
  },
  { operation: 'CREATE', call: 'DeleteImage', when: 'the image has failed, or has ended too late' },
  { operation: 'CREATE', call: 'DeleteSnapshot', when: 'a failed image has left snapshots' },
  { operation: 'READ', call: 'DescribeImages', when: 'always' },
  { operation: 'UPDATE', call: 'DescribeImages', when: 'always' },
  { operation: 'UPDATE', call: 'ModifyImageAttribute', when: 'ImageName, Description or ImageFamily differs' },
  { operation: 'UPDATE', call: 'TagResources', when: 'a tag is new or has another value' },
  { operation: 'UPDATE', call: 'UntagResources', when: 'a tag is no longer in the template, or is spelled otherwise' },
  { operation: 'UPDATE', call: 'JoinResourceGroup', when: 'ResourceGroupId differs', property: 'ResourceGroupId' },
  { operation: 'DELETE', call: 'DescribeImages', when: 'always' },
  { operation: 'DELETE', call: 'DeleteImage', when: 'the image has ended, or is not to be seen' },
  { operation: 'DELETE', call: 'DeleteSnapshot', when: 'DeleteAutoSnapshot is set', property: 'DeleteAutoSnapshot' },
  { operation: 'LIST', call: 'DescribeImages', when: 'always' },
];

/** What a RAM user or role needs for the type; `npm run ram-policy -- --type TF::Alicloud::Image` prints it. */
export const RAM_POLICIES = ramPolicies<OptionalProperty>({
  needs: NEEDS,
  optionalProperties: ['ResourceGroupId', 'DeleteAutoSnapshot'],
  subjects: {
    CreateImage: [
      { type: 'image', region: 'destination' },
      { type: 'instance', region: 'destination' },
      { type: 'snapshot', region: 'destination' },
    ],
    DeleteSnapshot: [{ type: 'snapshot', region: 'destination' }],
  },
  images: { type: 'image', region: 'destination' },
});

export const { needsOf, ramPolicy } = RAM_POLICIES;
