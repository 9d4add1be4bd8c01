import { Interrupted } from '../errors';

/** One step of a run, and the steps that have to be done before it. */
export interface Task {
  readonly key: string;
  readonly after: readonly string[];
  /** @returns whether it succeeded. If not, the tasks after it are left out. */
  run(): Promise<boolean>;
}

/** What a run of tasks did not complete. */
export interface RunResult {
  readonly failed: readonly string[];
  /** Not begun, because a task before it failed or the run was stopped. */
  readonly skipped: readonly string[];
}

/**
 * Runs each task as soon as those before it are done, independent tasks at the same time. After the signal is aborted no further task
 * begins. Waits for every task that has begun, even if one throws.
 */
export async function runTasks(tasks: readonly Task[], signal: AbortSignal): Promise<RunResult> {
  const results = new Map<string, Promise<'done' | 'failed' | 'skipped'>>();
  const known = new Map(tasks.map((task) => [task.key, task]));
  const start = (task: Task): Promise<'done' | 'failed' | 'skipped'> => {
    const running = results.get(task.key);
    if (running) return running;
    const before = task.after.flatMap((key) => {
      const other = known.get(key);
      return other ? [start(other)] : [];
    });
    const result = Promise.all(before).then(async (outcomes) => {
      if (signal.aborted || outcomes.some((outcome) => outcome !== 'done')) return 'skipped';
      return (await task.run()) ? 'done' : 'failed';
    });
    results.set(task.key, result);
    return result;
  };
  const settled = await Promise.allSettled(tasks.map(start));
  const thrown = settled.find((result) => result.status === 'rejected');
  if (thrown) throw thrown.reason;
  const keysOf = (wanted: string): string[] =>
    tasks.flatMap(({ key }, index) => {
      const result = settled[index];
      return result?.status === 'fulfilled' && result.value === wanted ? [key] : [];
    });
  return { failed: keysOf('failed'), skipped: keysOf('skipped') };
}

/**
 * {@link runTasks} for work that the user may stop.
 *
 * @param interrupt aborted by the user; `signal` may end the run for other reasons too. @throws Interrupted if the user stopped it before
 * all tasks had begun.
 */
export async function runInterruptibly(
  tasks: readonly Task[],
  signal: AbortSignal,
  interrupt: AbortSignal,
): Promise<RunResult> {
  const result = await runTasks(tasks, signal);
  if (interrupt.aborted && result.skipped.length > 0) throw new Interrupted('interrupted');
  return result;
}
