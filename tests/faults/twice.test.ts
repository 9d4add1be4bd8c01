import { Sample } from '../support/sample';
import { EACH_FAULTS } from '../types/index';
import { cloudOf } from './subject';
import { publish, Tally } from './tally';
import { type Doubling, ordersOf, playTwice } from './twice';

const TITLE =
  'Twice at once: every invocation of every operation runs beside its repetition, their calls in every order';

/** So many cells are one in `npm test`. */
const ONE_IN = 80;

// What the types of a cloud have in common is played once for all of them.
const sample = new Sample(ONE_IN);

describe.each(EACH_FAULTS)('two invocations at once of %s', (typeName, type) => {
  const { scenarios, differs, ordered } = type.faults;
  const tally = new Tally(TITLE);
  afterAll(() => publish('twice', typeName, tally));

  it.each(scenarios.filter(differs.doubled).map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (name, scenario) => {
      const invocations = await playTwice(type, scenario);
      const doublings: Doubling[] = Array.from({ length: invocations }, (_, invocation) => invocation).flatMap(
        (invocation) =>
          ordersOf(ordered(scenario)).flatMap((order) =>
            ([0, 1] as const).map((heard) => ({ invocation, order, heard })),
          ),
      );
      const operation = name.split(' ')[0] ?? '';
      const howOf = ({ order, heard }: Doubling): string =>
        `${order.map((one) => 'AB'[one]).join('')}, goes on with ${'AB'[heard]}`;
      const chosen = sample.of(
        doublings,
        (doubling) => `${typeName}: ${name}, invocation ${doubling.invocation}, ${howOf(doubling)}`,
        (doubling) => [`${typeName}: ${name}`, `${cloudOf(typeName)}: ${operation}, ${howOf(doubling)}`],
      );
      tally.leave(doublings.length - chosen.length);
      const problems: string[] = [];
      for (const doubling of chosen) {
        const problem = await playTwice(type, scenario, doubling).then(
          () => undefined,
          (error: unknown) => String(error),
        );
        tally.count(howOf(doubling), operation, problem === undefined);
        if (problem !== undefined) problems.push(`invocation ${doubling.invocation}, ${howOf(doubling)}: ${problem}`);
      }
      expect(problems).toEqual([]);
    },
    600_000,
  );
});
