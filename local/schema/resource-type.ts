import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';

/** What CloudFormation calls a handler for, on one resource. */
export type HandlerAction = 'CREATE' | 'READ' | 'UPDATE' | 'DELETE';

/** A resource type as its schema describes it. */
export interface ResourceType {
  readonly name: string;
  readonly schema: JsonObject;
  /** The properties that identify a resource, in their order. */
  readonly primaryIdentifier: readonly string[];
  /** How the primary identifier is written, such as `<RegionId>/<ImageId>`; undefined: its schema does not say. */
  readonly identifierForm?: string;
  /** The property that the first part of that form names; undefined: the form names none. */
  readonly regionProperty?: string;
  /** The properties that hold a name of which its region has only one, as their descriptions say; the first one given counts. */
  readonly uniqueNames: readonly string[];
  readonly required: readonly string[];
  readonly readOnly: readonly string[];
  readonly writeOnly: readonly string[];
  /** The properties that cannot change without a new resource. */
  readonly createOnly: readonly string[];
  /** The property that holds the resource's tags; undefined: it has none. */
  readonly tagProperty?: string;
  /** The properties that a LIST request takes to choose among the resources. */
  readonly listedBy: readonly string[];
  /** How long each operation may take, in minutes. */
  readonly timeoutMinutes: Readonly<Record<HandlerAction, number>>;
}

/** The resource types that templates can use, by name. */
export type ResourceTypes = ReadonlyMap<string, ResourceType>;

/** What CloudFormation gives an operation whose schema says nothing. */
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
 * The primary identifier of a model: its parts joined with `|`, as CloudFormation's physical ID; undefined if a part is
 * missing or empty.
 */
export function identifierOf(type: ResourceType, model: Json | undefined): string | undefined {
  if (!isJsonObject(model)) return undefined;
  const parts = type.primaryIdentifier.map((name) => model[name]);
  if (parts.some((part) => (typeof part !== 'string' && typeof part !== 'number') || part === '')) return undefined;
  return parts.join('|');
}

/** The primary identifier as properties, the way a READ request carries it. */
export function identifierProperties(type: ResourceType, identifier: string): JsonObject {
  const parts = identifier.split('|');
  return Object.fromEntries(type.primaryIdentifier.map((name, index) => [name, parts[index] ?? '']));
}

/** The form that the description of the property names which identifies a resource, and the property that it begins with. */
function identifierFormOf(schema: JsonObject): Pick<ResourceType, 'identifierForm' | 'regionProperty'> {
  const [name, ...others] = propertyNames(schema.primaryIdentifier);
  const descriptions = descriptionsOf(schema);
  const [identifierForm, first] =
    /<(\w+)>(?:\/<\w+>)+/.exec((others.length === 0 && descriptions.get(name ?? '')) || '') ?? [];
  return { identifierForm, regionProperty: first !== undefined && descriptions.has(first) ? first : undefined };
}

/** A property whose description says that it is unique in its region, then its former names. */
function uniqueNamesOf(schema: JsonObject): string[] {
  const descriptions = [...descriptionsOf(schema)];
  const unique = descriptions.flatMap(([name, text]) => (/\bunique in its region\b/.test(text) ? [name] : []));
  const former = descriptions.flatMap(([name, text]) => {
    const [, of = ''] = /^The former name of (\w+)/.exec(text) ?? [];
    return unique.includes(of) ? [name] : [];
  });
  return [...unique, ...former];
}

/** What a schema says of its properties, by their names. */
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

/** `/properties/Name` as `Name`. The schemas here point to top-level properties only. */
function propertyNames(pointers: Json | undefined): string[] {
  return namesIn(pointers).map((pointer) => pointer.replace(/^\/properties\//, ''));
}

function namesIn(list: Json | undefined): string[] {
  return isJsonList(list) ? list.filter((name) => typeof name === 'string') : [];
}
