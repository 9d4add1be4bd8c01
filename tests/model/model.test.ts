import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkModel, type Outcome } from './check';
import { EXPECTED_ANSWERS, EXPECTED_STEPS } from './expected';

/** Always the same runs; `npm run model` makes others. */
const SEED = 20_260_101;
const RUNS = 200;
const REPORT = path.join(__dirname, '..', '..', 'coverage', 'model.md');

describe(`${RUNS} random lives of a stack, held against what a user may expect`, () => {
  let outcome: Outcome;

  beforeAll(async () => {
    outcome = await checkModel({ runs: RUNS, seed: SEED });
    const table = `${outcome.runs} runs with seed ${outcome.seed}\n\n${outcome.tallies.table()}\n`;
    mkdirSync(path.dirname(REPORT), { recursive: true });
    writeFileSync(REPORT, `# What the model-based test met\n\n\`\`\`\n${table}\`\`\`\n`);
    process.stdout.write(`\n${table}\n`);
  }, 600_000);

  it('find nothing that a user could not expect', () => {
    if (outcome.failure !== undefined) throw new Error(outcome.failure);
    expect(outcome.runs).toBe(RUNS);
  });

  it.each(EXPECTED_STEPS)('hold: %s', (kind) => {
    expect(outcome.tallies.commands.of(kind)).toBeGreaterThan(0);
  });

  it.each(EXPECTED_ANSWERS)('meet: %s', (answer) => {
    expect(outcome.tallies.answers.of(answer)).toBeGreaterThan(0);
  });
});
