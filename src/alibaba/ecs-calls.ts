import * as $dara from '@darabonba/typescript';
import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import type { AnswerOr } from '../calling/call';
import { field, text } from '../calling/told';
import type { Failure } from '../failure/failure';
import type { AccessKey } from '../keys/access-key';
import { type KeySource, withKey } from '../keys/key-source';

/** The version of the API. */
export const ECS_VERSION = '2014-05-26';

/**
 * The longest body of an answer, in bytes. The longest valid answer is a page of DescribeImages with 100 images, which have 17 disks and 20
 * tags each. If all texts have the longest length and consist of characters of four bytes, it has 2.8 MB in UTF-8, or 7.3 MB with each
 * character as a JSON escape.
 */
export const LONGEST_ANSWER = 8 * 1024 * 1024;

/** An action of the API, with its response model in the SDK. */
export interface EcsAction<Body> {
  readonly name: string;
  readonly response: new (map?: { [key: string]: unknown }) => { body?: Body };
  /** Why a body with the right form does not answer this request, or `undefined` if it does. */
  readonly problem?: (body: Body) => string | undefined;
  /** The call starts an image: it may take longer than others, and an attempt that may have been carried out may be its last. */
  readonly makes?: true;
}

/** Calls ECS. */
export interface EcsCalls {
  /**
   * Makes a call in a region, repeats it if the error table allows this, and returns the body of the answer.
   *
   * `outcomes`: the values of `outcome` in the error table that the caller accepts as an answer.
   * @throws Failure
   */
  call<Body extends { requestId?: string }, Outcome extends string = never>(
    action: EcsAction<Body>,
    regionId: string,
    request: $dara.Model,
    outcomes?: readonly Outcome[],
  ): Promise<AnswerOr<Outcome, Body>>;
}

/** The codes of ECS for a key that it does not accept, or no longer accepts. ECS checks the key before it does anything. */
const REFUSED_KEY = [
  'InvalidAccessKeyId.NotFound',
  'InvalidAccessKeyId.Inactive',
  'InvalidSecurityToken.Expired',
  'InvalidSecurityToken.Malformed',
  'InvalidSecurityToken.MismatchWithAccessKey',
] as const;

/** As `EcsCalls.call`, with one key. */
export type CallByKey = <Body extends { requestId?: string }, Outcome extends string>(
  key: AccessKey,
  action: EcsAction<Body>,
  regionId: string,
  request: $dara.Model,
  outcomes: readonly Outcome[],
) => Promise<AnswerOr<Outcome, Body>>;

/**
 * Calls with the keys of a source. If a key is refused, it is renewed once, if the source can do this. `more`: with which other codes than
 * those of ECS a key is refused.
 */
export function callsWith(keys: KeySource, callBy: CallByKey, more: readonly string[] = []): EcsCalls['call'] {
  const codes: readonly string[] = [...REFUSED_KEY, ...more];
  const isRefusedKey = ({ answer }: Failure): boolean => codes.includes(answer.vendorCode ?? '');
  return (action, regionId, request, outcomes = []) =>
    withKey(keys, isRefusedKey, (key) => callBy(key, action, regionId, request, outcomes));
}

/** The request ID in a body, as the API names it. */
export const requestIdIn = (body: unknown): string | undefined => text(field(body, 'RequestId'));

/**
 * The body of an answer. The answer is `{ body }` with the field names of the API.
 *
 * @throws UnreadableAnswer if it does not have the form of the SDK's model, or does not answer the request.
 */
export function bodyOf<Body extends { requestId?: string }>(
  { response, problem }: EcsAction<Body>,
  answer: unknown,
): Body {
  let body: Body | undefined;
  try {
    ({ body } = $dara.cast(answer, new response({})));
  } catch {
    throw new UnreadableAnswer('it does not have the expected form', requestIdIn(field(answer, 'body')));
  }
  if (!body?.requestId) throw new UnreadableAnswer('it has no RequestId');
  const why = problem?.(body);
  if (why !== undefined) throw new UnreadableAnswer(why, body.requestId);
  return body;
}
