import assert from 'node:assert/strict';
import { differences, shownFields } from './fields';
import type { Real } from './real';
import { nameOf, type SeenImage } from './scene';
import type { Resource, Stack } from './stack';

/** What holds after every command: the account has the images of the stack, each as its template says, and is otherwise as it was. */
export function checkAccount(stack: Stack, real: Real): void {
  const resources = [...stack.resources.values()];
  const present = resources.filter((one) => one.phase !== 'none' && (stack.imageOf(one) || isDue(one)));
  const leaving = resources.flatMap(({ operation, left }) =>
    operation ? [...operation.snapshots, ...operation.hiddenSnapshots] : [...left],
  );
  const identifiers = present.flatMap((one) => nameIn(stack.imageOf(one)) ?? one.identifier ?? []);
  const doubles = resources.flatMap((one) => [...(one.operation?.doubles ?? one.doubles)]);
  real.scene.check({
    images: identifiers,
    perhaps: [...doubles, ...stack.strays],
    orphans: [...stack.orphanedSnapshots, ...leaving],
  });
  for (const resource of resources.filter(({ phase }) => phase === 'created')) {
    const image = stack.imageOf(resource);
    const wrong = image ? differences(resource.expected, shownFields(stack.rules.fields, image)) : [];
    assert.deepEqual(wrong, [], `${resource.logicalId} is not as wished`);
  }
}

const nameIn = (image: SeenImage | undefined): string | undefined => image && nameOf(image);

/** Whether an image has to be there. */
function isDue({ phase, removedOutside }: Resource): boolean {
  return (phase === 'created' || phase === 'update failed') && !removedOutside;
}
