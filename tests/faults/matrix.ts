import assert from 'node:assert/strict';
import { identifierOf } from '../support/contract';
import { Sample } from '../support/sample';
import type { StagedCloud } from '../support/types/staged-type';
import { faultExcuse } from './excuses';
import { imageIn, type Scenario } from './scenario';
import { cloudOf, type FaultSubject } from './subject';
import { publish, Tally } from './tally';
import { type OwnCall, type Play, Theatre, type Trouble } from './theatre';

const TITLE = 'Fault matrix: every call of every operation meets every fault, once and to the end of the operation';
const BY_API =
  'The same cells by the API that fails: all of the image service, and the actions that keys and sessions take';
/** So many cells are one in `npm test`. */
const ONE_IN = 120;

/** A trouble, with the whole of the call that it meets first. */
interface Cell extends Trouble {
  readonly call: OwnCall;
}

/** An operation, its calls and every trouble that one of them can meet. */
function troublesOf({ faults }: FaultSubject, { calls }: Play): Cell[] {
  const repeats = (at: number): boolean => at > 0 && calls[at]?.action === calls[at - 1]?.action;
  return calls.flatMap((call, at) =>
    faults.of(call.action, call.refused).kinds.flatMap((kind) => {
      // Of a call that is repeated until something has happened the first and the last stand for all.
      const once = repeats(at) && repeats(at + 1) ? [] : [{ kind, call, lasts: false }];
      const lasting = repeats(at) || !kind.lasts ? [] : [{ kind, call, lasts: true }];
      return [...once, ...lasting];
    }),
  );
}

/** Whether the answer is the right one for the trouble. */
function checkAnswer(type: FaultSubject, clean: Play, { kind, lasts }: Trouble): (play: Play) => void {
  return ({ scene, story }) => {
    const { final } = story.course;
    const hasSession = clean.calls.some(({ action }) => action.startsWith('Assume'));
    const passes = kind.passes === 'by repetition' || (kind.passes === 'by renewal' && hasSession);
    if (passes && !lasts) assert.equal(final.errorCode, scene.failure, `it should have passed: ${final.message}`);
    const { errorCode } = final;
    if (kind.plausible && scene.request.action === 'LIST') assert.equal(errorCode, undefined);
    else if (errorCode === undefined)
      assert.deepEqual(modelsOf(type, story.course), modelsOf(type, clean.story.course));
    else
      assert.ok(
        [...kind.codes, scene.failure].includes(errorCode),
        `not the code for it: ${errorCode}: ${final.message}`,
      );
  };
}

/** What an operation returned, without what depends on the time: an image whose start had to wait is called by its request. */
function modelsOf(type: FaultSubject, { final }: Play['story']['course']) {
  const models = [final.resourceModels ?? [], final.resourceModel ?? []].flat();
  return models.map((resourceModel) => {
    const entries = Object.entries(resourceModel).filter(([name]) => !type.faults.timely.includes(name));
    return { ...Object.fromEntries(entries), [identifierOf(type.schema)]: imageIn(type, resourceModel) };
  });
}

/** The fault matrix of some of the types, for a file of tests: more files share the cores better than one. */
export function testMatrix(types: readonly FaultSubject[]): void {
  // The types of each cloud meet each kind of trouble, and one type each kind in each operation and API: what they do there is shared.
  const sample = new Sample(ONE_IN);
  describe.each(types.map((type) => [type.name, type] as const))('the fault matrix of %s', (name, type) =>
    playMatrix(name, type, sample),
  );
}

function playMatrix(typeName: string, type: FaultSubject, sample: Sample): void {
  const { scenarios, differs, of: faultsOf, excuses } = type.faults;
  const tally = new Tally(TITLE);
  const byApi = new Tally(BY_API);
  let theatre: Theatre;
  beforeAll(() => {
    theatre = new Theatre(type);
  });
  afterAll(() => {
    theatre.close();
    publish('faults', typeName, tally, byApi);
  });

  /** Plays one cell; what is wrong with it, if anything, and what the operation ended with. */
  async function playCell(
    scenario: Scenario<StagedCloud>,
    clean: Play,
    trouble: Trouble,
  ): Promise<{ problem?: string; told: string }> {
    let told = '';
    const check = checkAnswer(type, clean, trouble);
    try {
      await theatre.play(scenario, trouble, (play) => {
        const { course, reaction } = play.story;
        told = [course.final, reaction].map((answer) => answer?.message).join(' ');
        check(play);
      });
      return { told };
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error), told };
    }
  }

  it.each(scenarios.filter(differs.troubled).map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (name, scenario) => {
      const clean = await theatre.play(scenario);
      expect(clean.story.course.final.errorCode).toBe(clean.scene.failure);
      const operation = clean.scene.request.action;
      const nameOf = ({ call, kind, lasts }: Cell): string =>
        `call ${clean.calls.indexOf(call)}, ${call.action}: ${kind.name}, ${lasts ? 'to the end' : 'once'}`;
      const kindsOf = ({ call: { action }, kind, lasts }: Cell): string[] => [
        `${typeName}: ${name}`,
        `${cloudOf(typeName)}: ${kind.name}: ${lasts}`,
        `${kind.name} in ${operation}`,
        `${kind.name} of ${faultsOf(action).api}`,
      ];
      const cells = troublesOf(type, clean);
      const chosen = sample.of(cells, (cell) => `${typeName}: ${name}, ${nameOf(cell)}`, kindsOf);
      tally.leave(cells.length - chosen.length);
      const problems: string[] = [];
      for (const cell of chosen) {
        const { kind, call } = cell;
        const { action } = call;
        const before = clean.calls.slice(0, clean.calls.indexOf(call));
        const excuse = faultExcuse(excuses.faults, name, cell, before);
        const { problem, told } = await playCell(scenario, clean, cell);
        tally.count(kind.name, operation, problem === undefined, excuse?.reason);
        byApi.count(kind.name, faultsOf(action).api, problem === undefined, excuse?.reason);
        if (problem !== undefined && !excuse) problems.push(`${nameOf(cell)}: ${problem}`);
        if (problem === undefined && excuse) problems.push(`${nameOf(cell)}: needs no excuse any more`);
        if (excuse?.tells?.test(told) === false) problems.push(`${nameOf(cell)}: does not say what is left: ${told}`);
      }
      expect(problems).toEqual([]);
    },
    600_000,
  );
}
