import type { UsedToken } from '../../account/account';
import type { TokenMismatchCode } from '../../account/behaviour';
import { EcsError } from '../errors';
import type { EcsRequest } from './operation';
import { isClientToken } from './rules';

/** How an action refuses a ClientToken that it knows. */
export interface TokenRefusals {
  /** The first request with it is still being worked on. */
  readonly processing: EcsError;
  /** It came with other parameters. */
  readonly mismatch: TokenMismatchCode;
}

/**
 * Lets a request act, or, if it repeats one with the same ClientToken and the same parameters, gives the first answer again. Whether a
 * refused request uses its token up is the behaviour's choice. That a token is good for one action only is assumed.
 *
 * @throws EcsError as `act` does, and if the token is malformed, came with other parameters or is still being worked on
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
