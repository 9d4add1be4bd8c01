import type { Making } from '../../life/port';
import type { TypeOfImages } from '../../resource/resource-type';
import { imageIdRule, type RegionNames } from './rules';
import { TAGS } from './tags';

/** The part of a type that follows from its images being in ECS, whatever call creates them. */
type EcsType = Pick<TypeOfImages, 'noun' | 'identifier' | 'tags' | 'naming' | 'initialValues'>;

/** What all types of images in ECS have in common. `region`: the property that names the region of the image. */
export function ecsType({ noun }: Pick<Making, 'noun'>, region: string, { rule, example }: RegionNames): EcsType {
  return {
    noun,
    identifier: {
      property: 'tfcfnid',
      region,
      configuredRegion: 'RegionId',
      form: `<${region}>/<ImageId>`,
      example: `${example}/m-uf66871ape`,
      regionRule: rule,
      idRule: imageIdRule,
    },
    tags: TAGS,
    naming: { property: 'ImageName', plain: /^(?!aliyun)[a-z]/i, prefix: `${noun}-` },
    // Until an image belongs to a stack, nobody owns it, so its snapshots are deleted with it.
    initialValues: { Status: 'Creating', DeleteAutoSnapshot: true },
  };
}
