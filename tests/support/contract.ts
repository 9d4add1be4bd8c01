import { quotable } from './canaries';
import type { Action, Answer } from './stage';
import type { TypeSchema } from './types/staged-type';

/** CloudFormation's documentation names no limit; nobody is known to rely on more. */
const LONGEST_DELAY_SECONDS = 900;
/** The handler error codes of CloudFormation's contract. */
const ERROR_CODES: ReadonlySet<string> = new Set([
  'NotUpdatable',
  'InvalidRequest',
  'AccessDenied',
  'InvalidCredentials',
  'AlreadyExists',
  'NotFound',
  'ResourceConflict',
  'Throttling',
  'ServiceLimitExceeded',
  'NotStabilized',
  'GeneralServiceException',
  'ServiceInternalError',
  'NetworkFailure',
  'InternalFailure',
  'InvalidTypeConfiguration',
]);

/**
 * The rules that CloudFormation has for every answer of a handler of a type with this schema, whatever was asked; the stage checks every
 * answer with it. `startedAs`: the identifier of the resource, where the request goes on with a CREATE that has begun; null where that is
 * not known of an event.
 *
 * @throws Error that says which rule is broken.
 */
export function checkContract(
  schema: TypeSchema,
  action: Action | undefined,
  answer: Answer,
  startedAs?: unknown,
): void {
  const broken = brokenRules(schema, action, answer, startedAs);
  if (broken.length > 0)
    throw new Error(`broken contract: ${broken.join('; ')}\n${quotable(JSON.stringify(answer, null, 1))}`);
}

const nameIn = (pointer: string): string => pointer.slice('/properties/'.length);

/** The name of the property that identifies a resource; each of our types has one. */
export function identifierOf({ primaryIdentifier }: TypeSchema): string {
  return nameIn(primaryIdentifier[0] ?? '');
}

function brokenRules(schema: TypeSchema, action: Action | undefined, answer: Answer, startedAs: unknown): string[] {
  const identifier = identifierOf(schema);
  const writeOnly = schema.writeOnlyProperties.map(nameIn);
  const { status, message, errorCode, callbackDelaySeconds: delay, resourceModel: model } = answer;
  const has = (key: keyof Answer): boolean => Object.hasOwn(answer, key);
  const models = [...(model ? [model] : []), ...(answer.resourceModels ?? [])];
  const final = status !== 'IN_PROGRESS';
  const rules: readonly (readonly [string, boolean])[] = [
    ['the status is one of three', ['IN_PROGRESS', 'SUCCESS', 'FAILED'].includes(status)],
    ['the message is text', typeof message === 'string'],
    ['there is no null anywhere', !holdsNull(answer)],
    ['a final answer has no delay', !final || !delay],
    ['a final answer has no callback context', !final || !has('callbackContext')],
    ['only a failure has an errorCode', (status === 'FAILED') === has('errorCode')],
    ['a failure has a code of the contract', status !== 'FAILED' || ERROR_CODES.has(errorCode ?? '')],
    ['a failure says why', status !== 'FAILED' || message.length > 0],
    ['only a failed CREATE has a model', status !== 'FAILED' || models.length === 0 || action === 'CREATE'],
    ['AlreadyExists has no model', errorCode !== 'AlreadyExists' || models.length === 0],
    [
      'a CREATE that failed after it had begun names the resource, one that had not only if one may be left',
      status !== 'FAILED' ||
        startedAs === null ||
        (startedAs === undefined
          ? models.every((one) => mayBeLeft(one[identifier]))
          : model?.[identifier] === startedAs),
    ],
    ['READ and LIST are never in progress', final || (action !== 'READ' && action !== 'LIST')],
    ['an operation in progress says what it does', final || message.length > 0],
    ['an operation in progress has its identifier', final || typeof model?.[identifier] === 'string'],
    ['an operation in progress has a whole delay from 1', final || (Number.isInteger(delay) && Number(delay) >= 1)],
    [`no delay is longer than ${LONGEST_DELAY_SECONDS} s`, Number(delay ?? 0) <= LONGEST_DELAY_SECONDS],
    ['an operation in progress has a context', final || has('callbackContext')],
    ['only LIST has resourceModels', has('resourceModels') === (action === 'LIST' && status === 'SUCCESS')],
    ['nextToken is absent or text', !has('nextToken') || (action === 'LIST' && Boolean(answer.nextToken))],
    ['DELETE ends without a model', action !== 'DELETE' || !final || !has('resourceModel')],
    [
      'no write-only value comes back',
      status !== 'SUCCESS' || models.every((one) => !writeOnly.some((name) => one[name])),
    ],
    ['every model has its identifier', models.every((one) => typeof one[identifier] === 'string')],
    [
      'models have properties of the schema only',
      models.every((one) => Object.keys(one).every((name) => Object.hasOwn(schema.properties, name))),
    ],
    [
      'CREATE, READ and UPDATE succeed with a model',
      status !== 'SUCCESS' || action === undefined || action === 'DELETE' || action === 'LIST' || has('resourceModel'),
    ],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

/** What CloudFormation is to delete after a CREATE of which nobody knows whether it began. */
function mayBeLeft(identifier: unknown): boolean {
  return String(identifier).includes('/tfcfn-request-');
}

function holdsNull(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && Object.values(value ?? {}).some(holdsNull);
}
