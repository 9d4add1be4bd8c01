import { findNull, isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { type HandlerAction, identifierOf, type ResourceType } from '../schema/resource-type';

/** CloudFormation's error codes of a handler. */
export const ERROR_CODES = [
  'AccessDenied',
  'AlreadyExists',
  'GeneralServiceException',
  'HandlerInternalFailure',
  'InternalFailure',
  'InvalidCredentials',
  'InvalidRequest',
  'InvalidTypeConfiguration',
  'NetworkFailure',
  'NonCompliant',
  'NotFound',
  'NotStabilized',
  'NotUpdatable',
  'ResourceConflict',
  'ServiceInternalError',
  'ServiceLimitExceeded',
  'ServiceTimeout',
  'Throttling',
  'Unknown',
  'UnauthorizedTaggingOperation',
  'UnsupportedTarget',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The answer of a failed operation. */
export interface FailedAnswer {
  readonly status: 'FAILED';
  readonly code: ErrorCode;
  readonly message: string;
  /** The resource that the failed operation leaves. */
  readonly identifier?: string;
}

/** A page of the resources of a type. */
export interface ListAnswer {
  readonly status: 'SUCCESS';
  readonly models: readonly JsonObject[];
  /** The token for the next page; `undefined` if this is the last one. */
  readonly nextToken?: string;
}

/** An answer of a handler that follows the contract. */
export type Answer =
  | {
      readonly status: 'IN_PROGRESS';
      readonly identifier: string;
      readonly model: JsonObject;
      readonly message: string;
      readonly callbackContext: JsonObject | null;
      readonly delaySeconds: number;
    }
  | { readonly status: 'SUCCESS'; readonly identifier?: string; readonly model: JsonObject; readonly message: string }
  | FailedAnswer;

/** An answer that CloudFormation would not accept. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  constructor(rule: string) {
    super(`the handler broke the contract: ${rule}`);
  }
}

interface RawAnswer {
  readonly action: HandlerAction;
  readonly type: ResourceType;
  readonly body: JsonObject;
  readonly model: JsonObject | undefined;
  readonly identifier: string | undefined;
  /** The known identifier of the operation's resource. */
  readonly expected: string | undefined;
}

type Rule = readonly [isBroken: (answer: RawAnswer) => boolean, message: (answer: RawAnswer) => string];

const has =
  (key: string) =>
  ({ body }: RawAnswer) =>
    Object.hasOwn(body, key);
const hasDelay = ({ body }: RawAnswer): boolean =>
  body.callbackDelaySeconds !== undefined && body.callbackDelaySeconds !== 0;

const ALWAYS: readonly Rule[] = [
  [
    ({ body }) => body.resourceModel !== undefined && !isJsonObject(body.resourceModel),
    () => 'resourceModel is not an object',
  ],
  [
    ({ model }) => model !== undefined && findNull(model) !== undefined,
    ({ model }) => `resourceModel.${findNull(model ?? {})} is null`,
  ],
  [
    ({ identifier, expected }) => expected !== undefined && identifier !== undefined && identifier !== expected,
    ({ identifier, expected }) => `the primary identifier changed from ${expected} to ${identifier}`,
  ],
];

const RULES: Readonly<Record<Answer['status'], readonly Rule[]>> = {
  IN_PROGRESS: [
    ...ALWAYS,
    [({ action }) => action === 'READ', () => 'READ answers IN_PROGRESS'],
    [has('errorCode'), () => 'an IN_PROGRESS answer has the key errorCode'],
    [has('resourceModels'), () => 'an IN_PROGRESS answer has the key resourceModels'],
    [
      ({ body: { callbackDelaySeconds: delay = 0 } }) => typeof delay !== 'number' || delay < 0,
      ({ body }) => `callbackDelaySeconds is ${JSON.stringify(body.callbackDelaySeconds)}`,
    ],
    [
      ({ body: { callbackContext: context = null } }) => context !== null && !isJsonObject(context),
      () => 'callbackContext is not an object',
    ],
    [
      ({ identifier }) => identifier === undefined,
      ({ type }) => `an IN_PROGRESS answer has no ${type.primaryIdentifier.join(', ')} in its resourceModel`,
    ],
  ],
  SUCCESS: [
    [
      (answer) => answer.action === 'DELETE' && has('resourceModel')(answer),
      () => 'the SUCCESS answer of DELETE has the key resourceModel',
    ],
    ...ALWAYS,
    [has('errorCode'), () => 'a SUCCESS answer has the key errorCode'],
    [hasDelay, () => 'a SUCCESS answer has a callbackDelaySeconds'],
    [
      ({ action, identifier }) => action !== 'DELETE' && identifier === undefined,
      ({ action, type }) => `the SUCCESS answer of ${action} has no ${type.primaryIdentifier.join(', ')}`,
    ],
    [
      ({ type, model }) => findWriteOnly(type, model) !== undefined,
      ({ type, model }) => `a SUCCESS answer shows the write-only property ${findWriteOnly(type, model)}`,
    ],
  ],
  FAILED: [
    ...ALWAYS,
    [
      ({ body }) => !ERROR_CODES.some((code) => code === body.errorCode),
      ({ body }) => `a FAILED answer has the errorCode ${JSON.stringify(body.errorCode)}`,
    ],
    [({ body }) => typeof body.message !== 'string' || body.message === '', () => 'a FAILED answer has no message'],
    [hasDelay, () => 'a FAILED answer has a callbackDelaySeconds'],
    [
      ({ body, identifier, action }) =>
        action === 'CREATE' && body.errorCode === 'AlreadyExists' && identifier !== undefined,
      () => 'an AlreadyExists answer names a resource, and CloudFormation would delete it',
    ],
  ],
};

/**
 * Checks an answer against CloudFormation's rules.
 *
 * @param expected the identifier of the resource, if it is known.
 * @throws ContractError that names the broken rule.
 */
export function readAnswer(type: ResourceType, action: HandlerAction, answer: Json, expected?: string): Answer {
  if (!isJsonObject(answer)) throw new ContractError('an answer is not an object');
  const status = answer.status;
  if (status !== 'IN_PROGRESS' && status !== 'SUCCESS' && status !== 'FAILED') {
    throw new ContractError(`${JSON.stringify(status)} is not a status`);
  }
  const model = isJsonObject(answer.resourceModel) ? answer.resourceModel : undefined;
  const raw: RawAnswer = { action, type, body: answer, model, identifier: identifierOf(type, model), expected };
  const broken = RULES[status].find(([isBroken]) => isBroken(raw));
  if (broken) throw new ContractError(broken[1](raw));

  const { identifier } = raw;
  const message = typeof answer.message === 'string' ? answer.message : '';
  if (status === 'FAILED') {
    const code = ERROR_CODES.find((known) => known === answer.errorCode) ?? 'InternalFailure';
    return { status, code, message, identifier };
  }
  if (status === 'SUCCESS') return { status, identifier, model: model ?? {}, message };
  const { callbackContext: context, callbackDelaySeconds: delay } = answer;
  return {
    status,
    identifier: identifier ?? '',
    model: model ?? {},
    message,
    callbackContext: isJsonObject(context) ? context : null,
    delaySeconds: typeof delay === 'number' ? delay : 0,
  };
}

/**
 * Checks an answer of LIST against CloudFormation's rules.
 *
 * @throws ContractError that names the broken rule.
 */
export function readListAnswer(type: ResourceType, answer: Json): ListAnswer | FailedAnswer {
  if (isJsonObject(answer) && answer.status === 'FAILED') {
    const failed = readAnswer(type, 'READ', answer);
    if (failed.status === 'FAILED') return failed;
  }
  if (!isJsonObject(answer) || answer.status !== 'SUCCESS')
    throw new ContractError('LIST answers neither SUCCESS nor FAILED');
  const { resourceModels: models, nextToken } = answer;
  if (!isJsonList(models)) throw new ContractError('the SUCCESS answer of LIST has no list resourceModels');
  if (nextToken !== undefined && nextToken !== null && (typeof nextToken !== 'string' || nextToken === '')) {
    throw new ContractError(`nextToken is ${JSON.stringify(nextToken)}`);
  }
  const page = models.map((model) => {
    if (isJsonObject(model) && identifierOf(type, model) !== undefined) return model;
    throw new ContractError(`a resource of LIST has no ${type.primaryIdentifier.join(', ')}`);
  });
  return { status: 'SUCCESS', models: page, ...(typeof nextToken === 'string' ? { nextToken } : {}) };
}

function findWriteOnly(type: ResourceType, model: JsonObject | undefined): string | undefined {
  return type.writeOnly.find((name) => Boolean(model?.[name]));
}
