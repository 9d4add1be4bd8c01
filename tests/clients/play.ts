import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AnyStep, type Client, stepsOf } from './clients';
import { Driver, type Told } from './driver';
import { type Served, type Stage, stageOfAlibaba } from './stage';
import type { Kept } from './step';

/** What came of a step. */
export interface Played {
  readonly step: AnyStep;
  /** What the client told. */
  readonly told: Told;
  /** The requests that the simulator received for it, as they ended. */
  readonly calls: Served['calls'];
  /** What the answer should contain. */
  readonly expected: object | undefined;
}

/** A client's life, as it went. */
export interface Performance {
  /** The versions that ran, by package. */
  readonly versions: Readonly<Record<string, string>>;
  readonly steps: readonly Played[];
}

/** Lets a client lead its life on a simulator of its own, whose clock only the life turns. */
export async function play(client: Client): Promise<Performance> {
  const stage = await (client.stage ?? stageOfAlibaba)({ https: client.by === 'HTTPS' });
  const folder = mkdtempSync(path.join(tmpdir(), 'client-'));
  const way = wayTo(client, stage.cloud, path.join(folder, 'ca.pem'));
  // Some clients keep files of their own in the home folder.
  const driver = new Driver(client.setUp(), { ...process.env, HOME: folder, ...way.env });
  try {
    const versions = await driver.versions();
    return { versions, steps: await playSteps({ client, stage, driver, way }) };
  } finally {
    await driver.end();
    await stage.cloud.close();
    await stage.end?.();
    rmSync(folder, { recursive: true });
  }
}

/** How a client reaches the simulator: the address that it is told, none if it knows one itself, and its environment. */
interface WayTo {
  readonly url?: string;
  readonly ca?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function wayTo({ by }: Client, { url, ca }: Served, caFile: string): WayTo {
  if (by === 'HTTP_PROXY') return { env: { HTTP_PROXY: url } };
  if (ca === undefined) return { url };
  writeFileSync(caFile, ca);
  return { url, ca: caFile };
}

/** Who takes part in a life. */
interface Cast {
  readonly client: Client;
  readonly stage: Stage<Served>;
  readonly driver: Driver;
  readonly way: WayTo;
}

async function playSteps(cast: Cast): Promise<Played[]> {
  const { client, stage } = cast;
  const { calls } = stage.cloud;
  const played: Played[] = [];
  const kept: Record<string, string> = { ...stage.kept };
  for (const step of stepsOf(client)) {
    const before = calls.length;
    const told = await tell(step, kept, cast);
    if (told.body) Object.assign(kept, step.keeps?.(told.body));
    played.push({ step, told, calls: calls.slice(before), expected: step.shows?.(kept) });
  }
  return played;
}

/** Lets the client make the call of a step. Where the account is not as the step takes it for, an earlier one has failed. */
async function tell(step: AnyStep, kept: Kept, { client, stage, driver, way: { url, ca } }: Cast): Promise<Told> {
  try {
    step.before?.(stage.cloud, kept);
  } catch (error) {
    return { failure: `not possible any more: ${error}` };
  }
  const service = step.service ?? (step.needs === 'sts' ? 'sts' : stage.service);
  const { ClientToken, ...others } = step.parameters?.(kept) ?? {};
  const parameters = { ...others, ...(ClientToken !== undefined && !client.lacks?.token && { ClientToken }) };
  return driver.make({
    service,
    url: stage.urlOf?.(service) ?? url,
    ...(stage.servesAll && { product: service }),
    ca,
    regionId: step.region ?? String(others.RegionId ?? stage.home),
    key: step.key?.(stage.key, kept) ?? stage.key,
    action: step.action,
    parameters,
  });
}
