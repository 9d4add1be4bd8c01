import { UNKNOWN } from './expression';
import type { Hide } from './no-echo';
import { EvaluationError, type Path, type Problem, reporter, TemplateError } from './problems';
import type { TemplateSource } from './source';

/** Collects the problems of a template, so that all of them are reported together. */
export class ProblemCollector {
  readonly #problems: Problem[] = [];
  readonly #report = reporter(this.#problems);

  /** @param hide removes secrets from messages. */
  constructor(
    private readonly source: TemplateSource,
    private readonly hide: Hide,
  ) {}

  add(...problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /** Receives what cannot be supplied here; a repeated refusal counts once. */
  refuse(path: Path, message: string): typeof UNKNOWN {
    this.#report(path, message);
    return UNKNOWN;
  }

  /** Does the work. An EvaluationError becomes a problem, with this path if it has none. */
  attempt(path: Path, work: () => void): void {
    const { length } = this.#problems;
    try {
      work();
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      // The function failed because its argument had been refused, which was reported already.
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
