import { Failure } from '../failure/failure';
import type { Image, ImageCloud, ImageRef, ImageSpec } from './port';
import { recover } from './recover';

/**
 * How a start ended: with an image or, if `pending`, without one for a temporary reason, so that the request has to be repeated later.
 * Until then the request identifies the image.
 */
export type Start =
  | {
      readonly kind: 'started';
      readonly ref: ImageRef;
      /** The ID of the image, if an earlier attempt made it and identified it in another way, which `ref` keeps. */
      readonly id?: string;
    }
  | { readonly kind: 'pending'; readonly ref: ImageRef; readonly reason: Failure };

/**
 * Whether the cloud may later accept what it refused. This does not include an unreachable service: nobody should wait for hours to learn
 * that an endpoint is wrong.
 */
export function mayBeAcceptedLater({ code, answer }: Failure): boolean {
  return answer.busy === true || code === 'Throttling';
}

/** The images that have the name of the image to start; none if they cannot be listed. An empty answer is asked for again a few times. */
export async function findNamesakes(cloud: ImageCloud, spec: ImageSpec): Promise<readonly Image[]> {
  try {
    return await recover(cloud, spec, 'often');
  } catch (error) {
    // The look-up is only a second chance: report the failure that made it necessary.
    if (error instanceof Failure) return [];
    throw error;
  }
}
