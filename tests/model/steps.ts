import fc from 'fast-check';
import type { Fault } from '../../simulator/index';
import type { Properties } from '../support/stage';
import {
  BreakOff,
  CallBack,
  Create,
  CreateLost,
  CreateWhole,
  Delete,
  Finish,
  List,
  Read,
  Repeat,
  RollBack,
  type Step,
  Update,
} from './commands';
import type { Wish } from './fields';
import { type Deed, type Event, FaultOnce, Makings, Outside, openFaults, Quota, TimePasses } from './outside';
import type { TypeRules } from './rules';
import { LOGICAL_IDS } from './stack';
import type { Change } from './wishes';

/** A step with its weight. */
export type Weighted = readonly [weight: number, step: fc.Arbitrary<Step>];

const who = fc.constantFrom(...LOGICAL_IDS);
const ofOne = (command: new (logicalId: (typeof LOGICAL_IDS)[number]) => Step) => who.map((id) => new command(id));

/**
 * How a run begins that is about lost starts: each resource is created, and the answer of its start is lost in another way. Random steps
 * seldom do that, because images are looked for before one is started.
 */
export function lostStartsOf({
  newWish,
  faults,
}: Pick<Parameters<typeof stepsOf>[0], 'newWish' | 'faults'>): fc.Arbitrary<readonly Step[]> {
  const count = LOGICAL_IDS.length;
  const ways = fc.shuffledSubarray([...openFaults(faults)], { minLength: count, maxLength: count });
  const again = fc.constantFrom(undefined, 0, 60);
  const one = fc.tuple(newWish, again);
  return fc.tuple(ways, fc.array(one, { minLength: count, maxLength: count })).map(([chosen, wishes]) =>
    LOGICAL_IDS.flatMap((id, at) => {
      const [way, wish] = [chosen[at], wishes[at]];
      return way && wish ? [new CreateLost(id, wish[0], ...way, wish[1])] : [];
    }),
  );
}

/** What a run with a type consists of, and how often: what all types have in common, and what is the type's own. */
export function stepsOf(type: {
  readonly newWish: fc.Arbitrary<Wish>;
  readonly change: fc.Arbitrary<Change>;
  readonly rules: Pick<TypeRules, 'regions' | 'weathers'>;
  /** What a deletion may be asked for in addition to what the template says. */
  readonly options: readonly Properties[];
  readonly deeds: readonly Deed[];
  readonly faults: Readonly<Record<string, Fault>>;
  /** The weight of a deletion in the middle of a creation. */
  readonly breakingOff?: number;
  readonly events: readonly (readonly [weight: number, event: fc.Arbitrary<Event>])[];
}): Weighted[] {
  const { newWish, change, rules, deeds, events, faults } = type;
  const options = fc.constantFrom(...type.options);
  return [
    [5, fc.tuple(who, newWish).map(([id, wish]) => new Create(id, wish))],
    [6, fc.tuple(who, newWish).map(([id, wish]) => new CreateWhole(id, wish))],
    [10, ofOne(Finish)],
    [4, ofOne(CallBack)],
    [4, fc.tuple(who, options).map(([id, option]) => new Delete(id, option))],
    [type.breakingOff ?? 1, fc.tuple(who, options).map(([id, option]) => new BreakOff(id, option))],
    [13, fc.tuple(who, change).map(([id, changes]) => new Update(id, changes))],
    [8, ofOne(RollBack)],
    [3, ofOne(Read)],
    [3, ofOne(Repeat)],
    [1, fc.constantFrom(...rules.regions).map((regionId) => new List(regionId))],
    [13, fc.tuple(who, fc.constantFrom(...deeds)).map(([id, deed]) => new Outside(id, deed))],
    [1, fc.constantFrom(1, 12, 150, 800).map((minutes) => new TimePasses(minutes))],
    [2, fc.boolean().map((full) => new Quota(full))],
    [2, fc.constantFrom(...rules.weathers).map((weather) => new Makings(weather))],
    ...events,
    [5, fc.constantFrom(...Object.entries(faults)).map(([what, fault]) => new FaultOnce(what, fault))],
  ];
}
