import { formOf, recordedContexts } from '../support/former-version';
import type { Scenario } from './scenario';
import { contextsOf, MOMENTS, playRollback, playUpdate } from './type-update';
import { BEGUN } from './type-update-scenarios';

/** What goes wrong with each of the plays, which have a name each. */
async function problemsOf(plays: readonly (readonly [name: string, play: () => Promise<void>])[]): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, play] of plays) {
    await play().catch((error: unknown) => problems.push(`${name}: ${error}`));
  }
  return problems;
}

const named = (scenarios: readonly Scenario[]) => scenarios.map((scenario) => [scenario.name, scenario] as const);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('the type is updated from version 0.1.0', () => {
  const recorded = new Set(recordedContexts().map(formOf));

  it.each(named(BEGUN))('before each invocation of: %s', async (_, scenario) => {
    const contexts = await contextsOf(scenario);
    const plays = upTo(contexts.length + 1).map(
      (answered) => [`after ${answered} answers`, () => playUpdate(scenario, answered)] as const,
    );
    expect(await problemsOf(plays)).toEqual([]);
    // Each form is in tests/fixtures too, whatever becomes of the scenarios. To record them again:
    // npm run package && node --import tsx tests/faults/record-contexts.ts
    expect(contexts.map(formOf).filter((form) => !recorded.has(form))).toEqual([]);
  });

  it.each(named(BEGUN.filter(({ name }) => name.startsWith('CREATE'))))(
    'before the rollback of: %s',
    async (_, scenario) => {
      const contexts = await contextsOf(scenario);
      const moments = Object.keys(MOMENTS) as (keyof typeof MOMENTS)[];
      const plays = contexts.flatMap((_, index) =>
        moments.map(
          (moment) => [`after answer ${index}, ${moment}`, () => playRollback(scenario, index + 1, moment)] as const,
        ),
      );
      expect(await problemsOf(plays)).toEqual([]);
    },
  );
});
