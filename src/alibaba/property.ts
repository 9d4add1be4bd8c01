import type { CopyImageRequest } from '@alicloud/ecs20140526/dist/models/CopyImageRequest';
import type { DescribeImagesResponseBodyImagesImage as EcsImage } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody';
import type { ModifyImageAttributeRequest } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest';

/** How ECS takes and shows a property of an image. */
export interface EcsProperty {
  /** Its value as DescribeImages shows it; absent: it is not read from there. */
  readonly shown?: (image: EcsImage) => unknown;
  /** The parameter of CopyImage that takes it; absent: CopyImage does not take it. */
  readonly sent?: keyof CopyImageRequest;
  /** What ModifyImageAttribute gets to change it in place; absent: it is not changed there. */
  readonly changed?: (text: string) => Partial<ModifyImageAttributeRequest>;
}

/** By the name of the property. */
export type EcsProperties = Readonly<Record<string, EcsProperty>>;
