import { hasRight } from '../../account/holdings';
import type { ImageRecord } from '../../account/image';
import type { JobOutcome } from '../../account/job';
import type { ApiRequest } from '../api';
import type { CopyOrder } from './copy-order';
import { imageOfPath } from './find-image';

/** The source image, if both kinds of copies accept it. @throws HuaweiError */
export function sourceOf(request: ApiRequest): ImageRecord {
  const source = imageOfPath(request);
  const { behaviour } = request;
  if (source.imageType === 'shared') {
    if (!source.accepted) throw request.refuse('IMG.0196');
    if (source.kmsKeyId !== '') throw request.refuse('IMG.0197');
  } else if (source.imageType !== 'private') throw request.refuse('IMG.0047');
  if (source.status !== 'active') throw request.refuse('IMG.0046');
  if (source.exporting) throw request.refuse('IMG.0148');
  if (source.kind === 'iso') throw request.refuse('IMG.0167');
  const isTooBig = source.kind !== 'whole' && source.minDisk > behaviour.largestImageGiB;
  const isWindows = source.members.get('__os_type') === 'Windows';
  // The pages name both limits, but no code for them.
  if (isTooBig || (isWindows && behaviour.windowsCopies === 'refused')) throw request.refuse('IMG.0105');
  return source;
}

/** Checks the other permissions of the caller of a copy, if any are needed. @throws HuaweiError */
export function checkDependencies(request: ApiRequest, source: ImageRecord, { kmsKeyId }: CopyOrder): void {
  if (request.behaviour.copyDependencies === 'none') return;
  const ofKeys = source.kmsKeyId === '' && kmsKeyId === '' ? [] : ['kms:cmk:get'];
  const rights = ['ims:serverImages:create', 'obs:bucket:HeadBucket', 'obs:object:GetObject', ...ofKeys];
  if (!rights.every((right) => request.may(right))) throw request.refuse(request.behaviour.deniedCode);
}

/** Checks the keys of a copy within a region: both the source's key and the copy's key must be usable. @throws HuaweiError */
export function checkKeys(request: ApiRequest, source: ImageRecord, { kmsKeyId }: CopyOrder): void {
  const { holdings } = request.account;
  const { regionId } = source;
  if (source.kmsKeyId !== '') {
    if (kmsKeyId === source.kmsKeyId) throw request.refuse('IMG.0096');
    const original = holdings.key(regionId, source.kmsKeyId);
    if (!original) throw request.refuse('IMG.0101');
    if (original.state !== 'enabled') throw request.refuse('IMG.0102');
    if (!original.usable) throw request.refuse('IMG.0103');
  }
  if (kmsKeyId === '') return;
  const key = holdings.key(regionId, kmsKeyId);
  if (!key) throw request.refuse('IMG.0095');
  if (key.state !== 'enabled') throw request.refuse('IMG.0097');
  if (!key.usable) throw request.refuse('IMG.0099');
}

/**
 * The outcome of a copy that depends on its agency. It must be an agency for IMS with the policy for such an image in the target region.
 *
 * @throws HuaweiError if the copy does not begin
 */
export function outcomeByAgency(
  request: ApiRequest,
  source: ImageRecord,
  { agencyName, target }: CopyOrder,
): JobOutcome {
  const { account, behaviour } = request;
  const agency = account.holdings.agencies.get(agencyName);
  if (agency?.service !== 'IMS') throw request.refuse('IMG.0036');
  const needed = source.kind === 'whole' ? 'IMS CrossCopyAgencyCBRPolicy' : 'IMS CrossCopyAgencyPolicy';
  if (hasRight(agency, needed, target.projectId)) return behaviour.copyOutcome;
  const refusal = request.refuse('IMG.0026');
  if (behaviour.agencyWithoutRights === 'refused') throw refusal;
  return { failAtShare: 0.1, errorCode: refusal.code, reason: refusal.message };
}

/** Checks the vault for the backup of a whole-server image in the target region. @throws HuaweiError */
export function checkVault(request: ApiRequest, source: ImageRecord, { vaultId, target }: CopyOrder): void {
  if (source.kind !== 'whole') return;
  const vault = request.account.holdings.vault(target.regionId, vaultId);
  if (!vault) throw request.refuse('IMG.0184');
  if (vault.kind !== 'server') throw request.refuse('IMG.0193');
  if (vault.protection !== 'replication') throw request.refuse('IMG.0189');
  if (!vault.available) throw request.refuse('IMG.0188');
  if (vault.usedGiB + source.minDisk > vault.capacityGiB) throw request.refuse('IMG.0182');
}

/** Checks the room for the image, and for one more running copy. @throws HuaweiError */
export function checkRoom(request: ApiRequest, { name, target }: CopyOrder, crossRegion: boolean): void {
  const { account, behaviour, project } = request;
  const running = [...account.running];
  const isTaken = account.nameIsTaken(target.regionId, name);
  if (isTaken && behaviour.copyUnderTakenName === 'refused') throw request.refuse('IMG.0009');
  if (account.privateImages(target.regionId).length >= behaviour.imageQuota) throw request.refuse('IMG.0015');
  const inProject = running.filter(({ projectId }) => projectId === project.projectId).length;
  const across = running.filter((job) => job.crossRegion).length;
  if (inProject >= behaviour.runningCopies || (crossRegion && across >= behaviour.crossRegionCopies)) {
    throw request.refuse('IMG.0060');
  }
}
