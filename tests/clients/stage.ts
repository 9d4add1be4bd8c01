import {
  type AlibabaCall,
  type AlibabaSimulator,
  createClock,
  startAlibabaSimulator,
  type TrustPolicy,
} from '../../simulator/index';
import { ROLE, sessionOf } from './life-of-sessions';
import type { Key, ServiceName } from './step';

/** A simulated cloud, as far as every client needs it. */
export interface Served {
  readonly url: string;
  readonly ca?: string;
  readonly calls: readonly Pick<AlibabaCall, 'status' | 'requestId'>[];
  close(): Promise<void>;
}

/** A cloud on which a client leads its life. */
export interface Stage<Cloud extends Served> {
  readonly cloud: Cloud;
  /** The account's key. */
  readonly key: Key;
  /** What the life begins with, as if it had been kept. */
  readonly kept: Readonly<Record<string, string>>;
  /** Where a client is that no step has put elsewhere. */
  readonly home: string;
  /** The service of steps that name none. */
  readonly service: ServiceName;
  /** Where a service is reached, default: all at the cloud's URL. */
  readonly urlOf?: (service: ServiceName) => string;
  /** Whether a request has to name its product there. */
  readonly servesAll?: boolean;
  /** Closes whatever was started in addition to the cloud. */
  readonly end?: () => Promise<void>;
}

/** Longer than the life, for those who cannot ask STS for a session. */
const LONG = 12 * 3600;

/** Alibaba Cloud, whose clock only the life turns. */
export async function stageOfAlibaba({ https }: { readonly https: boolean }): Promise<Stage<AlibabaSimulator>> {
  const cloud = await startAlibabaSimulator({ clock: createClock({ speed: 0 }), https });
  return { cloud, ...preparedLife(cloud) };
}

/** What the life on ECS needs in an account, whatever gateway is in front of it. */
export function preparedLife(account: Pick<AlibabaSimulator, 'ram' | 'accessKey' | 'temporaryKey'>) {
  account.ram.createRole({ name: ROLE, trust: trustIn(account.ram.accountId) });
  const { AccessKeyId, AccessKeySecret } = account.accessKey;
  const kept = sessionOf(account.temporaryKey({ durationSeconds: LONG }));
  return { key: { id: AccessKeyId, secret: AccessKeySecret }, kept, home: 'cn-hangzhou', service: 'ecs' } as const;
}

function trustIn(accountId: string): TrustPolicy {
  const Principal = { RAM: `acs:ram::${accountId}:root` };
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] };
}
