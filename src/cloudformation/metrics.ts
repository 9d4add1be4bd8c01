import {
  type Action,
  MetricTypes,
  StandardUnit,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';

/** The data of an invocation for the metrics. Times are in milliseconds since 1970. */
export interface Outcome {
  /** Absent if it could not be read from the event. */
  readonly action?: Action;
  readonly started: number;
  readonly ended: number;
  /** The handler error code of a failure, or the class of the error that the handler threw. */
  readonly exception?: string;
}

/** The library's prefix for the namespaces of resource types. The library does not export it. */
const NAMESPACE_ROOT = 'AWS/CloudFormation';

/**
 * The body of one PutMetricData with the metrics of an invocation. They are the metrics of the library's MetricsPublisher, which makes a
 * call for each. CloudWatch also accepts JSON and CBOR now, but has accepted the query protocol in all regions since 2010.
 */
export function metricsForm(resourceType: string, action: Action, { started, ended, exception }: Outcome): string {
  const metric = (name: MetricTypes, unit: StandardUnit, value: number, time: number, exceptionType?: string) => ({
    MetricName: name,
    Dimensions: [
      { Name: 'DimensionKeyActionType', Value: action },
      ...(exceptionType ? [{ Name: 'DimensionKeyExceptionType', Value: exceptionType }] : []),
      { Name: 'DimensionKeyResourceType', Value: resourceType },
    ],
    Unit: unit,
    Timestamp: new Date(time).toISOString(),
    Value: value,
  });
  const { Count, Milliseconds } = StandardUnit;
  const request = {
    Action: 'PutMetricData',
    Version: '2010-08-01',
    Namespace: `${NAMESPACE_ROOT}/${resourceType.replaceAll('::', '/')}`,
    MetricData: [
      metric(MetricTypes.HandlerInvocationCount, Count, 1, started),
      metric(MetricTypes.HandlerInvocationDuration, Milliseconds, ended - started, ended),
      ...(exception ? [metric(MetricTypes.HandlerException, Count, 1, ended, exception)] : []),
    ],
  };
  return new URLSearchParams(fieldsOf('', request)).toString();
}

/** The fields of a request in the query protocol: `MetricData.member.1.MetricName=…`. */
function fieldsOf(name: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  const inner = Array.isArray(value)
    ? value.map((item, index) => [`member.${index + 1}`, item] as const)
    : Object.entries(value);
  return inner.flatMap(([key, item]) => fieldsOf(name ? `${name}.${key}` : key, item));
}
