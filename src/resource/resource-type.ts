import type { BaseModel, Dict } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { HandlerRequest, ModelClass } from '../cloudformation/event';
import type { Caller } from '../keys/caller';
import type { Order } from '../life/order';
import type { Image, ImageCloud } from '../life/port';
import type { RemovalOptions } from '../life/removal';
import type { StepRuntime } from '../life/step';
import type { IdentifierForm } from './identifier';
import type { NameForm } from './naming';
import type { Problems } from './problems';
import type { Properties } from './property';
import type { TagTexts } from './tag-checks';
import type { DefaultSeconds } from './timeouts';

/** What holds where the properties of a request say nothing. */
export interface Where {
  /** The region of the type configuration. */
  readonly defaultRegionId: string;
}

/** A type configuration that was checked, as far as every type has it. */
export interface Access extends Where {
  /** Whether every deletion is forced, whatever the resource says. */
  readonly forceDelete: boolean;
}

/** What the schema of a type says of its properties, as JSON pointers (`/properties/Size`). */
export interface Schema {
  readonly required: readonly string[];
  readonly readOnlyProperties: readonly string[];
  readonly createOnlyProperties: readonly string[];
}

/** The names of properties that a schema points to. */
export function namesIn(pointers: readonly string[]): string[] {
  return pointers.map((pointer) => pointer.slice('/properties/'.length));
}

/** The value of a property in a request; `undefined` where it has none. */
export type Values = (name: string) => unknown;

/** The part of an order that several properties make together. */
export type PartOfOrder = Pick<Order, 'source' | 'name' | 'kmsKeyId' | 'kept' | 'resourceGroupId'> & {
  /** In place of those that the properties say one by one. */
  readonly attributes?: Order['attributes'];
};

/** A resource type: data, and the adapter of its cloud. */
export interface ResourceType<M extends BaseModel, C extends BaseModel, A extends Access> {
  readonly name: string;
  /** What messages call a resource of this type. */
  readonly noun: string;
  readonly schema: Schema;
  /** The classes that `cfn generate` wrote. */
  readonly models: Readonly<Record<string, abstract new (...parameters: never[]) => unknown>>;
  readonly model: ModelClass<M>;
  readonly configuration: ModelClass<C>;
  readonly identifier: IdentifierForm;
  readonly properties: Properties;
  readonly tags: TagTexts;
  /** The cloud itself keeps from what an image was made, so that no tag of ours does. */
  readonly cloudKeepsSource?: true;
  /** Every image keeps the mark of its request, so that a tag fewer is left for the template. */
  readonly keepsMark?: true;
  /** How long an operation may take that no Timeouts say, where it is not as in most types. */
  readonly defaultSeconds?: DefaultSeconds;
  /** What an image is called that the template does not name. */
  readonly naming: NameForm;
  /** @throws Failure InvalidTypeConfiguration */
  readonly access: (configuration: C | null | undefined) => A;
  readonly cloud: (access: A, caller: Caller) => ImageCloud;
  /** Notes which properties do not go together. */
  readonly check?: (value: Values, problems: Problems, where: Where) => void;
  /** Notes what only a new resource has to have: of an imported one it may not be known. */
  readonly checkNew?: (value: Values, problems: Problems, where: Where) => void;
  /** What a request asks for in addition to its properties one by one; the values were checked before. */
  readonly order: (value: Values, where: Where) => PartOfOrder;
  /** What a deletion is to do in addition to removing the image. */
  readonly removal: (value: Values, where: Where) => Pick<RemovalOptions, 'snapshots' | 'source'>;
  /**
   * What the model of a creation says from its start on, by the name of the property: a Status until the cloud has shown the image, by
   * which a deletion knows that it may be too young to be shown (`readRemoval`), and what a deletion then has to remove with it.
   */
  readonly begun: Readonly<Record<string, unknown>> & { readonly Status: string };
  /** The properties that say from what an image was made. */
  readonly sources: readonly string[];
  /** Whether an image is one of this type's, for LIST. */
  readonly isListed: (image: Image) => boolean;
  /** What LIST shows of an image in addition to its identifier; absent: all that READ shows. */
  readonly listed?: readonly string[];
  /** Whether the tag of a source, in its parts, is one that this type writes; absent: no other type makes images of this cloud. */
  readonly isOwnSource?: (parts: readonly string[]) => boolean;
  /** Turns a callback context of an earlier version into one of this version; absent: there was no earlier one. */
  readonly formerContext?: (context: unknown) => unknown;
}

/** What types have in common that make the same kind of image of the same cloud: everything but their names, models and properties. */
export type TypeOfImages = Pick<
  ResourceType<BaseModel, BaseModel, Access>,
  | 'noun'
  | 'identifier'
  | 'tags'
  | 'cloudKeepsSource'
  | 'keepsMark'
  | 'defaultSeconds'
  | 'naming'
  | 'check'
  | 'checkNew'
  | 'order'
  | 'removal'
  | 'begun'
  | 'sources'
  | 'isListed'
  | 'listed'
  | 'isOwnSource'
>;

/** What an operation works with in one invocation. */
export interface Work<M extends BaseModel, A extends Access> extends StepRuntime {
  readonly cloud: ImageCloud;
  readonly access: A;
  readonly request: HandlerRequest<M>;
  readonly desired: M;
  readonly context: Dict;
}
