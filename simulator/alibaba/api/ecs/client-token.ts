import type { RememberedCall } from '../../account/account';
import { EcsError } from '../errors';
import type { ActionCall } from './operation';
import { isClientToken } from './rules';

/**
 * Lets a call act, or, if it repeats one with the same ClientToken and the same parameters, gives the first answer again. Whether a
 * refused call uses its token up is the behaviour's choice.
 *
 * @throws EcsError as `act` does, and if the token is malformed, came with other parameters or is still being worked on
 */
export function oncePerToken(
  call: ActionCall,
  regionId: string,
  act: () => { readonly imageId: string },
): { readonly ImageId: string } {
  const token = call.parameters.text('ClientToken');
  if (token === '') return { ImageId: act().imageId };
  if (!isClientToken(token)) throw call.refuse('InvalidClientToken');
  const key = `${regionId}/${token}`;
  const outcome = firstOutcome(call, key) ?? remember(call, key, outcomeOf(call, act));
  if ('refusal' in outcome) throw outcome.refusal;
  return { ImageId: outcome.imageId };
}

function outcomeOf({ behaviour }: ActionCall, act: () => { readonly imageId: string }): RememberedCall['outcome'] {
  try {
    return act();
  } catch (error) {
    const isKept = behaviour.refusalUsesTokenUp && error instanceof EcsError && error.code !== 'DryRunOperation';
    if (!isKept) throw error;
    return { refusal: error };
  }
}

function firstOutcome(call: ActionCall, key: string): RememberedCall['outcome'] | undefined {
  const { behaviour, now, parameters } = call;
  const first = call.cloud.clientTokens.get(key);
  if (!first || now >= first.at + behaviour.clientTokenMinutes * 60_000) return undefined;
  if (first.fingerprint !== parameters.fingerprint()) throw call.refuse(behaviour.mismatchedTokenCode);
  if (now < first.at + behaviour.tokenProcessingSeconds * 1000) throw call.refuse('LastTokenProcessing');
  return first.outcome;
}

function remember({ cloud, parameters, now }: ActionCall, key: string, outcome: RememberedCall['outcome']) {
  cloud.clientTokens.set(key, { fingerprint: parameters.fingerprint(), outcome, at: now });
  return outcome;
}
