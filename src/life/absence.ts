// The failures of an image that no list shows, which proves nothing. The reader always has to check the same: the permission to list.

import { sayDuration } from '../failure/duration';
import { Failure } from '../failure/failure';
import type { CloudFacts, ImageCloud, ImageRef } from './port';

/** The failure of an image that does not exist according to a removal call. */
export function notFound({ id, regionId }: ImageRef): Failure {
  return new Failure('NotFound', `There is no image ${id} of this account in ${regionId}.`);
}

/**
 * The failure of READ and UPDATE for an image that two answers in a row do not show. CloudFormation understands NotFound as "deleted
 * outside of the stack", and the contract requires it at once. One empty answer may come from a list that lags behind. A second one, a
 * moment later, has other causes: a missing permission, which services have answered with an empty list, or credentials of another account.
 * NotFound does no harm in these cases: READ only reports, a failed UPDATE is rolled back, and DELETE never relies on the list.
 */
export function notShown({ id, regionId }: ImageRef, { service, listPermission }: CloudFacts): Failure {
  return new Failure(
    'NotFound',
    `${service} does not show an image ${id} of this account in ${regionId}. It was deleted outside of CloudFormation, an import gave a wrong identifier, or the credentials of the type configuration belong to another account or are not allowed to call ${listPermission} there. If it is gone, replace the resource or remove it from the template; if a rollback fails on it, continue the rollback with --resources-to-skip.`,
  );
}

/** The failure of an update for an image that it has seen before. */
export function shownNoLonger({ id, regionId }: ImageRef, { service, listPermission }: CloudFacts): Failure {
  return new Failure(
    'NotStabilized',
    `${service} no longer shows image ${id} in ${regionId}, which this update has seen. If it was not deleted outside of CloudFormation, check that the credentials of the type configuration are allowed to call ${listPermission} there, then update the stack again or continue its rollback.`,
  );
}

/** The failure of a removal if the image is gone only according to the list. `image`: the image as the message names it. */
export function removalUnproven(image: string, regionId: string, { service, listPermission }: CloudFacts): Failure {
  return new Failure(
    'NotStabilized',
    `${service} does not show ${image} in ${regionId}, but has not accepted a call that removes it, so the image may still exist and be billed. Check that the credentials of the type configuration are allowed to call ${listPermission} there, then delete the stack again.`,
  );
}

/**
 * The failure of a removal that knows only the ID of the job, if the cloud no longer knows that job: no list can show which image it made.
 * `unknown`: the cloud's answer about the job.
 */
export function jobUntold(
  { id, regionId }: ImageRef,
  { facts, making }: Pick<ImageCloud, 'facts' | 'making'>,
  unknown?: Failure,
): Failure {
  const said = unknown ? ` ${unknown.message}` : '';
  return new Failure(
    'NotStabilized',
    `No image in ${regionId} has the tag of job ${id}, and ${facts.service} does not say what the job created, so the ${making.noun} may exist and be billed. Nothing was deleted. Search ${regionId} for an image with the name or the source of the ${making.noun}, and delete it by hand; then retain this resource if its deletion fails again (--retain-resources).${said}`,
    unknown?.answer,
  );
}

/** The failure of a removal that was to remove snapshots too, if the cloud removed the image but no list ever showed it. */
export function removedUnseen(
  { id, regionId }: ImageRef,
  { facts, making }: Pick<ImageCloud, 'facts' | 'making'>,
): Failure {
  const { service, listPermission } = facts;
  return new Failure(
    'GeneralServiceException',
    `The image is gone, but ${service} has never shown ${making.noun} ${id} in ${regionId}, so the handlers do not know which snapshots remain there. They are billed: delete the snapshots of this image by hand, check that the credentials of the type configuration are allowed to call ${listPermission} there, then delete the stack again.`,
  );
}

/** The failure of a removal if a failed creation may have started the image, and the lists of the region show nothing at all. */
export function nothingShown(regionId: string, { facts, making }: Pick<ImageCloud, 'facts' | 'making'>): Failure {
  const { service, listPermission } = facts;
  return new Failure(
    'NotStabilized',
    `The failed creation may have started ${making.aNoun} in ${regionId}. ${service} does not show it, but shows no other image there either, and nothing else confirms that the credentials may list images, so it may exist. Check that the credentials of the type configuration are allowed to call ${listPermission} there, then delete the stack again. If there is no ${making.noun}, retain this resource when that deletion has failed (--retain-resources).`,
  );
}

/** The failure of a clean-up that has to end before the cloud must have shown the image. `name`: its name, if that is known. */
export function soughtTooShort(
  { id, regionId }: ImageRef,
  name = id,
  { facts, making }: Pick<ImageCloud, 'facts' | 'making'>,
): Failure {
  return new Failure(
    'NotStabilized',
    `${facts.service} does not show ${making.aNoun} "${name}" in ${regionId}. It may show it only after the ${making.noun} has finished, and this operation ends before that. If that image appears there later, delete it by hand.`,
  );
}

/** The failure of a creation whose image is missing. `seen`: whether the cloud showed the image before. */
export function lostSight(
  route: string,
  { id, regionId }: ImageRef,
  { seen, missingSeconds }: { readonly seen: boolean; readonly missingSeconds: number },
  { facts: { service, listPermission }, making, cancel }: Pick<ImageCloud, 'facts' | 'making' | 'cancel'>,
): Failure {
  const gone = cancel ? 'cancelled or deleted' : 'deleted';
  const missing = sayDuration(missingSeconds);
  const what = seen ? `stopped showing image ${id} ${missing} ago` : `has not shown image ${id} for ${missing}`;
  return new Failure(
    'GeneralServiceException',
    `The ${making.noun} of ${route} failed: ${service} ${what}. It was ${gone} outside of CloudFormation, ${service} dropped it, or the credentials are not allowed to call ${listPermission} in ${regionId}. A rollback deletes it if it is still there.`,
  );
}
