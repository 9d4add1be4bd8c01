import type { ErrorBook } from '../calling/error-book';
import { field, type Told, text, told } from '../calling/told';

/**
 * What the errors of Alibaba Cloud's SDK say (openapi-core 1.0.8, dist/exceptions). Its `message`, next to the body as `data`, is composed
 * of the vendor's own sentence and the other fields.
 */
function toldBySdk(error: unknown): Told {
  const data = field(error, 'data');
  const retryAfter = field(error, 'retryAfter');
  const ofBody = text(field(data, 'Message')) ?? text(field(data, 'message'));
  const plain = told(error);
  return {
    ...plain,
    message: data === undefined ? plain.message : ofBody,
    requestId: plain.requestId ?? text(field(data, 'RequestId')),
    permission: text(field(field(data, 'AccessDeniedDetail'), 'AuthAction')),
    timedOut: field(error, 'name') === 'RequestTimeoutError',
    ...(typeof retryAfter === 'number' && retryAfter > 0 && { retryAfter }),
  };
}

/** How the errors of every service of Alibaba Cloud are read. */
export const ALIBABA: Pick<ErrorBook, 'told' | 'echoes'> = {
  told: toldBySdk,
  // An echo of the signed request can hold the security token (aliyun-openapi csharp-sdk issue 40).
  echoes: /^(SignatureDoesNotMatch|IncompleteSignature)$/,
};
