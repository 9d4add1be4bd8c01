import type { Behaviour } from '../../account/behaviour';
import type { Regions } from '../../account/regions';
import { EcsError } from '../errors';
import type { ActionParameters } from '../parameters';
import { accessDenied } from './access-denied';
import type { RamDirectory } from './directory';
import { resourcesOf } from './ecs-resources';
import { type Principal, shownPrincipal } from './principal';

/** Who asks, and how the service answers those who may not. */
interface Asker {
  readonly ram: RamDirectory;
  readonly principal: Principal;
  readonly behaviour: Readonly<Behaviour>;
  readonly regions: Regions;
}

/**
 * Judges a request to ECS by the policies of its sender, before anything else of it is checked. Returns nothing if the sender may
 * do that, else the error, or the body of the empty answer that ECS used to give to queries without permission.
 *
 * Documented: the action is `ecs:` and the API's name; the resources are those of the API's page; a refusal is 403 Forbidden.RAM with an
 * AccessDeniedDetail ("Announcement of changes to the authentication mechanism for ECS query API operations"), and CopyImage knows
 * `Forbbiden` besides. Assumed: that permission comes before the rules for the parameters, and before the look whether an image is there.
 */
export function refusalOf(
  action: string,
  parameters: ActionParameters,
  { ram, principal, behaviour, regions }: Asker,
): EcsError | object | undefined {
  const ramAction = `ecs:${action}`;
  const denial = ram.denial(
    principal,
    ramAction,
    resourcesOf(action, parameters, { accountId: ram.accountId, regions }),
  );
  if (!denial) return undefined;
  if (action === 'DescribeImages' && behaviour.describeImagesDenied === 'emptyList') return EMPTY_LIST;
  const code = deniedCodes[action]?.(behaviour) ?? 'Forbidden.RAM';
  return EcsError.of(action, code, {
    body: accessDenied(ram.accountId, shownPrincipal(principal), ramAction, denial),
  });
}

const deniedCodes: Readonly<Record<string, (behaviour: Readonly<Behaviour>) => string>> = {
  CopyImage: ({ copyImageDeniedCode }) => copyImageDeniedCode,
  CreateImage: ({ createImageDeniedCode }) => createImageDeniedCode,
};

const EMPTY_LIST = { TotalCount: 0, PageNumber: 1, PageSize: 10, Images: { Image: [] } };
