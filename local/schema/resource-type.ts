import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';

/** The operations of a handler on one resource. */
export type HandlerAction = 'CREATE' | 'READ' | 'UPDATE' | 'DELETE';

/** A resource type from its schema. */
export interface ResourceType {
  readonly name: string;
  readonly schema: JsonObject;
  /** The properties that identify a resource, in their order. */
  readonly primaryIdentifier: readonly string[];
  /** The form of the primary identifier, such as `<RegionId>/<ImageId>`; `undefined` if the schema does not describe it. */
  readonly identifierForm?: string;
  /** The property in the first part of that form; `undefined` if the form names none. */
  readonly regionProperty?: string;
  /** The properties with a name that is unique in its region, according to their descriptions. The first one that is set counts. */
  readonly uniqueNames: readonly string[];
  readonly required: readonly string[];
  readonly readOnly: readonly string[];
  readonly writeOnly: readonly string[];
  /** The properties whose change requires a new resource. */
  readonly createOnly: readonly string[];
  /** The property with the resource's tags; `undefined` if it has none. */
  readonly tagProperty?: string;
  /** The properties in a LIST request that select resources. */
  readonly listedBy: readonly string[];
  /** How long each operation may take, in minutes. */
  readonly timeoutMinutes: Readonly<Record<HandlerAction, number>>;
}

/** The resource types that templates can use, by name. */
export type ResourceTypes = ReadonlyMap<string, ResourceType>;

/** CloudFormation's default for an operation. */
const DEFAULT_TIMEOUT_MINUTES = 120;

/** Reads a resource provider schema. */
export function readResourceType(schema: JsonObject): ResourceType {
  const { typeName, handlers } = schema;
  if (typeof typeName !== 'string') throw new TypeError('the schema has no typeName');
  const timeout = (handler: string): number => {
    const definition = isJsonObject(handlers) ? handlers[handler] : undefined;
    const minutes = isJsonObject(definition) ? definition.timeoutInMinutes : undefined;
    return typeof minutes === 'number' ? minutes : DEFAULT_TIMEOUT_MINUTES;
  };
  return {
    name: typeName,
    schema,
    primaryIdentifier: propertyNames(schema.primaryIdentifier),
    ...identifierFormOf(schema),
    uniqueNames: uniqueNamesOf(schema),
    required: namesIn(schema.required),
    readOnly: propertyNames(schema.readOnlyProperties),
    writeOnly: propertyNames(schema.writeOnlyProperties),
    createOnly: propertyNames(schema.createOnlyProperties),
    tagProperty: tagPropertyOf(schema),
    listedBy: listedBy(schema),
    timeoutMinutes: {
      CREATE: timeout('create'),
      READ: timeout('read'),
      UPDATE: timeout('update'),
      DELETE: timeout('delete'),
    },
  };
}

/** The types by their names. */
export function indexTypes(types: readonly ResourceType[]): ResourceTypes {
  return new Map(types.map((type) => [type.name, type]));
}

/**
 * The primary identifier of a model: its parts joined with `|`, as in CloudFormation's physical ID; `undefined` if a part is missing or
 * empty.
 */
export function identifierOf(type: ResourceType, model: Json | undefined): string | undefined {
  if (!isJsonObject(model)) return undefined;
  const parts = type.primaryIdentifier.map((name) => model[name]);
  if (parts.some((part) => (typeof part !== 'string' && typeof part !== 'number') || part === '')) return undefined;
  return parts.join('|');
}

/** The primary identifier as properties, as in a READ request. */
export function identifierProperties(type: ResourceType, identifier: string): JsonObject {
  const parts = identifier.split('|');
  return Object.fromEntries(type.primaryIdentifier.map((name, index) => [name, parts[index] ?? '']));
}

/** The form in the description of the property that identifies a resource, and the property in its first part. */
function identifierFormOf(schema: JsonObject): Pick<ResourceType, 'identifierForm' | 'regionProperty'> {
  const [name, ...others] = propertyNames(schema.primaryIdentifier);
  const descriptions = descriptionsOf(schema);
  const [identifierForm, first] =
    /<(\w+)>(?:\/<\w+>)+/.exec((others.length === 0 && descriptions.get(name ?? '')) || '') ?? [];
  return { identifierForm, regionProperty: first !== undefined && descriptions.has(first) ? first : undefined };
}

/** The properties whose descriptions say that they are unique in their region, then their former names. */
function uniqueNamesOf(schema: JsonObject): string[] {
  const descriptions = [...descriptionsOf(schema)];
  const unique = descriptions.flatMap(([name, text]) => (/\bunique in its region\b/.test(text) ? [name] : []));
  const former = descriptions.flatMap(([name, text]) => {
    const [, of = ''] = /^The former name of (\w+)/.exec(text) ?? [];
    return unique.includes(of) ? [name] : [];
  });
  return [...unique, ...former];
}

/** The descriptions in a schema, by the name of the property. */
function descriptionsOf({ properties }: JsonObject): ReadonlyMap<string, string> {
  const entries = isJsonObject(properties) ? Object.entries(properties) : [];
  return new Map(
    entries.map(([name, property]) => {
      const description = isJsonObject(property) ? property.description : undefined;
      return [name, typeof description === 'string' ? description : ''];
    }),
  );
}

function tagPropertyOf({ tagging }: JsonObject): string | undefined {
  const pointer = isJsonObject(tagging) ? tagging.tagProperty : undefined;
  return typeof pointer === 'string' ? propertyNames([pointer])[0] : undefined;
}

function listedBy({ handlers }: JsonObject): string[] {
  const list = isJsonObject(handlers) ? handlers.list : undefined;
  const schema = isJsonObject(list) ? list.handlerSchema : undefined;
  const properties = isJsonObject(schema) ? schema.properties : undefined;
  return isJsonObject(properties) ? Object.keys(properties) : [];
}

/** `/properties/Name` becomes `Name`. The schemas here point only to top-level properties. */
function propertyNames(pointers: Json | undefined): string[] {
  return namesIn(pointers).map((pointer) => pointer.replace(/^\/properties\//, ''));
}

function namesIn(list: Json | undefined): string[] {
  return isJsonList(list) ? list.filter((name) => typeof name === 'string') : [];
}
