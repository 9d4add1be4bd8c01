import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { AttributeValue, Image } from '../life/port';
import type { Check } from './rules';

/** One property of a type. What the schema says of it (required, create-only, write-only, read-only) is read there. */
export interface Property {
  /** What a template may say of it. */
  readonly check?: Check;
  /** Its value in a model; default: as the cloud shows it. */
  readonly read?: (image: Image) => unknown;
  /** Present: it is sent when the image is made. */
  readonly sent?: unknown;
  /** Present: the cloud changes it in place. */
  readonly changed?: unknown;
  /** It is fixed when the image is made, and no call reads it back: that a request does not know it proves nothing. */
  readonly unread?: true;
  /** A deletion needs it, and checks it. */
  readonly ofRemoval?: true;
  /** What a template no longer has is asked to be cleared. */
  readonly cleared?: true;
}

/** The properties of a type, by their name in the schema. */
export type Properties = Readonly<Record<string, Property>>;

/** What `cfn generate` takes for reserved (cloudformation-cli-typescript-plugin 1.0.2, utils.py), as far as a property may be called so. */
const RESERVED: ReadonlySet<string> = new Set([
  ...[
    'abstract',
    'any',
    'as',
    'async',
    'await',
    'bigint',
    'boolean',
    'break',
    'case',
    'catch',
    'class',
    'configurable',
  ],
  ...[
    'const',
    'constructor',
    'continue',
    'debugger',
    'declare',
    'default',
    'delete',
    'do',
    'else',
    'enum',
    'enumerable',
  ],
  ...['export', 'extends', 'false', 'finally', 'for', 'from', 'function', 'get', 'if', 'in', 'implements', 'import'],
  ...['instanceof', 'interface', 'is', 'let', 'module', 'namespace', 'never', 'new', 'null', 'number', 'of', 'package'],
  ...['private', 'protected', 'public', 'readonly', 'require', 'return', 'set', 'static', 'string', 'super', 'switch'],
  ...['symbol', 'this', 'throw', 'true', 'try', 'type', 'typeof', 'undefined', 'value', 'var', 'void', 'while', 'with'],
  ...['writable', 'yield'],
]);

/** The field of a generated model that holds a property: its name with a small first letter, and an underscore after a reserved word. */
export function fieldOf(name: string): string {
  const field = name.charAt(0).toLowerCase() + name.slice(1);
  return RESERVED.has(field) ? `${field}_` : field;
}

/** The value of a property in a model; `undefined` where it has none. */
export function valueIn(model: BaseModel, name: string): unknown {
  return Reflect.get(model, fieldOf(name)) ?? undefined;
}

/** As above, of an attribute that is changed in place; an integer that came as a text is a bigint. */
export function attributeOf(model: BaseModel, name: string): AttributeValue | undefined {
  const value = valueIn(model, name);
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** As `valueIn`; what is not a text is none. */
export function textOf(model: BaseModel, name: string): string | undefined {
  const value = valueIn(model, name);
  return typeof value === 'string' ? value : undefined;
}
