import { Failure } from '../failure/failure';
import type { ImageRef } from '../life/port';
import { imageIdRule, regionRule } from './rules';

/** The primary identifier of a copy, `<DestinationRegionId>/<ImageId>`. */
export function toIdentifier({ regionId, imageId }: ImageRef): string {
  return `${regionId}/${imageId}`;
}

/**
 * Where an identifier points to. A bare image ID, which a person may type for an import, is one of `regionOfBareId`.
 *
 * @throws Failure InvalidRequest if the text is not an identifier.
 */
export function parseIdentifier(identifier: unknown, regionOfBareId: string): ImageRef {
  const parts = typeof identifier === 'string' ? identifier.split('/') : [];
  const [regionId, imageId] = parts.length === 1 ? [regionOfBareId, ...parts] : parts;
  if (parts.length > 2 || !regionId || !imageId || regionRule(regionId) || imageIdRule(imageId)) {
    throw new Failure(
      'InvalidRequest',
      'tfcfnid must be <DestinationRegionId>/<ImageId>, for example cn-shanghai/m-uf66871ape.',
    );
  }
  return { regionId, imageId };
}

/** Whether an identifier names its region. */
export function isFullIdentifier(identifier: string): boolean {
  return identifier.includes('/');
}

/** The failure for a bare image ID whose region is a guess, and of which the region that was guessed knows nothing. */
export function regionUnknown({ regionId, imageId }: ImageRef): Failure {
  return new Failure(
    'InvalidRequest',
    `tfcfnid ${imageId} names no region, the request has no DestinationRegionId, and ${regionId}, RegionId of the type configuration, has no such image. If the image is in another region, set RegionId of the type configuration to that region and try again; if it is gone, delete the stack, and once that has failed again with --retain-resources. The full form of tfcfnid is <DestinationRegionId>/<ImageId>.`,
  );
}
