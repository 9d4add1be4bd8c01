import { rankOf } from '../support/sample';
import { groupedBy, type Mutant } from './mutants';

/** Which mutants are drawn. */
export interface Draw {
  readonly seed: string;
  readonly count: number;
}

/**
 * So many mutants, in the order of their rooms: from each room as large a share as it has of all, and at least one. The same seed draws
 * the same mutants as long as their code is the same.
 *
 * @param isValid whether a mutant may be drawn; the next one of its room takes the place of one that may not.
 */
export function drawn(mutants: readonly Mutant[], { seed, count }: Draw, isValid: (mutant: Mutant) => boolean) {
  return [...groupedBy(mutants, ({ room }) => room).values()].flatMap((inRoom) => {
    const ranked = inRoom.map((mutant) => ({ mutant, rank: rankOf(`${seed} ${mutant.id}`) }));
    const most = Math.max(1, Math.round((count * inRoom.length) / mutants.length));
    const taken: Mutant[] = [];
    for (const { mutant } of ranked.sort((a, b) => a.rank - b.rank))
      if (taken.length < most && isValid(mutant)) taken.push(mutant);
    return taken;
  });
}
