import type { Need, Operation } from '../../../../src/calling/needs';
import { iamPolicies } from '../../../../src/huaweicloud/iam-policy';
import type { Circumstance } from '../../../../src/huaweicloud/permissions';

type Needs = readonly Need<Circumstance>[];

/** The calls of every operation that begins with an identifier, or with only a region. */
const lookUp = (operation: Operation): Needs => [
  {
    operation,
    call: 'KeystoneListProjects',
    when:
      operation === 'CREATE'
        ? 'ProjectIds of the type configuration does not name the region; else to compare it, before a copy to another region'
        : 'ProjectIds of the type configuration does not name the region',
    property: 'ProjectLookup',
  },
  {
    operation,
    call: 'ListImageByTags',
    when:
      operation === 'DELETE'
        ? 'always: also to find duplicates of the copy'
        : 'always, unless the identifier contains the image ID',
  },
];

/** How the handlers learn what became of a job. */
const askJob = (operation: Operation, when: string): Needs => [
  { operation, call: 'ShowJobProgress', when },
  { operation, call: 'ShowJob', when: 'the cloud has no ShowJobProgress' },
];

const read = (operation: Operation): Needs => [
  ...lookUp(operation),
  { operation, call: 'ListImages', when: 'always' },
  { operation, call: 'ListImageTags', when: 'the identifier contains the image ID, or the copy was just made' },
];

/** All calls that the handlers make. */
export const NEEDS: Needs = [
  ...read('CREATE'),
  { operation: 'CREATE', call: 'CopyImageInRegion', when: 'TargetRegion is Region' },
  { operation: 'CREATE', call: 'CopyImageCrossRegion', when: 'TargetRegion differs from Region' },
  ...askJob('CREATE', 'always: to watch the job'),
  { operation: 'CREATE', call: 'BatchAddOrDeleteTags', when: 'the copy is available' },
  { operation: 'CREATE', call: 'UpdateImage', when: 'the copy is available' },
  { operation: 'CREATE', call: 'GlanceDeleteImage', when: 'the copy has failed, is late or has a duplicate' },
  ...read('READ'),
  ...askJob('READ', 'no image has the tag of the job'),
  ...read('UPDATE'),
  ...askJob('UPDATE', 'no image has the tag of the job'),
  {
    operation: 'UPDATE',
    call: 'UpdateImage',
    when: 'Name, Description, MinRam, MaxRam or EnterpriseProjectId differs',
  },
  { operation: 'UPDATE', call: 'BatchAddOrDeleteTags', when: 'a tag differs' },
  ...read('DELETE'),
  ...askJob('DELETE', 'no copy is there: its job may still run'),
  { operation: 'DELETE', call: 'GlanceDeleteImage', when: 'the copy exists' },
  ...lookUp('LIST'),
];

/** The permissions for the type. `npm run ram-policy -- --type TF::HuaweiCloud::ImagesImageCopy` prints them. */
export const IAM_POLICIES = iamPolicies(NEEDS);
