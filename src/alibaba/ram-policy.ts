import { type Need, type NeedsScope, neededIn } from '../calling/needs';

/** The kind and region of the resources that a call accesses. */
interface Subject {
  readonly type: 'image' | 'instance' | 'snapshot';
  readonly region: 'source' | 'destination';
}

/** A call. `about`: the resources that it accesses, if they differ from those that the same call accesses in other operations. */
export interface RamNeed<Property extends string> extends Need<Property> {
  readonly about?: readonly Subject[];
}

/** All calls that the handlers of a type make to ECS. A call needs the RAM action `ecs:<call>`. */
export interface RamNeeds<Property extends string> {
  readonly needs: readonly RamNeed<Property>[];
  /** The properties that are needed for some calls: without them, these calls are never made. */
  readonly optionalProperties: readonly Property[];
  /** The resources that a call accesses, if they are not `images`. */
  readonly subjects: Readonly<Record<string, readonly Subject[]>>;
  /** The resources that the other calls access. */
  readonly images: Subject;
}

/** What a policy has to allow. By default, each choice includes everything. */
export interface PolicyScope<Property extends string> extends NeedsScope<Property> {
  /** The regions of sources; by default, any region. */
  readonly sourceRegions?: readonly string[];
  /** The regions of copies; by default, any region. */
  readonly destinationRegions?: readonly string[];
  /** The Alibaba Cloud account; by default, any account. */
  readonly accountId?: string;
}

/** A RAM policy, as `aliyun ram CreatePolicy` accepts it. */
export interface PolicyDocument {
  readonly Version: '1';
  readonly Statement: readonly {
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
  }[];
}

/** The policies of a type. */
export interface RamPolicies<Property extends string> {
  readonly optionalProperties: readonly Property[];
  /** Whether a call accesses the region of a source, so that `sourceRegions` has a meaning. */
  readonly hasSourceRegions: boolean;
  /** The calls that a scope may need. */
  needsOf(scope?: PolicyScope<Property>): readonly RamNeed<Property>[];
  /**
   * The policy that allows exactly the calls that a scope needs. The resources are those in "RAM authorization" on the page of each API.
   * CopyImage and a search by name need all images of a region, `image/*`.
   */
  ramPolicy(scope?: PolicyScope<Property>): PolicyDocument;
}

/** The policies of a type with the calls in a table. */
export function ramPolicies<Property extends string>(table: RamNeeds<Property>): RamPolicies<Property> {
  const { needs, optionalProperties, subjects, images } = table;
  const needsOf: RamPolicies<Property>['needsOf'] = (scope = {}) => neededIn(needs, scope);
  return {
    optionalProperties,
    hasSourceRegions: Object.values(subjects).some((all) => all.some(({ region }) => region === 'source')),
    needsOf,
    ramPolicy(scope = {}) {
      const { sourceRegions = ['*'], destinationRegions = ['*'], accountId = '*' } = scope;
      const regions = { source: sourceRegions, destination: destinationRegions };
      const actionsByResources = new Map<string, { Action: string[]; Resource: string[] }>();
      for (const { call, about = subjects[call] ?? [images] } of needsOf(scope)) {
        const Resource = about.flatMap(({ type, region }) =>
          regions[region].map((id) => `acs:ecs:${id}:${accountId}:${type}/*`),
        );
        const statement = actionsByResources.get(Resource.join()) ?? { Action: [], Resource };
        if (!statement.Action.includes(`ecs:${call}`)) statement.Action.push(`ecs:${call}`);
        actionsByResources.set(Resource.join(), statement);
      }
      return {
        Version: '1',
        Statement: [...actionsByResources.values()].map((statement) => ({ Effect: 'Allow', ...statement })),
      };
    },
  };
}

/** The policy for the RAM user of `Credentials`, if the role of `AssumeRole` has the policy above: the user needs nothing else. */
export function assumeRolePolicy(roleArn: string): PolicyDocument {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [roleArn] }] };
}
