import { Parameters } from '../common/parameters';
import type { AwsBehaviour } from './behaviour';
import { AwsStsError } from './errors';
import { type SigningAlgorithm, signingAlgorithms } from './token';

/** The request of GetWebIdentityToken, within the documented limits. */
export interface TokenRequest {
  readonly audiences: readonly string[];
  readonly algorithm: SigningAlgorithm;
  readonly durationSeconds: number;
  readonly tags: Readonly<Record<string, string>>;
}

const MAX_AUDIENCES = 10;
const LONGEST_AUDIENCE = 1000;
const MAX_TAGS = 50;
const DEFAULT_SECONDS = 300;

/**
 * Reads the parameters of a request.
 *
 * @throws AwsStsError ValidationError
 */
export function readTokenRequest(sent: Readonly<Record<string, string>>): TokenRequest {
  const parameters = new Parameters(sent);
  const audiences = parameters.list('Audience.member');
  check(audiences.length > 0, 'audience', 'Member must not be null');
  check(
    audiences.length <= MAX_AUDIENCES,
    'audience',
    `Member must have length less than or equal to ${MAX_AUDIENCES}`,
  );
  for (const audience of audiences) {
    check(audience.length > 0, 'audience', 'Member must have length greater than or equal to 1');
    check(audience.length <= LONGEST_AUDIENCE, 'audience', 'Member must have length less than or equal to 1000');
  }
  const name = parameters.text('SigningAlgorithm');
  const algorithm = signingAlgorithms.find((known) => known === name);
  if (!algorithm)
    throw invalid('signingAlgorithm', `Member must satisfy enum value set: [${signingAlgorithms.join(', ')}]`);
  const durationText = parameters.text('DurationSeconds');
  const durationSeconds = durationText === '' ? DEFAULT_SECONDS : Number(durationText);
  check(Number.isInteger(durationSeconds), 'durationSeconds', 'Member must be an integer');
  check(durationSeconds >= 60, 'durationSeconds', 'Member must have value greater than or equal to 60');
  check(durationSeconds <= 3600, 'durationSeconds', 'Member must have value less than or equal to 3600');
  const tags = parameters.pairs('Tags.member');
  check(tags.length <= MAX_TAGS, 'tags', `Member must have length less than or equal to ${MAX_TAGS}`);
  return {
    audiences,
    algorithm,
    durationSeconds,
    tags: Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value])),
  };
}

function check(holds: boolean, member: string, constraint: string): void {
  if (!holds) throw invalid(member, constraint);
}

function invalid(member: string, constraint: string): AwsStsError {
  const message = `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`;
  return new AwsStsError('ValidationError', message);
}

/**
 * Checks a request against the setting of the account, the caller's permissions and the end of the caller's own session.
 *
 * @throws AwsStsError
 */
export function permit(
  { audiences, algorithm, durationSeconds, tags }: TokenRequest,
  behaviour: Readonly<AwsBehaviour>,
  { caller, now }: { readonly caller: string; readonly now: number },
): void {
  const needed = ['sts:GetWebIdentityToken', ...(Object.keys(tags).length > 0 ? ['sts:TagGetWebIdentityToken'] : [])];
  const missing = needed.find((action) => !behaviour.allowedActions.includes(action));
  const meetsConditions =
    (behaviour.allowedAudiences === undefined ||
      audiences.every((audience) => behaviour.allowedAudiences?.includes(audience))) &&
    (behaviour.allowedAlgorithms === undefined || behaviour.allowedAlgorithms.includes(algorithm)) &&
    durationSeconds <= (behaviour.longestTokenSeconds ?? Number.POSITIVE_INFINITY);
  const denied = missing ?? (meetsConditions ? undefined : 'sts:GetWebIdentityToken');
  if (denied !== undefined) {
    const reason = `because no identity-based policy allows the ${denied} action`;
    throw new AwsStsError(
      'AccessDenied',
      `User: ${caller} is not authorized to perform: ${denied} on resource: * ${reason}`,
    );
  }
  if (behaviour.federation === 'disabled') throw new AwsStsError(behaviour.federationDisabledCode);
  if (now + durationSeconds * 1000 > behaviour.sessionEndsAt) {
    throw new AwsStsError('SessionDurationEscalationException');
  }
}
