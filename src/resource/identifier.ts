import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { Failure } from '../failure/failure';
import type { Place } from '../failure/place';
import { textOf } from './property';
import type { Rule } from './rules';

/** The primary identifier of a type: `<region>/<id>`. */
export interface IdentifierForm {
  /** The property that contains the identifier. */
  readonly property: string;
  /** The property that names the region. */
  readonly region: string;
  /** The property that names the region if the first one is not set. Absent if there is no such property. */
  readonly regionElse?: string;
  /** How messages refer to the region of the type configuration, which is used if no property names one. */
  readonly configuredRegion: string;
  /** The identifier as messages explain it, such as `<Region>/<Id>`. */
  readonly form: string;
  readonly example: string;
  readonly regionRule: Rule;
  readonly idRule: Rule;
}

/** The identifier of the resource with this region and ID. */
export function toIdentifier({ regionId, id }: Place): string {
  return `${regionId}/${id}`;
}

/**
 * The region and ID in an identifier. A bare ID, which a person may type for an import, is in `regionOfBareId`.
 *
 * @throws Failure InvalidRequest if the text is not an identifier.
 */
export function parseIdentifier(identifier: unknown, regionOfBareId: string, form: IdentifierForm): Place {
  const parts = typeof identifier === 'string' ? identifier.split('/') : [];
  const [regionId, id] = parts.length === 1 ? [regionOfBareId, ...parts] : parts;
  if (parts.length > 2 || !regionId || !id || form.regionRule(regionId) || form.idRule(id)) {
    throw new Failure('InvalidRequest', `${form.property} must be ${form.form}, for example ${form.example}.`);
  }
  return { regionId, id };
}

/** The properties that may name the region of a resource, in order of priority. */
export function regionProperties({ region, regionElse }: IdentifierForm): string[] {
  return regionElse === undefined ? [region] : [region, regionElse];
}

/** The region that the properties name; `undefined` if they name none. */
export function regionNamed(model: BaseModel, form: IdentifierForm): string | undefined {
  return regionProperties(form)
    .map((name) => textOf(model, name))
    .find((region) => region !== undefined);
}

/** Whether an identifier names its region. */
export function isFullIdentifier(identifier: unknown): boolean {
  return typeof identifier === 'string' && identifier.includes('/');
}

/** The failure for a bare ID if its region is a guess and has no image with this ID. */
export function regionUnknown({ regionId, id }: Place, form: IdentifierForm): Failure {
  const { property, configuredRegion } = form;
  const regions = regionProperties(form).join(' nor ');
  return new Failure(
    'InvalidRequest',
    `Neither ${property} ${id} nor ${regions} names a region, and the default region, ${regionId} (${configuredRegion} of the type configuration), has no such image. If the image is in another region, set that region in the type configuration and try again; if it is gone, delete the stack; when that has failed, delete it again with --retain-resources. The full form of ${property} is ${form.form}.`,
  );
}
