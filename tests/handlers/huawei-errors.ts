import { errors } from '../fixtures/huawei-ims-errors.json';
import { makeImage, startImage } from '../support/copies';
import { type Deviation, deviating, type ErrorEntry, type ErrorSubject, type Meeting } from '../support/error-subject';
import { ACROSS, type HuaweiStage, huaweiTypeWith, IN_REGION, leftIn, NOTHING_LEFT } from '../support/huawei';
import type { Action, Operation } from '../support/stage';

/** What an operation is mainly there to call: where an error of any action is raised. */
const MAIN: Readonly<Record<Action, string>> = {
  CREATE: 'CopyImageInRegion',
  READ: 'ListImages',
  UPDATE: 'UpdateImage',
  DELETE: 'GlanceDeleteImage',
  LIST: 'ListImageByTags',
};

/** Calls of the table that a life with a plain key does not make. */
const OTHERS = /^(?:Assume|CreateTemporary|MigrateResource$|Job$)/;

const KNOWN: readonly ErrorEntry[] = (errors as readonly ErrorEntry[]).filter(
  // Codes in parentheses are answers without one.
  ({ action, code }) => !OTHERS.test(action) && !code.startsWith('('),
);

const STARTS: ReadonlySet<string> = new Set(['*', 'CopyImageInRegion', 'CopyImageCrossRegion']);
/** Codes that leave open whether a copy runs: of the service's own failures, and of a name that an earlier attempt may have taken. */
const LEAVES_OPEN: ReadonlySet<string> = new Set(['IMG.0009', 'IMG.0014', 'IMG.0018', 'IMG.0061']);
const GONE: ReadonlySet<string> = new Set(['IMG.0027', 'IMG.0086', 'IMG.0144']);

const DEVIATIONS: readonly Deviation[] = [
  {
    of: ({ action, operation, status, code }) =>
      operation === 'CREATE' && STARTS.has(action) && (status >= 500 || LEAVES_OPEN.has(code)),
    instead: 'NotStabilized',
    repeat: false,
    because: 'no token tells a second start, so none is sent before it is certain that no copy runs',
  },
  {
    of: ({ action, operation, code }) =>
      operation === 'CREATE' && ['ShowJob', 'ShowJobProgress'].includes(action) && code === 'IMG.0023',
    instead: 'handled',
    because: 'a job that nobody knows any longer may have made its image, which its mark tells',
  },
  {
    of: ({ action, operation, code }) =>
      operation === 'CREATE' && ['UpdateImage', 'BatchAddOrDeleteTags'].includes(action) && GONE.has(code),
    instead: 'handled',
    because: 'the image may only not be seen yet: it is looked at again until the time of the creation is over',
  },
];

/** An error of a call itself goes before one that any call may answer with the same code. */
const isHidden = ({ action, code }: ErrorEntry, operation: Action): boolean =>
  action === '*' && KNOWN.some((one) => one.action === MAIN[operation] && one.code === code);

const CASES = KNOWN.flatMap((entry) =>
  (Object.entries(entry.handler) as [Action, string][])
    .filter(([operation]) => !isHidden(entry, operation))
    .map(([operation, expected]) => ({ ...entry, operation, expected })),
);

const callOf = ({ action, operation }: Meeting): string => (action === '*' ? MAIN[operation] : action);

/** TF::HuaweiCloud::ImagesImageCopy. */
export const HUAWEI_COPY_ERRORS: ErrorSubject = {
  ...huaweiTypeWith(),
  errors: {
    template: IN_REGION,
    cases: deviating(CASES, DEVIATIONS),
    failures: 300,
    done: new Set([...GONE, '404']),
    unlisted: [
      [403, 'IMG.9999', 'AccessDenied', 1],
      [401, 'APIGW.9999', 'InvalidCredentials', 1],
      [400, 'IMG.9999', 'InvalidRequest', 1],
      [404, 'Nothing.Here', 'GeneralServiceException', 1],
      [400, '__proto__', 'GeneralServiceException', 1],
    ],
    absent: '00000000-0000-4000-8000-000000000001',
    wholly: { DeleteBackup: true },
    left: (stage: HuaweiStage) => leftIn(stage),
    nothing: NOTHING_LEFT,
    callOf,
    runInto: (stage: HuaweiStage, meeting, prepare) => runInto(stage, meeting, prepare),
  },
};

function runInto(stage: HuaweiStage, meeting: Meeting, prepare: () => void): Promise<Operation> {
  const call = callOf(meeting);
  if (call === 'ShowJob') stage.simulator.behave({ jobProgressPath: 'notOffered' });
  switch (meeting.operation) {
    case 'CREATE':
      return create(stage, call, prepare);
    case 'UPDATE':
      return update(stage, call, prepare);
    default:
      return onCopy(stage, meeting, prepare);
  }
}

function create(stage: HuaweiStage, call: string, prepare: () => void): Promise<Operation> {
  const { simulator } = stage;
  simulator.behave({ copySeconds: 60 });
  if (call === 'GlanceDeleteImage') {
    const copyOutcome = { failAtShare: 0.5, errorCode: 'IMG.0014', reason: 'x' };
    simulator.behave({ copyOutcome, failedCopyLeaves: 'killedImage', imageIdOfFailed: true });
  }
  prepare();
  const wish = call === 'CopyImageCrossRegion' ? ACROSS : IN_REGION;
  return stage.run('CREATE', { ...wish, MinRam: 1024, Timeouts: { Create: '5m' } });
}

async function update(stage: HuaweiStage, call: string, prepare: () => void): Promise<Operation> {
  const { wish, identifier } = await makeImage(stage, { ...IN_REGION, Tags: [{ Key: 'kept', Value: 'a' }] });
  const change = call === 'BatchAddOrDeleteTags' ? { Tags: [{ Key: 'kept', Value: 'b' }] } : { Name: 'another' };
  prepare();
  return stage.run('UPDATE', { ...wish, ...identifier, ...change }, { previous: { ...wish, ...identifier } });
}

async function onCopy(stage: HuaweiStage, { operation, ...meeting }: Meeting, prepare: () => void): Promise<Operation> {
  const running = /^ShowJob/.test(callOf({ operation, ...meeting }));
  const { wish, identifier } = await (running ? startImage(stage, IN_REGION) : makeImage(stage, IN_REGION));
  prepare();
  if (operation === 'LIST') return stage.run('LIST', {});
  return stage.run(operation, operation === 'DELETE' ? { ...wish, ...identifier } : identifier);
}
