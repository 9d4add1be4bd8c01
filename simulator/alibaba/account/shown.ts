import { oneLine } from '../../../untrusted/visible';
import type { ReceivedCall } from '../../common/call';
import { endedLine } from '../../common/console';
import type { Ledger } from './ledger';
import type { SeedImage } from './seeds';

const MOST_IMAGES = 10;

/** The images that can be copied, as many as fit on a screen. */
export function imageLines(images: readonly SeedImage[]): string[] {
  const shown = images
    .slice(0, MOST_IMAGES)
    .map(({ regionId, imageId, imageName = '' }) => oneLine(`  ${regionId}  ${imageId}  ${imageName}`).trimEnd());
  const more = images.length - shown.length;
  return more > 0 ? [...shown, `  and ${more} more`] : shown;
}

/** A request as one line. */
export function callLine(call: ReceivedCall & { readonly regionId: string }): string {
  const { regionId, parameters } = call;
  const destination = parameters.DestinationRegionId === undefined ? '' : ` → ${parameters.DestinationRegionId}`;
  const name = subjects.find((parameter) => parameters[parameter] !== undefined);
  return endedLine(call, `${regionId}${destination}`, name === undefined ? '' : (parameters[name] ?? ''));
}

/** The parameters that name the object of a request. None of them contains a token. */
const subjects = [
  ...['ImageId', 'ResourceId.1', 'ResourceId'],
  ...['InstanceId', 'DiskDeviceMapping.1.SnapshotId', 'SnapshotId', 'RoleArn'],
];

/** What copies and creations left, and which calls were made. */
export function summary(ledger: Ledger): string[] {
  const { runningCopies, waitingCopies, runningCreations, images, snapshots, calls } = ledger;
  const listed = (title: string, items: readonly string[]) => [
    `${title}: ${items.length}`,
    ...items.map((item) => `  ${item}`),
  ];
  const counts = Object.entries(calls)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([action, count]) => `  ${action || 'no action'} ${count}`);
  return [
    `Unfinished copies: ${runningCopies} running, ${waitingCopies} waiting`,
    ...(runningCreations > 0 ? [`Images being created: ${runningCreations}`] : []),
    ...listed('Images created', images),
    ...listed('Snapshots created', snapshots),
    counts.length > 0 ? 'Calls:' : 'Calls: none',
    ...counts,
  ];
}
