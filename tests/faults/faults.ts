import type { FaultEffect } from '../../simulator/index';
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

type Traits = Partial<Pick<FaultKind, 'passes' | 'late' | 'lasts' | 'action' | 'plausible'>>;

const HTML = { status: 502, contentType: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' };
export const answered = (body: string): FaultEffect => ({ respond: { status: 200, body }, acts: true });
export const refused = (code: string, status?: number): FaultEffect => ({ error: { code, status } });

export function fault(
  name: string,
  codes: string | readonly string[],
  effect?: FaultEffect,
  traits: Traits = {},
): FaultKind {
  const usual = { passes: 'by repetition', late: false, lasts: true, plausible: false } as const;
  return { name, codes: [codes].flat(), effect, ...usual, ...traits };
}

export const ONCE: Traits = { lasts: false };
const LATE: Traits = { late: true };
export const STAYS: Traits = { passes: 'never' };

/** What every server, and whatever stands before it, can do; `throttled` and `internal` are the service's own codes. */
export const usualFaults = (throttled: string, internal: string): readonly FaultKind[] => [
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

/** The right answer to a token that has expired is never a retriable one: CloudFormation would only lose time. */
export const expired = (code: string, status?: number, traits = STAYS): FaultKind =>
  fault('expired token', 'InvalidCredentials', refused(code, status), traits);
export const withdrawn = (code: string): FaultKind =>
  fault('permission withdrawn', 'AccessDenied', refused(code, 403), STAYS);

/** What the calls to AWS's STS meet, which a web identity comes from. */
export const AWS_FAULTS: CallFaults = {
  api: 'GetWebIdentityToken',
  cloud: 'AWS',
  kinds: [
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

/** The trouble after which a start has not acted. */
const NOT_STARTED: ReadonlySet<string> = new Set(['500', '503', '502 with HTML', 'reset before it acted', 'no answer']);

/** Whether the answer that a call gets by this trouble leaves open what became of it. */
const leavesOpen = ({ effect }: FaultKind): boolean =>
  effect !== undefined && !('error' in effect && (effect.error.status ?? 400) < 500);

/**
 * What a start meets that no token makes one of: where nothing tells that it did not act it is looked for and never sent again. One that is
 * `refused` has made nothing, whatever the answer that is lost would have said.
 */
export function startedOnce(faults: CallFaults, refused: boolean): CallFaults {
  const open = ({ passes, name, codes, ...kind }: FaultKind): FaultKind => ({
    ...kind,
    name,
    passes: refused || NOT_STARTED.has(name) ? 'never' : passes,
    codes: [...codes, 'NotStabilized'],
  });
  return { ...faults, kinds: faults.kinds.map((kind) => (leavesOpen(kind) ? open(kind) : kind)) };
}
