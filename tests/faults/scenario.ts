import type { Behaviour } from '../../simulator/index';
import type { RequestOptions, Stage } from '../support/stage';
import type { Request } from './cloudformation';
import type { Wish } from './end-state';

/** What may be left of the image that an operation is about. */
export interface Outcome {
  /** As the image has to be; without it there must be none. */
  readonly wish?: Wish;
  /** Its snapshots may stay without it. */
  readonly snapshotsStay?: readonly string[];
}

/** An operation that is about to begin, and how it has to end. */
export interface Scene {
  readonly request: Request;
  /** The image that is there already; a CREATE says its own. */
  readonly identifier?: string;
  /** Images of other resources, which are to stay. */
  readonly others?: readonly string[];
  readonly done: Outcome;
  readonly undone: Outcome;
  /** The code with which the operation is to fail if nothing else goes wrong; absent: it succeeds. */
  readonly failure?: string;
}

/** An operation in a situation, whatever trouble it meets there. */
export interface Scenario {
  readonly name: string;
  readonly behaviour: Partial<Behaviour>;
  /** Whether AWS's STS has to be there. */
  readonly aws?: true;
  readonly open: (stage: Stage) => Promise<Scene> | Scene;
}

/** The token of the operation that meets trouble. */
export const TOKEN = 'request-1';

/** A CREATE, and what has to come of it. */
export function creation(
  properties: Scene['request']['properties'],
  options: RequestOptions = {},
  failure?: string,
): Scene {
  const wish = { properties, stackTags: options.stackTags, systemTags: options.systemTags };
  return {
    request: { action: 'CREATE', properties, options: { ...options, token: TOKEN } },
    done: { wish },
    undone: {},
    failure,
  };
}

/** So many calls of each of two invocations are put in every order: those of an UPDATE all change something. */
export const callsInOrder = ({ name }: Scenario): number => (name.startsWith('UPDATE') ? 3 : 2);

/** The region and the ID in an identifier. */
export function placeOf(identifier: unknown): readonly [regionId: string, imageId: string] {
  const [regionId = '', imageId = ''] = String(identifier).split('/');
  return [regionId, imageId];
}
