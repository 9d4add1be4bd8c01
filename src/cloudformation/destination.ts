import { at } from './at';
import type { AwsCredentials } from './aws-signature';

/** Where the log and the metrics of an invocation go: the logging configuration of the type, as an event contains it. */
export interface Destination {
  readonly credentials: AwsCredentials;
  readonly region: string;
  readonly resourceType: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/**
 * The destination in an event; `undefined` if it has no logging configuration. An event with errors in other places is logged too, because
 * then somebody will need the log.
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
    // The library names the stream in this way (resource.js, CloudWatchLogHelper), because its name must not contain a colon.
    logStreamName: stream.replaceAll(':', '__'),
  };
}
