import { copyType } from '../../../../src/alibaba/properties/copying';
import { REGIONS } from '../../../../src/apsarastack/properties/rules';
import type { Image, Tag } from '../../../../src/life/port';
import { ENCRYPTED_KEY, KMS_KEY_KEY, tagValue } from '../../../../src/life/tags';
import { textAt, type Values } from '../../../../src/resource/property';
import type { TypeOfImages } from '../../../../src/resource/resource-type';

/**
 * The tag that records the encryption, because a private cloud may show neither the key nor whether the image is encrypted. A key requires
 * `Encrypted: true`, so the tag of the key says both.
 */
function keptOf(value: Values): readonly Tag[] {
  const [kmsKeyId, encrypted] = [textAt(value, 'KmsKeyId'), value('Encrypted')];
  if (kmsKeyId !== undefined) return [{ key: KMS_KEY_KEY, value: kmsKeyId }];
  return typeof encrypted === 'boolean' ? [{ key: ENCRYPTED_KEY, value: String(encrypted) }] : [];
}

/** Whether an image is encrypted: what the cloud shows or, if it shows nothing, what the tags of the image say. */
export function readEncryption({ shown, tags }: Image): boolean | undefined {
  if (typeof shown.Encrypted === 'boolean') return shown.Encrypted;
  if (tagValue(tags, KMS_KEY_KEY) !== undefined) return true;
  const kept = tagValue(tags, ENCRYPTED_KEY);
  return kept === 'true' || kept === 'false' ? kept === 'true' : undefined;
}

const type = copyType(REGIONS);

/** The type of every copy, extended by the tag for its encryption. */
export const COPY_TYPE: TypeOfImages = {
  ...type,
  order: (value, where) => ({ ...type.order(value, where), kept: keptOf(value) }),
};
