import type { Problems } from '../../resource/problems';
import { textAt, type Values } from '../../resource/property';
import type { PartOfOrder } from '../../resource/resource-type';

/** The name in the properties. `Name` is the former name of `ImageName`, and an update changes the name to the value of either. */
export function namedOf(value: Values): Pick<PartOfOrder, 'name' | 'attributes'> {
  const name = textAt(value, 'ImageName') ?? textAt(value, 'Name');
  return { name, ...(name !== undefined && { attributes: { ImageName: name } }) };
}

/** Notes if both properties for the name are set and differ. */
export function checkNames(value: Values, problems: Problems): void {
  const [imageName, name] = [textAt(value, 'ImageName'), textAt(value, 'Name')];
  if (imageName !== undefined && name !== undefined && imageName !== name) {
    problems.add('Name', 'is the former name of ImageName and differs from it: remove Name');
  }
}
