import type { Denial } from './directory';
import type { ShownPrincipal } from './principal';

/** The details that the service adds to a permission error. The encoded message is fake, because only RAM itself can decode a real one. */
export function accessDenied(
  accountId: string,
  { type, displayName }: ShownPrincipal,
  action: string,
  { decision, policyType }: Denial,
): object {
  return {
    AccessDeniedDetail: {
      PolicyType: policyType,
      AuthPrincipalType: type,
      AuthPrincipalOwnerId: accountId,
      AuthPrincipalDisplayName: displayName,
      AuthAction: action,
      NoPermissionType: decision,
      EncodedDiagnosticMessage: Buffer.from(`simulator: ${decision} ${action}`).toString('base64'),
    },
  };
}
