/** A place in a template: the keys and indexes that lead to it. */
export type Path = readonly (string | number)[];

/** A problem in a template. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** Receives the problems of a template. */
export type Report = (path: Path, message: string) => void;

/** Collects problems, each once. */
export function reporter(problems: Problem[]): Report {
  return (path, message) => {
    const isKnown = problems.some((problem) => problem.message === message && problem.path.join() === path.join());
    if (!isKnown) problems.push({ path, message });
  };
}

/** A line and column of a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A path in readable form: `Resources.Copy.Properties.Tags.0`. */
export function formatPath(path: Path): string {
  return path.join('.');
}

/** A problem in readable form: the place in the file, the path, and what is wrong. */
export function placed(
  { path, message }: Problem,
  { file, locate }: { readonly file: string; locate(path: Path): Position | undefined },
): string {
  const position = locate(path);
  const place = position ? `${file}:${position.line}:${position.column}` : file;
  return path.length > 0 ? `${place}: ${formatPath(path)}: ${message}` : `${place}: ${message}`;
}

/** A template that cannot be deployed: all problems, each with its place in the file. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  /** The problems with their places, if these are known. */
  readonly placed: readonly (Problem & Partial<Position>)[];

  constructor(
    file: string,
    readonly problems: readonly Problem[],
    locate: (path: Path) => Position | undefined,
  ) {
    super(problems.map((problem) => placed(problem, { file, locate })).join('\n'));
    this.placed = problems.map((problem) => ({ ...problem, ...locate(problem.path) }));
  }
}

/** A function of the template that cannot be evaluated with its arguments. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';

  constructor(
    readonly path: Path,
    readonly reason: string,
  ) {
    super(`${formatPath(path)}: ${reason}`);
  }
}
