import {
  Action,
  exceptions,
  MetricsPublisher,
  type SessionProxy,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { failed, success } from '../../src/cloudformation/progress';
import type { Properties } from '../support/stage';
import { useDeliveryStage } from './delivery-stage';

const TYPE = 'TF::Alicloud::ImageCopy';

/** What the library itself publishes for an invocation, its calls put into one. */
async function publishedByLibrary(action: Action, started: number, ended: number, error?: Error): Promise<Properties> {
  const requests: { Namespace: string; MetricData: Properties[] }[] = [];
  const client = {
    makeRequestPromise: async (_: string, request: (typeof requests)[number]) => requests.push(request),
  };
  const session: unknown = { client: () => client };
  const publisher = new MetricsPublisher(session as SessionProxy, { log: () => undefined }, TYPE);
  publisher.refreshClient();
  await publisher.publishInvocationMetric(new Date(started), action);
  await publisher.publishDurationMetric(new Date(ended), action, ended - started);
  if (error) await publisher.publishExceptionMetric(new Date(ended), action, error);
  const data = requests.flatMap(({ MetricData }) => MetricData);
  // On the wire everything is text.
  const texts = data.map((metric) => ({
    ...metric,
    Timestamp: (metric.Timestamp as Date).toISOString(),
    Value: String(metric.Value),
  }));
  return { Action: 'PutMetricData', Version: '2010-08-01', Namespace: requests[0]?.Namespace, MetricData: texts };
}

describe('the metrics of an invocation', () => {
  const stage = useDeliveryStage();
  const sent = () => stage().aws.calls.filter(({ action }) => action === 'PutMetricData');

  it('are in the namespace and dimensions of the library', async () => {
    await stage().invoke('READ', { tfcfnid: 'm-1' });
    const dimensions = [
      { Name: 'DimensionKeyActionType', Value: 'READ' },
      { Name: 'DimensionKeyResourceType', Value: TYPE },
    ];
    const exception = { Name: 'DimensionKeyExceptionType', Value: 'NotFound' };
    expect(sent().map(({ request }) => request)).toEqual([
      {
        Action: 'PutMetricData',
        Version: '2010-08-01',
        Namespace: 'AWS/CloudFormation/TF/Alicloud/ImageCopy',
        MetricData: [
          expect.objectContaining({
            MetricName: 'HandlerInvocationCount',
            Unit: 'Count',
            Value: '1',
            Dimensions: dimensions,
          }),
          expect.objectContaining({
            MetricName: 'HandlerInvocationDuration',
            Unit: 'Milliseconds',
            Dimensions: dimensions,
          }),
          expect.objectContaining({
            MetricName: 'HandlerException',
            Unit: 'Count',
            Value: '1',
            Dimensions: [dimensions[0], exception, dimensions[1]],
          }),
        ],
      },
    ]);
  });

  it('have the time that the handler took, not that of the delivery', async () => {
    stage().aws.trouble = () => ({ delay: 1_000 });
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling', status: 400 }, times: 1 });
    const started = stage().clock.now();
    await stage().invoke('LIST');
    const ended = stage().clock.now() - 1_000;
    expect(ended).toBeGreaterThan(started);
    expect(sent()[0]?.request).toEqual(await publishedByLibrary(Action.List, started, ended));
  });

  it('name the type as the event does, else as the handlers do', async () => {
    await stage().invoke('LIST', {}, { envelope: { resourceType: 'TF::Alicloud::Other::MODULE' } });
    await stage().invoke('LIST', {}, { envelope: { resourceType: undefined } });
    expect(sent().map(({ request }) => request.Namespace)).toEqual([
      'AWS/CloudFormation/TF/Alicloud/Other/MODULE',
      'AWS/CloudFormation/TF/Alicloud/ImageCopy',
    ]);
  });

  /** A handler that takes 1,234 ms and then throws, if there is something to throw. */
  const invokeThrowing = (action: Action, error: unknown) =>
    stage().invokeHandler(action, async () => {
      stage().clock.advance(1_234);
      if (error !== undefined) throw error;
      return success();
    });
  const Anonymous = (() => class extends Error {})();
  const failures: readonly (readonly [string, Error | undefined])[] = [
    ['none', undefined],
    ['NotFound', new exceptions.NotFound(TYPE, 'm-1')],
    ['InvalidRequest', new exceptions.InvalidRequest('so')],
    ['Throttling', new exceptions.Throttling('so')],
    ['InternalFailure', new exceptions.InternalFailure('so')],
    ['a fault', new RangeError('so')],
  ];
  const table = Object.values(Action).flatMap((action) =>
    failures.map(([name, error]) => [action, name, error] as const),
  );

  it.each(table)('are those that the library publishes: %s, exception %s', async (action, _, error) => {
    const started = stage().clock.now();
    await invokeThrowing(action, error);
    expect(sent()[0]?.request).toEqual(await publishedByLibrary(action, started, started + 1_234, error));
  });

  it('count a failure that a handler answers with as one that it throws', async () => {
    const started = stage().clock.now();
    const error = new exceptions.NetworkFailure('so');
    await stage().invokeHandler(Action.Create, async () => failed(error));
    expect(sent()[0]?.request).toEqual(await publishedByLibrary(Action.Create, started, started, error));
  });

  it('call what is thrown by its error code, and by something in any case', async () => {
    await invokeThrowing(Action.Read, Object.assign(new Error('so'), { code: 'NotStabilized' }));
    await invokeThrowing(Action.Read, Object.assign(new TypeError('so'), { code: 'ERR_X' }));
    await invokeThrowing(Action.Read, new Anonymous('so'));
    await invokeThrowing(Action.Read, 'a text');
    const types = sent().map(({ body }) => /DimensionKeyExceptionType&[^=]+=([^&]+)/.exec(body)?.[1]);
    expect(types).toEqual(['NotStabilized', 'TypeError', 'Error', 'InternalFailure']);
  });
});
