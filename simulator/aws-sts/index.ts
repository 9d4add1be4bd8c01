import { type JsonWebKey, randomUUID } from 'node:crypto';
import { CANARIES } from '../common/canaries';
import { FaultQueue } from '../common/http/faults';
import { serve } from '../common/http/server';
import { recordOf, type Started, type StartOptions, withDefaults } from '../common/start';
import { type AwsBehaviour, defaultAwsBehaviour } from './behaviour';
import type { AwsRoleKey } from './role-key';
import { type AwsStsCall, createAwsService } from './service';
import { TokenKeys } from './token';

export type { AwsBehaviour } from './behaviour';
export type { AwsRoleKey } from './role-key';
export type { AwsStsCall } from './service';

/** How the stand-in starts. Every value has a default. */
export interface AwsStsOptions extends StartOptions<AwsStsCall> {
  /** Twelve digits. */
  readonly accountId?: string;
  /** The keys that may sign. The first becomes `credentials` of the result. By default, a fake key of the handlers' execution role. */
  readonly credentials?: readonly AwsRoleKey[];
  /** Differences from an account that is set up for web identity tokens. */
  readonly behaviour?: Partial<AwsBehaviour>;
}

/**
 * A stand-in for AWS STS in any region, limited to GetWebIdentityToken, and for the issuer of its tokens. The region of a fault is an AWS
 * region.
 */
export interface AwsSts extends Started<AwsStsCall> {
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
  /** The current keys in the issuer's JWKS document. */
  keys(): readonly JsonWebKey[];
  /** Signs with new keys from now on. `withdraw`: the old keys are no longer published. */
  rotateKeys(options?: { withdraw?: boolean }): void;
  /** Changes the settings of the account from now on. */
  behave(change: Partial<AwsBehaviour>): void;
}

const ACCOUNT_ID = '123456789012';

/**
 * Starts the stand-in.
 *
 * @throws the error of listening, such as EADDRINUSE
 */
export async function startAwsSts(options: AwsStsOptions = {}): Promise<AwsSts> {
  const { host, port, clock, wallClock } = withDefaults(options);
  const { accountId = ACCOUNT_ID } = options;
  const credentials = options.credentials ?? [executionRoleKey(accountId)];
  const [first] = credentials;
  if (!first) throw new Error('credentials is an empty list');
  const issuer = `https://${randomUUID()}.tokens.sts.global.api.aws`;
  const keys = new TokenKeys();
  const faults = new FaultQueue();
  const behaviour: AwsBehaviour = { ...defaultAwsBehaviour, ...options.behaviour };
  const { calls, record } = recordOf(options);
  const service = createAwsService({
    issuer,
    keys,
    faults,
    behaviour,
    credentials,
    clock,
    wallClock,
    onCall: record,
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
