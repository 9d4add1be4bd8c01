import { characters, first, notBeginning, notBeginningInAnyCase, notHolding } from '../../resource/rules';
import type { TagTexts } from '../../resource/tag-checks';
import { ECS_FACTS } from '../ecs-facts';

/** Source: TagResources, parameters Tag.N.Key and Tag.N.Value. The prefix `tfcfn:` belongs to this project. */
export const TAGS: TagTexts = {
  ...ECS_FACTS.tags,
  key: first(
    characters(1, 128),
    notBeginningInAnyCase('aliyun', 'acs:', 'aws:', 'tfcfn:'),
    notHolding('http://', 'https://'),
  ),
  value: first(characters(0, 128), notBeginning('acs:'), notHolding('http://', 'https://')),
  sameKeyBecause: 'ECS ignores the case of tag keys',
};
