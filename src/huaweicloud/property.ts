import type { ImsImage } from './ims';

/** How IMS shows, accepts and changes a property of an image. */
export interface ImsProperty {
  /** Its value in the list of images. Absent if it is not read from there. The values null and empty count as absent. */
  readonly shown?: (image: ImsImage) => unknown;
  /** The member of the copy's body that contains it. */
  readonly sent?: string;
  /** The attribute that a PATCH changes, such as `__description`. */
  readonly changed?: string;
  /** The value of the attribute when a template no longer has the property. */
  readonly empty?: string | number;
}

/** By the name of the property. */
export type ImsProperties = Readonly<Record<string, ImsProperty>>;
