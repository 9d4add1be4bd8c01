import type { ImageView } from '../../simulator/index';
import type { EcsMaking } from './ecs-making';
import type { Wish } from './end-state';

/** The tag by which an image is known as its request's own; it may stay or give way to others. */
const OPTIONAL_TAG = 'tfcfn:request';

/** An image as it has to be by its wish, and as it is, in the same words. */
export const heldBy =
  (making: EcsMaking) =>
  (wish: Wish, image: ImageView): { readonly wished: object; readonly actual: object } => {
    const fixed = making.fixed(wish.properties);
    const { status, imageName, description, imageFamily, resourceGroupId } = image;
    const tags = Object.entries(image.tags).filter(([key]) => key !== OPTIONAL_TAG);
    const given = Object.keys(fixed).map((name) => [name, Reflect.get(image, name)] as const);
    const actual = { status, imageName, description, imageFamily, resourceGroupId, tags: Object.fromEntries(tags) };
    return {
      wished: { ...wished(making, wish, image), ...fixed },
      actual: { ...actual, ...Object.fromEntries(given) },
    };
  };

function wished(making: EcsMaking, wish: Wish, image: ImageView) {
  const { properties, stackTags, systemTags, foreignTags } = wish;
  const own = (properties.Tags ?? []) as { Key: string; Value: string }[];
  return {
    status: 'Available',
    imageName: (properties.ImageName as string | undefined) ?? image.imageName,
    description: (properties.Description as string | undefined) ?? '',
    imageFamily: (properties.ImageFamily as string | undefined) ?? '',
    resourceGroupId: (properties.ResourceGroupId as string | undefined) ?? making.defaultGroup,
    tags: {
      ...making.hiddenTags(properties),
      ...systemTags,
      ...stackTags,
      ...foreignTags,
      ...Object.fromEntries(own.map(({ Key, Value }) => [Key, Value])),
    },
  };
}
