import { oneLine } from '../../untrusted/visible';
import type { HttpRequest } from './http/request';
import type { Answer, Service } from './http/service';

/** A manual change of an image without the API, which can be reverted. */
export interface Switch {
  /** The state of the image after it, such as "in use by an instance". */
  readonly means: string;
  /** @throws Error that says why this image cannot be changed in this way now */
  set(regionId: string, imageId: string, on: boolean): void;
}

/** The images of a cloud, and the manual changes that are possible there. */
export interface Switches {
  /** The name of the cloud for people. */
  readonly cloud: string;
  has(regionId: string, imageId: string): boolean;
  /** The changes by the last word in the path of a request. */
  readonly byWord: Readonly<Record<string, Switch>>;
}

/** A request that was accepted or refused, for the user of the simulator. */
export interface Deed {
  readonly what: string;
  readonly answer: Answer;
}

/** Whether a request makes a change or reverts it. */
const METHODS: Readonly<Record<string, boolean>> = { PUT: true, DELETE: false };

/**
 * A service for the changes that people make to images in a console: `PUT /images/REGION/IMAGE/WORD`, and `DELETE` to revert it. It answers
 * in sentences. It belongs to no vendor.
 */
export function createPeopleService(clouds: readonly Switches[], onDeed: (deed: Deed) => void): Service {
  return {
    latencyMs: () => 0,
    receive(request) {
      const act = (): Answer => answerTo(request, clouds);
      return {
        fault: undefined,
        act,
        errorAnswer: act,
        plainAnswer: act,
        ended: (answer) => {
          if (answer !== undefined) onDeed({ what: `${request.method} ${request.path}`, answer });
        },
      };
    },
  };
}

/** Lines that say how to use the service at an address. */
export function usageOf(url: string, clouds: readonly Switches[]): string[] {
  return [
    `To change images as people do while it runs: curl -X PUT ${url}/images/REGION/IMAGE/WORD`,
    '(-X DELETE reverts it), where WORD is',
    ...clouds.map(({ cloud, byWord }) => `  on ${cloud}: ${Object.keys(byWord).join(', ')}`),
  ];
}

function answerTo({ method, path, headers }: HttpRequest, clouds: readonly Switches[]): Answer {
  const [, root, regionId, imageId, word, ...rest] = path.split('/').map(decoded);
  if (root !== 'images' || !regionId || !imageId || !word || rest.length > 0) {
    return say(404, usageOf(`http://${headers.host ?? ''}`, clouds).join('\n'));
  }
  const image = `${imageId} in ${regionId}`;
  const own = clouds.find((cloud) => cloud.has(regionId, imageId));
  if (own === undefined)
    return say(404, `There is no image ${image}. npm start -- list TYPE --region ${regionId} shows those of a type.`);
  const found = Object.hasOwn(own.byWord, word) ? own.byWord[word] : undefined;
  if (found === undefined)
    return say(404, `${own.cloud} has no ${word}: WORD is ${Object.keys(own.byWord).join(', ')}.`);
  const on = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (on === undefined)
    return say(405, `PUT makes ${image} ${found.means}, DELETE reverts that; ${method} does nothing.`);
  try {
    found.set(regionId, imageId, on);
  } catch (error) {
    return say(409, `${error instanceof Error ? error.message : String(error)}.`);
  }
  return say(200, `${image} is ${on ? '' : 'no longer '}${found.means}.`);
}

function say(status: number, text: string): Answer {
  const body = `${text.split('\n').map(oneLine).join('\n')}\n`;
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A part that cannot be decoded is not the name of anything.
    return part;
  }
}
