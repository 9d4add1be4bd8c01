import type { FaultEffect } from '../../simulator/index';

/** A kind of trouble that one call of the handlers meets. */
export interface FaultKind {
  readonly name: string;
  /** What the simulator does; without it nobody listens, and the call does not reach it. */
  readonly effect?: FaultEffect;
  /** The right handler error codes if the operation fails of it. */
  readonly codes: readonly string[];
  /** Whether an operation that meets it once ends as if nothing had been. */
  readonly passes: boolean;
  /** Whether the client does not get the answer in time. */
  readonly late: boolean;
  /** Whether it is also met by every call to the end: not where the handlers cannot tell it from another one that is. */
  readonly lasts: boolean;
}

type Traits = Partial<Pick<FaultKind, 'passes' | 'late' | 'lasts'>>;

const HTML = { status: 502, contentType: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' };
const answered = (body: string): FaultEffect => ({ respond: { status: 200, body }, acts: true });

function fault(name: string, codes: string | readonly string[], effect?: FaultEffect, traits: Traits = {}): FaultKind {
  return { name, codes: [codes].flat(), effect, passes: true, late: false, lasts: true, ...traits };
}

const ONCE: Traits = { lasts: false };
const LATE: Traits = { late: true };
/** A repetition within the invocation does not help. */
const STAYS: Traits = { passes: false };

export const FAULTS: readonly FaultKind[] = [
  fault('throttled', 'Throttling', { error: { code: 'Throttling.User' } }),
  fault('throttled, x-acs-retry-after', 'Throttling', { error: { code: 'Throttling.Api', retryAfterMs: 3_000 } }, ONCE),
  fault('500', 'ServiceInternalError', { error: { code: 'InternalError', status: 500 } }),
  fault('500, but it acted', 'ServiceInternalError', { error: { code: 'InternalError', status: 500 }, acts: true }),
  fault('503', 'ServiceInternalError', { error: { code: 'ServiceUnavailable', status: 503 } }, ONCE),
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
  fault('wrong clock', 'ServiceInternalError', { error: { code: 'InvalidTimeStamp.Expired' } }, STAYS),
  fault('expired token', 'InvalidCredentials', { error: { code: 'InvalidSecurityToken.Expired' } }, STAYS),
  fault('permission withdrawn', 'AccessDenied', { error: { code: 'Forbidden.RAM', status: 403 } }, STAYS),
];
