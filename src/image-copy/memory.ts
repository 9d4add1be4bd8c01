import type { CreationMemory } from './creating';
import type { RemovalMemory } from './removing';
import type { UpdateMemory } from './updating';

type Check = (value: unknown) => boolean;

const isTime: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const isText: Check = (value) => typeof value === 'string';
const areTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) =>
      check(Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined),
    );

const removal = shape({
  startedAt: isTime,
  deadline: isTime,
  looks: isTime,
  seen: isFlag,
  imageGone: isFlag,
  snapshotIds: areTexts,
  uncancellable: isFlag,
});
const creation = shape({
  startedAt: isTime,
  copyingSince: isTime,
  deadline: isTime,
  seen: isFlag,
  failure: orAbsent(shape({ code: isText, message: isText })),
  removal: orAbsent(removal),
});
const update = shape({ deadline: isTime, looks: isTime });

/** What comes back from outside may be anything; these tell our own memory from it. */
export const isCreationMemory = (value: unknown): value is CreationMemory => creation(value);
export const isRemovalMemory = (value: unknown): value is RemovalMemory => removal(value);
export const isUpdateMemory = (value: unknown): value is UpdateMemory => update(value);
