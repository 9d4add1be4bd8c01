import { Sample } from '../support/sample';
import { EACH_FAULTS } from '../types/index';
import { Children, type Doom } from './children';
import { type Calls, type Crash, playCrash, RECOVERIES } from './crash';
import { crashExcuse } from './excuses';
import { cloudOf } from './subject';
import { publish, Tally } from './tally';

const TITLE = 'Crash points: the process is killed at every call of every operation, and the request is sent again';

/** So many deaths of a process are one in `npm test`. */
const ONE_IN = 80;
const HOW = Object.keys(RECOVERIES) as (keyof typeof RECOVERIES)[];

/** The crashes of an operation, those together that differ in nothing but in what is sent afterwards. */
function crashesOf({ calls, ends }: Calls): Crash[][] {
  const repeats = (at: number): boolean => at > 0 && calls[at]?.action === calls[at - 1]?.action;
  return calls.flatMap((_, at) => {
    // Of a call that is repeated until something has happened the first stands for all.
    if (repeats(at)) return [];
    const invocation = ends.findIndex((end) => end > at);
    const how = HOW.filter((recovery) => recovery !== 'the first request again' || invocation > 0);
    return [false, true].map((acted) => how.map((recovery) => ({ at, invocation, acted, recovery })));
  });
}

// What the types of a cloud have in common dies once for all of them.
const sample = new Sample(ONE_IN);

describe.each(EACH_FAULTS)('the death of the process of %s', (typeName, type) => {
  const { scenarios, differs, excuses } = type.faults;
  const tally = new Tally(TITLE);
  let children: Children;
  beforeAll(() => {
    children = new Children(type, 6);
  });
  afterAll(() => {
    children.close();
    publish('crashes', typeName, tally);
  });

  it.each(scenarios.filter(differs.killed).map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (name, scenario) => {
      const played = await playCrash(type, children, scenario);
      const { calls } = played;
      const problems: string[] = [];
      const tryOne = async (crash: Crash, doom: Doom): Promise<void> => {
        const { at, acted, recovery } = crash;
        const problem = await playCrash(type, children, scenario, { crash, doom }).then(
          () => undefined,
          (error: unknown) => String(error),
        );
        const when = `${acted ? 'after' : 'before'} it acted`;
        const excuse = crashExcuse(excuses.crashes, name, crash);
        tally.count(`${when}, ${recovery}`, operation, problem === undefined, excuse?.reason);
        const cell = `call ${at}, ${calls[at]?.action}, killed ${when}, ${recovery}`;
        if (problem !== undefined && !excuse) problems.push(`${cell}: ${problem}`);
        if (problem === undefined && excuse) problems.push(`${cell}: needs no excuse any more`);
      };
      const operation = name.split(' ')[0] ?? '';
      const kindOf = ([first]: readonly Crash[]): string => `${operation}, ${first?.acted}`;
      const deaths = crashesOf(played);
      const chosen = sample.of(
        deaths,
        (death) => `${typeName}: ${name}, call ${death[0]?.at}, ${kindOf(death)}`,
        (death) => [`${typeName}: ${name}`, `${cloudOf(typeName)}: ${kindOf(death)}`],
      );
      tally.leave(deaths.flat().length - chosen.flat().length);
      for (const together of chosen) {
        const doom = children.doom(together.length);
        await Promise.all(together.map((crash) => tryOne(crash, doom)));
      }
      expect(problems).toEqual([]);
    },
    600_000,
  );
});
