import type { Problems } from '../../resource/problems';
import type { PartOfOrder, Values } from '../../resource/resource-type';

/** A value that is a text; `undefined` for any other. */
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The name that properties ask for: `Name` is the former name of `ImageName`, and an update gives what has either. */
export function namedOf(value: Values): Pick<PartOfOrder, 'name' | 'attributes'> {
  const name = textIn(value('ImageName')) ?? textIn(value('Name'));
  return { name, ...(name !== undefined && { attributes: { ImageName: name } }) };
}

/** Notes a name that is given twice, in two ways. */
export function checkNames(value: Values, problems: Problems): void {
  const [imageName, name] = [textIn(value('ImageName')), textIn(value('Name'))];
  if (imageName !== undefined && name !== undefined && imageName !== name) {
    problems.add('Name', 'is the former name of ImageName and differs from it: remove Name');
  }
}
