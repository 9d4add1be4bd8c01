import { report } from '../support/report';
import { SAMPLED } from '../support/sample';

interface Count {
  tried: number;
  survived: number;
  excused: number;
}

/** Counts cells by row and column, and shows them as a table. */
export class Tally {
  readonly #rows = new Map<string, Map<string, Count>>();
  readonly #columns = new Set<string>();
  readonly #reasons = new Map<string, number>();
  #left = 0;

  constructor(private readonly title: string) {}

  /** `reason`: why a cell need not survive. */
  count(row: string, column: string, survived: boolean, reason?: string): void {
    for (const [one, other] of [
      [row, column],
      [row, ALL],
      [ALL, column],
      [ALL, ALL],
    ] as const) {
      const count = this.#at(one, other);
      count.tried += 1;
      if (survived) count.survived += 1;
      else if (reason !== undefined) count.excused += 1;
    }
    if (!survived && reason !== undefined) this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }

  /** Cells of the table that are not played, because a sample of it is. */
  leave(cells: number): void {
    this.#left += cells;
  }

  /** The table as text, rows and columns in the order in which they were met, the sums last. */
  table(): string {
    const columns = [...this.#columns].filter((name) => name !== ALL).concat(ALL);
    const rows = [...this.#rows.keys()].filter((name) => name !== ALL).concat(ALL);
    const lines = [
      ['survived / tried', ...columns],
      columns.concat('').map(() => '---'),
      ...rows.map((row) => [row, ...columns.map((column) => this.#cell(row, column))]),
    ];
    const widths = lines[0]?.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0))) ?? [];
    const table = lines.map((line) => `| ${line.map((text, index) => text.padEnd(widths[index] ?? 0)).join(' | ')} |`);
    const reasons = [...this.#reasons].map(([reason, cells]) => `${cells} cells are excused: ${reason}`);
    const played = this.#rows.get(ALL)?.get(ALL)?.tried ?? 0;
    const part = this.#left > 0 ? [`${played} of ${played + this.#left} cells, ${SAMPLED}`] : [];
    return [this.title, '', ...table, '', ...part, ...reasons, ''].join('\n');
  }

  #at(row: string, column: string): Count {
    this.#columns.add(column);
    const counts = this.#rows.get(row) ?? new Map<string, Count>();
    this.#rows.set(row, counts);
    const count = counts.get(column) ?? { tried: 0, survived: 0, excused: 0 };
    counts.set(column, count);
    return count;
  }

  #cell(row: string, column: string): string {
    const count = this.#rows.get(row)?.get(column);
    if (!count) return '';
    const excused = count.excused > 0 ? ` (${count.excused} excused)` : '';
    return `${count.survived} / ${count.tried}${excused}`;
  }
}

const ALL = 'all';

/** Prints the tables of a type, which are published together. */
export function publish(name: string, type: string, ...tallies: readonly Tally[]): void {
  report(name, type, tallies.map((tally) => `${tally.table()}\n`).join('\n'));
}
