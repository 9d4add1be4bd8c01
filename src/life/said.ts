import { LONGEST_TIMEOUT_SECONDS, sayDuration } from '../failure/duration';
import type { Failure } from '../failure/failure';
import { listed } from '../failure/up-to';
import type { Creation, Finishing } from './creation';
import type { Image, ImageCloud } from './port';

/** The sentence about a call that does not know an image although lists show it, without the text of the failure about a missing image. */
export function sayUnknown({ facts }: ImageCloud, refused: Failure | undefined): string {
  if (!refused) return '';
  const { action, regionId, vendorCode, requestId = 'unknown' } = refused.answer;
  return `. ${facts.service} shows it, but ${action} in ${regionId} failed with ${vendorCode}, as if the image did not exist (request id ${requestId})`;
}

/** Why an image that exists is not taken after `allowedSeconds`, and what helps. */
export function sayLate(
  { cloud, route }: Creation,
  image: Image,
  allowedSeconds: number,
  { differs, refused }: Finishing,
): string {
  const { facts, making } = cloud;
  const subject = `The ${making.noun} of ${route}`;
  const allowed = sayDuration(allowedSeconds);
  if (differs)
    return `${subject} is ${image.status}, but ${facts.service} did not show ${listed(differs)} as ordered within ${allowed}. Set what ${facts.service} stores, or stop what changes the image.`;
  const cure =
    allowedSeconds < LONGEST_TIMEOUT_SECONDS
      ? 'Raise Timeouts.Create.'
      : `Timeouts.Create cannot be longer: ${making.faster}.`;
  return `${subject} did not finish within ${allowed} (${image.status}${percentOf(image)})${sayUnknown(cloud, refused)}. ${cure}`;
}

/** The progress of an image in percent, as messages add it to a status. */
export function percentOf({ progress: { percent } }: Image): string {
  return percent === undefined ? '' : `: ${Math.floor(percent)} %`;
}

/** The sentence about a failed call of the poll after a time-out. Its next step is left out: the time-out has one. */
export function sayFailed({ message, answer }: Failure): string {
  const { action, regionId, vendorCode, requestId = 'unknown' } = answer;
  if (action === undefined) return message;
  const where = regionId === undefined ? '' : ` in ${regionId}`;
  const code = vendorCode === undefined ? '' : ` with ${vendorCode}`;
  return `The poll after that time did not succeed: ${action}${where} failed${code} (request id ${requestId}).`;
}

/** The sentence about a failed creation. A cloud may give no reason. */
export function sayImageFailed(
  { cloud, ref: { id, regionId }, order, route }: Creation,
  { status, reason }: Image,
): string {
  const { service } = cloud.facts;
  if (reason) return `The ${cloud.making.noun} of ${route} failed: ${reason.message}`;
  const hint = order.failureHint ? ` ${order.failureHint(regionId)}` : '';
  return `The ${cloud.making.noun} of ${route} failed: ${service} reports ${status} for image ${id}.${hint}`;
}
