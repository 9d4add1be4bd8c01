import type { ImageParts } from './image-parts';
import { instanceParts } from './instance-parts';
import type { EcsRequest } from './operation';
import { mappingParts, snapshotParts } from './snapshot-parts';

/**
 * The parts of the new image, by priority: InstanceId, then DiskDeviceMapping, then SnapshotId. Sources with a lower priority are ignored,
 * even if they do not exist (CreateImage documentation).
 *
 * @throws EcsError if there is no source, or it is unknown or unsuitable
 */
export function findParts(request: EcsRequest, regionId: string): ImageParts {
  const { parameters } = request;
  const instanceId = parameters.text('InstanceId');
  if (instanceId !== '') return instanceParts(request, regionId, instanceId);
  if (parameters.objects('DiskDeviceMapping').length > 0) return mappingParts(request, regionId);
  const snapshotId = parameters.text('SnapshotId');
  if (snapshotId !== '') return snapshotParts(request, regionId, snapshotId);
  throw request.refuse('MissingParameter');
}
