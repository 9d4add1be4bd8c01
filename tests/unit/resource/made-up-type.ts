import { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { copyType } from '../../../src/alibaba/properties/copying';
import { PUBLIC_REGIONS } from '../../../src/alibaba/properties/rules';
import type { Access, ResourceType } from '../../../src/resource/resource-type';

/** A model with whatever fields it is given: the names of properties, their first letters lowered. */
export class MadeUpModel extends BaseModel {
  readonly [field: string]: unknown;
}

export const modelOf = (fields: Readonly<Record<string, unknown>> = {}): MadeUpModel =>
  Object.assign(new MadeUpModel(), fields);

type MadeUpType = ResourceType<MadeUpModel, MadeUpModel, Access>;

/** A type without properties, on a cloud that no test reaches; `own`: what is to be looked at. */
export function typeOf(own: Partial<MadeUpType> = {}): MadeUpType {
  const model = Object.assign(MadeUpModel, { deserialize: modelOf });
  return {
    ...copyType(PUBLIC_REGIONS),
    name: 'TF::Test::Copy',
    schema: { required: [], readOnlyProperties: [], createOnlyProperties: [] },
    models: {},
    model,
    configuration: model,
    properties: {},
    check: () => undefined,
    access: () => ({ defaultRegionId: 'cn-default', forceDelete: false }),
    cloud: () => {
      throw new Error('no cloud is to be reached');
    },
    ...own,
  };
}

/** The tags of a request, by key. */
type Tags = Readonly<Record<string, string>>;

/** A request as far as an order is read from it: without tags, unless they are given. */
export const requestWith = (
  desiredResourceTags: Tags = {},
  previousResourceTags: Tags = {},
  systemTags: Tags = {},
) => ({ desiredResourceTags, previousResourceTags, systemTags });
