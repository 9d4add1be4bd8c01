import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');
const NOT_COPIED = new Set(['.cache', '.git', '.stacks', '.venv', 'build', 'coverage', 'node_modules']);
const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/** The folders of the tests that run the sources, and not what is built from them. */
export const SUITES: readonly string[] = ['tests/handlers', 'tests/unit', 'tests/delivery'];

/** What Jest ended with: `timeout` if it was stopped because it ran for too long. */
export type Outcome =
  | { readonly end: 'passed' }
  | { readonly end: 'failed'; readonly test: string }
  | { readonly end: 'timeout' };

export interface JestOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** After this time Jest is stopped. Default: never. */
  readonly timeoutMs?: number;
}

/** A copy of the project whose files a program changes, and whose tests it runs. */
export class ChangedCopy {
  readonly folder: string;
  /** The files that were changed, as they were copied. */
  readonly #copied = new Map<string, string>();

  /**
   * @param name what the name of its folder begins with.
   * @param project what is copied; its dependencies are those of this one.
   */
  constructor(name: string, project = ROOT) {
    this.folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
    cpSync(project, this.folder, { recursive: true, filter: (file) => !NOT_COPIED.has(path.basename(file)) });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'));
  }

  /** @param file relative to the folder of the project. */
  write(file: string, text: string): void {
    const inCopy = path.join(this.folder, file);
    if (!this.#copied.has(file)) this.#copied.set(file, readFileSync(inCopy, 'utf8'));
    writeFileSync(inCopy, text);
  }

  /** Gives a changed file the text again that was copied: in the project somebody may have gone on with it. */
  restore(file: string): void {
    const text = this.#copied.get(file);
    if (text !== undefined) writeFileSync(path.join(this.folder, file), text);
  }

  /**
   * Runs Jest with these arguments. Where a test fails, the outcome has the name of the first one.
   *
   * @throws Error if Jest fails without a failed test, as when a file does not load.
   */
  jest(args: readonly string[], { env = {}, timeoutMs }: JestOptions = {}): Outcome {
    const { status, error, stderr } = spawnSync(process.execPath, [JEST, '--silent', ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      maxBuffer: 1e9,
      env: { ...process.env, ...env },
      ...(timeoutMs !== undefined && { timeout: timeoutMs, killSignal: 'SIGKILL' }),
    });
    if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT') return { end: 'timeout' };
    if (status === 0) return { end: 'passed' };
    const failed = [...stderr.matchAll(/^ {2}● (.+)$/gm)].flatMap(([, name]) => name ?? []);
    const test = failed.find((name) => name !== 'Test suite failed to run');
    if (test === undefined) throw new JestFailed(stderr);
    return { end: 'failed', test };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Jest failed, but no test did. */
export class JestFailed extends Error {
  constructor(output: string) {
    super(`Jest failed, but no test did:\n${output}`);
  }
}
