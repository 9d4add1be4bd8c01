/** The organization and cloud whose constructs are named without them: those of the first type. */
const PLAIN = 'TF::Alicloud::';

/** What a type's construct is called by: `ImageCopy` for TF::Alicloud::ImageCopy, with the cloud before it for types of others. */
export function baseName(typeName: string): string {
  if (typeName.startsWith(PLAIN)) return typeName.slice(PLAIN.length);
  return typeName.split('::').slice(1).join('');
}

/** The file of a type's construct, without its ending: `image-copy.generated`. */
export function fileName(typeName: string): string {
  return `${baseName(typeName)
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase()}.generated`;
}
