import type { HttpRequest } from '../../common/http/request';
import { type RpcRequest, readRpcRequest } from '../../common/http/rpc-request';

/** Reads a request to ECS or STS: its headers name action and version or, as in the older protocol, its parameters do. */
export function readAlibabaRequest(message: HttpRequest): RpcRequest {
  const { headers } = message;
  const request = readRpcRequest(message);
  // Format belongs to the protocol and not to the action.
  const { Format: _, ...parameters } = request.parameters;
  return {
    ...request,
    action: headers['x-acs-action'] ?? request.action,
    version: headers['x-acs-version'] ?? request.version,
    parameters,
  };
}
