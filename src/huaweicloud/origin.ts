import { isUuid } from './handles';
import type { ImsImage } from './ims';
import { optionalIn } from './route';

/** The source image of a copy, as far as the copy shows it. */
export interface Origin {
  readonly region?: string;
  readonly id?: string;
}

/** The parts of `__data_origin`, such as `image,cn-north-4,<id>` and `instance,<id>`; empty if it is absent. */
const partsOf = (image: ImsImage): readonly string[] => optionalIn(image, '__data_origin')?.split(',') ?? [];

/**
 * The source of a copy: `__data_origin` contains its region and ID. An image that shows no origin may still name its parent, without the
 * region, in `__originalimagename`.
 */
export function originOf(image: ImsImage): Origin {
  const [kind, region, id, ...more] = partsOf(image);
  if (kind === 'image' && region && id && more.length === 0) return { region, id };
  const parent = kind === undefined ? optionalIn(image, '__originalimagename') : undefined;
  return parent !== undefined && isUuid(parent) ? { id: parent } : {};
}

/** The server that an image was created from. A copy never shows one. */
export function serverOf(image: ImsImage): string | undefined {
  const [kind, id, ...more] = partsOf(image);
  return kind === 'instance' && id && more.length === 0 ? id : undefined;
}
