import assert from 'node:assert/strict';
import { EXCUSES } from './excuses';
import { apiOf, faultsOf } from './faults';
import { SCENARIOS, type Scenario } from './scenarios';
import { publish, Tally } from './tally';
import { type OwnCall, type Play, Theatre, type Trouble } from './theatre';

const TITLE = 'Fault matrix: every call of every operation meets every fault, once and to the end of the operation';
const BY_API = 'The same cells by the API that fails: all of ECS, and the actions of the two STS';

/** A trouble, with the whole of the call that it meets first. */
interface Cell extends Trouble {
  readonly call: OwnCall;
}

/** An operation, its calls and every trouble that one of them can meet. */
function troublesOf({ calls }: Play): Cell[] {
  const repeats = (at: number): boolean => at > 0 && calls[at]?.action === calls[at - 1]?.action;
  return calls.flatMap((call, at) =>
    faultsOf(call.action).flatMap((kind) => {
      // Of a call that is repeated until something has happened the first and the last stand for all.
      const once = repeats(at) && repeats(at + 1) ? [] : [{ kind, call, lasts: false }];
      const lasting = repeats(at) || !kind.lasts ? [] : [{ kind, call, lasts: true }];
      return [...once, ...lasting];
    }),
  );
}

/** Whether the answer is the right one for the trouble. */
function checkAnswer(clean: Play, { kind, lasts }: Trouble): (play: Play) => void {
  return ({ scene, story }) => {
    const { final } = story.course;
    const hasSession = clean.calls.some(({ action }) => action.startsWith('AssumeRole'));
    const passes = kind.passes === 'by repetition' || (kind.passes === 'by renewal' && hasSession);
    if (passes && !lasts) assert.equal(final.errorCode, scene.failure, `it should have passed: ${final.message}`);
    const { errorCode } = final;
    if (kind.plausible && scene.request.action === 'LIST') assert.equal(errorCode, undefined);
    else if (errorCode === undefined) assert.deepEqual(modelsOf(story.course), modelsOf(clean.story.course));
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
  const byApi = new Tally(BY_API);
  let theatre: Theatre;
  beforeAll(() => {
    theatre = new Theatre();
  });
  afterAll(() => {
    theatre.close();
    publish('faults', tally, byApi);
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
        const { kind, call, lasts } = trouble;
        const { action } = call;
        const excuse = EXCUSES.find(
          (one) =>
            one.scenario === name && one.action === action && one.lasts === lasts && one.faults.includes(kind.name),
        );
        const problem = await problemOf(scenario, clean, trouble);
        tally.count(kind.name, clean.scene.request.action, problem === undefined, excuse?.reason);
        byApi.count(kind.name, apiOf(action), problem === undefined, excuse?.reason);
        const cell = `call ${clean.calls.indexOf(call)}, ${action}: ${kind.name}, ${lasts ? 'to the end' : 'once'}`;
        if (problem !== undefined && !excuse) problems.push(`${cell}: ${problem}`);
        if (problem === undefined && excuse) problems.push(`${cell}: needs no excuse any more`);
      }
      expect(problems).toEqual([]);
    },
    600_000,
  );
});
