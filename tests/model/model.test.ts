import { report } from '../support/report';
import { EXHAUSTIVE } from '../support/sample';
import { MODEL_TYPES } from '../types/index';
import { checkModel, type Outcome } from './check';
import type { ModelSubject } from './subject';

/** `npm run model` makes other runs. The sample meets every kind of step; every answer that is to be expected takes all of them. */
const runsOf = ({ sample, also = [], all }: ModelSubject['model']['runs']) =>
  EXHAUSTIVE ? { runs: all, also: [] } : { runs: sample, also };

/** The same of the lives that begin with lost starts; a sample meets every way in which one is lost. */
const lostRunsOf = ({ lost: { sample, all, seed } }: ModelSubject['model']['runs']) => ({
  runs: EXHAUSTIVE ? all : sample,
  seed,
  lost: true,
});

const tableOf = ({ runs, seed, tallies }: Outcome): string =>
  `\`\`\`\n${runs} runs with seed ${seed}\n\n${tallies.table()}\n\`\`\`\n`;

describe.each(
  MODEL_TYPES.map(
    (type) => [runsOf(type.model.runs).runs + runsOf(type.model.runs).also.length, type.name, type] as const,
  ),
)('%i random lives of a stack of %s, held against what a user may expect', (runs, name, type) => {
  const { expected, runs: lives } = type.model;
  let outcome: Outcome;
  let lost: Outcome;

  beforeAll(async () => {
    outcome = await checkModel(type, { ...runsOf(lives), seed: lives.seed });
    lost = await checkModel(type, lostRunsOf(lives));
    const title = 'What the model-based test met';
    report('model', name, `${title}\n\n${tableOf(outcome)}\nof lost starts\n\n${tableOf(lost)}`);
  }, 600_000);

  it('find nothing that a user could not expect', () => {
    if (outcome.failure !== undefined) throw new Error(outcome.failure);
    expect(outcome.runs).toBe(runs);
  });

  it.each(expected.steps)('hold: %s', (kind) => {
    expect(outcome.tallies.commands.of(kind)).toBeGreaterThan(0);
  });

  it('find nothing that a user could not expect of lost starts', () => {
    if (lost.failure !== undefined) throw new Error(lost.failure);
    expect(lost.runs).toBe(lostRunsOf(lives).runs);
  });

  it.each(expected.lostStarts)('hold: %s', (kind) => {
    expect(lost.tallies.commands.of(kind)).toBeGreaterThan(0);
  });

  if (EXHAUSTIVE)
    it.each(expected.answers)('meet: %s', (answer) => {
      expect(outcome.tallies.answers.of(answer)).toBeGreaterThan(0);
    });
});
