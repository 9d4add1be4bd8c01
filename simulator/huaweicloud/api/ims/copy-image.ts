import type { ImageRecord } from '../../account/image';
import type { JobOutcome, JobRecord } from '../../account/job';
import { acceptJob } from '../../account/life';
import type { ApiRequest, Done } from '../api';
import { type CopyOrder, readOrderAcrossRegions, readOrderInRegion } from './copy-order';
import { checkDependencies, checkKeys, checkRoom, checkVault, outcomeByAgency, sourceOf } from './copy-rules';
import { isOwnAttribute } from './wire-image';

/** CopyImageInRegion: it does not copy whole-server images. A key encrypts the copy; without a key the copy is not encrypted. */
export function copyImageInRegion(request: ApiRequest): Done {
  const order = readOrderInRegion(request);
  const source = sourceOf(request);
  if (source.kind === 'whole') throw request.refuse('IMG.0130');
  if (source.imageType === 'shared' && order.enterpriseProjectId !== '0') throw request.refuse('IMG.0155');
  checkDependencies(request, source, order);
  checkKeys(request, source, order);
  checkRoom(request, order, false);
  return begin(request, order, source, request.behaviour.copyOutcome, false);
}

/** CopyImageCrossRegion: it copies with an agency to a project in another region. It does not copy encrypted images. */
export function copyImageCrossRegion(request: ApiRequest): Done {
  const order = readOrderAcrossRegions(request);
  const source = sourceOf(request);
  if (source.kmsKeyId !== '') throw request.refuse('IMG.0098');
  checkDependencies(request, source, order);
  const outcome = outcomeByAgency(request, source, order);
  checkVault(request, source, order);
  checkRoom(request, order, true);
  return begin(request, order, source, outcome, true);
}

function begin(
  request: ApiRequest,
  order: CopyOrder,
  source: ImageRecord,
  outcome: JobOutcome,
  crossRegion: boolean,
): Done {
  const { account, now, behaviour, project } = request;
  const { copySeconds } = behaviour;
  const { kind, minDisk: sizeGiB } = source;
  const seconds = typeof copySeconds === 'number' ? copySeconds : copySeconds({ crossRegion, kind, sizeGiB });
  const jobId = account.nextId('job');
  const job: JobRecord = {
    ...{ jobId, crossRegion, outcome, subJobId: account.nextId('job') },
    ...{ regionId: project.regionId, projectId: project.projectId, sourceImageId: source.imageId },
    ...{ image: newImage(request, order, source, jobId), startedAt: now, durationMs: seconds * 1000 },
  };
  acceptJob(account, job);
  if (source.kind === 'whole') replicateBackup(request, order, job.image);
  return { body: { job_id: jobId } };
}

/** The image that a job creates. It is like its source, except for what the order says and what belongs to one image alone. */
function newImage(request: ApiRequest, order: CopyOrder, source: ImageRecord, jobId: string): ImageRecord {
  const { account, now } = request;
  const { name, kmsKeyId, enterpriseProjectId, target } = order;
  const { kind, minDisk } = source;
  return {
    ...{ regionId: target.regionId, owner: target.projectId, kind, imageType: 'private', name, minDisk, jobId },
    ...{ kmsKeyId, enterpriseProjectId, minRam: 0, protected: false, accepted: true, exporting: false },
    imageId: account.nextUuid(`image/${target.regionId}`),
    status: 'queued',
    createdAt: now,
    updatedAt: now,
    backupId: kind === 'whole' ? account.nextUuid('backup') : '',
    members: membersOfCopy(request, source, order.description),
    tags: new Map(request.behaviour.sourceTags === 'carried' ? source.tags : []),
  };
}

/** Members that are not copied from the source, in addition to attributes that users have added. */
const OF_ONE_IMAGE: ReadonlySet<string> = new Set(['__description', '__data_origin', '__originalimagename', 'max_ram']);

function membersOfCopy({ behaviour }: ApiRequest, source: ImageRecord, description: string) {
  const { regionId, imageId } = source;
  const members = new Map([...source.members].filter(([name]) => !OF_ONE_IMAGE.has(name) && !isOwnAttribute(name)));
  if (description !== '' || behaviour.emptyDescription === 'kept') members.set('__description', description);
  const origin = { shown: `image,${regionId},${imageId}`, null: null, absent: undefined }[behaviour.dataOrigin];
  if (origin !== undefined) members.set('__data_origin', origin);
  members.set('__originalimagename', behaviour.originalImageName === 'shown' ? imageId : '');
  return members;
}

/** The backup is in the vault from the start of the copy, and is billed from then on. */
function replicateBackup(
  { account }: ApiRequest,
  { vaultId }: CopyOrder,
  { regionId, backupId, minDisk }: ImageRecord,
) {
  account.backups.set(backupId, { regionId, backupId, vaultId, sizeGiB: minDisk });
  const vault = account.holdings.vault(regionId, vaultId);
  if (vault) vault.usedGiB += minDisk;
}
