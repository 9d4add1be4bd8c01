import type { FaultEffect } from '../../simulator/index';
import { EMPTY_LIST } from '../support/copies';
import type { Cloud } from './refusal';

/** A kind of trouble that one call of the handlers meets. */
export interface FaultKind {
  readonly name: string;
  /** What the simulator does; without it nobody listens, and the call does not reach it. */
  readonly effect?: FaultEffect;
  /** The right handler error codes if the operation fails of it. */
  readonly codes: readonly string[];
  /**
   * Why an operation that meets it once ends as if nothing had been: the call is repeated or, if its key is that of a session, another
   * session is opened.
   */
  readonly passes: 'by repetition' | 'by renewal' | 'never';
  /** The only action that can meet it; absent: every one of the API. */
  readonly action?: string;
  /** Whether what is answered looks like the truth, so that a LIST of it is right. */
  readonly plausible: boolean;
  /** Whether the client does not get the answer in time. */
  readonly late: boolean;
  /** Whether it is also met by every call to the end: not where the handlers cannot tell it from another one that is. */
  readonly lasts: boolean;
}

/** Whose calls an action is one of, and the trouble that they can meet. */
export interface CallFaults {
  /** The API, as the table of the matrix names it. */
  readonly api: string;
  /** The server that it is called at. */
  readonly cloud: Cloud;
  readonly kinds: readonly FaultKind[];
}

/** Whose calls meet trouble: all of ECS, which is judged by one table, or one of the two STS. */
type Api = 'ECS' | 'AssumeRole' | 'AssumeRoleWithOIDC' | 'GetWebIdentityToken';

/** The kinds of trouble that a call of this action can meet. */
function faultsOf(action: string): readonly FaultKind[] {
  return FAULTS[apiOf(action)].filter((kind) => kind.action === undefined || kind.action === action);
}

/** Whose calls an action of a type on Alibaba Cloud is one of, and what they can meet. */
export function alibabaFaults(action: string): CallFaults {
  const api = apiOf(action);
  return { api, cloud: api === 'GetWebIdentityToken' ? 'AWS' : 'Alibaba Cloud', kinds: faultsOf(action) };
}

/** The API of an action. */
function apiOf(action: string): Api {
  const own = (['AssumeRole', 'AssumeRoleWithOIDC', 'GetWebIdentityToken'] as const).find((api) => api === action);
  return own ?? 'ECS';
}

type Traits = Partial<Pick<FaultKind, 'passes' | 'late' | 'lasts' | 'action' | 'plausible'>>;

const HTML = { status: 502, contentType: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' };
const answered = (body: string): FaultEffect => ({ respond: { status: 200, body }, acts: true });
const refused = (code: string, status?: number): FaultEffect => ({ error: { code, status } });

function fault(name: string, codes: string | readonly string[], effect?: FaultEffect, traits: Traits = {}): FaultKind {
  const usual = { passes: 'by repetition', late: false, lasts: true, plausible: false } as const;
  return { name, codes: [codes].flat(), effect, ...usual, ...traits };
}

const ONCE: Traits = { lasts: false };
const LATE: Traits = { late: true };
const STAYS: Traits = { passes: 'never' };

/** What every server, and whatever stands before it, can do; `throttled` and `internal` are the service's own codes. */
const usualFaults = (throttled: string, internal: string): readonly FaultKind[] => [
  fault('throttled', 'Throttling', refused(throttled)),
  fault('500', 'ServiceInternalError', refused(internal, 500)),
  fault('500, but it acted', 'ServiceInternalError', { error: { code: internal, status: 500 }, acts: true }),
  fault('503', 'ServiceInternalError', refused('ServiceUnavailable', 503), ONCE),
  fault('502 with HTML', 'ServiceInternalError', { respond: HTML }, ONCE),
  fault('502 with HTML, but it acted', 'ServiceInternalError', { respond: HTML, acts: true }, ONCE),
  fault('empty body', 'ServiceInternalError', answered(''), ONCE),
  fault('{}', 'ServiceInternalError', answered('{}'), ONCE),
  fault('null', 'ServiceInternalError', answered('null'), ONCE),
  fault('truncated body', ['ServiceInternalError', 'NetworkFailure'], { truncate: true }, ONCE),
  fault('reset before it acted', 'NetworkFailure', { reset: 'before' }),
  fault('reset after it acted', 'NetworkFailure', { reset: 'after' }),
  fault('no answer', 'NetworkFailure', { silent: true }, { ...LATE, ...ONCE }),
  fault('no answer, but it acted', 'NetworkFailure', { silent: true, acts: true }, LATE),
  fault('answer after the limit', 'NetworkFailure', { delayMs: 5, when: 'after' }, { ...LATE, ...ONCE }),
  fault('refused connection', 'NetworkFailure'),
];

const ALIBABA: readonly FaultKind[] = [
  ...usualFaults('Throttling.User', 'InternalError'),
  fault('throttled, x-acs-retry-after', 'Throttling', { error: { code: 'Throttling.Api', retryAfterMs: 3_000 } }, ONCE),
  fault('wrong clock', 'ServiceInternalError', refused('InvalidTimeStamp.Expired'), STAYS),
];

/** The right answer to a token that has expired is never a retriable one: CloudFormation would only lose time. */
const expired = (code: string, status?: number, traits = STAYS): FaultKind =>
  fault('expired token', 'InvalidCredentials', refused(code, status), traits);
const withdrawn = (code: string): FaultKind => fault('permission withdrawn', 'AccessDenied', refused(code, 403), STAYS);

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
  GetWebIdentityToken: [
    ...usualFaults('Throttling', 'InternalFailure'),
    fault('wrong clock', 'ServiceInternalError', refused('RequestExpired'), STAYS),
    fault(
      'wrong clock, SignatureDoesNotMatch',
      'ServiceInternalError',
      { error: { code: 'SignatureDoesNotMatch', message: 'Signature expired: 1 is now earlier than 2 (3 - 5 min.)' } },
      STAYS,
    ),
    expired('ExpiredToken'),
    withdrawn('AccessDenied'),
    fault(
      'federation disabled',
      'InvalidTypeConfiguration',
      refused('OutboundWebIdentityFederationDisabledException'),
      STAYS,
    ),
  ],
};
