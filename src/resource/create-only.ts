import { isDeepStrictEqual } from 'node:util';
import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { Failure } from '../failure/failure';
import type { Image, Source } from '../life/port';
import { isFrom, sourceOf } from '../life/tags';
import { valueIn } from './property';
import { type Access, namesIn, type ResourceType } from './resource-type';

/**
 * `source`: that of the new request.
 *
 * @throws Failure NotUpdatable if a request changes what is fixed when an image is made. Compared with the previous request, and where
 * that says nothing (an import, a changed default) with the image.
 */
export function refuseCreateOnlyChange<M extends BaseModel, C extends BaseModel, A extends Access>(
  { schema, properties, identifier, sources, noun }: ResourceType<M, C, A>,
  { desired, previous, source }: { readonly desired: M; readonly previous: M; readonly source: Source },
  image: Image,
): void {
  // A whole former template did not set what it does not name; only an import may know less than the new one.
  const wasWhole = sources.some((name) => valueIn(previous, name) !== undefined);
  const isOfAnother = namesAnother(source, image);
  const changed = namesIn(schema.createOnlyProperties).filter((name) => {
    const wanted = valueIn(desired, name);
    const is = properties[name]?.read?.(image) ?? image.shown[name];
    const before = name === identifier.region ? image.ref.regionId : (valueIn(previous, name) ?? is);
    const isSource = sources.includes(name);
    // What nobody reads back is missing where a former request is what a READ has said.
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

/** Whether an image is known to be made from another source than this one, perhaps of another kind. */
function namesAnother(source: Source, { tags }: Image): boolean {
  return sourceOf(tags) !== undefined && !isFrom(tags, source);
}
