import { isFailureCode } from '../failure/codes';
import { LONGEST_OPERATION_SECONDS } from '../failure/duration';
import type { CreationMemory, Reason } from './creation';
import { areSnapshotIds, isImageId } from './ids';
import type { RemovalMemory } from './removal';
import type { UpdateMemory } from './updating';

type Check = (value: unknown) => boolean;

/** The latest time that a Date can have, in milliseconds since 1970. */
const LAST_MOMENT = 8.64e15;

const isTime: Check = (value) => typeof value === 'number' && value >= 0 && value <= LAST_MOMENT;
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isPercent: Check = (value) => typeof value === 'number' && value >= 0 && value <= 100;
const isFlag: Check = (value) => typeof value === 'boolean';
const isText: Check = (value) => typeof value === 'string';
/** No operation gets more time than this. Version 0.1.0 accepted a time-out of 12 h. */
const endsInTime: Check = (memory) => {
  const { startedAt, deadline } = Object(memory) as Record<string, number>;
  return startedAt !== undefined && deadline !== undefined && deadline - startedAt <= LONGEST_OPERATION_SECONDS * 1000;
};
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
/** An object that has no fields but these, because each operation remembers different things. */
const shape =
  <Shape>(fields: Readonly<Record<keyof Shape, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
    Object.entries<Check>(fields).every(([name, check]) =>
      check(Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined),
    );

const isRemoval = shape<RemovalMemory>({
  startedAt: isTime,
  deadline: isTime,
  looks: isCount,
  seen: isFlag,
  imageGone: isFlag,
  snapshotIds: areSnapshotIds,
  uncancellable: isFlag,
  accepted: orAbsent((value) => value === 'cancel' || value === 'delete'),
  missingSince: orAbsent(isTime),
  id: orAbsent(isImageId),
});
const removal: Check = (memory) => isRemoval(memory) && endsInTime(memory);
const isCreation = shape<CreationMemory>({
  startedAt: isTime,
  copyingSince: isTime,
  deadline: isTime,
  seen: isFlag,
  missingSince: orAbsent(isTime),
  pending: orAbsent((value) => value === true),
  lost: orAbsent(shape<NonNullable<CreationMemory['lost']>>({ at: isTime, message: isText })),
  id: orAbsent(isImageId),
  percent: orAbsent(isPercent),
  failure: orAbsent(shape<Reason>({ code: isFailureCode, message: isText, lastPoll: orAbsent(isText) })),
  removal: orAbsent(removal),
});
const creation: Check = (memory) => isCreation(memory) && endsInTime(memory);
const update = shape<UpdateMemory>({
  deadline: isTime,
  looks: isCount,
  unseen: orAbsent(isFlag),
  missingSince: orAbsent(isTime),
  id: orAbsent(isImageId),
});

/** The fields that are compared with what the cloud shows, or sent to it. All other texts are messages. */
export const EXACT_FIELDS: readonly string[] = [
  'id',
  'snapshotIds',
  'code',
  'accepted',
] satisfies (keyof (CreationMemory & RemovalMemory & Reason))[];

/** The callback context comes from outside and can be anything. These checks recognise the memory of our own operations. */
export const isCreationMemory = (value: unknown): value is CreationMemory => creation(value);
export const isRemovalMemory = (value: unknown): value is RemovalMemory => removal(value);
export const isUpdateMemory = (value: unknown): value is UpdateMemory => update(value);
