import { endedLine } from '../common/console';
import type { AwsSts } from './index';
import type { AwsStsCall } from './service';

/** Where the handlers find AWS STS, and as whom they sign: the standard variables of AWS's tools. */
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

/** One request to AWS STS in one line. */
export function callLine(call: AwsStsCall): string {
  return endedLine(call, `AWS ${call.region}`);
}

/** How often AWS STS was called. */
export function summary({ calls }: AwsSts): string[] {
  return [`Calls of AWS STS: ${calls.length}`];
}
