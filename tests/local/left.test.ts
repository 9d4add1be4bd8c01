import { leftCounted } from '../../local/cloud';

it.each([
  [{ unfinished: 0, images: [], snapshots: [] }, '0 images, 0 snapshots'],
  [{ unfinished: 0, images: ['a'], snapshots: ['b', 'c'] }, '1 image, 2 snapshots'],
  [{ unfinished: 1, images: ['a', 'b'], snapshots: ['c'] }, '2 images (1 unfinished), 1 snapshot'],
])('counts what is left, whatever made it: %j', (left, text) => {
  expect(leftCounted(left)).toBe(text);
});
