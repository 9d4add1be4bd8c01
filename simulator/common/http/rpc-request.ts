import type { HttpRequest, Parameter } from './request';

/** A request of the RPC style, which names an action. AWS's query APIs and the older APIs of Alibaba Cloud have this style in common. */
export interface RpcRequest extends HttpRequest {
  /** Empty if the request has none. */
  readonly action: string;
  /** The version of the API; empty if the request has none. */
  readonly version: string;
  /** All parameters of the URL and of a form body. */
  readonly sent: readonly Parameter[];
  /** The same parameters by name, without action and version. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads `Action`, `Version` and the other parameters of a request. */
export function readRpcRequest(request: HttpRequest): RpcRequest {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const sent = [...request.query, ...(isForm ? new URLSearchParams(request.body.toString('utf8')) : [])];
  const { Action: action = '', Version: version = '', ...parameters } = Object.fromEntries(sent);
  return { ...request, action, version, sent, parameters };
}
