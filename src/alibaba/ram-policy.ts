import { type Need, type NeedsScope, neededIn } from '../calling/needs';

/** What a call is about. */
interface Subject {
  readonly type: 'image' | 'instance' | 'snapshot';
  readonly region: 'source' | 'destination';
}

/** A call, with what it is about where that is something else than what the same call is about in other operations. */
export interface RamNeed<Property extends string> extends Need<Property> {
  readonly about?: readonly Subject[];
}

/** Everything that the handlers of a type ask ECS for; a call needs the RAM action `ecs:<call>`. */
export interface RamNeeds<Property extends string> {
  readonly needs: readonly RamNeed<Property>[];
  /** Properties of a template without which some calls are never made. */
  readonly optionalProperties: readonly Property[];
  /** What a call is about, where it is about something else than `images`. */
  readonly subjects: Readonly<Record<string, readonly Subject[]>>;
  /** What the other calls are about. */
  readonly images: Subject;
}

/** What a policy is for. Every choice has a default that covers everything. */
export interface PolicyScope<Property extends string> extends NeedsScope<Property> {
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

/** The policies of a type. */
export interface RamPolicies<Property extends string> {
  readonly optionalProperties: readonly Property[];
  /** Whether a call is about a region that images come from, and `sourceRegions` so has a meaning. */
  readonly hasSourceRegions: boolean;
  /** The calls that a scope may need. */
  needsOf(scope?: PolicyScope<Property>): readonly RamNeed<Property>[];
  /**
   * The policy that allows what a scope needs and nothing else. The resources are those that "RAM authorization" on the page of each API
   * names; CopyImage and a search by name need all images of a region, `image/*`.
   */
  ramPolicy(scope?: PolicyScope<Property>): PolicyDocument;
}

/** The policies of a type that asks ECS for what a table has. */
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

/** What the RAM user of `Credentials` needs if the role of `AssumeRole` has the policy above: that, and nothing else. */
export function assumeRolePolicy(roleArn: string): PolicyDocument {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [roleArn] }] };
}
