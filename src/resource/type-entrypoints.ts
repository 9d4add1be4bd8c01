import { Action, type BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { endpointProblem } from '../calling/endpoint';
import type { AwsEndpoint } from '../cloudformation/aws-call';
import { configuredEndpoint } from '../cloudformation/aws-endpoint';
import { type Entrypoint, entrypointsOf, type Handler } from '../cloudformation/entrypoint';
import type { ModelClass } from '../cloudformation/event';
import { adaptTransformations } from '../cloudformation/generated-models';
import { webIdentityOf } from '../cloudformation/web-identity';
import type { Runtime } from '../failure/clock';
import { Sessions } from '../keys/session';
import { EXACT_FIELDS } from '../life/memory';
import { sessionNameOf } from './naming';
import { Operations } from './operations';
import { valueIn } from './property';
import type { Access, ResourceType } from './resource-type';

/** How long the calls of one invocation may take, in milliseconds. CloudFormation waits 30 s for READ and LIST, and 60 s for the others. */
const BUDGET: Readonly<Record<Action, number>> = {
  [Action.Create]: 48_000,
  [Action.Read]: 24_000,
  [Action.Update]: 48_000,
  [Action.Delete]: 48_000,
  [Action.List]: 24_000,
};

/** Creates the entrypoints of a type with a clock and random numbers (`runtime`), a log (`write`) and an endpoint of AWS. */
export type EntrypointsOn = (
  runtime: Runtime,
  write: (line: string) => void,
  awsEndpoint?: AwsEndpoint,
) => { readonly entrypoint: Entrypoint; readonly testEntrypoint: Entrypoint };

/** The classes that `cfn generate` wrote for a type. The library reads and writes models with them. */
type GeneratedModels<M extends BaseModel, C extends BaseModel> = ResourceType<M, C, Access>['models'] & {
  readonly ResourceModel: ModelClass<M> & { readonly TYPE_NAME: string };
  readonly TypeConfigurationModel: ModelClass<C>;
};

/** The table of a type. It does not repeat what its models say. */
type TypeTable<M extends BaseModel, C extends BaseModel, A extends Access> = Omit<
  ResourceType<M, C, A>,
  'name' | 'models' | 'model' | 'configuration'
> & { readonly models: GeneratedModels<M, C> };

/**
 * The module that Lambda loads for a type. It does not use the library's BaseResource and its decorators: its entrypoints are replaced (see
 * `entrypointsOf`), and nothing else of it is needed.
 */
export function resourceType<M extends BaseModel, C extends BaseModel, A extends Access>(
  table: TypeTable<M, C, A>,
): EntrypointsOn {
  const { ResourceModel: model, TypeConfigurationModel: configuration } = table.models;
  const type: ResourceType<M, C, A> = { ...table, name: model.TYPE_NAME, model, configuration };
  adaptTransformations(...Object.values(type.models));
  const operations = new Operations(type);
  return (runtime, write, awsEndpoint = configuredEndpoint(process.env, endpointProblem)) => {
    const world: World = { runtime, awsEndpoint, sessions: new Sessions(runtime.now) };
    const handlers = new Map(
      Object.values(Action).map((action) => [action, handlerOf(type, action, operations, world)]),
    );
    const { name, model, configuration, identifier } = type;
    const left = operations.models.left.bind(operations.models);
    return entrypointsOf(
      { name, model, configuration, identifier: identifier.property, handlers, exact: EXACT_FIELDS, left },
      { write, now: runtime.now, after: runtime.after, awsEndpoint },
    );
  };
}

/** What stays between invocations. */
interface World {
  readonly runtime: Runtime;
  readonly awsEndpoint: AwsEndpoint;
  readonly sessions: Sessions;
}

/** The handler of an operation. */
function handlerOf<M extends BaseModel, C extends BaseModel, A extends Access>(
  type: ResourceType<M, C, A>,
  action: Action,
  operations: Operations<M>,
  { runtime, awsEndpoint, sessions }: World,
): Handler<M, C> {
  return async (session, request, context, log, typeConfiguration) => {
    const { awsAccountId, region, desiredResourceState: desired } = request;
    const access = type.access(typeConfiguration);
    const credentials = session?.configuration.credentials;
    const identifier = valueIn(desired, type.identifier.property);
    const cloud = type.cloud(access, {
      sessions,
      owner: [awsAccountId, region],
      sessionName: sessionNameOf(type.name, awsAccountId, region),
      webIdentity: credentials?.accessKeyId
        ? webIdentityOf({ region, endpoint: awsEndpoint, now: runtime.now, credentials })
        : undefined,
      surroundings: {
        deadline: runtime.now() + BUDGET[action],
        runtime,
        onCall: (report) => log.entry({ operation: action, identifier, ...report }),
      },
      hide: (secret) => log.hide(secret),
    });
    return operations.run(action, {
      cloud,
      access,
      request,
      desired,
      context,
      now: runtime.now,
      random: runtime.random,
    });
  };
}
