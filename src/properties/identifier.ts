import { Failure } from '../image-copy/failure';
import type { ImageRef } from '../image-copy/port';
import { imageIdRule, regionRule } from './rules';

/** The primary identifier of a copy, `<DestinationRegionId>/<ImageId>`. */
export function toIdentifier({ regionId, imageId }: ImageRef): string {
  return `${regionId}/${imageId}`;
}

/**
 * Where an identifier points to. A bare image ID, which a person may type for an import, is one of the default region.
 *
 * @throws Failure InvalidRequest if the text is no identifier.
 */
export function parseIdentifier(identifier: unknown, defaultRegionId: string): ImageRef {
  const parts = typeof identifier === 'string' ? identifier.split('/') : [];
  const [regionId, imageId] = parts.length === 1 ? [defaultRegionId, ...parts] : parts;
  if (parts.length > 2 || !regionId || !imageId || regionRule(regionId) || imageIdRule(imageId)) {
    throw new Failure(
      'InvalidRequest',
      'tfcfnid must be <DestinationRegionId>/<ImageId>, for example cn-shanghai/m-uf66871ape, or an image ID of the default region.',
    );
  }
  return { regionId, imageId };
}
