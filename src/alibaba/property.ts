import type { DescribeImagesResponseBodyImagesImage as EcsImage } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody';
import type { ModifyImageAttributeRequest } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest';

/** How ECS takes and shows a property of an image; `Request`: of the call that makes the image. */
export interface EcsProperty<Request = never> {
  /** Its value as DescribeImages shows it; absent: it is not read from there. */
  readonly shown?: (image: EcsImage) => unknown;
  /** The parameter of the call that makes the image; absent: that call does not take it. */
  readonly sent?: keyof Request;
  /** What ModifyImageAttribute gets to change it in place; absent: it is not changed there. */
  readonly changed?: (text: string) => Partial<ModifyImageAttributeRequest>;
}

/** By the name of the property. */
export type EcsProperties<Request = never> = Readonly<Record<string, EcsProperty<Request>>>;

/** The parameters of the call that makes an image, of the values of its properties. */
export function sentOf<Request>(
  values: Readonly<Record<string, unknown>>,
  properties: EcsProperties<Request>,
): Partial<Request> {
  const parameters = Object.entries(values).map(([name, value]) => [properties[name]?.sent, value] as const);
  return Object.fromEntries(parameters.filter(([parameter]) => parameter !== undefined)) as Partial<Request>;
}
