import { report } from '../support/report';
import { EXHAUSTIVE } from '../support/sample';
import { TYPES } from '../types/index';
import { checkModel, type Outcome } from './check';

/** `npm run model` makes other runs. The sample meets every kind of step; every answer that is to be expected takes all of them. */
const RUNS = EXHAUSTIVE ? 'all' : 'sample';

describe.each(TYPES.map((type) => [type.model.runs[RUNS], type.name, type] as const))(
  '%i random lives of a stack of %s, held against what a user may expect',
  (runs, name, type) => {
    const {
      expected,
      runs: { seed, isShort },
    } = type.model;
    let outcome: Outcome;

    beforeAll(async () => {
      outcome = await checkModel(type, { runs, seed });
      const title = 'What the model-based test met';
      report(
        'model',
        name,
        `${title}\n\n\`\`\`\n${outcome.runs} runs with seed ${outcome.seed}\n\n${outcome.tallies.table()}\n\`\`\`\n`,
      );
    }, 600_000);

    it('find nothing that a user could not expect', () => {
      if (outcome.failure !== undefined) throw new Error(outcome.failure);
      expect(outcome.runs).toBe(runs);
    });

    if (EXHAUSTIVE || !isShort)
      it.each(expected.steps)('hold: %s', (kind) => {
        expect(outcome.tallies.commands.of(kind)).toBeGreaterThan(0);
      });

    if (EXHAUSTIVE)
      it.each(expected.answers)('meet: %s', (answer) => {
        expect(outcome.tallies.answers.of(answer)).toBeGreaterThan(0);
      });
  },
);
