import type { UsedToken } from '../../account/account';
import type { TokenMismatchCode } from '../../account/behaviour';
import { EcsError } from '../errors';
import type { EcsRequest } from './operation';
import { isClientToken } from './rules';

/** The errors of an action for a ClientToken that it knows. */
export interface TokenRefusals {
  /** The first request with it is still being processed. */
  readonly processing: EcsError;
  /** It was sent with other parameters. */
  readonly mismatch: TokenMismatchCode;
}

/**
 * Carries out a request or, if it repeats one with the same ClientToken and parameters, returns the first answer again. The behaviour
 * decides whether a refused request uses its token. It is assumed that a token is valid for only one action.
 *
 * @throws EcsError as `act`, or if the token is malformed, was sent with other parameters or is still being processed
 */
export function oncePerToken(
  request: EcsRequest,
  regionId: string,
  refusals: TokenRefusals,
  act: () => { readonly imageId: string },
): { readonly ImageId: string } {
  const token = request.parameters.text('ClientToken');
  if (token === '' || !request.behaviour.clientTokenHonoured) return { ImageId: act().imageId };
  if (!isClientToken(token)) throw request.refuse('InvalidClientToken');
  const key = `${regionId}/${token}`;
  const outcome = firstOutcome(request, key, refusals) ?? remember(request, key, outcomeOf(request, act));
  if ('refusal' in outcome) throw outcome.refusal;
  return { ImageId: outcome.imageId };
}

function outcomeOf({ behaviour }: EcsRequest, act: () => { readonly imageId: string }): UsedToken['outcome'] {
  try {
    return act();
  } catch (error) {
    const isKept = behaviour.refusalUsesTokenUp && error instanceof EcsError && error.code !== 'DryRunOperation';
    if (!isKept) throw error;
    return { refusal: error };
  }
}

function firstOutcome(
  request: EcsRequest,
  key: string,
  { processing, mismatch }: TokenRefusals,
): UsedToken['outcome'] | undefined {
  const { behaviour, now } = request;
  const first = request.account.clientTokens.get(key);
  if (!first || now >= first.at + behaviour.clientTokenMinutes * 60_000) return undefined;
  if (first.fingerprint !== fingerprintOf(request)) throw request.refuse(mismatch);
  if (now < first.at + behaviour.tokenProcessingSeconds * 1000) throw processing;
  return first.outcome;
}

function remember(request: EcsRequest, key: string, outcome: UsedToken['outcome']): UsedToken['outcome'] {
  request.account.clientTokens.set(key, { fingerprint: fingerprintOf(request), outcome, at: request.now });
  return outcome;
}

function fingerprintOf({ action, parameters }: EcsRequest): string {
  return `${action} ${parameters.fingerprint()}`;
}
