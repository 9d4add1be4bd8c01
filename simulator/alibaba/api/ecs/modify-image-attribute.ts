import type { ImageRecord } from '../../account/account';
import type { Action, ActionCall } from './operation';
import { isDescription, isImageName } from './rules';

const pattern = {
  BootMode: /^(BIOS|UEFI|UEFI-Preferred)$/,
  LicenseType: /^(Auto|Aliyun|BYOL)$/,
  NvmeSupport: /^(supported|unsupported)$/,
  ImdsSupport: /^v[12]$/,
  Status: /^(Available|Deprecated)$/,
} as const;

/** A parameter that was sent with a value: first its check, which throws, then the change. */
interface Attribute {
  readonly check: (call: ActionCall, image: ImageRecord, value: string) => void;
  readonly apply: (call: ActionCall, image: ImageRecord, value: string) => void;
}

/** The attributes that can be changed. An absent or empty one keeps its value (ModifyImageAttribute documentation). */
const attributes: Readonly<Record<string, Attribute>> = {
  ImageName: {
    check(call, image, value) {
      if (!isImageName(value)) throw call.refuse('InvalidImageName.Malformed');
      if (call.cloud.nameIsTaken(image.regionId, value, image)) throw call.refuse('InvalidImageName.Duplicated');
    },
    apply: (call, image, value) => call.cloud.rename(image, value),
  },
  Description: {
    check(call, _, value) {
      if (!isDescription(value)) throw call.refuse('InvalidDescription.Malformed');
    },
    apply(_, image, value) {
      image.description = value;
    },
  },
  ImageFamily: {
    check(call, _, value) {
      if (!isImageName(value)) throw call.refuse('InvalidImageFamily.Malformed');
    },
    apply(_, image, value) {
      image.imageFamily = value;
    },
  },
  BootMode: {
    check(call, image, value) {
      if (!pattern.BootMode.test(value)) throw call.refuse('InvalidBootMode.NotSupport');
      if (image.usedByInstance) throw call.refuse('OperationDeined.ImageUsingByInstance');
    },
    apply(_, image, value) {
      image.bootMode = value;
    },
  },
  LicenseType: {
    check(call, _, value) {
      if (!pattern.LicenseType.test(value)) throw call.refuse('InvalidLicenseType.NotSupported');
    },
    apply(_, image, value) {
      image.licenseType = value;
    },
  },
  'Features.NvmeSupport': {
    check(call, _, value) {
      if (!pattern.NvmeSupport.test(value)) throw call.refuse('InvalidFeaturesNvmeSupport');
    },
    apply(_, image, value) {
      image.nvmeSupport = value;
    },
  },
  'Features.ImdsSupport': {
    check(call, image, value) {
      if (!pattern.ImdsSupport.test(value)) throw call.refuse('InvalidParameter.FeaturesImdsSupport');
      if (value === 'v1' && image.imdsSupport === 'v2') {
        throw call.refuse('InvalidOperation.FeaturesImdsSupportNotMatch');
      }
    },
    apply(_, image, value) {
      image.imdsSupport = value;
    },
  },
  Status: {
    check(call, image, value) {
      if (!pattern.Status.test(value)) throw call.refuse('InvalidStatus');
      if (value === image.status) return;
      if (value === 'Deprecated' && image.isShared) throw call.refuse('ImageUseShared');
    },
    apply(_, image, value) {
      image.status = value === 'Deprecated' ? 'Deprecated' : 'Available';
    },
  },
};

/** ModifyImageAttribute: all the changes or none. */
export const modifyImageAttribute: Action = (call) => {
  const image = call.ownImage(call.region({ missing: 'MissingParameter' }));
  if (image.status === 'Creating' || image.status === 'Waiting') throw call.refuse('InvalidStatus.ImageIsCreating');
  if (image.status !== 'Available' && image.status !== 'Deprecated') throw call.refuse('ImageStatus.NotAvailable');
  const changes = Object.entries(attributes).flatMap(([name, attribute]) => {
    const value = call.parameters.text(name);
    return value === '' ? [] : [{ attribute, value }];
  });
  const { emptyDescription } = call.behaviour;
  const empties = call.parameters.sent('Description') === '';
  if (empties && emptyDescription === 'refused') throw call.refuse('InvalidDescription.Malformed');
  for (const { attribute, value } of changes) attribute.check(call, image, value);
  call.endDryRun();
  for (const { attribute, value } of changes) attribute.apply(call, image, value);
  if (empties && emptyDescription === 'cleared') image.description = '';
  return {};
};
