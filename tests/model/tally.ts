/** How often something was met. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** A line for each, the most frequent first. */
  lines(): string[] {
    const rows = [...this.#counts].sort(([, a], [, b]) => b - a);
    return rows.map(([name, count]) => `${String(count).padStart(7)}  ${name}`);
  }
}

/** What was met in many runs: commands, and answers as `CREATE SUCCESS`. Runs of the same seed meet the same. */
export class Tallies {
  readonly commands = new Tally();
  readonly answers = new Tally();

  /** Both as text, side by side. */
  table(): string {
    const left = ['  times  command', ...this.commands.lines()];
    const right = ['  times  answer', ...this.answers.lines()];
    const width = Math.max(...left.map((line) => line.length)) + 3;
    const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) => row);
    return rows.map((row) => `${(left[row] ?? '').padEnd(width)}${right[row] ?? ''}`.trimEnd()).join('\n');
  }
}
