import { EMPTY_LIST } from '../support/copies';
import {
  AWS_FAULTS,
  type CallFaults,
  expired,
  type FaultKind,
  fault,
  ONCE,
  refused,
  STAYS,
  usualFaults,
  withdrawn,
} from './faults';

/** Whose calls meet trouble: all of ECS, which is judged by one table, or one of STS. */
type Api = 'ECS' | 'AssumeRole' | 'AssumeRoleWithOIDC';

/** Whose calls an action of a type on Alibaba Cloud is one of, and what they can meet. */
export function alibabaFaults(action: string): CallFaults {
  if (action === AWS_FAULTS.api) return AWS_FAULTS;
  const api = (['AssumeRole', 'AssumeRoleWithOIDC'] as const).find((own) => own === action) ?? 'ECS';
  const kinds = FAULTS[api].filter((kind) => kind.action === undefined || kind.action === action);
  return { api, cloud: "the type's own", kinds };
}

const ALIBABA: readonly FaultKind[] = [
  ...usualFaults('Throttling.User', 'InternalError'),
  fault('throttled, x-acs-retry-after', 'Throttling', { error: { code: 'Throttling.Api', retryAfterMs: 3_000 } }, ONCE),
  fault('wrong clock', 'ServiceInternalError', refused('InvalidTimeStamp.Expired'), STAYS),
];

const NOTHING_SHOWN = fault(
  'well-formed but empty',
  ['NotFound', 'NotStabilized', 'GeneralServiceException'],
  { respond: EMPTY_LIST, acts: true },
  { action: 'DescribeImages', plausible: true },
);

/** The kinds of trouble that the calls of an API meet. */
const FAULTS: Readonly<Record<Api, readonly FaultKind[]>> = {
  ECS: [
    ...ALIBABA,
    expired('InvalidSecurityToken.Expired', undefined, { passes: 'by renewal' }),
    withdrawn('Forbidden.RAM'),
    NOTHING_SHOWN,
  ],
  AssumeRole: [...ALIBABA, expired('InvalidSecurityToken.Expired'), withdrawn('NoPermission')],
  AssumeRoleWithOIDC: [
    ...ALIBABA,
    expired('AuthenticationFail.OIDCToken.Expired', 400),
    withdrawn('AuthenticationFail.NoPermission'),
  ],
};
