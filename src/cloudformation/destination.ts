import { at } from './at';
import type { AwsCredentials } from './aws-signature';

/** Where the log and the metrics of an invocation go: what the logging configuration of a type becomes in an event. */
export interface Destination {
  readonly credentials: AwsCredentials;
  readonly region: string;
  readonly resourceType: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/**
 * Where an event wants its log, `undefined` if it has no logging configuration. An event that is broken in other places still gets its
 * log: that is when somebody will look for it.
 */
export function destinationOf(event: unknown, typeName: string): Destination | undefined {
  const text = (...place: string[]): string => {
    const value = at(event, place);
    return typeof value === 'string' ? value : '';
  };
  const credential = (name: keyof AwsCredentials): string => text('requestData', 'providerCredentials', name);
  const accessKeyId = credential('accessKeyId');
  const secretAccessKey = credential('secretAccessKey');
  const logGroupName = text('requestData', 'providerLogGroupName');
  if (!accessKeyId || !secretAccessKey || !logGroupName) return undefined;

  const region = text('region');
  const stackId = text('stackId');
  const logicalId = text('requestData', 'logicalResourceId');
  const stream = stackId && logicalId ? `${stackId}/${logicalId}` : `${text('awsAccountId')}-${region}`;
  return {
    credentials: { accessKeyId, secretAccessKey, sessionToken: credential('sessionToken') },
    region,
    resourceType: text('resourceType') || typeName,
    logGroupName,
    // As the library names it (resource.js, CloudWatchLogHelper): a stream's name holds no colon.
    logStreamName: stream.replaceAll(':', '__'),
  };
}
