import { oneLine } from '../../untrusted/visible';
import { counted } from '../common/cloud';
import { endedLine } from '../common/console';
import type { Ledger } from './account/ledger';
import { idOfSeed, type SeedImage } from './account/seeds';
import type { HuaweiCall } from './http/service';
import type { HuaweiSimulator } from './index';
import { type AgencyAccess, huaweiConfigurationOf } from './type-configuration';

/** What a user needs to know about a simulator that has just started with these images. */
export function greeting(simulator: HuaweiSimulator, images: readonly SeedImage[], oidc?: AgencyAccess): string[] {
  const [first] = images;
  const counts = `Huawei Cloud simulator (IMS, IAM, STS, EPS) on ${simulator.url}, ${counted(images.length, 'image')}`;
  return [
    ...(first === undefined ? [counts] : [`${counts}, such as`, imageLine(first)]),
    'Type configuration of Huawei Cloud:',
    JSON.stringify(huaweiConfigurationOf(simulator, oidc), undefined, 2),
  ];
}

/** An image, with its ID, even if its seed names none. */
function imageLine(seed: SeedImage): string {
  return oneLine(`  ${seed.regionId}  ${idOfSeed(seed)}  ${seed.name}`);
}

/** A request as one line. */
export function callLine(call: HuaweiCall): string {
  const { action, method, path, regionId, parameters } = call;
  const what = action === '' ? `${method} ${path}` : action;
  const target = parameters.region === undefined ? '' : ` → ${parameters.region}`;
  const name = subjects.find((parameter) => parameters[parameter] !== undefined);
  const subject = name === undefined ? '' : (parameters[name] ?? '');
  return endedLine({ ...call, action: what }, `${regionId}${target}`, subject);
}

/** The parameters that name the object of a request. None of them contains a token. */
const subjects = ['image_id', 'job_id', 'id', 'resource_id', 'agency_urn', 'name'];

/** What copies left, and which calls were made; empty if there were no calls. */
export function summary({ runningCopies, images, backups, calls }: Ledger): string[] {
  const counted = Object.entries(calls).sort(([a], [b]) => a.localeCompare(b));
  if (counted.length === 0) return [];
  const listed = (title: string, items: readonly string[]) => [
    `${title}: ${items.length}`,
    ...items.map((item) => `  ${item}`),
  ];
  return [
    `Unfinished copies in Huawei Cloud: ${runningCopies}`,
    ...listed('Images created there', images),
    ...listed('Backups created there', backups),
    'Calls of Huawei Cloud:',
    ...counted.map(([action, count]) => `  ${action || 'no action'} ${count}`),
  ];
}
