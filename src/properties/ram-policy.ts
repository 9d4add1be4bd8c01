import { imageNeeds, OPTIONAL_PROPERTIES, type OptionalProperty } from '../alibaba/properties/ram-needs';
import { type RamNeed, ramPolicies } from '../alibaba/ram-policy';

/** All calls that the handlers make to ECS. */
export const NEEDS: readonly RamNeed<OptionalProperty>[] = [
  { operation: 'CREATE', call: 'CopyImage', when: 'always, in the source region' },
  ...imageNeeds({
    noun: 'copy',
    changed: 'ImageName, Description, ImageFamily or NvmeSupport',
    cancels: 'CancelCopyImage',
  }),
  // If the list of the destination shows no image, it is trusted only if a list of the source region shows the source image.
  {
    operation: 'DELETE',
    call: 'DescribeImages',
    when: 'in the source region: no answer says whether the copy was started, and the destination shows no image',
    about: [{ type: 'image', region: 'source' }],
  },
];

/** The permissions that a RAM user or role needs for the type. `npm run ram-policy` prints them. */
export const RAM_POLICIES = ramPolicies<OptionalProperty>({
  needs: NEEDS,
  optionalProperties: OPTIONAL_PROPERTIES,
  subjects: {
    CopyImage: [{ type: 'image', region: 'source' }],
    DeleteSnapshot: [{ type: 'snapshot', region: 'destination' }],
  },
  images: { type: 'image', region: 'destination' },
});

export const { needsOf, ramPolicy } = RAM_POLICIES;
