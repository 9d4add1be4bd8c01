import type { UsedToken } from '../../account/account';
import { EcsError } from '../errors';
import type { EcsRequest } from './operation';
import { isClientToken } from './rules';

/**
 * Lets a request act, or, if it repeats one with the same ClientToken and the same parameters, gives the first answer again. Whether a
 * refused request uses its token up is the behaviour's choice.
 *
 * @throws EcsError as `act` does, and if the token is malformed, came with other parameters or is still being worked on
 */
export function oncePerToken(
  request: EcsRequest,
  regionId: string,
  act: () => { readonly imageId: string },
): { readonly ImageId: string } {
  const token = request.parameters.text('ClientToken');
  if (token === '') return { ImageId: act().imageId };
  if (!isClientToken(token)) throw request.refuse('InvalidClientToken');
  const key = `${regionId}/${token}`;
  const outcome = firstOutcome(request, key) ?? remember(request, key, outcomeOf(request, act));
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

function firstOutcome(request: EcsRequest, key: string): UsedToken['outcome'] | undefined {
  const { behaviour, now, parameters } = request;
  const first = request.account.clientTokens.get(key);
  if (!first || now >= first.at + behaviour.clientTokenMinutes * 60_000) return undefined;
  if (first.fingerprint !== parameters.fingerprint()) throw request.refuse(behaviour.mismatchedTokenCode);
  if (now < first.at + behaviour.tokenProcessingSeconds * 1000) throw request.refuse('LastTokenProcessing');
  return first.outcome;
}

function remember({ account, parameters, now }: EcsRequest, key: string, outcome: UsedToken['outcome']) {
  account.clientTokens.set(key, { fingerprint: parameters.fingerprint(), outcome, at: now });
  return outcome;
}
