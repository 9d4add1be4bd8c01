import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AlibabaCall, createClock, type Simulator, startSimulator, type TrustPolicy } from '../../simulator/index';
import { type Client, stepsOf } from './clients';
import { Driver, type Told } from './driver';
import { ROLE, sessionOf } from './life';
import type { Kept, Key, Step } from './step';

/** What came of a step. */
export interface Played {
  readonly step: Step;
  /** What the client told. */
  readonly told: Told;
  /** The requests that the simulator received for it, as they ended. */
  readonly calls: readonly AlibabaCall[];
  /** What the answer should contain. */
  readonly expected: object | undefined;
}

/** A client's life, as it went. */
export interface Performance {
  /** The versions that ran, by package. */
  readonly versions: Readonly<Record<string, string>>;
  readonly steps: readonly Played[];
}

const HOME = 'cn-hangzhou';
/** Longer than the life, for those who cannot ask STS for a session. */
const LONG = 12 * 3600;

/** Lets a client lead its life on a simulator of its own, whose clock only the life turns. */
export async function play(client: Client): Promise<Performance> {
  const simulator = await startSimulator({ clock: createClock({ speed: 0 }), https: client.by === 'HTTPS' });
  simulator.ram.createRole({ name: ROLE, trust: trustIn(simulator.ram.accountId) });
  const folder = mkdtempSync(path.join(tmpdir(), 'client-'));
  const way = wayTo(client, simulator, path.join(folder, 'ca.pem'));
  const driver = new Driver(client.setUp(), { ...process.env, ...way.env });
  try {
    const versions = await driver.versions();
    return { versions, steps: await playSteps({ client, simulator, driver, way }) };
  } finally {
    await driver.end();
    await simulator.close();
    rmSync(folder, { recursive: true });
  }
}

/** How a client reaches the simulator: the address that it is told, none if it knows one itself, and its environment. */
interface WayTo {
  readonly url?: string;
  readonly ca?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function wayTo({ by }: Client, { url, ca }: Simulator, caFile: string): WayTo {
  if (by === 'HTTP_PROXY') return { env: { HTTP_PROXY: url } };
  if (ca === undefined) return { url };
  writeFileSync(caFile, ca);
  return { url, ca: caFile };
}

/** Who takes part in a life. */
interface Cast {
  readonly client: Client;
  readonly simulator: Simulator;
  readonly driver: Driver;
  readonly way: WayTo;
}

async function playSteps(cast: Cast): Promise<Played[]> {
  const { client, simulator } = cast;
  const played: Played[] = [];
  const kept: Record<string, string> = sessionOf(simulator.temporaryKey({ durationSeconds: LONG }));
  for (const step of stepsOf(client)) {
    const before = simulator.calls.length;
    const told = await tell(step, kept, cast);
    if (told.body) Object.assign(kept, step.keeps?.(told.body));
    played.push({ step, told, calls: simulator.calls.slice(before), expected: step.shows?.(kept) });
  }
  return played;
}

/** Lets the client make the call of a step. Where the account is not as the step takes it for, an earlier one has failed. */
async function tell(step: Step, kept: Kept, { client, simulator, driver, way: { url, ca } }: Cast): Promise<Told> {
  try {
    step.before?.(simulator, kept);
  } catch (error) {
    return { failure: `not possible any more: ${error}` };
  }
  const { ClientToken, ...others } = step.parameters?.(kept) ?? {};
  const parameters = { ...others, ...(ClientToken !== undefined && !client.lacks?.token && { ClientToken }) };
  return driver.make({
    service: step.needs === 'sts' ? 'sts' : 'ecs',
    url,
    ca,
    regionId: step.region ?? String(others.RegionId ?? HOME),
    key: step.key?.(accountKey(simulator), kept) ?? accountKey(simulator),
    action: step.action,
    parameters,
  });
}

function trustIn(accountId: string): TrustPolicy {
  const Principal = { RAM: `acs:ram::${accountId}:root` };
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] };
}

function accountKey({ accessKey: { AccessKeyId, AccessKeySecret } }: Simulator): Key {
  return { id: AccessKeyId, secret: AccessKeySecret };
}
