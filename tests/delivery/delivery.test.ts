import type { AwsCall } from './aws-stand-in';
import { GROUP, LOGGING, PROVIDER, STACK_ID, STREAM, useDeliveryStage } from './delivery-stage';

const WISH = { SourceImageId: 'm-bp1golden0ubuntu24', SourceRegionId: 'cn-hangzhou', ImageName: 'golden' };
const actions = (calls: readonly AwsCall[]) => calls.map(({ action }) => action).sort();

describe('an invocation with a logging configuration', () => {
  const stage = useDeliveryStage();

  it('delivers all its lines in one call and its metrics in another', async () => {
    const answer = await stage().invoke('CREATE', WISH);
    expect(answer.status).toBe('IN_PROGRESS');
    expect(actions(stage().aws.calls)).toEqual(['PutLogEvents', 'PutMetricData']);
    const lines = stage().aws.events();
    expect(lines.map(({ message }) => message)).toEqual(stage().console);
    expect(lines.map(({ message }) => JSON.parse(message))).toEqual([
      expect.objectContaining({ action: 'CopyImage', outcome: 'ok', milliseconds: expect.any(Number) }),
      expect.objectContaining({
        operation: 'CREATE',
        status: 'IN_PROGRESS',
        identifier: answer.resourceModel?.tfcfnid,
      }),
    ]);
  });

  it('signs with the key, token and region of the event', async () => {
    const other = { accessKeyId: 'AKIAOTHEROTHEROTHER0', secretAccessKey: 'another-secret-key' };
    stage().aws.expected = { ...other, region: 'cn-north-1' };
    await stage().invoke(
      'LIST',
      {},
      {
        envelope: { region: 'cn-north-1' },
        logging: { ...LOGGING, providerCredentials: other },
      },
    );
    expect(stage().aws.events()).toHaveLength(2);
    expect(stage().console).toHaveLength(2);
  });

  it('makes both calls at the same time', async () => {
    // Neither is answered before a second has passed, which it does only once nothing more comes.
    stage().aws.trouble = () => ({ delay: 1_000 });
    const started = stage().clock.now();
    await stage().invoke('LIST');
    expect(stage().clock.now() - started).toBe(1_000);
    expect(stage().aws.events()).toHaveLength(2);
    expect(stage().console).toHaveLength(2);
  });

  it('gives every line its own time, never before that of the line above', async () => {
    const { simulator, clock, aws } = stage();
    simulator.world.addImage({ regionId: 'cn-shanghai', imageId: 'm-1', imageName: 'other', isCopied: true });
    // The pauses before the repetitions are what takes time.
    for (const action of ['DescribeImages', 'ModifyImageAttribute', 'TagResources'])
      simulator.inject({ action, error: { code: 'Throttling' } });
    const properties = { ...WISH, tfcfnid: 'm-1', Tags: [{ Key: 'team', Value: 'web' }] };
    const started = clock.now();
    expect((await stage().invoke('UPDATE', properties)).status).toBe('SUCCESS');
    const lines = aws.events().map(({ message, timestamp }) => ({ ...JSON.parse(message), timestamp }));
    const ended = simulator.calls.filter(({ status }) => status === 200);
    expect(new Set(ended.map(({ at }) => at)).size).toBeGreaterThanOrEqual(3);
    expect(lines.slice(0, -1).map(({ action, timestamp }) => [action, timestamp])).toEqual(
      ended.map(({ action, at }) => [action, at]),
    );
    const took = clock.now() - started;
    expect(lines.at(-1)).toMatchObject({ operation: 'UPDATE', timestamp: clock.now(), milliseconds: took });
    // Nothing else takes time here: each call took what its pauses took.
    const ofCalls = lines.slice(0, -1).map(({ milliseconds }) => milliseconds);
    expect(ofCalls.filter((milliseconds) => milliseconds > 0)).toHaveLength(3);
    expect(ofCalls.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBe(took);
  });

  it('keeps nothing for the next one: no line, no key, no connection, no time limit', async () => {
    await stage().invoke('LIST');
    const first = stage().aws.events().length;
    const next = { accessKeyId: 'AKIANEXTNEXTNEXTNEXT', secretAccessKey: 'the-next-secret-key' };
    stage().aws.expected = { ...next, region: 'us-east-1' };
    await stage().invoke('READ', { tfcfnid: 'm-1' }, { logging: { ...LOGGING, providerCredentials: next } });
    const operations = stage()
      .aws.events()
      .slice(first)
      .flatMap(({ message }) => JSON.parse(message).operation ?? []);
    expect(new Set(operations)).toEqual(new Set(['READ']));
    while ((await stage().aws.connections()) > 0) await new Promise(setImmediate);
    expect(stage().limits()).toBe(0);
  });

  it('keeps the lines of invocations at the same time apart', async () => {
    const ids = ['m-1', 'm-2', 'm-3', 'm-4'];
    for (const id of ids) stage().aws.createStream(GROUP, `${STREAM}${id}`);
    await Promise.all(
      ids.map((id) => stage().invoke('READ', { tfcfnid: id }, { data: { logicalResourceId: `GoldenImage${id}` } })),
    );
    for (const id of ids) {
      const call = stage().aws.calls.find(({ request }) => request.logStreamName === `${STREAM}${id}`);
      const { logEvents } = call?.request ?? {};
      const lines = Array.isArray(logEvents) ? logEvents.map(({ message }) => JSON.parse(message)) : [];
      expect(lines.at(-1)).toMatchObject({ operation: 'READ', errorCode: 'NotFound' });
      expect(new Set(lines.map(({ identifier }) => identifier))).toEqual(new Set([id]));
    }
  });

  it('delivers what can be said of an event that cannot be read', async () => {
    const answer = await stage().invoke('CREATE', { ...WISH, Tags: 'none' });
    expect(answer.errorCode).toBe('InvalidRequest');
    expect(
      stage()
        .aws.events()
        .map(({ message }) => JSON.parse(message)),
    ).toEqual([expect.objectContaining({ operation: 'CREATE', errorCode: 'InvalidRequest' })]);
    const nonsense = {
      action: 'DANCE',
      stackId: STACK_ID,
      region: 'us-east-1',
      requestData: { ...LOGGING, logicalResourceId: 'GoldenImage' },
    };
    expect((await stage().send(nonsense)).errorCode).toBe('InvalidRequest');
    expect(actions(stage().aws.calls)).toEqual(['PutLogEvents', 'PutLogEvents', 'PutMetricData']);
    expect(stage().aws.events()).toHaveLength(2);
  });
});

describe('an invocation without a logging configuration', () => {
  const stage = useDeliveryStage();

  it.each([
    ['nothing', {}],
    ['what cfn test sends', { providerCredentials: {}, providerLogGroupName: '' }],
    ['null', { providerCredentials: null, providerLogGroupName: null }],
    ['a key alone', { providerCredentials: PROVIDER }],
    ['a group alone', { providerLogGroupName: GROUP }],
    ['half a key', { providerCredentials: { accessKeyId: PROVIDER.accessKeyId }, providerLogGroupName: GROUP }],
    ['a key of numbers', { providerCredentials: { accessKeyId: 1, secretAccessKey: 2 }, providerLogGroupName: GROUP }],
  ])('calls nobody and waits for nothing: %s', async (_, logging) => {
    const started = stage().clock.now();
    expect(await stage().invoke('LIST', {}, { logging })).toMatchObject({ status: 'SUCCESS' });
    expect(stage().aws.calls).toEqual([]);
    expect(stage().console).toHaveLength(2);
    expect(stage().clock.now()).toBe(started);
  });
});
