import { OTHER } from '../support/apsara';
import { type EcsMaking, type EcsPlace, ecsErrors, PUBLIC_PLACE } from '../support/ecs-errors';
import type { ErrorCase, ErrorSubject } from '../support/error-subject';
import { stagedType } from '../support/types/staged';
import { COPY_MAKING } from './image-copy-errors';
import { IMAGE_MAKING } from './image-errors';

/** Codes that leave open whether an earlier attempt has started the image. Under the name of a request no other image is started. */
const LEAVES_OPEN: ReadonlySet<string> = new Set([
  'SignatureNonceUsed',
  'LastTokenProcessing',
  'IdempotentProcessing',
  'InvalidImageName.Duplicated',
]);

/** Whether the start of an image may have been carried out all the same. */
const mayHaveStarted =
  (start: string) =>
  ({ action, operation, status, code }: ErrorCase): boolean =>
    operation === 'CREATE' && ['*', start].includes(action) && (status >= 500 || LEAVES_OPEN.has(code));

/** Behind a gateway, whose releases may know no token: what may have been carried out is not sent again. */
const behindGateway = (start: string): EcsPlace => ({
  ...PUBLIC_PLACE,
  deviations: [
    {
      of: mayHaveStarted(start),
      instead: 'NotStabilized',
      repeat: false,
      because: 'a second start would make a second image where the token is not known',
    },
    {
      of: ({ code }) => code === 'InvalidSignatureMethod' || code === 'InvalidApi.NotFound',
      instead: 'InvalidTypeConfiguration',
      because: 'the type configuration says how is signed and which gateway is asked',
    },
    {
      of: ({ code }) => code.includes('ImageFamily'),
      instead: 'InternalFailure',
      because: 'the types of Apsara Stack have no ImageFamily, so no template can set a wrong one',
    },
  ],
  // Images belong to the resource set of the type configuration.
  without: ['JoinResourceGroup'],
});

function apsaraErrors(typeName: string, making: EcsMaking): ErrorSubject {
  return { ...stagedType(typeName), errors: ecsErrors(making, behindGateway(making.startedBy)) };
}

export const APSARA_IMAGE_COPY_ERRORS = apsaraErrors('TF::ApsaraStack::ImageCopy', {
  ...COPY_MAKING,
  template: { SourceImageId: 'm-env17golden0debian', SourceRegionId: OTHER, ImageName: 'golden' },
});

export const APSARA_IMAGE_ERRORS = apsaraErrors('TF::ApsaraStack::Image', {
  ...IMAGE_MAKING,
  template: { InstanceId: 'i-env30builder0ubuntu', ImageName: 'golden' },
});
