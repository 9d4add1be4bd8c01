import { OWN_PREFIX } from '../../life/tags';
import { characters, first, notBeginning, notBeginningInAnyCase, notHolding } from '../../resource/rules';
import type { TagTexts } from '../../resource/tag-checks';
import { ECS_FACTS } from '../ecs-facts';

/** Source: TagResources, parameters Tag.N.Key and Tag.N.Value. */
export const TAGS: TagTexts = {
  ...ECS_FACTS.tags,
  key: first(
    characters(1, 128),
    notBeginningInAnyCase('aliyun', 'acs:', 'aws:', OWN_PREFIX),
    notHolding('http://', 'https://'),
  ),
  value: first(characters(0, 128), notBeginning('acs:'), notHolding('http://', 'https://')),
  sameKeyBecause: 'ECS ignores the case of tag keys',
};
