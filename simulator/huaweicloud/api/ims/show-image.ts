import type { ApiRequest, Done } from '../api';
import { imageNamed } from './find-image';
import { wireImage } from './wire-image';

/** GlanceShowImage: the call from OpenStack, in the historical part of the reference. */
export function glanceShowImage(request: ApiRequest): Done {
  const image = imageNamed(request, request.path('image_id'));
  if (!image) throw request.refuse('404');
  return { body: wireImage(image, request.behaviour) };
}
