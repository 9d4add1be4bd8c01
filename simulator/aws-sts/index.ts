import { type JsonWebKey, randomUUID } from 'node:crypto';
import { CANARIES } from '../common/canaries';
import { createClock, type SimulatorClock } from '../common/clock';
import { type Fault, FaultQueue } from '../common/http/faults';
import { serve } from '../common/http/server';
import { type AwsBehaviour, defaultAwsBehaviour } from './behaviour';
import type { AwsRoleKey } from './role-key';
import { type AwsStsCall, createAwsService } from './service';
import { TokenKeys } from './token';

export type { AwsBehaviour } from './behaviour';
export type { AwsRoleKey } from './role-key';
export type { AwsStsCall } from './service';

/** How the stand-in starts. Every value has a default. */
export interface AwsStsOptions {
  /** By default 127.0.0.1. */
  readonly host?: string;
  /** By default 0: any free port. */
  readonly port?: number;
  /** Twelve digits. */
  readonly accountId?: string;
  /** By default `createClock()`, which shows real time. */
  readonly clock?: SimulatorClock;
  /** Real milliseconds since 1970. The date of a request may be near this time or near the simulated time. */
  readonly wallClock?: () => number;
  /** The keys that may sign. The first becomes `credentials` of the result. By default, a fake key of the handlers' execution role. */
  readonly credentials?: readonly AwsRoleKey[];
  /** Differences from an account that is set up for web identity tokens. */
  readonly behaviour?: Partial<AwsBehaviour>;
  /** Receives every request when it has ended. */
  readonly onCall?: (call: AwsStsCall) => void;
}

/** A stand-in for AWS STS in any region, limited to GetWebIdentityToken, and for the issuer of its tokens. */
export interface AwsSts {
  /** Such as `http://127.0.0.1:8081`. The signature of a request names the region. */
  readonly url: string;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** The key of the handlers' execution role. It is fake and works only here. */
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  /** The role of `credentials`, the `sub` of its tokens. */
  readonly roleArn: string;
  /** Every request until now, in the order of their answers. */
  readonly calls: readonly AwsStsCall[];
  /** The current keys in the issuer's JWKS document. */
  keys(): readonly JsonWebKey[];
  /** Signs with new keys from now on. `withdraw`: the old keys are no longer published. */
  rotateKeys(options?: { withdraw?: boolean }): void;
  /** Changes the settings of the account from now on. */
  behave(change: Partial<AwsBehaviour>): void;
  /** Adds a fault after those that are waiting. Its regionId is an AWS region. */
  inject(fault: Fault): void;
  clearFaults(): void;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

const ACCOUNT_ID = '123456789012';

/**
 * Starts the stand-in.
 *
 * @throws the error of listening, such as EADDRINUSE
 */
export async function startAwsSts(options: AwsStsOptions = {}): Promise<AwsSts> {
  const { host = '127.0.0.1', port = 0, accountId = ACCOUNT_ID, clock = createClock(), wallClock = Date.now } = options;
  const credentials = options.credentials ?? [executionRoleKey(accountId)];
  const [first] = credentials;
  if (!first) throw new Error('credentials is an empty list');
  const issuer = `https://${randomUUID()}.tokens.sts.global.api.aws`;
  const keys = new TokenKeys();
  const faults = new FaultQueue();
  const behaviour: AwsBehaviour = { ...defaultAwsBehaviour, ...options.behaviour };
  const calls: AwsStsCall[] = [];
  const service = createAwsService({
    issuer,
    keys,
    faults,
    behaviour,
    credentials,
    clock,
    wallClock,
    onCall(call) {
      calls.push(call);
      options.onCall?.(call);
    },
  });
  const { url, close } = await serve(service, { host, port, clock });
  const { accessKeyId, secretAccessKey, sessionToken = '', roleArn } = first;
  return {
    url,
    issuer,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    roleArn,
    calls,
    keys: () => keys.published(),
    rotateKeys: ({ withdraw = false } = {}) => keys.rotate({ withdraw }),
    behave: (change) => void Object.assign(behaviour, change),
    inject: (fault) => faults.inject(fault),
    clearFaults: () => faults.clear(),
    close,
  };
}

function executionRoleKey(accountId: string): AwsRoleKey {
  return {
    accessKeyId: 'simulator-aws-access-key-id',
    secretAccessKey: `simulator-aws-secret-access-key-${CANARIES['AWS secret access key']}`,
    sessionToken: `simulator-aws-session-token-${CANARIES['AWS session token']}`,
    roleArn: `arn:aws:iam::${accountId}:role/tf-alicloud-imagecopy-role-stack-ExecutionRole-SIMULATOR`,
  };
}
