import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { AttributeValue, Image } from '../life/port';
import type { Check } from './rules';

/** One property of a type. What the schema says about it (required, create-only, write-only, read-only) is read from the schema. */
export interface Property {
  /** The check of the value in a template. */
  readonly check?: Check;
  /** The value in a model; by default, what the cloud shows. */
  readonly read?: (image: Image) => unknown;
  /** If present, the property is sent when the image is created. */
  readonly sent?: unknown;
  /** If present, the cloud can change the property in place. */
  readonly changed?: unknown;
  /** The property is fixed when the image is created, and no call reads it back. So a request that does not name it proves nothing. */
  readonly unread?: true;
  /** A deletion needs the property and checks it. */
  readonly ofRemoval?: true;
  /** If a template no longer sets the property, the handlers ask the cloud to clear it. */
  readonly cleared?: true;
}

/** The properties of a type, by their name in the schema. */
export type Properties = Readonly<Record<string, Property>>;

/** The reserved words of `cfn generate` (cloudformation-cli-typescript-plugin 1.0.2, utils.py) that could be names of properties. */
const RESERVED: ReadonlySet<string> = new Set(
  [
    'abstract any as async await bigint boolean break case catch class configurable const constructor continue debugger',
    'declare default delete do else enum enumerable export extends false finally for from function get if in implements',
    'import instanceof interface is let module namespace never new null number of package private protected public readonly',
    'require return set static string super switch symbol this throw true try type typeof undefined value var void while with',
    'writable yield',
  ].flatMap((line) => line.split(' ')),
);

/** The field of a property in a generated model: the name with a lower-case first letter, and an underscore after a reserved word. */
export function fieldOf(name: string): string {
  const field = name.charAt(0).toLowerCase() + name.slice(1);
  return RESERVED.has(field) ? `${field}_` : field;
}

/** The value of a property in a model; `undefined` if it has none. */
export function valueIn(model: BaseModel, name: string): unknown {
  return Reflect.get(model, fieldOf(name)) ?? undefined;
}

/** The value of an attribute that is changed in place. */
export function attributeOf(model: BaseModel, name: string): AttributeValue | undefined {
  const value = valueIn(model, name);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** The value of a property in a request; `undefined` if it has none. */
export type Values = (name: string) => unknown;

/** The value of a text property; `undefined` if it is not a text. */
export function textAt(value: Values, name: string): string | undefined {
  const text = value(name);
  return typeof text === 'string' ? text : undefined;
}

/** The value of a text property in a model; `undefined` if it is not a text. */
export function textOf(model: BaseModel, name: string): string | undefined {
  return textAt((property) => valueIn(model, property), name);
}
