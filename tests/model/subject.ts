import type fc from 'fast-check';
import type { StagedCloud, StagedType } from '../support/types/staged-type';
import type { Step } from './commands';
import type { TypeRules } from './rules';
import type { Account, Scene } from './scene';

/** A type whose resources lead random lives: what the model has to know of it. */
export interface ModelSubject<Cloud extends StagedCloud = StagedCloud> extends StagedType<Cloud> {
  readonly model: {
    /**
     * How many lives are led in a sample and in all; always the same, those of the seed. Either meets every kind of step. `also`: where
     * the first ones of the sample do not, by their numbers, those that do; `npm run model -- --type NAME --choose` prints them.
     */
    readonly runs: {
      readonly seed: number;
      readonly sample: number;
      readonly also?: readonly number[];
      readonly all: number;
      /** The lives that begin with lost starts, in a sample and in all. */
      readonly lost: { readonly seed: number; readonly sample: number; readonly all: number };
    };
    readonly rules: TypeRules;
    /** Shows the account of a cloud that has just been started, and adds to it what templates name and what others have. */
    scene(simulator: Cloud): Scene;
    /** What is undocumented about the cloud, or left to chance, decided for a run. */
    readonly account: fc.Arbitrary<Account>;
    /** What a run consists of, and how often; it shrinks towards the first. */
    readonly steps: readonly (readonly [weight: number, step: fc.Arbitrary<Step>])[];
    /** How a run begins that is about lost starts. */
    readonly lostStarts: fc.Arbitrary<readonly Step[]>;
    /** What many runs have to have met. */
    readonly expected: {
      readonly steps: readonly string[];
      readonly answers: readonly string[];
      /** Of those that begin with lost starts. */
      readonly lostStarts: readonly string[];
    };
  };
}
