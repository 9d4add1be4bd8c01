import type { ErrorBook } from '../calling/error-book';
import { field, type Told, text, told } from '../calling/told';

/**
 * Reads the errors of Alibaba Cloud's SDK (openapi-core 1.0.8, dist/exceptions). The body of the answer is in `data`. The SDK's own
 * `message` combines the vendor's sentence with the other fields.
 */
function toldBySdk(error: unknown): Told {
  const data = field(error, 'data');
  const ofBody = text(field(data, 'Message')) ?? text(field(data, 'message'));
  const plain = told(error);
  return {
    ...plain,
    message: data === undefined ? plain.message : ofBody,
    permission: text(field(field(data, 'AccessDeniedDetail'), 'AuthAction')),
    timedOut: field(error, 'name') === 'RequestTimeoutError',
  };
}

/** How to read the errors of every service of Alibaba Cloud. */
export const ALIBABA: Pick<ErrorBook, 'told' | 'echoes'> = {
  told: toldBySdk,
  // A repetition of the signed request can contain the security token (aliyun-openapi csharp-sdk issue 40).
  echoes: /^(SignatureDoesNotMatch|IncompleteSignature)$/,
};
