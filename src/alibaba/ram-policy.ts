/** The operations of the type, as CloudFormation calls them. */
export const OPERATIONS = ['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Properties of a template without which some calls are never made. */
export const OPTIONAL_PROPERTIES = ['ResourceGroupId', 'DeleteAutoSnapshot'] as const;
export type OptionalProperty = (typeof OPTIONAL_PROPERTIES)[number];

/** A call that an operation may make, and so the RAM action `ecs:<call>` that it needs. */
export interface Need {
  readonly operation: Operation;
  readonly call: string;
  /** When the call is made. */
  readonly when: string;
  /** The property without which it is never made; absent: it may be made for any template. */
  readonly property?: OptionalProperty;
}

/** Everything that the handlers ask ECS for. */
export const NEEDS: readonly Need[] = [
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

/** What a policy is for. Every choice has a default that covers everything. */
export interface PolicyScope {
  readonly operations?: readonly Operation[];
  /** The optional properties that templates use. */
  readonly properties?: readonly OptionalProperty[];
  /** Where sources are; default any region. */
  readonly sourceRegions?: readonly string[];
  /** Where copies are; default any region. */
  readonly destinationRegions?: readonly string[];
  /** The Alibaba Cloud account; default any. */
  readonly accountId?: string;
}

/** A RAM policy, as `aliyun ram CreatePolicy` takes it. */
export interface PolicyDocument {
  readonly Version: '1';
  readonly Statement: readonly {
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
  }[];
}

/** What a call is about, where it is about something else than the images of the copy's region. */
const SUBJECTS: Readonly<
  Record<string, { readonly type: 'image' | 'snapshot'; readonly region: 'source' | 'destination' }>
> = {
  CopyImage: { type: 'image', region: 'source' },
  DeleteSnapshot: { type: 'snapshot', region: 'destination' },
};
const IMAGE_OF_THE_COPY = { type: 'image', region: 'destination' } as const;

/** The calls that a scope can lead to. */
export function needsOf({ operations = OPERATIONS, properties = OPTIONAL_PROPERTIES }: PolicyScope = {}): Need[] {
  return NEEDS.filter(
    ({ operation, property }) =>
      operations.includes(operation) && (property === undefined || properties.includes(property)),
  );
}

/**
 * The policy that allows what a scope needs and nothing else. The resources are those that "RAM authorization" on the page of each API names;
 * CopyImage and a search by name need all images of a region, `image/*`.
 */
export function ramPolicy(scope: PolicyScope = {}): PolicyDocument {
  const { sourceRegions = ['*'], destinationRegions = ['*'], accountId = '*' } = scope;
  const regions = { source: sourceRegions, destination: destinationRegions };
  const actionsByResources = new Map<string, { Action: string[]; Resource: string[] }>();
  for (const call of new Set(needsOf(scope).map((need) => need.call))) {
    const { type, region } = SUBJECTS[call] ?? IMAGE_OF_THE_COPY;
    const Resource = regions[region].map((id) => `acs:ecs:${id}:${accountId}:${type}/*`);
    const statement = actionsByResources.get(Resource.join()) ?? { Action: [], Resource };
    statement.Action.push(`ecs:${call}`);
    actionsByResources.set(Resource.join(), statement);
  }
  return {
    Version: '1',
    Statement: [...actionsByResources.values()].map((statement) => ({ Effect: 'Allow', ...statement })),
  };
}

/** What the RAM user of `Credentials` needs if the role of `AssumeRole` has the policy above: that, and nothing else. */
export function assumeRolePolicy(roleArn: string): PolicyDocument {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [roleArn] }] };
}
