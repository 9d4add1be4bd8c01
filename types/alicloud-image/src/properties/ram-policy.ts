import { imageNeeds, OPTIONAL_PROPERTIES, type OptionalProperty } from '../../../../src/alibaba/properties/ram-needs';
import { ramPolicies } from '../../../../src/alibaba/ram-policy';
import type { Need } from '../../../../src/calling/needs';

/** All calls that the handlers make to ECS. */
export const NEEDS: readonly Need<OptionalProperty>[] = [
  { operation: 'CREATE', call: 'CreateImage', when: 'always' },
  ...imageNeeds({
    noun: 'image',
    changed: 'ImageName, Description or ImageFamily',
  }),
];

/** The permissions for a RAM user or role of the type. `npm run ram-policy -- --type TF::Alicloud::Image` prints them. */
export const RAM_POLICIES = ramPolicies<OptionalProperty>({
  needs: NEEDS,
  optionalProperties: OPTIONAL_PROPERTIES,
  subjects: {
    CreateImage: [
      { type: 'image', region: 'destination' },
      { type: 'instance', region: 'destination' },
      { type: 'snapshot', region: 'destination' },
    ],
    DeleteSnapshot: [{ type: 'snapshot', region: 'destination' }],
  },
  images: { type: 'image', region: 'destination' },
});

export const { needsOf, ramPolicy } = RAM_POLICIES;
