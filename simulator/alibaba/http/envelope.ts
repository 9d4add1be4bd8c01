import type { Format } from './request';

/** What every answer to one request shares. */
export interface AnswerContext {
  readonly action: string;
  readonly format: Format;
  /** Upper-case UUID. */
  readonly requestId: string;
  /** The host that the client asked for. */
  readonly host: string;
  /** The API, as it is in the answer's advice, such as `Ecs`. */
  readonly product: string;
  readonly envelope: Envelope;
}

/** What is in an answer, before it is written in a format. */
export interface Content {
  /** HTTP status. */
  readonly status: number;
  readonly body: object;
}

/** A refusal, as an API has said it. */
export interface Refusal extends Omit<Content, 'body'> {
  readonly code: string;
  readonly message: string;
  /** Put over the usual error body. */
  readonly body?: object;
}

/** How a gateway wraps what an API says. */
export interface Envelope {
  success(context: AnswerContext, body: object): Content;
  refusal(context: AnswerContext, refusal: Refusal): Content;
}

/** As the public cloud does it. */
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
