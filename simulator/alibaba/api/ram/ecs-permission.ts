import type { Behaviour } from '../../account/behaviour';
import type { Regions } from '../../account/regions';
import { EcsError } from '../errors';
import type { ActionParameters } from '../parameters';
import { accessDenied } from './access-denied';
import type { RamDirectory } from './directory';
import { resourcesOf } from './ecs-resources';
import { type Principal, shownPrincipal } from './principal';

/** The sender of a request, and how the service answers if a permission is missing. */
interface Asker {
  readonly ram: RamDirectory;
  readonly principal: Principal;
  readonly behaviour: Readonly<Behaviour>;
  readonly regions: Regions;
}

/**
 * Checks a request to ECS against the policies of its sender, before any other check. Returns `undefined` if the sender has permission. If
 * not, it returns the error, or the body of the empty answer that ECS used to give to queries without permission.
 *
 * Documented: the action is `ecs:` and the name of the API; the resources are on the page of the API; a refusal is 403 Forbidden.RAM with
 * an AccessDeniedDetail ("Announcement of changes to the authentication mechanism for ECS query API operations"), and CopyImage also has
 * `Forbbiden`. Assumed: the permission is checked before the parameters, and before the existence of an image.
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
