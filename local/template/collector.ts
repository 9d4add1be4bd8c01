import { UNKNOWN } from './expression';
import type { Hide } from './no-echo';
import { EvaluationError, formatPath, type Path, type Problem, TemplateError } from './problems';
import type { TemplateSource } from './source';

/** Collects the problems of a template, so that all of them are told at once. */
export class ProblemCollector {
  readonly #problems: Problem[] = [];

  /** @param hide takes out of messages what nobody may see. */
  constructor(
    private readonly source: TemplateSource,
    private readonly hide: Hide,
  ) {}

  add(...problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /** Takes what cannot be had here, each refusal once. */
  refuse(path: Path, message: string): typeof UNKNOWN {
    const isKnown = this.#problems.some(
      (other) => other.message === message && formatPath(other.path) === formatPath(path),
    );
    if (!isKnown) this.add({ path, message });
    return UNKNOWN;
  }

  /** Does the work; an EvaluationError becomes a problem, at the path if it has none of its own. */
  attempt(path: Path, work: () => void): void {
    const { length } = this.#problems;
    try {
      work();
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      // A function that gets nothing for what was refused fails for no reason of its own.
      if (this.#problems.length > length) return;
      this.add({ path: error.path.length > 0 ? error.path : path, message: error.reason });
    }
  }

  /** @throws TemplateError with all problems, if there are any. */
  throwIfAny(): void {
    if (this.#problems.length === 0) return;
    const shown = this.#problems.map(({ path, message }) => ({ path, message: this.hide(message) }));
    throw new TemplateError(this.source.file, shown, this.source.locate);
  }
}
