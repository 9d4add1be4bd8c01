import type { DescribeImagesResponseBodyImagesImage as EcsImage } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody';
import type { ModifyImageAttributeRequest } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest';

/** How ECS shows and changes a property of an image. */
export interface EcsProperty {
  /** Its value in an entry of DescribeImages. Absent if it is not read from there. */
  readonly shown?: (image: EcsImage) => unknown;
  /** The parameters of ModifyImageAttribute that change it in place. Absent if that call does not change it. */
  readonly changed?: (text: string) => Partial<ModifyImageAttributeRequest>;
}

/** A property that the call that creates the image may accept. */
export interface SentProperty<Request> extends EcsProperty {
  /** The parameter of the call, or a function that makes parameters from the value. Absent if the call does not accept the property. */
  readonly sent?: keyof Request | ((value: unknown) => Partial<Request>);
}

/** By the name of the property. */
export type EcsProperties = Readonly<Record<string, EcsProperty>>;
export type SentProperties<Request> = Readonly<Record<string, SentProperty<Request>>>;

/** The parameters of the call that creates an image, from the values of its properties. */
export function sentOf<Request>(
  values: Readonly<Record<string, unknown>>,
  properties: SentProperties<Request>,
): Partial<Request> {
  const parts = Object.entries(values).map(([name, value]): Partial<Request> => {
    const sent = properties[name]?.sent;
    if (sent === undefined) return {};
    return typeof sent === 'function' ? sent(value) : ({ [sent]: value } as Partial<Request>);
  });
  return Object.assign({}, ...parts);
}
