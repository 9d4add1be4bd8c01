import type { TypeSchema } from '../support/types/staged-type';
import { DEEDS, FAULTS } from './outside';
import { inSchema } from './wishes';

/** Properties that every type's images have, and that a template can change in place and take away. */
const IN_PLACE = ['ImageName', 'Description', 'ImageFamily', 'ResourceGroupId', 'Tags', 'Force', 'DeleteAutoSnapshot'];

/**
 * Every kind of step; a sequence of runs in which one never happened would prove nothing about it.
 *
 * @param schema of the type: what it does not have is not among them
 * @param own what is the type's own: further kinds, properties in addition to those of every type, by what is done with them
 */
export function expectedSteps(
  schema: TypeSchema,
  own: { readonly kinds: readonly string[]; readonly inPlace: readonly string[]; readonly fixed: readonly string[] },
): readonly string[] {
  const inPlace = inSchema(schema, [...IN_PLACE, ...own.inPlace]);
  const fixed = inSchema(schema, own.fixed);
  return [
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
    ...['well', 'as CreateFailed', 'as UnAvailable', 'as stalled'].map((how) => `new images end ${how}`),
    ...Object.keys(FAULTS).map((what) => `the next request ${what}`),
    ...DEEDS.map(({ kind }) => kind),
    ...own.kinds,
    ...[...inPlace, ...fixed, 'Timeouts'].map((name) => `create with ${name}`),
    ...inPlace.flatMap((name) => [`update of ${name}`, `update without ${name}`]),
    ...fixed.map((name) => `update of ${name}`),
  ];
}

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
