import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { ModelClass } from '../cloudformation/event';
import type { Place } from '../failure/place';
import { isPlaceholder } from '../life/placeholder';
import type { Image } from '../life/port';
import { parseIdentifier, toIdentifier } from './identifier';
import { fieldOf, valueIn } from './property';
import type { ModelledType } from './resource-type';

/** Values by the name of the property. */
type Given = Readonly<Record<string, unknown>>;

/** The Status of a creation whose start has to be repeated. As far as is known, nothing was started. */
export const PENDING = 'Pending';

/**
 * The model of an image as READ, LIST and a finished operation return it. `identifier`: the identifier in the request; by default, the full
 * identifier of the image.
 */
export function modelOfImage<M extends BaseModel>(
  { model, identifier: { property }, properties }: Pick<ModelledType<M>, 'model' | 'identifier' | 'properties'>,
  image: Image,
  identifier: unknown = toIdentifier({ ...image.ref, id: image.handle ?? image.ref.id }),
): M {
  const values = Object.entries(properties).map(([name, { read = shownAs(name) }]) => [name, read(image)] as const);
  return modelOf(model, { ...Object.fromEntries(values), [property]: identifier });
}

/** The model of an image as LIST returns it. If a list shows less of an image than READ, the model contains only that. */
export function listedModel<M extends BaseModel>(type: ModelledType<M>, image: Image): M {
  const { properties, listed = Object.keys(properties) } = type;
  const shown = Object.entries(properties).filter(([name]) => listed.includes(name));
  return modelOfImage({ ...type, properties: Object.fromEntries(shown) }, image);
}

const shownAs =
  (name: string) =>
  ({ shown }: Image): unknown =>
    shown[name];

/** A property without a value stays undefined: a model leaves it out when it becomes JSON (`serialize` of BaseDto in the library). */
function modelOf<M extends BaseModel>(model: ModelClass<M>, given: Given, base?: M): M {
  const fields = Object.entries(given).map(([name, value]) => [fieldOf(name), value] as const);
  return new model({ ...base, ...Object.fromEntries(fields) });
}

/** The models of creations and of operations that continue. */
export class Models<M extends BaseModel> {
  constructor(private readonly type: ModelledType<M>) {}

  /**
   * The model of an operation that continues. CloudFormation sends it back as the request of the next call, so it contains everything that
   * the template says, including write-only properties, and what identifies the image.
   */
  inProgress(desired: M, place: Place, changes: Given = {}): M {
    const { property, region } = this.type.identifier;
    return modelOf(
      this.type.model,
      {
        ...changes,
        [property]: valueIn(desired, property) ?? toIdentifier(place),
        ...(!isPlaceholder(place) && { Id: place.id }),
        [region]: place.regionId,
      },
      desired,
    );
  }

  /** The model of an image whose creation was just started under this name. `pending`: the start has to be repeated. */
  started(desired: M, place: Place, name: string, pending = false): M {
    const { initialValues, naming } = this.type;
    return this.inProgress(desired, place, {
      ...initialValues,
      ...(pending && { Status: PENDING }),
      [naming.property]: name,
    });
  }

  /** The place of an image whose creation has begun. The first step wrote the identifier, which contains the region. */
  placeOf(desired: M): Place {
    return parseIdentifier(valueIn(desired, this.type.identifier.property), '', this.type.identifier);
  }

  /**
   * The model with which CloudFormation can delete what a failed creation may have left: the image at `place` or, if the creation had
   * begun, the image in its last answer (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract.html).
   *
   * @throws Failure InvalidRequest if the request does not identify the image.
   */
  left(desired: M, place?: Place): M {
    if (!place) return this.inProgress(desired, this.placeOf(desired));
    const { property, region } = this.type.identifier;
    const sources = this.type.sources.map((name) => [name, valueIn(desired, name)] as const);
    return modelOf(this.type.model, {
      ...Object.fromEntries(sources),
      ...this.type.initialValues,
      [property]: toIdentifier(place),
      [region]: place.regionId,
    });
  }
}
