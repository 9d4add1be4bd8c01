import { type JsonObject, mapValues, stringifyPrimitives } from '../json';
import { type HandlerAction, identifierProperties, type ResourceType } from '../schema/resource-type';
import { configurationFor } from '../type-configuration';
import type { OperationState, ResourceRecord, TextMap } from './state';

/** The stack of a request. */
export interface StackIdentity {
  readonly name: string;
  readonly id: string;
  readonly region: string;
  readonly accountId: string;
}

/** What is the same in all requests of a deployment. */
export interface RequestContext {
  readonly stack: StackIdentity;
  /** One for every type, or several by the names of types. */
  readonly typeConfiguration: JsonObject;
  /** The credentials that CloudFormation gives the handlers; by default fake ones. */
  readonly callerCredentials?: JsonObject;
}

/** Fake credentials in the form of AWS's: only a keyless type configuration needs real ones. */
const NO_CREDENTIALS: JsonObject = {
  accessKeyId: 'AKIAEXAMPLENOTAREALKEY',
  secretAccessKey: 'example-secret-that-opens-nothing',
  sessionToken: 'example-token-that-opens-nothing',
};

/** The event of one invocation of an operation that changes the resource. */
export function operationRequest(
  context: RequestContext,
  type: ResourceType,
  record: ResourceRecord,
  operation: OperationState,
): JsonObject {
  return request(context, type, record.logicalId, operation.action, operation.bearerToken, {
    callbackContext: operation.callbackContext,
    resourceProperties: operation.resourceProperties,
    previousResourceProperties: operation.previousProperties ?? null,
    stackTags: operation.stackTags,
    previousStackTags: operation.previousStackTags,
  });
}

/** The event that reads a resource. It has only the identifier. */
export function readRequest(
  context: RequestContext,
  type: ResourceType,
  record: ResourceRecord,
  bearerToken: string,
  stackTags: TextMap,
): JsonObject {
  return request(context, type, record.logicalId, 'READ', bearerToken, {
    callbackContext: null,
    resourceProperties: identifierProperties(type, record.identifier ?? ''),
    previousResourceProperties: null,
    stackTags,
    previousStackTags: stackTags,
  });
}

/** The event that asks for a page of resources. @param nextToken from the answer with the previous page. */
export function listRequest(
  context: RequestContext,
  type: ResourceType,
  model: JsonObject,
  bearerToken: string,
  nextToken: string | undefined,
): JsonObject {
  const event = request(context, type, bearerToken, 'LIST', bearerToken, {
    callbackContext: null,
    resourceProperties: model,
    previousResourceProperties: null,
    stackTags: {},
    previousStackTags: {},
  });
  return nextToken === undefined ? event : { ...event, nextToken };
}

interface RequestBody {
  readonly callbackContext: JsonObject | null;
  readonly resourceProperties: JsonObject;
  readonly previousResourceProperties: JsonObject | null;
  readonly stackTags: TextMap;
  readonly previousStackTags: TextMap;
}

function request(
  { stack, typeConfiguration, callerCredentials = NO_CREDENTIALS }: RequestContext,
  type: ResourceType,
  logicalId: string,
  action: HandlerAction | 'LIST',
  bearerToken: string,
  body: RequestBody,
): JsonObject {
  const { resourceProperties, previousResourceProperties: previous } = body;
  const systemTags = {
    'aws:cloudformation:stack-name': stack.name,
    'aws:cloudformation:stack-id': stack.id,
    'aws:cloudformation:logical-id': logicalId,
  };
  return {
    awsAccountId: stack.accountId,
    bearerToken,
    region: stack.region,
    action,
    resourceType: type.name,
    resourceTypeVersion: '00000001',
    callbackContext: body.callbackContext,
    stackId: stack.id,
    requestData: {
      callerCredentials,
      logicalResourceId: logicalId,
      resourceProperties: mapValues(resourceProperties, stringifyPrimitives),
      previousResourceProperties: previous && mapValues(previous, stringifyPrimitives),
      systemTags,
      previousSystemTags: systemTags,
      stackTags: body.stackTags,
      previousStackTags: body.previousStackTags,
      typeConfiguration: configurationFor(typeConfiguration, type.name) ?? null,
    },
  };
}
