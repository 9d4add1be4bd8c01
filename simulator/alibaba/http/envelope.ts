import type { Format } from './request';

/** The common parts of all answers to one request. */
export interface AnswerContext {
  readonly action: string;
  readonly format: Format;
  /** An upper-case UUID. */
  readonly requestId: string;
  /** The host in the client's request. */
  readonly host: string;
  /** The API in the recommendation of error answers, such as `Ecs`. */
  readonly product: string;
  readonly envelope: Envelope;
}

/** The content of an answer, before it is written in a format. */
export interface Content {
  /** HTTP status. */
  readonly status: number;
  readonly body: object;
}

/** A refusal by an API. */
export interface Refusal extends Omit<Content, 'body'> {
  readonly code: string;
  readonly message: string;
  /** Fields that are added to the usual body of an error. */
  readonly body?: object;
}

/** How a gateway wraps the answer of an API. */
export interface Envelope {
  success(context: AnswerContext, body: object): Content;
  refusal(context: AnswerContext, refusal: Refusal): Content;
}

/** The form of the public cloud. */
export const publicEnvelope: Envelope = {
  success: ({ requestId }, body) => ({ status: 200, body: { RequestId: requestId, ...body } }),
  refusal({ requestId, host, product }, { status, code, message, body }) {
    const standard = {
      RequestId: requestId,
      HostId: host,
      Code: code,
      Message: message,
      Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&product=${product}&requestId=${requestId}`,
    };
    return { status, body: { ...standard, ...body } };
  },
};
