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
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Twelve digits. */
  readonly accountId?: string;
  /** Default `createClock()`: real time. */
  readonly clock?: SimulatorClock;
  /** Real milliseconds since 1970: request dates may be near this time or near the simulated one. */
  readonly wallClock?: () => number;
  /** The keys that may sign; the first is the `credentials` of the result. Default: a made-up one of the handlers' execution role. */
  readonly credentials?: readonly AwsRoleKey[];
  /** What differs from an account that is set up for it. */
  readonly behaviour?: Partial<AwsBehaviour>;
  /** Told every request at its end. */
  readonly onCall?: (call: AwsStsCall) => void;
}

/** A stand-in for AWS STS in any region, as far as GetWebIdentityToken goes, and for the issuer of its tokens. */
export interface AwsSts {
  /** Such as `http://127.0.0.1:8081`; regions are told by the signatures. */
  readonly url: string;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** The key of the handlers' execution role. Made up: it opens nothing else. */
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  /** The role of `credentials`, the `sub` of its tokens. */
  readonly roleArn: string;
  /** Every request so far, in order of their answers. */
  readonly calls: readonly AwsStsCall[];
  /** What the JWKS document of the issuer holds now. */
  keys(): readonly JsonWebKey[];
  /** Signs with new keys from now on; `withdraw`: the old ones are no longer published. */
  rotateKeys(options?: { withdraw?: boolean }): void;
  /** Changes the account's settings from now on. */
  behave(change: Partial<AwsBehaviour>): void;
  /** Adds a fault behind those that are still to come; its regionId is an AWS region. */
  inject(fault: Fault): void;
  clearFaults(): void;
  /** Stops listening and cuts all connections. */
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
