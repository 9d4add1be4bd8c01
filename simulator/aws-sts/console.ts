import { endedLine } from '../common/console';
import type { AwsSts } from './index';
import type { AwsStsCall } from './service';

/** Tells the handlers where AWS STS is and with which key to sign, in the standard environment variables of AWS's tools. */
export function greeting({ url, credentials }: AwsSts): string[] {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return [
    'AWS STS is simulated. Its credentials are fake and work only here. Environment:',
    `  export AWS_ENDPOINT_URL_STS=${url}`,
    `  export AWS_ACCESS_KEY_ID=${accessKeyId}`,
    `  export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
    `  export AWS_SESSION_TOKEN=${sessionToken}`,
  ];
}

/** A request to AWS STS as one line. */
export function callLine(call: AwsStsCall): string {
  return endedLine(call, `AWS ${call.region}`);
}

/** How often AWS STS was called. */
export function summary({ calls }: AwsSts): string[] {
  return [`Calls of AWS STS: ${calls.length}`];
}
