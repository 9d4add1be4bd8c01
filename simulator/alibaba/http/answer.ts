import { createHash } from 'node:crypto';
import type { FaultError } from '../../common/http/faults';
import type { Answer } from '../../common/http/service';
import { xmlElement } from '../../common/http/xml';
import { EcsError, errorEntry } from '../api/errors';
import type { AnswerContext } from './envelope';
import type { Format } from './request';

/** The content type of each format, and how to write an object in it. `name` is the root element, which JSON does not have. */
const FORMATS: Readonly<Record<Format, { readonly contentType: string; write(name: string, body: object): string }>> = {
  JSON: { contentType: 'application/json;charset=utf-8', write: (_, body) => JSON.stringify(body) },
  XML: {
    contentType: 'text/xml;charset=utf-8',
    write: (name, body) => `<?xml version='1.0' encoding='UTF-8'?>${xmlElement(name, body)}`,
  },
};

/** An answer with any content and the headers of the real service. */
export function plainAnswer(
  { requestId, format }: AnswerContext,
  status: number,
  body: string,
  { contentType = FORMATS[format].contentType, code, headers = {} }: AnswerExtras = {},
): Answer {
  return {
    status,
    code,
    body,
    headers: {
      'content-type': contentType,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': '*',
      'x-acs-request-id': requestId,
      'x-acs-trace-id': requestId.replaceAll('-', '').toLowerCase(),
      etag: createHash('md5').update(body).digest('base64'),
      vary: 'Accept-Encoding',
      ...headers,
    },
  };
}

interface AnswerExtras {
  readonly contentType?: string;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A successful answer. */
export function successAnswer(context: AnswerContext, body: object): Answer {
  const { action, format, envelope } = context;
  const content = envelope.success(context, body);
  return plainAnswer(context, content.status, FORMATS[format].write(`${action}Response`, content.body));
}

/** The answer to a refused request. An error that is not an EcsError is a fault of the simulator, and the answer says so. */
export function refusalAnswer(context: AnswerContext, error: unknown): Answer {
  if (error instanceof EcsError) return errorAnswer(context, error);
  return errorAnswer(context, { status: 500, code: 'InternalError', message: `The simulator failed: ${error}` });
}

/** The answer to an injected error. */
export function injectedErrorAnswer(context: AnswerContext, error: FaultError): Answer {
  const known = entryIfKnown(context.action, error.code);
  const { status = known?.status ?? 400, message = known?.message ?? error.code } = error;
  return errorAnswer(context, { ...error, status, message });
}

function errorAnswer(context: AnswerContext, error: FaultError & { status: number; message: string }): Answer {
  const { code, retryAfterMs } = error;
  const { status, body } = context.envelope.refusal(context, error);
  const headers: Record<string, string> = retryAfterMs === undefined ? {} : { 'x-acs-retry-after': `${retryAfterMs}` };
  return plainAnswer(context, status, FORMATS[context.format].write('Error', body), { code, headers });
}

function entryIfKnown(action: string, code: string): { status: number; message: string } | undefined {
  try {
    return errorEntry(action, code);
  } catch {
    return undefined;
  }
}
