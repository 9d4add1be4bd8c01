import { isDeepStrictEqual } from 'node:util';
import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { Failure } from '../failure/failure';
import type { Image, Source } from '../life/port';
import { isFrom, sourceOf } from '../life/tags';
import { valueIn } from './property';
import { type ImageType, namesIn } from './resource-type';

/**
 * Refuses an update that changes what is fixed when an image is created. Each property is compared with the previous request. If that does
 * not name the property (an import, a changed default), it is compared with the image.
 *
 * `source`: the source in the new request.
 * @throws Failure NotUpdatable
 */
export function refuseCreateOnlyChange(
  { schema, properties, identifier, sources, noun }: ImageType,
  { desired, previous, source }: { readonly desired: BaseModel; readonly previous: BaseModel; readonly source: Source },
  image: Image,
): void {
  // A complete former template has not set the properties that it does not name. Only an import may know less than the new template.
  const wasWhole = sources.some((name) => valueIn(previous, name) !== undefined);
  const isOfAnother = namesAnother(source, image);
  const changed = namesIn(schema.createOnlyProperties).filter((name) => {
    const wanted = valueIn(desired, name);
    const is = properties[name]?.read?.(image) ?? image.shown[name];
    const before = name === identifier.region ? image.ref.regionId : (valueIn(previous, name) ?? is);
    const isSource = sources.includes(name);
    // After an import the former request is the answer of a READ, which lacks properties that no call reads back.
    const mayBeUntold = properties[name]?.unread === true && !isSource;
    const isTold = before !== undefined || (wasWhole && !mayBeUntold) || (isOfAnother && isSource);
    return wanted !== undefined && !isDeepStrictEqual(wanted, before) && isTold;
  });
  if (changed.length > 0) {
    throw new Failure(
      'NotUpdatable',
      `${changed.join(', ')} cannot be changed on an existing ${noun}: it must be replaced.`,
    );
  }
}

/** Whether the tags of an image name another source than this one, perhaps of another kind. */
function namesAnother(source: Source, { tags }: Image): boolean {
  return sourceOf(tags) !== undefined && !isFrom(tags, source);
}
