import type { Call, Ledger, Simulator } from './index';

/** What a person needs to use a simulator that has just started. */
export function greeting({ url, accessKey, clock }: Simulator, imageCount: number): string {
  const configuration = {
    RegionId: 'cn-shanghai',
    Credentials: { AccessKeyId: accessKey.AccessKeyId, AccessKeySecret: accessKey.AccessKeySecret },
    Endpoints: { Ecs: url },
  };
  return [
    `ECS simulator on ${url}, ${imageCount} images, clock ${clock.speed} × real time. Ctrl-C ends it.`,
    'Its access key is made up and opens nothing else. Type configuration:',
    JSON.stringify(configuration, undefined, 2),
    '',
  ].join('\n');
}

/** One request in one line. */
export function callLine({ at, action, status, code, regionId, parameters }: Call): string {
  const destination = parameters.DestinationRegionId === undefined ? '' : ` → ${parameters.DestinationRegionId}`;
  const subject = parameters.ImageId ?? parameters['ResourceId.1'] ?? parameters.ResourceId ?? parameters.SnapshotId;
  const outcome = status === 0 ? 'no answer' : [status, code].filter((part) => part !== undefined).join(' ');
  const what = [action || 'no action', `${regionId}${destination}`, subject, outcome];
  return [new Date(at).toISOString().slice(11, 19), ...what.filter((part) => part)].join('  ');
}

/** What copies left behind, and what was called. */
export function summary({ runningCopies, waitingCopies, images, snapshots, calls }: Ledger): string {
  const list = (title: string, items: readonly string[]) => [
    `${title}: ${items.length}`,
    ...items.map((item) => `  ${item}`),
  ];
  return [
    `Unfinished copies: ${runningCopies} running, ${waitingCopies} waiting`,
    ...list('Images made by copies', images),
    ...list('Snapshots made by copies', snapshots),
    'Calls:',
    ...Object.entries(calls)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([action, count]) => `  ${action || 'no action'} ${count}`),
  ].join('\n');
}
