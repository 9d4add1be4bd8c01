import type { ImsImage } from './ims';

/** How IMS shows a property of an image, takes it and changes it. */
export interface ImsProperty {
  /** Its value as the list of images shows it; absent: it is not read from there. Absent, null and empty are the same. */
  readonly shown?: (image: ImsImage) => unknown;
  /** The member of the copy's body that it is sent in. */
  readonly sent?: string;
  /** The attribute that a PATCH changes, such as `__description`. */
  readonly changed?: string;
  /** What the attribute becomes when a template no longer has the property. */
  readonly empty?: string | number;
}

/** By the name of the property. */
export type ImsProperties = Readonly<Record<string, ImsProperty>>;
