import { oneLine } from '../../untrusted/visible';
import type { HttpRequest } from './http/request';
import type { Answer, Service } from './http/service';

/** Something that people do to an image, past the API, and undo. */
export interface Switch {
  /** What the image then is: "in use by an instance". */
  readonly means: string;
  /** @throws Error that says why it cannot be done to this image now. */
  set(regionId: string, imageId: string, on: boolean): void;
}

/** The images of a cloud, and what people do to them there. */
export interface Switches {
  /** What people call the cloud. */
  readonly cloud: string;
  has(regionId: string, imageId: string): boolean;
  /** By the words in the path of a request. */
  readonly byWord: Readonly<Record<string, Switch>>;
}

/** A request that was understood or refused, as it is told to the person in front of the simulator. */
export interface Deed {
  readonly what: string;
  readonly answer: Answer;
}

/** Whether a request sets a switch or takes it back. */
const METHODS: Readonly<Record<string, boolean>> = { PUT: true, DELETE: false };

/**
 * A service by which people do to images what they would do in a console: `PUT /images/REGION/IMAGE/WORD`, and `DELETE` to take it back.
 * Answers are sentences. It belongs to no vendor.
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

/** How to use the service at an address, as lines. */
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
    // It is then the name of nothing.
    return part;
  }
}
