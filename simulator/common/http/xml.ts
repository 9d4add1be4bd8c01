const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 cannot contain, not even as a reference. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** A text as the content of an element. */
export function escapeXml(text: string): string {
  return text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

/** A JSON value as an XML element. Objects become nested elements, a list repeats its element, null and undefined are left out. */
export function xmlElement(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => xmlElement(name, item)).join('');
  const content =
    typeof value === 'object'
      ? Object.entries(value).map(([inner, part]) => xmlElement(inner, part))
      : [escapeXml(String(value))];
  return `<${name}>${content.join('')}</${name}>`;
}
