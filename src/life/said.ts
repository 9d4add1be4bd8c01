import type { Failure } from '../failure/failure';
import type { Creation } from './creation';
import type { Image, ImageCloud } from './port';

/** The sentence about a call that does not know an image although lists show it, without the text of the failure about a missing image. */
export function sayUnknown({ facts }: ImageCloud, refused: Failure | undefined): string {
  if (!refused) return '';
  const { action, regionId, vendorCode, requestId = 'unknown' } = refused.answer;
  return `. ${facts.service} shows it, but ${action} in ${regionId} failed with ${vendorCode}, as if the image did not exist (request id ${requestId})`;
}

/** The sentence about a failed call of the poll after a time-out. Its next step is left out: the time-out has one. */
export function sayFailed({ message, answer }: Failure): string {
  const { action, regionId, vendorCode, requestId = 'unknown' } = answer;
  if (action === undefined) return message;
  const where = regionId === undefined ? '' : ` in ${regionId}`;
  const code = vendorCode === undefined ? '' : ` with ${vendorCode}`;
  return `The poll after that time did not succeed: ${action}${where} failed${code} (request id ${requestId}).`;
}

/** The sentence about a failed creation. A cloud may give no reason. Users report that an unknown key is one of the causes. */
export function sayImageFailed(
  { cloud, ref: { id, regionId }, order, route }: Creation,
  { status, reason }: Image,
): string {
  const { service } = cloud.facts;
  if (reason) return `The ${cloud.making.noun} of ${route} failed: ${reason.message}`;
  const keyHint =
    order.kmsKeyId === undefined
      ? ''
      : ` Check KmsKeyId: the key must exist in ${regionId} and be enabled, and ${service} must be allowed to use it.`;
  return `The ${cloud.making.noun} of ${route} failed: ${service} reports ${status} for image ${id}.${keyHint}`;
}
