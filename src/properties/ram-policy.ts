import { imageNeeds, OPTIONAL_PROPERTIES, type OptionalProperty } from '../alibaba/properties/ram-needs';
import { ramPolicies } from '../alibaba/ram-policy';
import type { Need } from '../calling/needs';

/** Everything that the handlers ask ECS for. */
export const NEEDS: readonly Need<OptionalProperty>[] = [
  { operation: 'CREATE', call: 'CopyImage', when: 'always, in the source region' },
  ...imageNeeds({
    noun: 'copy',
    lacking: 'ImageFamily or NvmeSupport is set, or the copy lacks its name or description',
    differing: 'ImageName, Description, ImageFamily or NvmeSupport',
    cancels: 'CancelCopyImage',
  }),
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
