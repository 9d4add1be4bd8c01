import type { HttpRequest, Parameter } from './request';

/** A request of the RPC style, in which AWS's query APIs and Alibaba Cloud's older ones are alike: it names an action. */
export interface RpcRequest extends HttpRequest {
  /** Empty if the request names none. */
  readonly action: string;
  /** The version of the API; empty if the request names none. */
  readonly version: string;
  /** Everything that the URL and a form body hold. */
  readonly sent: readonly Parameter[];
  /** The same by name, without action and version. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads `Action`, `Version` and the other parameters of a request. */
export function readRpcRequest(request: HttpRequest): RpcRequest {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const sent = [...request.query, ...(isForm ? new URLSearchParams(request.body.toString('utf8')) : [])];
  const { Action: action = '', Version: version = '', ...parameters } = Object.fromEntries(sent);
  return { ...request, action, version, sent, parameters };
}
