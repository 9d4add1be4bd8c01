import {
  CloudWatchLogHelper,
  type SessionProxy,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { GROUP, LOGGING, STACK_ID, STREAM, useDeliveryStage } from './delivery-stage';

/** The name that the library gives to the stream of an event (resource.js, log-delivery.js). */
function nameOfLibrary(stackId: string | undefined, logicalId: string | undefined): unknown {
  const name = stackId && logicalId ? `${stackId}/${logicalId}` : '123456789012-us-east-1';
  const session: unknown = {};
  const helper = new CloudWatchLogHelper(session as SessionProxy, GROUP, name, { log: () => undefined });
  return Reflect.get(helper, 'logStreamName');
}

describe('the log stream', () => {
  const stage = useDeliveryStage();
  const logCalls = () =>
    stage()
      .aws.calls.filter(({ service }) => service === 'logs')
      .map(({ action }) => action);
  const elsewhere = { logging: { ...LOGGING, providerLogGroupName: 'another-group' } };

  it.each([
    [STACK_ID, 'GoldenImage'],
    [STACK_ID, undefined],
    [undefined, 'GoldenImage'],
    ['arn:aws-cn:cloudformation:a:b:stack/c/d', 'E'],
  ])('has the name that the library gives it: stack %s, resource %s', async (stackId, logicalResourceId) => {
    await stage().invoke('LIST', {}, { envelope: { stackId }, data: { logicalResourceId } });
    const name = nameOfLibrary(stackId, logicalResourceId);
    expect(stage().aws.calls.map(({ request }) => request.logStreamName)).toContain(name);
    expect(stage().aws.streams()).toContain(`${GROUP} ${name}`);
  });

  it('is not looked for and not created when it is there', async () => {
    await stage().invoke('LIST');
    expect(logCalls()).toEqual(['PutLogEvents']);
  });

  it('is created when it is missing, and the lines are put once', async () => {
    stage().aws.createGroup('another-group');
    await stage().invoke('LIST', {}, elsewhere);
    expect(logCalls()).toEqual(['PutLogEvents', 'CreateLogStream', 'PutLogEvents']);
    expect(stage().aws.streams()).toContain(`another-group ${STREAM}`);
    expect(stage().aws.events()).toHaveLength(2);
    await stage().invoke('LIST', {}, elsewhere);
    expect(logCalls().slice(3)).toEqual(['PutLogEvents']);
    expect(stage().console).toHaveLength(4);
  });

  it('is created with its group when that is missing, too', async () => {
    await stage().invoke('LIST', {}, elsewhere);
    expect(logCalls()).toEqual([
      'PutLogEvents',
      'CreateLogStream',
      'CreateLogGroup',
      'CreateLogStream',
      'PutLogEvents',
    ]);
    expect(stage().aws.events()).toHaveLength(2);
    expect(stage().console).toHaveLength(2);
  });

  it('may be created by somebody else in between', async () => {
    stage().aws.trouble = ({ action }) => {
      // The other one is always a moment faster.
      if (action === 'CreateLogGroup') stage().aws.createGroup('another-group');
      if (action === 'CreateLogStream' && logCalls().includes('CreateLogGroup')) {
        stage().aws.createStream('another-group', STREAM);
      }
      return undefined;
    };
    await stage().invoke('LIST', {}, elsewhere);
    expect(stage().aws.events()).toHaveLength(2);
    expect(stage().console).toHaveLength(2);
  });

  it.each(['PutLogEvents', 'CreateLogStream', 'CreateLogGroup'])(
    'that may not be had is said in the Lambda log only, with what AWS said: %s',
    async (refused) => {
      const message = `User is not authorized to perform: logs:${refused}`;
      const body = JSON.stringify({ __type: 'com.amazonaws.logs#AccessDeniedException', message });
      stage().aws.trouble = ({ action }) => (action === refused ? { status: 400, body } : undefined);
      const answer = await stage().invoke('LIST', {}, elsewhere);
      expect(answer.status).toBe('SUCCESS');
      expect(JSON.parse(stage().console[2] ?? '')).toEqual({
        delivery: 'log',
        outcome: 'AccessDeniedException',
        message: expect.stringContaining(message),
        milliseconds: expect.any(Number),
      });
      expect(stage().console).toHaveLength(3);
      expect(stage().aws.events()).toEqual([]);
      expect(logCalls().at(-1)).toBe(refused);
    },
  );

  it('that stays missing is not tried for ever', async () => {
    const body = JSON.stringify({ __type: 'ResourceNotFoundException', message: 'no' });
    stage().aws.trouble = ({ service }) => (service === 'logs' ? { status: 400, body } : undefined);
    await stage().invoke('LIST');
    expect(logCalls().length).toBeLessThanOrEqual(5);
    expect(JSON.parse(stage().console[2] ?? '').outcome).toBe('ResourceNotFoundException');
  });

  it('that takes only some of the lines is said, too', async () => {
    stage().aws.trouble = ({ service }) =>
      service === 'logs'
        ? { status: 200, body: '{"rejectedLogEventsInfo": {"tooOldLogEventEndIndex": 1}}' }
        : undefined;
    await stage().invoke('LIST');
    expect(JSON.parse(stage().console[2] ?? '')).toMatchObject({ outcome: 'RejectedLogEvents' });
  });
});
