import { Children, type Doom } from './children';
import { type Calls, type Crash, playCrash, RECOVERIES } from './crash';
import { crashExcuse } from './excuses';
import { SCENARIOS } from './scenarios';
import { publish, Tally } from './tally';

const TITLE = 'Crash points: the process is killed at every call of every operation, and the request is sent again';

/** Where the keys come from, and which attribute is changed, makes no difference to a process that dies. */
const PLAYED = SCENARIOS.filter(
  ({ name }) => !/with a role|keyless|19 tags|UPDATE of the (description|family)/.test(name),
);
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

describe('the death of the process', () => {
  const tally = new Tally(TITLE);
  let children: Children;
  beforeAll(() => {
    children = new Children(6);
  });
  afterAll(() => {
    children.close();
    publish('crashes', tally);
  });

  it.each(PLAYED.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (name, scenario) => {
      const played = await playCrash(children, scenario);
      const { calls } = played;
      const problems: string[] = [];
      const tryOne = async (crash: Crash, doom: Doom): Promise<void> => {
        const { at, acted, recovery } = crash;
        const problem = await playCrash(children, scenario, { crash, doom }).then(
          () => undefined,
          (error: unknown) => String(error),
        );
        const when = `${acted ? 'after' : 'before'} it acted`;
        const excuse = crashExcuse(name, crash);
        tally.count(`${when}, ${recovery}`, name.split(' ')[0] ?? '', problem === undefined, excuse?.reason);
        const cell = `call ${at}, ${calls[at]?.action}, killed ${when}, ${recovery}`;
        if (problem !== undefined && !excuse) problems.push(`${cell}: ${problem}`);
        if (problem === undefined && excuse) problems.push(`${cell}: needs no excuse any more`);
      };
      for (const together of crashesOf(played)) {
        const doom = children.doom(together.length);
        await Promise.all(together.map((crash) => tryOne(crash, doom)));
      }
      expect(problems).toEqual([]);
    },
    600_000,
  );
});
