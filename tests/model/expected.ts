import type { TypeSchema } from '../support/types/staged-type';
import { AGAIN, startThat } from './commands';
import { openFaults } from './outside';
import type { stepsOf } from './steps';
import { inSchema } from './wishes';

/**
 * Every kind of step; a sequence of runs in which one never happened would prove nothing about it.
 *
 * @param schema of the type: what it does not have is not among them
 * @param own what is the type's own: further kinds, and its properties, by what is done with them
 */
export function expectedSteps(
  schema: TypeSchema,
  {
    rules,
    deeds,
    faults,
    ...own
  }: Pick<Parameters<typeof stepsOf>[0], 'rules' | 'deeds' | 'faults'> & {
    readonly kinds: readonly string[];
    /** Those that a template can take away too. */
    readonly inPlace: readonly string[];
    /** Those that it always has. */
    readonly always?: readonly string[];
    readonly fixed: readonly string[];
    /** Those of the fixed ones that a change never names alone. */
    readonly unread?: readonly string[];
  },
): readonly string[] {
  const inPlace = inSchema(schema, own.inPlace);
  const { always = [], unread = [] } = own;
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
    ...rules.weathers.map((how) => `new images end ${how === 'well' ? how : `as ${how}`}`),
    ...Object.keys(faults).map((what) => `the next request ${what}`),
    ...deeds.map(({ kind }) => kind),
    ...own.kinds,
    ...[...inPlace, ...always, ...fixed, ...unread, 'Timeouts'].map((name) => `create with ${name}`),
    ...inPlace.flatMap((name) => [`update of ${name}`, `update without ${name}`]),
    ...[...always, ...fixed].map((name) => `update of ${name}`),
  ];
}

/** Every kind of lost start, and its repetition. */
export const expectedLostStarts = (faults: Parameters<typeof openFaults>[0]): readonly string[] => [
  ...openFaults(faults).map(([what]) => startThat(what)),
  AGAIN,
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
