import { Children } from './children';
import { type Calls, type Crash, playCrash, RECOVERIES } from './crash';
import { CRASH_EXCUSES } from './excuses';
import { SCENARIOS } from './scenarios';
import { Tally } from './tally';

const TITLE = 'Crash points: the process is killed at every call of every operation, and the request is sent again';

/** Where the keys come from, and which attribute is changed, makes no difference to a process that dies. */
const PLAYED = SCENARIOS.filter(
  ({ name }) => !/with a role|keyless|19 tags|UPDATE of the (description|family)/.test(name),
);
const HOW = Object.keys(RECOVERIES) as (keyof typeof RECOVERIES)[];

function crashesOf({ calls, beginning }: Calls): Crash[] {
  const repeats = (at: number): boolean => at > 0 && calls[at]?.action === calls[at - 1]?.action;
  return calls.flatMap((_, at) => {
    // Of a call that is repeated until something has happened the first stands for all.
    if (repeats(at)) return [];
    const how = HOW.filter((recovery) => recovery !== 'the first request again' || at >= beginning);
    return [false, true].flatMap((acted) => how.map((recovery) => ({ at, acted, recovery })));
  });
}

describe('the death of the process', () => {
  const tally = new Tally(TITLE);
  let children: Children;
  beforeAll(() => {
    children = new Children(4);
  });
  afterAll(() => {
    children.close();
    tally.publish('crashes');
  });

  it.each(PLAYED.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (name, scenario) => {
      const played = await playCrash(children, scenario);
      const { calls } = played;
      const problems: string[] = [];
      const tryOne = async (crash: Crash): Promise<void> => {
        const { at, acted, recovery } = crash;
        const problem = await playCrash(children, scenario, crash).then(
          () => undefined,
          (error: unknown) => String(error),
        );
        const when = `${acted ? 'after' : 'before'} it acted`;
        const excuse = CRASH_EXCUSES.find(
          (one) => one.scenario === name && one.recovery === recovery && at >= one.from && (acted || at > one.from),
        );
        tally.count(`${when}, ${recovery}`, name.split(' ')[0] ?? '', problem === undefined, excuse?.reason);
        const cell = `call ${at}, ${calls[at]?.action}, killed ${when}, ${recovery}`;
        if (problem !== undefined && !excuse) problems.push(`${cell}: ${problem}`);
      };
      const crashes = crashesOf(played);
      // Two at a time: while one process starts, another one works.
      const work = async (): Promise<void> => {
        for (let crash = crashes.shift(); crash; crash = crashes.shift()) await tryOne(crash);
      };
      await Promise.all([work(), work()]);
      expect(problems).toEqual([]);
    },
    600_000,
  );
});
