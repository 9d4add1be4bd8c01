import createEvent from '../../sam-tests/create.json';
import productionEvent from '../../sam-tests/production-create.json';
import { systemRuntime } from '../../src/failure/clock';
import { makeCopy, SOURCE, startCopy, useStage } from '../support/copies';
import { loadEntrypoints, openStage } from '../support/stage';
import { STAGED_TYPES } from '../support/types';

/** Values that must never be seen again, with everything that is encoded in JSON or a URL. */
const AWS = {
  accessKeyId: 'AKIACANARYCANARYCANA',
  secretAccessKey: 'aws/canary+secret="x"\\',
  sessionToken: 'aws-canary=token/',
};
const WISH = { ...SOURCE, ImageName: 'golden' };

describe('the entrypoints', () => {
  const stage = useStage(() => openStage({ behaviour: { copySeconds: 60 } }));
  const seen = () => stage().log.join('\n');
  const lines = () => stage().log.map((line) => JSON.parse(line) as Record<string, unknown>);
  const spoken = (secret: string) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  const expectSilence = (...secrets: string[]) => {
    for (const form of secrets.flatMap(spoken)) expect(seen()).not.toContain(form);
  };
  const testEvent = (change: object = {}) => ({
    ...createEvent,
    credentials: AWS,
    typeConfiguration: stage().typeConfiguration,
    ...change,
  });

  it('testEntrypoint takes an event with a type configuration and logs no credential', async () => {
    const answer = await stage().sendTest(testEvent());
    expect(answer).toMatchObject({
      status: 'IN_PROGRESS',
      resourceModel: {
        ...createEvent.request.desiredResourceState,
        tfcfnid: expect.stringMatching(/^cn-shanghai\/m-uf6/),
      },
    });
    const done = await stage().sendTest(
      testEvent({
        request: { ...createEvent.request, desiredResourceState: answer.resourceModel },
        callbackContext: answer.callbackContext,
      }),
    );
    expect(done.status).toBe('IN_PROGRESS');
    expect(lines().length).toBeGreaterThan(3);
    expectSilence(AWS.accessKeyId, AWS.secretAccessKey, AWS.sessionToken, createEvent.request.clientRequestToken);
    expectSilence(...Object.values(stage().simulator.accessKey));
  });

  it('testEntrypoint takes the type configuration inside the request, too', async () => {
    const { typeConfiguration, ...event } = testEvent({ action: 'LIST' });
    const answer = await stage().sendTest({ ...event, request: { ...event.request, typeConfiguration } });
    expect(answer).toMatchObject({ status: 'SUCCESS', resourceModels: [] });
  });

  it.each([null, 'x', {}, { action: 'READ', request: 5 }, { action: 'READ', request: {} }])(
    'testEntrypoint answers %j',
    async (event) => {
      const { status, errorCode } = await stage().sendTest(event);
      expect({ status, errorCode }).toEqual({ status: 'FAILED', errorCode: expect.stringMatching(/^Invalid/) });
    },
  );

  it('entrypoint takes the event that CloudFormation sends', async () => {
    const { requestData } = productionEvent;
    const answer = await stage().send({
      ...productionEvent,
      requestData: { ...requestData, callerCredentials: AWS, typeConfiguration: stage().typeConfiguration },
    });
    expect(answer.resourceModel).toMatchObject({ ImageName: 'golden-ubuntu', DeleteAutoSnapshot: true });
    const [image] = stage().simulator.world.images('cn-shanghai');
    expect(image?.tags).toMatchObject({
      team: 'platform',
      'cost-center': '42',
      'aws:cloudformation:stack-name': 'images',
    });
    expectSilence(AWS.secretAccessKey, AWS.sessionToken, productionEvent.bearerToken);
  });

  it('log one line of JSON a call and one an operation, with what a person looks for', async () => {
    await makeCopy(stage());
    await stage().invoke('READ', { tfcfnid: 'cn-shanghai/m-1' });
    for (const line of stage().log) expect(line).not.toContain('\n');
    expect(lines()[0]).toEqual({
      operation: 'CREATE',
      action: 'CopyImage',
      regionId: 'cn-hangzhou',
      milliseconds: expect.any(Number),
      requestId: stage().simulator.calls[0]?.requestId,
      outcome: 'ok',
    });
    expect(lines().at(-2)).toMatchObject({
      operation: 'READ',
      identifier: 'cn-shanghai/m-1',
      action: 'DescribeImages',
    });
    expect(lines().at(-1)).toEqual({
      operation: 'READ',
      identifier: 'cn-shanghai/m-1',
      status: 'FAILED',
      errorCode: 'NotFound',
      message: expect.stringContaining('ECS does not show an image m-1'),
      milliseconds: expect.any(Number),
    });
  });

  it('log the outcome of a call that failed by its code', async () => {
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Forbidden.RAM' } });
    await stage().invoke('READ', { tfcfnid: 'm-1' });
    stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body: '<' }, times: 9 });
    await stage().invoke('READ', { tfcfnid: 'm-1' });
    const outcomes = lines().flatMap(({ outcome }) => outcome ?? []);
    expect(outcomes).toEqual(['Forbidden.RAM', 'ServiceInternalError']);
    const [refused] = stage().simulator.calls;
    expect(lines()[0]).toMatchObject({ outcome: 'Forbidden.RAM', requestId: refused?.requestId });
  });

  it('log the outcome of a call whose error is an answer by what it means', async () => {
    stage().simulator.behave({ cancel: 'refused' });
    const { wish, identifier } = await startCopy(stage());
    await stage().invoke('DELETE', { ...wish, ...identifier });
    const cancelling = lines().find(({ action }) => action === 'CancelCopyImage');
    const call = stage().simulator.calls.find(({ action }) => action === 'CancelCopyImage');
    expect(call?.code).toBe('CancelNotSupported');
    expect(cancelling).toMatchObject({ outcome: 'refused', requestId: call?.requestId });
  });

  it('never show a security token, though ECS echoes the signed request', async () => {
    const key = { ...stage().simulator.temporaryKey(), AccessKeySecret: 'wrong/secret+canary==' };
    const typeConfiguration = { ...stage().typeConfiguration, Credentials: key };
    for (const action of ['CREATE', 'READ', 'LIST'] as const) {
      const properties = action === 'READ' ? { tfcfnid: 'm-1' } : action === 'LIST' ? {} : WISH;
      const answer = await stage().invoke(action, properties, { typeConfiguration });
      expect(answer.errorCode).toBe('InvalidCredentials');
      expect(answer.message).toContain('SignatureDoesNotMatch: the signature is wrong');
      for (const secret of [key.SecurityToken, key.AccessKeySecret, key.AccessKeyId])
        expect(answer.message).not.toContain(secret);
    }
    expectSilence(key.SecurityToken, key.AccessKeySecret, key.AccessKeyId);
  });

  it.each(['echo: ', 'url?Token=', '{"token":"'])(
    'redact secrets that ECS echoes in other messages (%s…)',
    async (before) => {
      const key = {
        AccessKeyId: 'id/canary+1',
        AccessKeySecret: 'secret "canary"'.replaceAll(' ', '/'),
        SecurityToken: 'token=canary/+',
      };
      const typeConfiguration = { ...stage().typeConfiguration, Credentials: key };
      const message = Object.values(key)
        .flatMap(spoken)
        .map((secret) => before + secret)
        .join(' ');
      stage().simulator.inject({ action: 'DescribeImages', error: { status: 400, code: 'Some.Code', message } });
      const answer = await stage().invoke('READ', { tfcfnid: 'm-1' }, { typeConfiguration });
      expect(answer.message).toContain('<REDACTED>');
      for (const secret of Object.values(key).flatMap(spoken)) expect(answer.message).not.toContain(secret);
      expectSilence(...Object.values(key));
    },
  );

  it('do not take short or empty values for secrets: sentences stay readable', async () => {
    const typeConfiguration = {
      ...stage().typeConfiguration,
      Credentials: { AccessKeyId: 'e', AccessKeySecret: 'no' },
    };
    const answer = await stage().invoke('LIST', {}, { typeConfiguration });
    expect(answer.message).toMatch(/^DescribeImages in cn-shanghai failed with InvalidAccessKeyId\.NotFound: /);
  });

  it('keep secrets out of the callback context', async () => {
    const { callbackContext } = await stage().invoke('CREATE', WISH, {
      typeConfiguration: { ...stage().typeConfiguration, Credentials: stage().simulator.temporaryKey() },
    });
    expect(Object.keys(callbackContext ?? {}).sort()).toEqual(['identifier', 'memory', 'version']);
    expect(JSON.stringify(callbackContext)).not.toMatch(/simulator|canary|token/i);
  });

  it('keep nothing of one caller for the next', async () => {
    const other = await openStage();
    try {
      await stage().invoke('CREATE', WISH);
      const answer = await stage().invoke('LIST', {}, { typeConfiguration: other.typeConfiguration });
      expect(answer.resourceModels).toEqual([]);
      expect(other.simulator.calls).toHaveLength(1);
      const anonymous = await stage().invoke('LIST', {}, { typeConfiguration: null });
      expect(anonymous.errorCode).toBe('InvalidTypeConfiguration');
    } finally {
      await other.close();
    }
  });

  it('run several invocations at once without mixing them up', async () => {
    const names = Array.from({ length: 8 }, (_, n) => `image-${n}`);
    const operations = await Promise.all(names.map((ImageName) => stage().run('CREATE', { ...SOURCE, ImageName })));
    expect(operations.map(({ final }) => final.resourceModel?.ImageName)).toEqual(names);
    expect(stage().simulator.ledger().images).toHaveLength(8);
  });

  it('say little of a fault of their own, and log where it was', async () => {
    const broken = () => {
      throw new RangeError('a detail');
    };
    const log: string[] = [];
    const surroundings = { now: () => 1_700_000_000_000, sleep: broken, after: broken, random: () => 0 };
    const { entrypoint } = loadEntrypoints()(surroundings, (line) => log.push(line));
    const typeConfiguration = stage().typeConfiguration;
    const answer = await entrypoint({
      action: 'READ',
      requestData: { resourceProperties: { tfcfnid: 'm-1' }, typeConfiguration },
    });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InternalFailure' });
    expect(answer.message).not.toContain('a detail');
    expect(log.join('\n')).toContain('RangeError');
  });

  it('log where a fault came from as far as helps, though faults may stand for each other in a circle', async () => {
    const inner = new RangeError('a detail');
    inner.cause = new TypeError('another', { cause: inner });
    const after = () => {
      throw inner;
    };
    const log: string[] = [];
    const { entrypoint } = loadEntrypoints()({ ...systemRuntime, after }, (line) => log.push(line));
    const { typeConfiguration } = stage();
    const answer = await entrypoint({ action: 'LIST', requestData: { typeConfiguration } });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InternalFailure' });
    const causes = JSON.parse(log.at(-1) ?? '{}').stack.match(/caused by \w+/g);
    expect(causes).toHaveLength(3);
    expect(causes).toEqual(expect.arrayContaining(['caused by RangeError', 'caused by TypeError']));
  });

  it('write to the console in Lambda', async () => {
    const { entrypoint } = jest.requireActual<typeof import('../../src/handlers')>('../../src/handlers');
    const written = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      const { typeConfiguration } = stage();
      const answer = await entrypoint(
        { action: 'LIST', requestData: { typeConfiguration } },
        { awsRequestId: 'lambda-1' },
      );
      expect(answer).toMatchObject({ status: 'SUCCESS', resourceModels: [] });
      expect(written.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
        expect.objectContaining({ action: 'DescribeImages', outcome: 'ok' }),
        expect.objectContaining({ operation: 'LIST', status: 'SUCCESS', lambdaRequestId: 'lambda-1' }),
      ]);
    } finally {
      written.mockRestore();
    }
  });

  it.each(STAGED_TYPES)('write to the console in Lambda, those of $name too', async ({ handlers }) => {
    const { entrypoint } = jest.requireActual<typeof import('../../src/handlers')>(handlers.sources);
    const written = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      await entrypoint({ action: 'LIST', requestData: {} }, { awsRequestId: 'lambda-1' });
      expect(written.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
        expect.objectContaining({ operation: 'LIST', status: 'FAILED', lambdaRequestId: 'lambda-1' }),
      ]);
    } finally {
      written.mockRestore();
    }
  });

  it('really wait between attempts in Lambda', async () => {
    const started = systemRuntime.now();
    await systemRuntime.sleep(5);
    await new Promise<void>((resolve) => systemRuntime.after(5, resolve));
    const stopped = jest.fn();
    systemRuntime.after(0, stopped)();
    await systemRuntime.sleep(2);
    expect(stopped).not.toHaveBeenCalled();
    expect(systemRuntime.now() - started).toBeGreaterThanOrEqual(9);
    expect(systemRuntime.random()).toBeLessThan(1);
  });

  it('answer in the keys of the contract and no others', async () => {
    const { model, identifier } = await startCopy(stage());
    const running = await stage().invoke('UPDATE', model);
    expect(Object.keys(running).sort()).toEqual([
      'callbackContext',
      'callbackDelaySeconds',
      'message',
      'resourceModel',
      'status',
    ]);
    const done = await stage().run('DELETE', { ...identifier });
    expect(done.final).toEqual({ status: 'SUCCESS', message: '', callbackDelaySeconds: 0 });
    const failed = await stage().invoke('READ', identifier);
    expect(Object.keys(failed).sort()).toEqual(['callbackDelaySeconds', 'errorCode', 'message', 'status']);
    expect(failed.callbackDelaySeconds).toBe(0);
  });
});
