import type { DescribeImagesResponseBodyImagesImage as EcsImage } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody';
import type { ModifyImageAttributeRequest } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest';

/** How ECS shows a property of an image, and changes it. */
export interface EcsProperty {
  /** Its value as DescribeImages shows it; absent: it is not read from there. */
  readonly shown?: (image: EcsImage) => unknown;
  /** What ModifyImageAttribute gets to change it in place; absent: it is not changed there. */
  readonly changed?: (text: string) => Partial<ModifyImageAttributeRequest>;
}

/** The same of a property that the call which makes the image may take. */
export interface SentProperty<Request> extends EcsProperty {
  /** The parameter of the call, or what the value becomes in it; absent: the call does not take it. */
  readonly sent?: keyof Request | ((value: unknown) => Partial<Request>);
}

/** By the name of the property. */
export type EcsProperties = Readonly<Record<string, EcsProperty>>;
export type SentProperties<Request> = Readonly<Record<string, SentProperty<Request>>>;

/** The parameters of the call that makes an image, of the values of its properties. */
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
