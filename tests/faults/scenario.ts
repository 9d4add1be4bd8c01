import type { AlibabaSimulator } from '../../simulator/index';
import { identifierOf } from '../support/contract';
import type { Properties, RequestOptions, Stage } from '../support/stage';
import type { BehaviourOf, StagedCloud, StagedType } from '../support/types/staged-type';
import type { Request } from './cloudformation';
import type { Wish } from './end-state';

/** What may be left of the image that an operation is about. */
export interface Outcome {
  /** As the image has to be; without it there must be none. */
  readonly wish?: Wish;
  /** `<region>/<id>` of what was made with it, such as its snapshots, and may stay without it. */
  readonly stays?: readonly string[];
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
export interface Scenario<Cloud extends StagedCloud = AlibabaSimulator> {
  readonly name: string;
  readonly behaviour: BehaviourOf<Cloud>;
  /** Whether AWS's STS has to be there. */
  readonly aws?: true;
  open(stage: Stage<Cloud>): Promise<Scene> | Scene;
}

/** A scenario, as far as its name says it. */
export type Named = Pick<Scenario, 'name'>;

export const tag = (Key: string, Value: string) => ({ Key, Value });

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
export const callsInOrder = ({ name }: Named): number => (name.startsWith('UPDATE') ? 3 : 2);

/** `<region>/<id>` of the image in a model, however its identifier calls it: until the image is known it has no ID. */
export function imageIn({ schema }: Pick<StagedType, 'schema'>, model: Properties): string {
  const [regionId, imageId] = placeOf(model[identifierOf(schema)]);
  return `${regionId}/${model.Id ?? imageId}`;
}

/** The region and the ID in an identifier. */
export function placeOf(identifier: unknown): readonly [regionId: string, imageId: string] {
  const [regionId = '', imageId = ''] = String(identifier).split('/');
  return [regionId, imageId];
}
