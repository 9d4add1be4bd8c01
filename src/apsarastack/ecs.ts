import * as $dara from '@darabonba/typescript';
import {
  bodyOf,
  type CallByKey,
  callsWith,
  ECS_VERSION,
  type EcsAction,
  type EcsCalls,
  requestIdIn,
} from '../alibaba/ecs-calls';
import { sayValuesOf } from '../alibaba/request-values';
import { type CallSurroundings, makeCall } from '../calling/call';
import { errorsAt } from '../calling/error-book';
import { type CallName, judge } from '../calling/judge';
import { RESERVE_OF_A_START, type RetryPolicy } from '../calling/retry';
import { field } from '../calling/told';
import { Failure } from '../failure/failure';
import type { AccessKey } from '../keys/access-key';
import type { KeySource } from '../keys/key-source';
import type { ApsaraAccess } from './access';
import { GatewayClient } from './client';
import { isOwnEndpoint, templateOf } from './endpoints';
import { APSARA_ERRORS, APSARA_SESSION_ERRORS } from './errors';
import { REFUSED_BY_GATEWAY } from './gateway-errors';
import { type Met, metIn, metInError } from './met';
import { parametersOf } from './requests';

/**
 * Single calls can be slow (issue 110 of the vendor's Terraform provider: more than two minutes). So an attempt may take as long as
 * possible while an invocation still has time for another. A start is not repeated if it may have been carried out, so it may take all the
 * time except what the search for its image needs: only the end of the invocation limits it.
 */
const RETRIES: RetryPolicy = { attempts: 4, attemptTimeout: 20_000, firstPause: 400 };
const OF_A_START = { attemptTimeout: Number.POSITIVE_INFINITY, reserve: RESERVE_OF_A_START, once: true } as const;

/** In this call an empty text has a meaning: it clears the attribute. */
const CHANGE = 'ModifyImageAttribute';

/** Calls ECS through the gateways of Apsara Stack. */
export class ApsaraEcs implements EcsCalls {
  readonly call: EcsCalls['call'];
  readonly #client: GatewayClient;

  constructor(
    private readonly access: ApsaraAccess,
    private readonly keys: KeySource,
    private readonly surroundings: CallSurroundings,
  ) {
    this.#client = new GatewayClient(access, surroundings.runtime);
    this.call = callsWith(keys, this.#call, REFUSED_BY_GATEWAY);
  }

  readonly #call: CallByKey = (key, action, regionId, request, outcomes) => {
    const { endpoints } = this.access;
    const name = { action: action.name, regionId };
    const book = this.keys.renew ? APSARA_SESSION_ERRORS : APSARA_ERRORS;
    const errors = errorsAt(templateOf(endpoints, 'ecs', regionId), book);
    const values = $dara.toMap(request);
    const ofValues = sayValuesOf(values);
    let met: Met = { endpoint: isOwnEndpoint(endpoints, 'ecs', regionId) ? 'of the region' : 'one for all regions' };
    const meet = (more: Met): void => {
      met = { ...met, ...more };
    };
    return makeCall(
      {
        name,
        attempt: (_, signal) => this.#attempt(key, action, name, values, { signal, meet }),
        judge: (error) => judge(error, { ...name, ofValues }, errors),
        policy: { ...RETRIES, ...(action.makes && OF_A_START) },
        outcomes,
      },
      { ...this.surroundings, onCall: (report) => this.surroundings.onCall?.({ ...report, met }) },
    );
  };

  async #attempt<Body extends { requestId?: string }>(
    key: AccessKey,
    action: EcsAction<Body>,
    { regionId }: { readonly regionId: string },
    values: object,
    { signal, meet }: { readonly signal: AbortSignal; readonly meet: (met: Met) => void },
  ): Promise<Body> {
    const { name } = action;
    const parameters = parametersOf(values, name === CHANGE);
    try {
      const asked = { product: 'ecs', action: name, version: ECS_VERSION, regionId, parameters } as const;
      const answer = await this.#client.attempt(asked, key, signal);
      meet(metIn(name, answer));
      if (!action.makes) checkRegion({ action: name, regionId }, answer.body);
      return bodyOf(action, { body: answer.body });
    } catch (error) {
      meet(metInError(name, error));
      throw error;
    }
  }
}

/** @throws Failure if an answer is about another region. A gateway that serves only one region may ignore the region in the request. */
function checkRegion({ action, regionId }: CallName, body: unknown): void {
  const answered = field(body, 'RegionId');
  if (typeof answered !== 'string' || answered === '' || answered === regionId) return;
  const requestId = requestIdIn(body) ?? 'unknown';
  throw new Failure(
    'InvalidTypeConfiguration',
    `${action} in ${regionId}: the gateway answered for another region (request id ${requestId}). Give ${regionId} its own endpoint in RegionEndpoints of the type configuration.`,
    { action, regionId, requestId, vendorCode: 'RegionId' },
  );
}
