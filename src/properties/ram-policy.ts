import { imageNeeds, OPTIONAL_PROPERTIES, type OptionalProperty } from '../alibaba/properties/ram-needs';
import { type RamNeed, ramPolicies } from '../alibaba/ram-policy';

/** Everything that the handlers ask ECS for. */
export const NEEDS: readonly RamNeed<OptionalProperty>[] = [
  { operation: 'CREATE', call: 'CopyImage', when: 'always, in the source region' },
  ...imageNeeds({
    noun: 'copy',
    lacking: 'ImageFamily or NvmeSupport is set, or the copy lacks its name or description',
    differing: 'ImageName, Description, ImageFamily or NvmeSupport',
    cancels: 'CancelCopyImage',
  }),
  // A list of the destination that shows nothing is believed if one of the source shows the image that is copied.
  {
    operation: 'DELETE',
    call: 'DescribeImages',
    when: 'in the source region: no answer told whether the copy was started, and the destination shows no image',
    about: [{ type: 'image', region: 'source' }],
  },
];

/** What a RAM user or role needs for the type; `npm run ram-policy` prints it. */
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
