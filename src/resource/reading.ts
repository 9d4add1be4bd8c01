import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { isImageId, isSnapshotId, MOST_SNAPSHOTS } from '../life/ids';
import type { RemovalOptions } from '../life/removal';
import { isFullIdentifier, regionNamed, regionProperties } from './identifier';
import { PENDING } from './models';
import { NOT_VALID } from './ordering';
import { Problems } from './problems';
import { textOf, valueIn } from './property';
import type { ImageType, Where } from './resource-type';
import { text } from './rules';
import { checkTimeouts, timeoutSeconds } from './timeouts';

/**
 * The options of a delete request.
 *
 * @throws Failure InvalidRequest if Timeouts or a flag is not valid.
 */
export function readRemoval(type: ImageType, desired: BaseModel, where: Where): RemovalOptions {
  const value = (name: string): unknown => valueIn(desired, name);
  const timeouts = value('Timeouts');
  const problems = new Problems();
  for (const [name, { check, ofRemoval }] of Object.entries(type.properties)) {
    if (ofRemoval) check?.(name, value(name), problems);
  }
  checkTimeouts(timeouts, problems, { shortest: 0 });
  problems.raise('InvalidRequest', NOT_VALID);
  return {
    ...type.removal(value, where),
    name: textOf(desired, type.naming.property),
    force: value('Force') === true,
    knownSnapshotIds: knownSnapshots(value('SnapshotIds')),
    mayBeYoung: mayBeYoung(type, desired),
    unstarted: value('Status') === PENDING,
    ...knownId(value('Id')),
    timeoutSeconds: timeoutSeconds(timeouts, 'Delete', type.defaultSeconds),
  };
}

/** The ID of the image, as an earlier answer returned it. */
function knownId(given: unknown): Pick<RemovalOptions, 'id'> {
  return isImageId(given) ? { id: given } : {};
}

/** Whether only the start of the image is known. A creation never writes a bare ID. */
function mayBeYoung({ identifier, initialValues }: ImageType, desired: BaseModel): boolean {
  const creating = valueIn(desired, 'Status') === initialValues.Status;
  return creating && isFullIdentifier(valueIn(desired, identifier.property));
}

/** The snapshots that an earlier answer returned. Other values are not ours and are ignored. */
function knownSnapshots(given: unknown): string[] {
  return Array.isArray(given) ? given.filter(isSnapshotId).slice(0, MOST_SNAPSHOTS) : [];
}

/**
 * The region that a request names; by default, `defaultRegionId`.
 *
 * @throws Failure InvalidRequest if it is not a region ID.
 */
export function readRegion({ identifier }: ImageType, desired: BaseModel, defaultRegionId: string): string {
  const problems = new Problems();
  for (const name of regionProperties(identifier)) {
    text(identifier.regionRule)(name, valueIn(desired, name), problems);
  }
  problems.raise('InvalidRequest', NOT_VALID);
  return regionNamed(desired, identifier) ?? defaultRegionId;
}
