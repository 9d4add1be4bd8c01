import { type RecordedEntry, readLogLine } from '../../local/report/calls';
import type { Recording } from '../../local/report/recording';
import { newStack } from '../../local/session';
import type { StackEvent, StackState } from '../../local/stack/state';

/** When the recorded runs begin. */
export const BEGIN = Date.parse('2026-11-21T08:00:00.000Z');

type Told = Partial<StackEvent> & Pick<StackEvent, 'logicalId' | 'status'>;

/** An event so many seconds after the beginning. */
export function eventAt(seconds: number, told: Told): StackEvent {
  return {
    kind: 'resource',
    timestamp: new Date(BEGIN + seconds * 1000).toISOString(),
    stackName: 'images',
    type: 'TF::Alicloud::ImageCopy',
    ...told,
  };
}

const stackAt = (seconds: number, status: StackEvent['status'], reason?: string): StackEvent =>
  eventAt(seconds, { kind: 'stack', logicalId: 'images', type: 'AWS::CloudFormation::Stack', status, reason });

const IDENTIFIER = 'cn-shanghai/m-uf66871ape';
const good = { logicalId: 'GoodCopy', identifier: IDENTIFIER };
const bad = { logicalId: 'BadCopy', identifier: 'eu-central-1/m-gw8other' };

/** A creation of two copies, one of which fails after ten minutes; the other is taken away then. */
export const FAILED_RUN: readonly StackEvent[] = [
  stackAt(0, 'CREATE_IN_PROGRESS', 'User Initiated'),
  eventAt(0, { logicalId: 'GoodCopy', status: 'CREATE_IN_PROGRESS' }),
  eventAt(60, { logicalId: 'BadCopy', status: 'CREATE_IN_PROGRESS' }),
  eventAt(60, { ...good, status: 'CREATE_IN_PROGRESS', reason: 'Resource creation Initiated' }),
  eventAt(300, { ...good, kind: 'progress', status: 'CREATE_IN_PROGRESS', reason: 'copying: 50 %, about 5 min left' }),
  eventAt(300, { ...bad, kind: 'progress', status: 'CREATE_IN_PROGRESS', reason: 'copying: 20 %' }),
  eventAt(540, { ...good, status: 'CREATE_COMPLETE' }),
  eventAt(600, { ...bad, status: 'CREATE_FAILED', reason: 'Resource handler returned message: "the copy failed"' }),
  stackAt(600, 'ROLLBACK_IN_PROGRESS', 'The following resource(s) failed to create: [BadCopy].'),
  eventAt(620, { ...good, status: 'DELETE_IN_PROGRESS' }),
  eventAt(1000, { ...good, status: 'DELETE_COMPLETE' }),
  stackAt(1200, 'ROLLBACK_COMPLETE'),
];

/** The state of the stack after {@link FAILED_RUN}. */
export const FAILED_STATE: StackState = {
  ...newStack('images'),
  status: 'ROLLBACK_COMPLETE',
  reason: 'The following resource(s) failed to create: [BadCopy].',
  parameters: { Stage: 'test' },
  tags: { team: 'platform' },
};

const LOG = [
  {
    operation: 'CREATE',
    action: 'CopyImage',
    regionId: 'cn-hangzhou',
    milliseconds: 9,
    requestId: 'R-1',
    outcome: 'ok',
  },
  { operation: 'CREATE', status: 'IN_PROGRESS', milliseconds: 12 },
  { operation: 'CREATE', action: 'DescribeImages', regionId: 'cn-shanghai', requestId: 'R-2', outcome: 'ok' },
  {
    operation: 'CREATE',
    action: 'DescribeImages',
    regionId: 'cn-shanghai',
    requestId: 'R-3',
    outcome: 'Throttling.User',
  },
  { operation: 'CREATE', status: 'FAILED', errorCode: 'GeneralServiceException' },
  { operation: 'DELETE', status: 'SUCCESS' },
];

/** What a log says of calls in a cloud. */
function entriesOf(log: readonly object[], cloud: string): RecordedEntry[] {
  const entries = log.flatMap((entry) => readLogLine(JSON.stringify(entry)) ?? []);
  return entries.map((entry) => ({ ...entry, cloud }));
}

const HUAWEI = 'TF::HuaweiCloud::ImagesImageCopy';

/** The same run with a copy in another cloud, which goes well. */
export function mixedRecording(): Recording {
  const far = { logicalId: 'FarCopy', type: HUAWEI, identifier: 'cn-east-3/7ca6' };
  const progress = { ...far, kind: 'progress', status: 'CREATE_IN_PROGRESS', reason: 'copying: 40 %' } as const;
  const [begin, ...rest] = FAILED_RUN;
  return failedRecording({
    events: [
      ...(begin === undefined ? [] : [begin]),
      eventAt(0, { ...far, status: 'CREATE_IN_PROGRESS' }),
      eventAt(100, progress),
      eventAt(200, { ...far, status: 'CREATE_COMPLETE' }),
      ...rest,
    ],
    calls: [
      ...entriesOf([{ operation: 'CREATE', action: 'ShowJob', outcome: 'IMG.0001' }], 'huaweicloud'),
      ...entriesOf(LOG, 'alibaba'),
    ],
    ending: {
      result: 'failed',
      state: FAILED_STATE,
      left: {
        ...{ unfinished: 0, images: ['cn-east-3/7ca6'], snapshots: [] },
        clouds: {
          'Alibaba Cloud': { unfinished: 0, images: [], snapshots: [] },
          'Huawei Cloud': { unfinished: 0, images: ['cn-east-3/7ca6'], snapshots: [], backups: [] },
        },
      },
    },
  });
}

/** A recording of {@link FAILED_RUN}. */
export function failedRecording(change: Partial<Recording> = {}): Recording {
  return {
    stackName: 'images',
    cloud: 'that of the type configuration',
    secrets: [],
    events: FAILED_RUN,
    calls: entriesOf(LOG, 'alibaba'),
    notes: ['0 images, 0 snapshots left'],
    ending: { result: 'failed', state: FAILED_STATE },
    ...change,
  };
}

/** Texts that would run or load something if a page took them for more than texts. */
export const HOSTILE = [
  '<script>globalThis.caught = 1</script>',
  '<img src="https://example.com/x.png" onerror="globalThis.caught = 2">',
  `"><svg onload='globalThis.caught = 3'>`,
  '</style><script>globalThis.caught = 4</script>',
  'javascript:globalThis.caught = 5',
  '&lt;script&gt;&#60;b&#62;',
  'right\u202eot left\u0000\u001b[31m',
].join(' ');

/** A recording in which everything that comes from outside is hostile. */
export function hostileRecording(): Recording {
  const state: StackState = {
    ...FAILED_STATE,
    name: HOSTILE,
    id: HOSTILE,
    reason: HOSTILE,
    parameters: { [HOSTILE]: HOSTILE },
    tags: { [HOSTILE]: HOSTILE },
    outputs: [{ name: HOSTILE, value: HOSTILE, description: HOSTILE }],
  };
  return failedRecording({
    stackName: HOSTILE,
    cloud: HOSTILE,
    events: FAILED_RUN.map((event) => ({
      ...event,
      logicalId: `${event.logicalId} ${HOSTILE}`,
      identifier: event.identifier && HOSTILE,
      reason: `${event.reason ?? ''} ${HOSTILE}`,
    })),
    calls: [
      {
        kind: 'call',
        cloud: HOSTILE,
        operation: HOSTILE,
        action: HOSTILE,
        regionId: HOSTILE,
        outcome: HOSTILE,
        requestId: HOSTILE,
      },
      { kind: 'invocation', cloud: HOSTILE, operation: HOSTILE, status: HOSTILE },
    ],
    notes: [HOSTILE],
    ending: { result: HOSTILE, state, left: { unfinished: 1, images: [HOSTILE], snapshots: [HOSTILE] } },
  });
}
