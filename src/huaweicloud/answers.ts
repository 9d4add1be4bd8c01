import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import { jsonOf, type RawAnswer, retryAfterOf } from '../calling/exchange';
import { RefusedAnswer } from '../calling/refused-answer';
import { field, text } from '../calling/told';

/** A successful answer. */
export interface HuaweiAnswer {
  /** `undefined` if there is no body, as with status 204. */
  readonly body: unknown;
  readonly requestId?: string;
}

/** The words of the gateway before the cause. Readers need only the cause. */
const PREAMBLE = /^Incorrect (IAM )?authentication information:\s*/;

/**
 * Reads an answer of any service. Errors have five shapes: IMS and Keystone have `error.code` (a text, and a number); the gateway, the
 * newer services and the older calls of IAM have `error_code` and `error_msg`; a load balancer answers with HTML.
 *
 * @param secrets what the request was made with. The gateway can repeat the ID of the key, which must not be in a message.
 * @throws RefusedAnswer, UnreadableAnswer
 */
export function decoded({ status, headers, text: said }: RawAnswer, secrets: readonly string[]): HuaweiAnswer {
  const body = jsonOf(said);
  const requestId = text(headers['x-request-id']) ?? text(field(body, 'request_id'));
  if (status >= 400) {
    const error = field(body, 'error');
    const code = codeOf(field(error, 'code')) ?? codeOf(field(body, 'error_code')) ?? String(status);
    const message = text(field(error, 'message')) ?? text(field(body, 'error_msg')) ?? 'no message';
    const shown = without(secrets, message.replace(PREAMBLE, ''));
    throw new RefusedAnswer(code, shown, { statusCode: status, requestId, retryAfter: retryAfterOf(headers) });
  }
  if (status < 200 || status >= 300) throw new UnreadableAnswer(`HTTP ${status} is not a success`, requestId);
  if (said !== '' && body === undefined) throw new UnreadableAnswer('it is not JSON', requestId);
  return { body, ...(requestId !== undefined && { requestId }) };
}

function codeOf(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : text(value);
}

function without(secrets: readonly string[], said: string): string {
  return secrets.filter((secret) => secret !== '').reduce((shown, secret) => shown.replaceAll(secret, '***'), said);
}
