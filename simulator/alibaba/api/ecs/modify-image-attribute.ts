import type { ImageRecord } from '../../account/image';
import type { EcsRequest, Operation } from './operation';
import { isDescription, isImageName } from './rules';

const pattern = {
  BootMode: /^(BIOS|UEFI|UEFI-Preferred)$/,
  LicenseType: /^(Auto|Aliyun|BYOL)$/,
  NvmeSupport: /^(supported|unsupported)$/,
  ImdsSupport: /^v[12]$/,
  Status: /^(Available|Deprecated)$/,
} as const;

/** A parameter with a value: first its check, which may throw, then the change. */
interface Attribute {
  readonly check: (request: EcsRequest, image: ImageRecord, value: string) => void;
  readonly apply: (request: EcsRequest, image: ImageRecord, value: string) => void;
}

/** The attributes that can be changed. An absent or empty one stays as it is (ModifyImageAttribute documentation). */
const attributes: Readonly<Record<string, Attribute>> = {
  ImageName: {
    check(request, image, value) {
      if (!isImageName(value)) throw request.refuse('InvalidImageName.Malformed');
      if (request.account.nameIsTaken(image.regionId, value, image))
        throw request.refuse('InvalidImageName.Duplicated');
    },
    apply: (request, image, value) => request.account.rename(image, value),
  },
  Description: {
    check(request, _, value) {
      if (!isDescription(value)) throw request.refuse('InvalidDescription.Malformed');
    },
    apply(_, image, value) {
      image.description = value;
    },
  },
  ImageFamily: {
    check(request, _, value) {
      if (!isImageName(value)) throw request.refuse('InvalidImageFamily.Malformed');
    },
    apply(_, image, value) {
      image.imageFamily = value;
    },
  },
  BootMode: {
    check(request, image, value) {
      if (!pattern.BootMode.test(value)) throw request.refuse('InvalidBootMode.NotSupport');
      if (image.usedByInstance) throw request.refuse('OperationDeined.ImageUsingByInstance');
    },
    apply(_, image, value) {
      image.bootMode = value;
    },
  },
  LicenseType: {
    check(request, _, value) {
      if (!pattern.LicenseType.test(value)) throw request.refuse('InvalidLicenseType.NotSupported');
    },
    apply(_, image, value) {
      image.licenseType = value;
    },
  },
  'Features.NvmeSupport': {
    check(request, _, value) {
      if (!pattern.NvmeSupport.test(value)) throw request.refuse('InvalidFeaturesNvmeSupport');
    },
    apply(_, image, value) {
      image.nvmeSupport = value;
    },
  },
  'Features.ImdsSupport': {
    check(request, image, value) {
      if (!pattern.ImdsSupport.test(value)) throw request.refuse('InvalidParameter.FeaturesImdsSupport');
      if (value === 'v1' && image.imdsSupport === 'v2') {
        throw request.refuse('InvalidOperation.FeaturesImdsSupportNotMatch');
      }
    },
    apply(_, image, value) {
      image.imdsSupport = value;
    },
  },
  Status: {
    check(request, image, value) {
      if (!pattern.Status.test(value)) throw request.refuse('InvalidStatus');
      if (value === image.status) return;
      if (value === 'Deprecated' && image.sharedWith.size > 0) throw request.refuse('ImageUseShared');
    },
    apply(_, image, value) {
      image.status = value === 'Deprecated' ? 'Deprecated' : 'Available';
    },
  },
};

/** ModifyImageAttribute: it makes all changes or none. */
export const modifyImageAttribute: Operation = (request) => {
  const image = request.ownImage(request.region({ missing: 'MissingParameter' }));
  if (image.status === 'Creating' || image.status === 'Waiting') throw request.refuse('InvalidStatus.ImageIsCreating');
  if (image.status !== 'Available' && image.status !== 'Deprecated') throw request.refuse('ImageStatus.NotAvailable');
  const changes = Object.entries(attributes).flatMap(([name, attribute]) => {
    const value = request.parameters.text(name);
    return value === '' ? [] : [{ attribute, value }];
  });
  const { emptyDescription } = request.behaviour;
  const empties = request.parameters.sent('Description') === '';
  if (empties && emptyDescription === 'refused') throw request.refuse('InvalidDescription.Malformed');
  for (const { attribute, value } of changes) attribute.check(request, image, value);
  request.endDryRun();
  for (const { attribute, value } of changes) attribute.apply(request, image, value);
  if (empties && emptyDescription === 'cleared') image.description = '';
  return {};
};
