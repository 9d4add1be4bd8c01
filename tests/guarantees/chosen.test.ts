import { chosenBy, problemIn } from './chosen';
import { GUARANTEES } from './table';

it('chooses all guarantees, or those that have one of the texts in their name', () => {
  expect(chosenBy([], GUARANTEES)).toEqual(GUARANTEES);
  const [first, , third] = GUARANTEES;
  const names = [first?.name ?? '', third?.name ?? ''];
  expect(chosenBy(names, GUARANTEES).map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  expect(problemIn(names, GUARANTEES)).toBeUndefined();
});

it('says which text chooses none, also next to one that does, and what may have been meant', () => {
  const where = `The tables in tests/guarantees have ${GUARANTEES.length} names`;
  expect(problemIn(['snapshots', 'identifer'], GUARANTEES)).toBe(
    `no guarantee has "identifer" in its name; did you mean identifier? ${where}`,
  );
  expect(problemIn(['quux'], GUARANTEES)).toBe(
    `no guarantee has "quux" in its name; the tables in tests/guarantees have ${GUARANTEES.length} names`,
  );
});
