import { imageNeeds, OPTIONAL_PROPERTIES, type OptionalProperty } from '../../../../src/alibaba/properties/ram-needs';
import { ramPolicies } from '../../../../src/alibaba/ram-policy';
import type { Need } from '../../../../src/calling/needs';

/** Everything that the handlers ask ECS for. */
export const NEEDS: readonly Need<OptionalProperty>[] = [
  { operation: 'CREATE', call: 'CreateImage', when: 'always' },
  ...imageNeeds({
    noun: 'image',
    lacking: 'the image lacks its name, description or family',
    differing: 'ImageName, Description or ImageFamily',
  }),
];

/** What a RAM user or role needs for the type; `npm run ram-policy -- --type TF::Alicloud::Image` prints it. */
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
