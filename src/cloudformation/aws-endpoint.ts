import { type AwsEndpoint, type AwsService, publicEndpoint } from './aws-call';

/** AWS's own environment variables for the endpoint of a service ("Service-specific endpoints", AWS SDKs and Tools Reference Guide). */
const SETTINGS: Readonly<Record<AwsService, string>> = {
  logs: 'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS',
  monitoring: 'AWS_ENDPOINT_URL_CLOUDWATCH',
  sts: 'AWS_ENDPOINT_URL_STS',
};

/** A scheme and a host with its port. */
const SERVER = /^\w+:\/\/[^/{]+\/?$/;

/**
 * The endpoints that environment variables set; by default, the public ones. `problemOf`: says why a URL cannot be an endpoint.
 *
 * The returned function throws RangeError if the variable cannot be used.
 */
export function configuredEndpoint(
  environment: Readonly<Record<string, string | undefined>>,
  problemOf: (url: string) => string | undefined,
): AwsEndpoint {
  return (service, region) => {
    const setting = SETTINGS[service];
    const url = environment[setting];
    if (!url) return publicEndpoint(service, region);
    const problem = problemOf(url) ?? (SERVER.test(url) ? undefined : 'must not contain a path or {region}');
    if (problem) throw new RangeError(`${setting} ${problem}`);
    return url;
  };
}
