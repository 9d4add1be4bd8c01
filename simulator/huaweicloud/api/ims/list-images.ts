import type { ImageRecord } from '../../account/image';
import type { ApiRequest, Done } from '../api';
import { imageNamed, isSeen } from './find-image';
import { isMeant } from './list-filters';
import { wireImage } from './wire-image';

const LARGEST_PAGE = 500;
/** The keys that a list can be sorted by, as a sortable text. */
const SORT_KEYS: Readonly<Record<string, (image: ImageRecord) => string>> = {
  created_at: ({ createdAt }) => String(createdAt).padStart(16, '0'),
  updated_at: ({ updatedAt }) => String(updatedAt).padStart(16, '0'),
  name: ({ name }) => name,
  id: ({ imageId }) => imageId,
  status: ({ status }) => status,
};

/** ListImages: the extension call, `GET /v2/cloudimages`. A page begins after the image in `marker`. */
export function listImages(request: ApiRequest): Done {
  const { behaviour } = request;
  const limit = limitOf(request);
  const found = matchesOf(request);
  const from = startOf(request, found);
  const page = found.slice(from, from + limit);
  const next = found.length > from + limit ? page.at(-1)?.imageId : undefined;
  const images = page.map((image) => wireImage(image, behaviour));
  const pageInfo = behaviour.pageInfo === 'shown' ? { page_info: { next_marker: next ?? null } } : {};
  return { body: { images, ...pageInfo } };
}

function limitOf(request: ApiRequest): number {
  const text = request.query('limit') ?? String(LARGEST_PAGE);
  if (!/^\d+$/.test(text)) throw request.refuse('IMG.0001');
  return Math.min(Number(text), LARGEST_PAGE);
}

function startOf(request: ApiRequest, found: readonly ImageRecord[]): number {
  const marker = request.query('marker');
  if (marker === undefined) return 0;
  const index = found.findIndex(({ imageId }) => imageId === marker);
  if (index < 0) throw request.refuse(request.behaviour.missingImageCode);
  return index + 1;
}

/** The images that match the query, in its order; by default, the newest first. An ID alone is looked up. */
function matchesOf(request: ApiRequest): ImageRecord[] {
  const { account, project } = request;
  const id = request.query('id');
  const named = id === undefined ? undefined : imageNamed(request, id);
  const candidates = id === undefined ? [...account.images(project.regionId)] : named ? [named] : [];
  const found = candidates.filter((image) => isSeen(request, image) && isMeant(request, image));
  const keyOf = SORT_KEYS[request.query('sort_key') ?? 'created_at'];
  const direction = request.query('sort_dir') ?? 'desc';
  if (!keyOf || (direction !== 'asc' && direction !== 'desc')) throw request.refuse('IMG.0001');
  const sign = direction === 'asc' ? 1 : -1;
  return found
    .map((image, index) => ({ image, index, key: keyOf(image) }))
    .sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index))
    .map(({ image }) => image);
}
