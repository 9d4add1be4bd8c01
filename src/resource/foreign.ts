import { Failure } from '../failure/failure';
import type { Image, ImageCloud } from '../life/port';
import { REQUEST_KEY, SOURCE_KEY, sayTag, sourceOf, tagValue } from '../life/tags';
import { toIdentifier } from './identifier';
import type { ImageType } from './resource-type';

/**
 * Refuses an image that, according to its tags, another type of the family made. This type would misjudge its source and snapshots, and a
 * deletion could remove snapshots that belong to somebody. An import with the wrong type ends here.
 *
 * @throws Failure InvalidRequest
 */
export function refuseForeign(
  { name, isOwnSource }: ImageType,
  { ref, tags }: Image,
  { facts }: Pick<ImageCloud, 'facts'>,
): void {
  const source = sourceOf(tags);
  if (source === undefined || !tagValue(tags, REQUEST_KEY) || isOwnSource?.(source) !== false) return;
  const tag = sayTag({ key: SOURCE_KEY, value: source.join('/') }, facts.tags, 'is');
  throw new Failure(
    'InvalidRequest',
    `Image ${toIdentifier(ref)} was created by a type other than ${name}: its tag ${tag}. Import it as a resource of that type.`,
  );
}
