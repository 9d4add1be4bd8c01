import assert from 'node:assert/strict';
import { EXCUSES } from './excuses';
import { FAULTS } from './faults';
import { SCENARIOS, type Scenario } from './scenarios';
import { Tally } from './tally';
import { type Play, Theatre, type Trouble } from './theatre';

const TITLE = 'Fault matrix: every call of every operation meets every fault, once and to the end of the operation';

/** An operation, its calls and every trouble that one of them can meet. */
function troublesOf({ calls }: Play): Trouble[] {
  const repeats = (at: number): boolean => at > 0 && calls[at]?.action === calls[at - 1]?.action;
  return calls.flatMap((_, at) =>
    FAULTS.flatMap((kind) => {
      // Of a call that is repeated until something has happened the first and the last stand for all.
      const once = repeats(at) && repeats(at + 1) ? [] : [{ kind, at, lasts: false }];
      const lasting = repeats(at) || !kind.lasts ? [] : [{ kind, at, lasts: true }];
      return [...once, ...lasting];
    }),
  );
}

/** Whether the answer is the right one for the trouble. */
function checkAnswer(clean: Play, { kind, lasts }: Trouble): (play: Play) => void {
  return ({ scene, story }) => {
    const { final } = story.course;
    if (kind.passes && !lasts) assert.equal(final.errorCode, scene.failure, `it should have passed: ${final.message}`);
    const { errorCode } = final;
    if (errorCode === undefined) assert.deepEqual(modelsOf(story.course), modelsOf(clean.story.course));
    else
      assert.ok(
        [...kind.codes, scene.failure].includes(errorCode),
        `not the code for it: ${errorCode}: ${final.message}`,
      );
  };
}

/** What an operation returned, without what depends on the time. */
function modelsOf({ final: { resourceModel, resourceModels } }: Play['story']['course']) {
  return [resourceModels ?? [], resourceModel ?? []].flat().map(({ CreationTime, ...model }) => model);
}

describe('the fault matrix', () => {
  const tally = new Tally(TITLE);
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => {
    theatre.close();
    tally.publish('faults');
  });

  /** Plays one cell; what is wrong with it, or nothing. */
  async function problemOf(scenario: Scenario, clean: Play, trouble: Trouble): Promise<string | undefined> {
    try {
      await theatre.play(scenario, trouble, checkAnswer(clean, trouble));
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (name, scenario) => {
      const clean = await theatre.play(scenario);
      expect(clean.story.course.final.errorCode).toBe(clean.scene.failure);
      const problems: string[] = [];
      for (const trouble of troublesOf(clean)) {
        const { kind, at, lasts } = trouble;
        const action = clean.calls[at]?.action ?? '';
        const excuse = EXCUSES.find(
          (one) =>
            one.scenario === name && one.action === action && one.lasts === lasts && one.faults.includes(kind.name),
        );
        const problem = await problemOf(scenario, clean, trouble);
        tally.count(kind.name, clean.scene.request.action, problem === undefined, excuse?.reason);
        const cell = `call ${at}, ${action}: ${kind.name}, ${lasts ? 'to the end' : 'once'}`;
        if (problem !== undefined && !excuse) problems.push(`${cell}: ${problem}`);
        if (problem === undefined && excuse) problems.push(`${cell}: needs no excuse any more`);
      }
      expect(problems).toEqual([]);
    },
    600_000,
  );
});
