import { DEEDS, FAULTS } from './outside';

/** Every kind of step; a sequence of runs in which one never happened would prove nothing about it. */
export const EXPECTED_STEPS: readonly string[] = [
  'create',
  'create to the end',
  'call back',
  'finish',
  'update',
  'roll back',
  'delete',
  'delete, in the middle of its creation,',
  'repeat the last request of',
  'read',
  'list',
  'time passes',
  'the image quota is used up',
  'the image quota is raised',
  'others fill the queue',
  ...['go well', 'end as CreateFailed', 'end as UnAvailable', 'end as stalled'].map((how) => `new copies ${how}`),
  ...Object.keys(FAULTS).map((what) => `the next request ${what}`),
  ...DEEDS.map(({ kind }) => kind),
  ...[
    ...['ImageName', 'Description', 'ImageFamily', 'NvmeSupport', 'ResourceGroupId', 'Tags', 'Encrypted', 'KmsKeyId'],
    ...['DestinationRegionId', 'Force', 'DeleteAutoSnapshot', 'Timeouts'],
  ].map((name) => `create with ${name}`),
  ...[
    'ImageName',
    'Description',
    'ImageFamily',
    'NvmeSupport',
    'ResourceGroupId',
    'Tags',
    'Force',
    'DeleteAutoSnapshot',
  ].flatMap((name) => [`update of ${name}`, `update without ${name}`]),
  ...['SourceImageId', 'SourceRegionId', 'DestinationRegionId', 'Encrypted', 'KmsKeyId'].map(
    (name) => `update of ${name}`,
  ),
];

/** Every answer that a user is told to expect of an account in which things go wrong. */
export const EXPECTED_ANSWERS: readonly string[] = [
  ...['IN_PROGRESS', 'SUCCESS'].map((outcome) => `CREATE ${outcome}`),
  ...['AlreadyExists', 'GeneralServiceException', 'InvalidRequest', 'NotStabilized', 'ServiceLimitExceeded'].map(
    (code) => `CREATE ${code}`,
  ),
  ...['SUCCESS', 'NotFound', 'NotUpdatable', 'InvalidRequest', 'GeneralServiceException'].map(
    (outcome) => `UPDATE ${outcome}`,
  ),
  ...['IN_PROGRESS', 'SUCCESS', 'NotFound', 'GeneralServiceException', 'NotStabilized'].map(
    (outcome) => `DELETE ${outcome}`,
  ),
  'READ SUCCESS',
  'READ NotFound',
  'LIST SUCCESS',
];
