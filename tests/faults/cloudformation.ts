import type { SimulatorClock } from '../../simulator/index';
import type { Action, Answer, Properties, RequestOptions } from '../support/stage';

/** One invocation of the handlers. */
export interface Request {
  readonly action: Action;
  readonly properties: Properties;
  readonly options: RequestOptions & { readonly token: string };
}

export type Invoke = (request: Request) => Promise<Answer>;

/** An operation from its first request to its last answer. */
export interface Course {
  readonly answers: readonly Answer[];
  /** The request that got the last answer. */
  readonly last: Request;
  readonly final: Answer;
}

/** What came of an operation after everything that CloudFormation does about it. */
export interface Story {
  /** The operation's own end. */
  readonly course: Course;
  /** How what CloudFormation did about a failure ended. */
  readonly reaction?: Answer;
}

/** After these a repetition may help ("Type: Retriable", Handler error codes, CloudFormation CLI user guide). */
export const RETRIABLE: ReadonlySet<string> = new Set([
  'NetworkFailure',
  'ResourceConflict',
  'ServiceInternalError',
  'Throttling',
]);

/** How often a failed request is sent again: CloudFormation does not say how often it does that. */
const REPETITIONS = 1;
/** Between two requests of which the first failed. */
const PAUSE_MS = 10_000;
const MOST_STEPS = 300;
/** So many invocations come when they are asked for; the later ones of an operation that waits in vain come late, each twice as late. */
const PUNCTUAL = 8;

/** The request that follows an answer which is not the last. */
export function nextRequest(request: Request, { resourceModel = {}, callbackContext }: Answer): Request {
  return { ...request, properties: resourceModel, options: { ...request.options, callbackContext } };
}

/** Invokes until the operation is over or has had so many answers, letting at least the time pass that each answer asks for. */
export async function follow(
  first: Request,
  invoke: Invoke,
  clock: SimulatorClock,
  most = Number.POSITIVE_INFINITY,
): Promise<Course> {
  const answers: Answer[] = [];
  for (let request = first; ; ) {
    const answer = await invoke(request);
    answers.push(answer);
    if (answer.status !== 'IN_PROGRESS' || answers.length === most) return { answers, last: request, final: answer };
    if (answers.length > MOST_STEPS) throw new Error(`${request.action} does not end: ${answer.message}`);
    request.options.meanwhile?.(answer, answers.length);
    const lateness = 2 ** Math.max(0, answers.length - PUNCTUAL);
    clock.advance((answer.callbackDelaySeconds ?? 0) * 1000 * lateness);
    request = nextRequest(request, answer);
  }
}

/**
 * Runs an operation and, if it fails, what CloudFormation does about it: the same request again where the code is retriable, then
 * the way back: DELETE of what a CREATE had made, an UPDATE to the former properties, DELETE once more. `calm`: called when the
 * operation is over and its trouble ends with it.
 */
export async function operate(first: Request, invoke: Invoke, clock: SimulatorClock, calm: () => void): Promise<Story> {
  let course = await follow(first, invoke, clock);
  for (let count = 0; count < REPETITIONS && RETRIABLE.has(course.final.errorCode ?? ''); count += 1) {
    clock.advance(PAUSE_MS);
    const again = await follow(course.last, invoke, clock);
    course = { ...again, answers: [...course.answers, ...again.answers] };
  }
  calm();
  const way = course.final.status === 'FAILED' ? wayBack(first, course) : undefined;
  if (!way) return { course };
  clock.advance(PAUSE_MS);
  return { course, reaction: (await follow(way, invoke, clock)).final };
}

/** What CloudFormation sends after an operation that failed, or was given up, with these answers; nothing to a READ or LIST. */
export function wayBack({ action, properties, options }: Request, { answers }: Course): Request | undefined {
  const token = `${options.token}-back`;
  const { stackTags, previousStackTags, systemTags, typeConfiguration, previous = {} } = options;
  switch (action) {
    case 'CREATE': {
      const made = answers.findLast(({ resourceModel }) => resourceModel)?.resourceModel;
      return (
        made && { action: 'DELETE', properties: made, options: { token, stackTags, systemTags, typeConfiguration } }
      );
    }
    case 'UPDATE':
      return {
        action,
        properties: previous,
        options: {
          token,
          previous: properties,
          stackTags: previousStackTags,
          previousStackTags: stackTags,
          systemTags,
          typeConfiguration,
        },
      };
    case 'DELETE':
      return { action, properties, options: { token, stackTags, systemTags, typeConfiguration } };
    default:
      return undefined;
  }
}
