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
import type { Properties, Values } from './property';
import type { TagTexts } from './tag-checks';
import type { DefaultSeconds } from './timeouts';

/** What applies if the properties of a request do not say it. */
export interface Where {
  /** The region of the type configuration. */
  readonly defaultRegionId: string;
}

/** The part of a checked type configuration that every type has. */
export interface Access extends Where {
  /** Whether every deletion is forced, even if the resource does not set Force. */
  readonly forceDelete: boolean;
}

/** What the schema of a type says about its properties, as JSON pointers (`/properties/Size`). */
export interface Schema {
  readonly required: readonly string[];
  readonly readOnlyProperties: readonly string[];
  readonly createOnlyProperties: readonly string[];
}

/** The names of the properties in a list of JSON pointers. */
export function namesIn(pointers: readonly string[]): string[] {
  return pointers.map((pointer) => pointer.slice('/properties/'.length));
}

/** The part of an order that depends on several properties together. */
export type PartOfOrder = Pick<Order, 'source' | 'name' | 'failureHint' | 'kept' | 'resourceGroupId'> & {
  /** These are added to the attributes that follow from single properties, and replace those of the same name. */
  readonly attributes?: Order['attributes'];
};

/** What a type says about its images, whatever its models and its type configuration are. */
export interface ImageType {
  readonly name: string;
  /** The word for a resource of this type in messages. */
  readonly noun: string;
  readonly schema: Schema;
  readonly identifier: IdentifierForm;
  readonly properties: Properties;
  readonly tags: TagTexts;
  /** The cloud itself records what an image was created from, so no tag of ours does. */
  readonly cloudKeepsSource?: true;
  /** Every image keeps the mark of its request, so the template has one tag fewer. */
  readonly keepsMark?: true;
  /** How long an operation may take if Timeouts does not set it. Absent if the type has the usual values. */
  readonly defaultSeconds?: DefaultSeconds;
  /** The name of an image that the template does not name. */
  readonly naming: NameForm;
  /** Notes which properties cannot be used together. */
  readonly check?: (value: Values, problems: Problems, where: Where) => void;
  /** Notes what only a new resource must have. For an imported resource it may be unknown. */
  readonly checkNew?: (value: Values, problems: Problems, where: Where) => void;
  /** The part of an order that depends on several properties. The values were checked before. */
  readonly order: (value: Values, where: Where) => PartOfOrder;
  /** What a deletion removes in addition to the image, and the source of the image. */
  readonly removal: (value: Values, where: Where) => Pick<RemovalOptions, 'remains' | 'source'>;
  /**
   * What the model of a creation contains from its start, by the name of the property. It has a Status until the cloud has shown the image:
   * from this a deletion knows that the image may be too new to be shown (`readRemoval`). It also has what a deletion must remove with the
   * image.
   */
  readonly initialValues: Readonly<Record<string, unknown>> & { readonly Status: string };
  /** The properties that say what an image was created from. */
  readonly sources: readonly string[];
  /** Whether LIST shows an image as one of this type. */
  readonly isListed: (image: Image) => boolean;
  /** The properties that LIST shows in addition to the identifier. Absent if it shows all that READ shows. */
  readonly listed?: readonly string[];
  /** Whether this type writes a source tag with these parts. Absent if no other type creates images in this cloud. */
  readonly isOwnSource?: (parts: readonly string[]) => boolean;
  /** Converts a callback context of an earlier version to this version. Absent if there was no earlier version. */
  readonly formerContext?: (context: unknown) => unknown;
}

/** The part of a type that is the same for all types that create images by the same call. */
export type TypeOfImages = Omit<ImageType, 'name' | 'schema' | 'properties' | 'formerContext'>;

/** The same, with the class of its resources. */
export interface ModelledType<M extends BaseModel> extends ImageType {
  readonly model: ModelClass<M>;
}

/** A resource type: data, and the adapter of its cloud. */
export interface ResourceType<M extends BaseModel, C extends BaseModel, A extends Access> extends ModelledType<M> {
  /** The classes that `cfn generate` wrote. */
  readonly models: Readonly<Record<string, abstract new (...parameters: never[]) => unknown>>;
  readonly configuration: ModelClass<C>;
  /** @throws Failure InvalidTypeConfiguration */
  readonly access: (configuration: C | null | undefined) => A;
  readonly cloud: (access: A, caller: Caller) => ImageCloud;
}

/** What an operation needs in one invocation. */
export interface Work<M extends BaseModel> extends StepRuntime {
  readonly cloud: ImageCloud;
  readonly access: Access;
  readonly request: HandlerRequest<M>;
  readonly desired: M;
  readonly context: Dict;
}
