import fc from 'fast-check';
import { HOME } from '../support/copies';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import {
  BreakOff,
  CallBack,
  Create,
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
import { EXPECTED_ANSWERS, EXPECTED_STEPS } from './expected';
import { Copies, DEEDS, FAULTS, FaultOnce, Outside, QueueFills, Quota, TimePasses } from './outside';
import { LOGICAL_IDS } from './stack';
import type { ModelSubject } from './subject';
import { ABROAD, account, change, newWish } from './wishes';

const who = fc.constantFrom(...LOGICAL_IDS);
const ofOne = (command: new (logicalId: (typeof LOGICAL_IDS)[number]) => Step) => who.map((id) => new command(id));
const options = fc.constantFrom({}, { Force: true as const }, { DeleteAutoSnapshot: true as const });

/** What a run is made of, and how often; it shrinks towards the first. */
const STEPS: ModelSubject['model']['steps'] = [
  [5, fc.tuple(who, newWish).map(([id, wish]) => new Create(id, wish))],
  [6, fc.tuple(who, newWish).map(([id, wish]) => new CreateWhole(id, wish))],
  [10, ofOne(Finish)],
  [4, ofOne(CallBack)],
  [4, fc.tuple(who, options).map(([id, option]) => new Delete(id, option))],
  [1, fc.tuple(who, options).map(([id, option]) => new BreakOff(id, option))],
  [13, fc.tuple(who, change).map(([id, changes]) => new Update(id, changes))],
  [8, ofOne(RollBack)],
  [3, ofOne(Read)],
  [3, ofOne(Repeat)],
  [1, fc.constantFrom(HOME, ABROAD).map((regionId) => new List(regionId))],
  [13, fc.tuple(who, fc.constantFrom(...DEEDS)).map(([id, deed]) => new Outside(id, deed))],
  [1, fc.constantFrom(1, 12, 150, 800).map((minutes) => new TimePasses(minutes))],
  [2, fc.boolean().map((full) => new Quota(full))],
  [2, fc.constantFrom('well', 'CreateFailed', 'UnAvailable', 'stalled').map((weather) => new Copies(weather))],
  [1, fc.constant(new QueueFills())],
  [5, fc.constantFrom(...Object.entries(FAULTS)).map(([what, fault]) => new FaultOnce(what, fault))],
];

export const IMAGE_COPY_MODEL: ModelSubject = {
  ...ALICLOUD_IMAGE_COPY,
  model: { account, steps: STEPS, expected: { steps: EXPECTED_STEPS, answers: EXPECTED_ANSWERS } },
};
