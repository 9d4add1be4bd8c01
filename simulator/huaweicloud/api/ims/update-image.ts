import type { ApiRequest, Done } from '../api';
import { ownImageOfPath } from './find-image';
import { type Change, draftOf, readChanges } from './patch';
import { BODY } from './rules';
import { wireImage } from './wire-image';

/** UpdateImage: the extension call, `PATCH /v2/cloudimages/{id}`. It makes all changes or none. The answer contains the whole image. */
export function updateImage(request: ApiRequest): Done {
  const changes: readonly Change[] = readChanges(request, request.json(BODY));
  const image = ownImageOfPath(request);
  const { behaviour, now } = request;
  if (image.status !== 'active') throw request.refuse('IMG.0046');
  if (image.kind === 'data' && behaviour.dataImageUpdates === 'refused') throw request.refuse('IMG.0168');
  const draft = draftOf(image);
  for (const change of changes) change(request, draft);
  const maxRam = Number(draft.members.get('max_ram') ?? 0);
  const isBelow = maxRam > 0 && maxRam < draft.minRam;
  if (isBelow && behaviour.maxRamBelowMinRam === 'refused') throw request.refuse('IMG.0055');
  const { members, image: _, ...rest } = draft;
  Object.assign(image, rest, { updatedAt: now });
  image.members.clear();
  for (const [name, value] of members) image.members.set(name, value);
  return { body: wireImage(image, behaviour) };
}
