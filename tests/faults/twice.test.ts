import { SCENARIOS } from './scenarios';
import { publish, Tally } from './tally';
import { type Doubling, ordersOf, playTwice } from './twice';

const TITLE =
  'Twice at once: every invocation of every operation runs beside its repetition, their calls in every order';

/** So many calls of each of the two are put in every order; those of an UPDATE all change something. */
const callsOf = (name: string): number => (name.startsWith('UPDATE') ? 3 : 2);
const PLAYED = SCENARIOS.filter(({ name }) => !/with a role|keyless|UPDATE of the (description|family)/.test(name));

describe('two invocations of one request at once', () => {
  const tally = new Tally(TITLE);
  afterAll(() => publish('twice', tally));

  it.each(PLAYED.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (name, scenario) => {
      const invocations = await playTwice(scenario);
      const doublings: Doubling[] = Array.from({ length: invocations }, (_, invocation) => invocation).flatMap(
        (invocation) =>
          ordersOf(callsOf(name)).flatMap((order) => ([0, 1] as const).map((heard) => ({ invocation, order, heard }))),
      );
      const problems: string[] = [];
      for (const doubling of doublings) {
        const problem = await playTwice(scenario, doubling).then(
          () => undefined,
          (error: unknown) => String(error),
        );
        const { invocation, order, heard } = doubling;
        const how = `${order.map((one) => 'AB'[one]).join('')}, goes on with ${'AB'[heard]}`;
        tally.count(how, name.split(' ')[0] ?? '', problem === undefined);
        if (problem !== undefined) problems.push(`invocation ${invocation}, ${how}: ${problem}`);
      }
      expect(problems).toEqual([]);
    },
    600_000,
  );
});
