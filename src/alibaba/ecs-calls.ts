import * as $dara from '@darabonba/typescript';
import { UnreadableAnswer } from '../calling/silence';
import type { Failure } from '../failure/failure';
import type { AccessKey } from '../keys/access-key';
import { type KeySource, withKey } from '../keys/key-source';

/** The version of the API. */
export const ECS_VERSION = '2014-05-26';

/**
 * The longest body of an answer, in bytes. The longest legal one is a page of DescribeImages: 100 images with 17 disks and 20 tags each,
 * all texts as long as they may be and of characters of four bytes, are 2.8 MB in UTF-8, and 7.3 MB with each character as a JSON escape.
 */
export const LONGEST_ANSWER = 8 * 1024 * 1024;

/** An action of the API with its SDK response model. */
export interface EcsAction<Body> {
  readonly name: string;
  readonly response: new (map?: { [key: string]: unknown }) => { body?: Body };
  /** Why a body is not an answer to this request although it has the right form, or `undefined` if it is one. */
  readonly problem?: (body: Body) => string | undefined;
  /** The longest that one attempt may take, in milliseconds. */
  readonly attemptTimeout?: number;
  /** A call that is refused for the number of calls waits for the next minute, within its time: a later step could only repeat it. */
  readonly untilNextMinute?: true;
  /** It makes an image: where its token may not be known, it is not sent again after an attempt that may have been carried out. */
  readonly makes?: true;
  /** As in `Call`. */
  readonly onOutcome?: (failure: Failure) => void;
  /** How much of the invocation's time the attempts leave for a call that follows, in milliseconds. */
  readonly reserve?: number;
}

/** What ECS is called through. */
export interface EcsCalls {
  /**
   * Makes a call in a region, repeats it where the error table allows, and returns the answer's body.
   *
   * `outcomes`: the values of the error table's `outcome` that the caller takes for an answer.
   * @throws Failure
   */
  call<Body extends { requestId?: string }, Outcome extends string = never>(
    action: EcsAction<Body>,
    regionId: string,
    request: $dara.Model,
    outcomes?: readonly Outcome[],
  ): Promise<Body | Outcome>;
}

/** What ECS says of a key that it does not take, or no longer. It says so before it does anything. */
const REFUSED_KEY = [
  'InvalidAccessKeyId.NotFound',
  'InvalidAccessKeyId.Inactive',
  'InvalidSecurityToken.Expired',
  'InvalidSecurityToken.Malformed',
  'InvalidSecurityToken.MismatchWithAccessKey',
] as const;

/** Whether ECS did not take the key of a call. */
function isRefusedKey({ answer }: Failure): boolean {
  return REFUSED_KEY.some((code) => code === answer.vendorCode);
}

/** As `EcsCalls.call`, with one key. */
export type CallByKey = <Body extends { requestId?: string }, Outcome extends string>(
  key: AccessKey,
  action: EcsAction<Body>,
  regionId: string,
  request: $dara.Model,
  outcomes: readonly Outcome[],
) => Promise<Body | Outcome>;

/** The calls with the keys of a source: one that is refused is renewed once, if its source can. */
export function callsWith(keys: KeySource, callBy: CallByKey): EcsCalls['call'] {
  return (action, regionId, request, outcomes = []) =>
    withKey(keys, isRefusedKey, (key) => callBy(key, action, regionId, request, outcomes));
}

/**
 * The body of an answer, which is `{ body }` with the field names of the API.
 *
 * @throws UnreadableAnswer if it is not of the form that the SDK's model has, or no answer to the request.
 */
export function bodyOf<Body extends { requestId?: string }>(
  { name, response, problem }: EcsAction<Body>,
  answer: unknown,
): Body {
  let body: Body | undefined;
  try {
    ({ body } = $dara.cast(answer, new response({})));
  } catch (cause) {
    throw new UnreadableAnswer(`${name}: the answer does not have the expected form`, { cause });
  }
  if (!body?.requestId) throw new UnreadableAnswer(`${name}: the answer has no RequestId`);
  const why = problem?.(body);
  if (why !== undefined) throw new UnreadableAnswer(`${name}: ${why}`);
  return body;
}
