import { createHash } from 'node:crypto';
import { version } from '../../package.json';

/** `.ci/run` plays the big tables whole; `npm test` plays a sample of each, so that it stays short while types join. */
export const EXHAUSTIVE = process.env.EXHAUSTIVE === '1';

/** Another version plays another sample, and the same version always the same one. */
const SEED = process.env.SAMPLE_SEED ?? version;

/** How a sample is played again, and how the whole; empty where the whole is played. */
export const SAMPLED = EXHAUSTIVE ? '' : `a sample by the seed ${SEED} (SAMPLE_SEED); EXHAUSTIVE=1 plays all of it`;

/** One cell in so many of a table, chosen by seed and name, and at least one of each kind. */
export class Sample {
  readonly #covered = new Set<string>();

  constructor(
    private readonly oneIn: number,
    private readonly options: { readonly exhaustive?: boolean; readonly seed?: string } = {},
  ) {}

  /**
   * The cells to play, in their order. `kindsOf`: the kinds that a cell stands for; the first cells with a kind that no earlier call has
   * covered bring one that does.
   */
  of<T>(cells: readonly T[], nameOf: (cell: T) => string, kindsOf: (cell: T) => readonly string[]): readonly T[] {
    const { exhaustive = EXHAUSTIVE, seed = SEED } = this.options;
    if (exhaustive) return cells;
    const ranks = new Map(cells.map((cell) => [cell, rankOf(`${seed} ${nameOf(cell)}`)]));
    const ranked = [...ranks].sort(([, a], [, b]) => a - b);
    const taken = new Set<T>();
    for (const [cell, rank] of ranked) {
      const kinds = kindsOf(cell);
      if (rank >= 1 / this.oneIn && kinds.every((kind) => this.#covered.has(kind))) continue;
      taken.add(cell);
      for (const kind of kinds) this.#covered.add(kind);
    }
    return cells.filter((cell) => taken.has(cell));
  }
}

/** Evenly spread over 0 to 1, the same for the same text on every machine. */
export function rankOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
