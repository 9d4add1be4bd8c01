import type { FaultError } from '../common/http/faults';
import type { Answer } from '../common/http/service';
import { escapeXml } from '../common/http/xml';
import { AwsStsError, awsErrorEntry } from './errors';

/** The common parts of all answers to one request. */
export interface AwsAnswerContext {
  readonly action: string;
  readonly requestId: string;
}

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** A successful answer in AWS's query protocol. */
export function awsSuccess(context: AwsAnswerContext, result: Readonly<Record<string, string>>): Answer {
  const { action, requestId } = context;
  const fields = Object.entries(result).map(([name, value]) => `    <${name}>${escapeXml(value)}</${name}>`);
  return xmlAnswer(context, 200, [
    `<${action}Response xmlns="${NAMESPACE}">`,
    `  <${action}Result>`,
    ...fields,
    `  </${action}Result>`,
    `  <ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`,
    `</${action}Response>`,
  ]);
}

/** The answer to a refused request. An error that is not an AwsStsError is a fault of the stand-in, and the answer says so. */
export function awsRefusal(context: AwsAnswerContext, error: unknown): Answer {
  if (error instanceof AwsStsError) return awsErrorAnswer(context, error);
  return awsErrorAnswer(context, { code: 'InternalFailure', message: `The stand-in failed: ${error}` });
}

/** An error in AWS's query protocol. Status and message are looked up by the code if they are not set. */
export function awsErrorAnswer(context: AwsAnswerContext, error: FaultError): Answer {
  const { code } = error;
  const { status = 400, message = code } = { ...awsErrorEntry(code), ...withoutUndefined(error) };
  const lines = [
    `<ErrorResponse xmlns="${NAMESPACE}">`,
    '  <Error>',
    `    <Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>`,
    `    <Code>${escapeXml(code)}</Code>`,
    `    <Message>${escapeXml(message)}</Message>`,
    '  </Error>',
    `  <RequestId>${context.requestId}</RequestId>`,
    '</ErrorResponse>',
  ];
  return { ...xmlAnswer(context, status, lines), code };
}

function withoutUndefined({ status, message }: FaultError): { status?: number; message?: string } {
  return { ...(status === undefined ? {} : { status }), ...(message === undefined ? {} : { message }) };
}

/** An answer with any content and the headers of the real service. */
export function awsPlainAnswer(
  { requestId }: AwsAnswerContext,
  status: number,
  body: string,
  { contentType = 'text/xml', headers = {} }: { contentType?: string; headers?: Readonly<Record<string, string>> } = {},
): Answer {
  return { status, body, headers: { 'content-type': contentType, 'x-amzn-requestid': requestId, ...headers } };
}

function xmlAnswer(context: AwsAnswerContext, status: number, lines: readonly string[]): Answer {
  return awsPlainAnswer(context, status, `${lines.join('\n')}\n`);
}
