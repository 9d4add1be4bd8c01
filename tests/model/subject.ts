import type fc from 'fast-check';
import type { StagedType } from '../support/types/staged-type';
import type { Step } from './commands';
import type { Account, TypeRules } from './rules';

/** A type whose resources lead random lives: what the model has to know of it. */
export interface ModelSubject extends StagedType {
  readonly model: {
    /**
     * How many lives are led in a sample and in all, which meet every kind of step; always the same, those of the seed. `isShort`: the
     * sample meets fewer, for another type's meets them, and the same code answers.
     */
    readonly runs: { readonly seed: number; readonly sample: number; readonly all: number; readonly isShort?: true };
    readonly rules: TypeRules;
    /** What is undocumented about the cloud, or left to chance, decided for a run. */
    readonly account: fc.Arbitrary<Account>;
    /** What a run consists of, and how often; it shrinks towards the first. */
    readonly steps: readonly (readonly [weight: number, step: fc.Arbitrary<Step>])[];
    /** What many runs have to have met. */
    readonly expected: { readonly steps: readonly string[]; readonly answers: readonly string[] };
  };
}
