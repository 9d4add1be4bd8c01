import { formOf, recordedContexts } from '../support/former-version';
import { Sample } from '../support/sample';
import type { Scenario } from './scenario';
import { contextsOf, MOMENTS, playRollback, playUpdate } from './type-update';
import { BEGUN } from './type-update-scenarios';

/** So many moments of the update are one in `npm test`. */
const ONE_IN = 4;

/** A moment at which the type is updated, and the kinds that it stands for: what the former version remembers then. */
interface Moment {
  readonly name: string;
  readonly kinds: readonly string[];
  play(): Promise<void>;
}

/** What goes wrong at those of the moments that are in the sample. */
async function problemsOf(sample: Sample, { name }: Scenario, moments: readonly Moment[]): Promise<string[]> {
  const problems: string[] = [];
  const chosen = sample.of(
    moments,
    (moment) => `${name}, ${moment.name}`,
    ({ kinds }) => [name, ...kinds],
  );
  for (const moment of chosen) {
    await moment.play().catch((error: unknown) => problems.push(`${moment.name}: ${error}`));
  }
  return problems;
}

const named = (scenarios: readonly Scenario[]) => scenarios.map((scenario) => [scenario.name, scenario] as const);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('the type is updated from version 0.1.0', () => {
  const recorded = new Set(recordedContexts().map(formOf));
  const updates = new Sample(ONE_IN);
  const rollbacks = new Sample(ONE_IN);

  it.each(named(BEGUN))('before each invocation of: %s', async (_, scenario) => {
    const contexts = await contextsOf(scenario);
    const moments = upTo(contexts.length + 1).map((answered) => ({
      name: `after ${answered} answers`,
      kinds: contexts.slice(0, answered).slice(-1).map(formOf),
      play: () => playUpdate(scenario, answered),
    }));
    expect(await problemsOf(updates, scenario, moments)).toEqual([]);
    // Each form is in tests/fixtures too, whatever becomes of the scenarios. To record them again:
    // npm run package && node --import tsx tests/faults/record-contexts.ts
    expect(contexts.map(formOf).filter((form) => !recorded.has(form))).toEqual([]);
  });

  it.each(named(BEGUN.filter(({ name }) => name.startsWith('CREATE'))))(
    'before the rollback of: %s',
    async (_, scenario) => {
      const contexts = await contextsOf(scenario);
      const moments = Object.keys(MOMENTS) as (keyof typeof MOMENTS)[];
      const plays = contexts.flatMap((context, index) =>
        moments.map((moment) => ({
          name: `after answer ${index}, ${moment}`,
          kinds: [`${moment}: ${formOf(context)}`],
          play: () => playRollback(scenario, index + 1, moment),
        })),
      );
      expect(await problemsOf(rollbacks, scenario, plays)).toEqual([]);
    },
  );
});
