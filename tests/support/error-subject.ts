import type { Action, Operation, Properties, Stage } from './stage';
import type { StagedCloud, StagedType } from './types/staged-type';

/** A documented error of a cloud, and what the handlers are to make of it in each operation that can meet it. */
export interface ErrorEntry {
  readonly action: string;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly handler: Readonly<Partial<Record<Action, string>>>;
  readonly repeat: boolean;
}

/** One line of the tests: an error in an operation. */
export interface ErrorCase extends ErrorEntry {
  readonly operation: Action;
  /** A handler error code; `handled`: the operation has an answer to it. */
  readonly expected: string;
}

/** Where an error is met. */
export type Meeting = Pick<ErrorCase, 'action' | 'operation'>;

/** Where we mean something else than the table that the errors come from, and why. */
export interface Deviation {
  readonly of: (one: ErrorCase) => boolean;
  /** What the operation ends with. */
  readonly instead: string;
  /** Whether the client repeats the call; default: as the table has it. */
  readonly repeat?: boolean;
  readonly because: string;
}

/** A code that no table has, and what it comes out as after how many calls of an update. */
export type UnlistedError = readonly [status: number, code: string, expected: string, calls: number];

/** A type whose operations meet the documented errors of its cloud. */
export interface ErrorSubject extends StagedType<StagedCloud> {
  readonly errors: {
    /** The smallest template, with a name. */
    readonly template: Properties;
    /** From now on an image takes so many seconds. */
    /** The call that cancels a running creation, where there is one. */
    readonly cancelledBy?: string;
    readonly cases: readonly ErrorCase[];
    /** So many of them at least are failures. */
    readonly failures: number;
    /** The codes by which a call says that what it is asked for is so already, as it also does where an earlier attempt was carried out. */
    readonly done: ReadonlySet<string>;
    /** The ID of an image that is in no region. */
    readonly absent: string;
    /** What a template says so that a deletion leaves nothing. */
    readonly wholly: Properties;
    /** What is left in the cloud of a stage, and what that is where nothing is. */
    left(stage: Stage<StagedCloud>): object;
    readonly nothing: object;
    readonly unlisted: readonly UnlistedError[];
    /** The call that meets an error. */
    readonly callOf: (error: Meeting) => string;
    /**
     * Runs an operation such that it makes the call of a case. `prepare` is called when everything that it needs is there, and the
     * operation is about to begin.
     */
    runInto(stage: Stage<StagedCloud>, error: Meeting, prepare: () => void): Promise<Operation>;
  };
}

/** Cases as we mean them. @throws Error if a deviation is of none of them */
export function deviating(cases: readonly ErrorCase[], deviations: readonly Deviation[]): readonly ErrorCase[] {
  const idle = deviations.find((deviation) => !cases.some(deviation.of));
  if (idle) throw new Error(`no error deviates because ${idle.because}`);
  return cases.map((one) => {
    const { instead = one.expected, repeat = one.repeat } = deviations.find((deviation) => deviation.of(one)) ?? {};
    return { ...one, expected: instead, repeat };
  });
}

/** Lets the simulator answer the call of a case with its error, so many times. */
export function raise(
  { errors: { callOf } }: Pick<ErrorSubject, 'errors'>,
  stage: Stage<StagedCloud>,
  error: ErrorCase,
  times: number,
  { acts = false } = {},
): void {
  const { status, code, message } = error;
  stage.simulator.inject({ action: callOf(error), error: { status, code, message }, times, acts });
}

/** CloudFormation deletes what a failed CREATE had made, if it was told its identifier. */
export async function rollBack(
  { errors: { wholly } }: Pick<ErrorSubject, 'errors'>,
  stage: Stage<StagedCloud>,
  { answers }: Operation,
): Promise<void> {
  stage.simulator.clearFaults();
  const model = answers.findLast((answer) => answer.resourceModel)?.resourceModel;
  if (!model) return;
  await stage.run('DELETE', { ...model, ...wholly });
}
