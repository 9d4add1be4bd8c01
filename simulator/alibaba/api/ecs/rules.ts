const LINK = /https?:\/\//;
const LINK_AT_START = /^https?:\/\//;

/** A letter or a Chinese character first, then letters, digits and `.:_-`; 2 to 128 characters. */
const NAME = /^[A-Za-z\p{Script=Han}][A-Za-z0-9\p{Script=Han}.:_-]{1,127}$/u;
const RESERVED_AT_START = /^(aliyun|acs:)/;

/** Whether a text may name an image or an image family (CopyImage and ModifyImageAttribute documentation). */
export function isImageName(text: string): boolean {
  return NAME.test(text) && !RESERVED_AT_START.test(text) && !LINK.test(text);
}

/** Whether a text may describe an image: 2 to 256 characters that do not begin with a link. */
export function isDescription(text: string): boolean {
  const length = [...text].length;
  return length >= 2 && length <= 256 && !LINK_AT_START.test(text);
}

/** Whether a text may be the key of a tag: 1 to 128 characters, no reserved beginning, no link. */
export function isTagKey(text: string): boolean {
  const length = [...text].length;
  return length >= 1 && length <= 128 && !RESERVED_AT_START.test(text) && !LINK.test(text);
}

/** Whether a text may be the value of a tag: at most 128 characters, not beginning with `acs:`, no link. */
export function isTagValue(text: string): boolean {
  return [...text].length <= 128 && !text.startsWith('acs:') && !LINK.test(text);
}

/** Whether a text may be a ClientToken: at most 64 printable ASCII characters. */
export function isClientToken(text: string): boolean {
  return /^[\x20-\x7e]{1,64}$/.test(text);
}

/** The most tags of a resource (TagResources documentation). */
export const TAGS_PER_RESOURCE = 20;
