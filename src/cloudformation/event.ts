import {
  Action,
  type BaseModel,
  BaseResourceHandlerRequest,
  type Constructor,
  type Dict,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { Failure } from '../failure/failure';
import { at } from './at';

/** A model class of `cfn generate`. It builds a model from the properties in an event. */
export type ModelClass<M extends BaseModel> = Constructor<M> & { deserialize(properties: Dict): M };

/** The request of a handler in the library's own class, including `nextToken`, which the library's entrypoint loses. */
export type HandlerRequest<M extends BaseModel> = BaseResourceHandlerRequest<M> & {
  readonly desiredResourceState: M;
  readonly previousResourceState: M;
  readonly desiredResourceTags: Dict<string>;
  readonly previousResourceTags: Dict<string>;
  readonly systemTags: Dict<string>;
};

/** The name of a resource type, and the classes of the models in its events. */
export interface EventClasses<M extends BaseModel, C extends BaseModel> {
  readonly name: string;
  readonly model: ModelClass<M>;
  readonly configuration: ModelClass<C>;
}

/** The content of an event. */
export interface Invocation<M extends BaseModel, C extends BaseModel> {
  readonly action: Action;
  readonly request: HandlerRequest<M>;
  readonly callbackContext: Dict;
  readonly typeConfiguration: C | undefined;
  readonly callerCredentials: Dict<string> | undefined;
}

/** The longest region, in characters. No AWS region has half as many. */
const LONGEST_REGION = 64;

/** The action of an event, if it can be read, even if the event has errors in other places. */
export function actionOf(event: unknown): Action | undefined {
  const action = at(event, ['action']);
  return Object.values(Action).find((known) => known === action);
}

/**
 * Reads an event of the form that CloudFormation sends to `entrypoint` (HandlerRequest in the library's interface.ts).
 *
 * @throws Failure InvalidRequest if the event does not have that form or a property cannot have its type; InvalidTypeConfiguration if the
 * type configuration cannot be read.
 */
export function readEvent<M extends BaseModel, C extends BaseModel>(
  event: unknown,
  { name, model, configuration }: EventClasses<M, C>,
): Invocation<M, C> {
  const envelope = objectOf(event, 'The event');
  const data = objectOf(envelope.requestData, 'requestData');
  const action = actionOf(event);
  if (!action) throw refused(`The action must be one of ${Object.values(Action).join(', ')}.`);
  // Only an update has previous properties, and class-transformer checks every property of the model even if none is set.
  const toModel = (properties: unknown, place: string): M =>
    properties === undefined || properties === null
      ? new model()
      : convert(place, () => withNumbers(model.deserialize(objectOf(properties, place))));

  const request = Object.assign(new BaseResourceHandlerRequest<M>(), {
    clientRequestToken: textOf(envelope.bearerToken, 'bearerToken'),
    awsAccountId: textOf(envelope.awsAccountId, 'awsAccountId'),
    // The region comes before the reason in messages, so it must be short.
    region: textOf(envelope.region, 'region', LONGEST_REGION),
    logicalResourceIdentifier: textOf(data.logicalResourceId, 'logicalResourceId'),
    nextToken: textOf(envelope.nextToken, 'nextToken'),
    desiredResourceState: toModel(data.resourceProperties, 'resourceProperties'),
    previousResourceState: toModel(data.previousResourceProperties, 'previousResourceProperties'),
    desiredResourceTags: tagsOf(data.stackTags, 'stackTags'),
    previousResourceTags: tagsOf(data.previousStackTags, 'previousStackTags'),
    systemTags: tagsOf(data.systemTags, 'systemTags'),
  });
  return {
    action,
    request,
    callbackContext: objectOf(envelope.callbackContext ?? {}, 'callbackContext'),
    typeConfiguration: readConfiguration(data.typeConfiguration, name, configuration),
    callerCredentials: data.callerCredentials ? objectOf(data.callerCredentials, 'callerCredentials') : undefined,
  };
}

/**
 * Converts a test event of `cfn test`'s examples and `sam local invoke TestEntrypoint`, `{credentials, action, request, callbackContext,
 * region, typeConfiguration}`, to the form that CloudFormation sends. The library's own testEntrypoint does not support a type
 * configuration and logs the credentials.
 */
export function fromTestEvent(event: unknown): Dict {
  const test = objectOf(event, 'The event');
  const request = objectOf(test.request ?? {}, 'request');
  return {
    action: test.action,
    awsAccountId: request.awsAccountId,
    bearerToken: request.clientRequestToken,
    region: test.region ?? request.region,
    nextToken: request.nextToken,
    callbackContext: test.callbackContext,
    requestData: {
      callerCredentials: test.credentials,
      logicalResourceId: request.logicalResourceIdentifier,
      resourceProperties: request.desiredResourceState,
      previousResourceProperties: request.previousResourceState,
      stackTags: request.desiredResourceTags,
      previousStackTags: request.previousResourceTags,
      systemTags: request.systemTags,
      typeConfiguration: test.typeConfiguration ?? request.typeConfiguration,
    },
  };
}

/**
 * A model in which integers are numbers. CloudFormation sends the integers of a template as text, of which the library makes bigints; in a
 * request that continues, they are the numbers that the last answer contained. So the same value would differ from itself.
 */
function withNumbers<M extends object>(model: M): M {
  for (const [name, value] of Object.entries(model)) {
    if (typeof value === 'bigint') Reflect.set(model, name, Number(value));
    else if (typeof value === 'object' && value !== null) withNumbers(value);
  }
  return model;
}

function convert<T>(name: string, conversion: () => T): T {
  try {
    return conversion();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw refused(`${name} cannot be read: ${detail}. Correct the type of the value.`);
  }
}

function readConfiguration<C extends BaseModel>(
  properties: unknown,
  typeName: string,
  model: ModelClass<C>,
): C | undefined {
  if (properties === undefined || properties === null) return undefined;
  try {
    return withNumbers(model.deserialize(objectOf(properties, 'typeConfiguration')));
  } catch {
    // The library's message quotes the value, which could be a secret.
    throw new Failure(
      'InvalidTypeConfiguration',
      `Invalid TypeConfiguration provided for type '${typeName}'. Reason: a value does not have the type that the schema requires${placesOf(properties, model)}. Set it with aws cloudformation set-type-configuration.`,
    );
  }
}

/** Says which properties have a value that cannot be read. A text or a list has no properties. */
function placesOf<C extends BaseModel>(properties: unknown, model: ModelClass<C>): string {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return '';
  const names = unreadable(Object.entries(properties), model);
  return names.length > 0 ? `, in ${names.join(', ')}` : '';
}

/** The names of the entries that cannot be read. It halves the entries, because there may be thousands that the model does not know. */
function unreadable<C extends BaseModel>(entries: readonly [string, unknown][], model: ModelClass<C>): string[] {
  try {
    model.deserialize(Object.fromEntries(entries));
    return [];
  } catch {
    if (entries.length <= 1) return entries.map(([name]) => name);
    const middle = Math.ceil(entries.length / 2);
    return [entries.slice(0, middle), entries.slice(middle)].flatMap((half) => unreadable(half, model));
  }
}

function refused(message: string): Failure {
  return new Failure('InvalidRequest', message);
}

function objectOf(value: unknown, name: string): Dict {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw refused(`${name} must be an object.`);
}

function textOf(value: unknown, name: string, most = Number.POSITIVE_INFINITY): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw refused(`${name} must be a string.`);
  if (value.length > most) throw refused(`${name} must have at most ${most} characters.`);
  return value;
}

function tagsOf(value: unknown, name: string): Dict<string> {
  const tags = objectOf(value ?? {}, name);
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, tagText(value, name)]));
}

/** Accepts numbers and booleans as text. */
function tagText(value: unknown, name: string): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw refused(`The values of ${name} must be strings.`);
}
