import type { Tag, TagRules } from '../life/port';
import { visibleTags } from '../life/tags';
import type { Property } from './property';

/** The generated class of a type for a tag. */
type TagModel = new (fields: { readonly key: string; readonly value_: string }) => object;

/** The row of the tags for the types of a cloud: the visible tags, in the generated class of the type. */
export const tagsRowBy =
  (rules: TagRules) =>
  (Definition: TagModel): Pick<Property, 'read'> => {
    const toModel = ({ key, value }: Tag): object => new Definition({ key, value_: value });
    return { read: ({ tags }) => visibleTags(tags, rules).map(toModel) };
  };
