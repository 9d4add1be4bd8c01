import { differences, exactly, type Fields, LISTED, shownFields, wishedFields } from './fields';
import type { SourceState, TypeRules } from './rules';
import type { SeenImage } from './scene';
import { isBroken, isByRequest, isUnfinished, type Operation, type Resource, type Stack } from './stack';
import { DELETE_BY_DEFAULT, isInvalid, LAST_WORD_SECONDS, secondsOf } from './wishes';

/** What is the case when CloudFormation calls. */
export interface Situation {
  readonly stack: Stack;
  readonly resource: Resource;
  readonly operation: Operation;
  /** Nothing of this operation was asked before. */
  readonly first: boolean;
  /** The request was sent before, and its answer lost. */
  readonly repeated: boolean;
  readonly image: SeenImage | undefined;
  /** The image was there before. */
  readonly begun: boolean;
  readonly now: number;
}

/** A fact that lets an operation fail with a code. */
interface Obstacle {
  /** Or several, of which it is one. */
  readonly code: string | ((rules: TypeRules) => readonly string[]);
  readonly when: (situation: Situation) => boolean;
}

const LATE_CALL_SECONDS = 60;

const isAbsent = ({ image }: Situation): boolean => image === undefined || !image.visible;

/** Another image that has the desired name, unless the resource's own has it. */
function ownerOfName({ stack, resource, operation, image }: Situation): SeenImage | undefined {
  const { properties } = operation.next;
  const name = properties[stack.rules.fields.name] ?? operation.wish.properties.Name;
  if (typeof name !== 'string' || name === image?.imageName) return undefined;
  return stack.console.images(regionOf(stack, resource, operation)).find((one) => one.imageName === name);
}

/** Whether another image of the region has the desired name, and keeps it from being given. */
function nameIsTaken(situation: Situation): boolean {
  const { stack, operation } = situation;
  const asked = operation.action === 'UPDATE' ? 'UPDATE' : 'CREATE';
  return stack.rules.refusesName(stack.account, asked) && ownerOfName(situation) !== undefined;
}

/** Whether nobody can tell who has taken the name: an image that is not shown, and maybe an attempt whose answer is lost. */
function mayHaveTakenItsName(situation: Situation): boolean {
  return (
    situation.stack.console.pendingFaults() > 0 && nameIsTaken(situation) && ownerOfName(situation)?.listed === false
  );
}

function regionOf({ rules }: Stack, { identifier }: Resource, { action, wish }: Operation): string {
  const wished = wish.properties[rules.region];
  const known = action === 'CREATE' ? undefined : identifier?.split('/')[0];
  return known ?? (typeof wished === 'string' ? wished : rules.regions[0]);
}

/** Whether an image can be made now from what the template names. */
function sourceOf({ stack, resource, operation }: Situation): SourceState {
  return stack.console.sourceOf(regionOf(stack, resource, operation), operation.wish.properties);
}

function isLate({ stack, operation, now }: Situation): boolean {
  const { Create = stack.rules.createByDefault, Delete = DELETE_BY_DEFAULT } = Object(
    operation.wish.properties.Timeouts,
  );
  const allowed = operation.action === 'CREATE' ? Create : Delete;
  const longest = operation.startedAt + LAST_WORD_SECONDS * 1_000;
  return now >= longest || now >= operation.countsFrom + secondsOf(allowed) * 1_000;
}

/**
 * Without a time-out of its own, a deletion waits for a copy that cannot be cancelled; then its time begins again. Who calls back much
 * later than asked has no claim to it.
 */
export function countAnew(situation: Situation): void {
  const { operation, now } = situation;
  const onTime = now <= operation.dueAt + LATE_CALL_SECONDS * 1_000;
  const waits = operation.action === 'DELETE' && onTime && !Object(operation.wish.properties.Timeouts).Delete;
  if (waits && (operation.uncancellable || cannotBeCancelled(situation))) operation.countsFrom = now;
  operation.uncancellable = waits && cannotBeCancelled(situation);
}

/** Whether an update changes what is fixed when an image is made: compared with the former template, else with what the image shows. */
export function changesWhatIsFixed({ stack: { rules }, resource, operation }: Situation): boolean {
  const former = operation.former?.properties ?? {};
  const [regionId] = resource.identifier?.split('/') ?? [];
  const before = (name: string): unknown =>
    name === rules.region ? regionId : (former[name] ?? [...(resource.expected.get(name) ?? [])][0]);
  return rules.fixed.some((name) => {
    const wanted = operation.wish.properties[name];
    const was = before(name);
    // Of a list that no template names any more nothing tells but that there was one.
    const isUntold = was === LISTED && typeof wanted === 'object';
    return wanted !== undefined && !isUntold && inWords(wanted) !== inWords(was);
  });
}

const inWords = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Whether the request of a DELETE tells of no more than that a copy was started: then it is looked for, for a while. */
function mayBeYoung({ stack, resource, operation }: Situation): boolean {
  const { Status, Id } = operation.next.properties;
  return (
    resource.provisional || Status === stack.rules.begunStatus || (isByRequest(resource.identifier) && Id === undefined)
  );
}

/** When a call says of an image that is gone that it is. */
const tellsAbsence = ({ stack: { rules, account } }: Situation) => rules.tellsAbsence(account);

/** Whether another image may be the one that nothing leads to any more. */
function isMistakable({ stack, resource, operation, image }: Situation): boolean {
  const { wish, former } = operation;
  const { name } = stack.rules.fields;
  const properties = { ...wish.properties, [name]: (former ?? wish).properties[name] };
  const images = stack.console.images(regionOf(stack, resource, operation));
  return image === undefined && images.some((one) => stack.rules.isNamesake(one, properties));
}

/**
 * Whether the answer of a start may be lost where it is not sent again: then the image, if there is one, is looked for. `operation.lostAt`
 * has been noted after the first such call.
 */
const isLost = ({ stack: { rules }, operation }: Situation): boolean =>
  rules.startedOnce !== undefined && operation.action === 'CREATE' && operation.lostAt !== undefined;

/** Whether a start that is lost has been looked for as long as that is done. */
const isGivenUp = (situation: Situation): boolean => {
  const { lostAt = Number.POSITIVE_INFINITY } = situation.operation;
  const { lostSeconds = 0 } = situation.stack.rules.startedOnce ?? {};
  return isLost(situation) && (isLate(situation) || situation.now >= lostAt + lostSeconds * 1_000);
};

/** Whether a new image is refused before the cloud is asked. */
function isRefusedUnasked({ stack: { rules }, operation: { wish } }: Situation): boolean {
  return isInvalid(rules, wish) || rules.isIncomplete(wish.properties);
}

/** What makes the first call of an operation fail, for certain. */
const AT_ONCE: Readonly<Record<Operation['action'], readonly Obstacle[]>> = {
  CREATE: [
    { code: 'InvalidRequest', when: isRefusedUnasked },
    { code: 'InvalidRequest', when: (situation) => sourceOf(situation) === 'unfit' },
    { code: 'ServiceLimitExceeded', when: ({ stack }) => stack.quotaFull },
    { code: 'AlreadyExists', when: nameIsTaken },
    { code: 'ResourceConflict', when: mayHaveTakenItsName },
  ],
  UPDATE: [
    { code: 'NotFound', when: (situation) => isAbsent(situation) && !isMistakable(situation) },
    { code: 'ResourceConflict', when: isMistakable },
    { code: 'InvalidRequest', when: ({ stack, operation }) => isInvalid(stack.rules, operation.wish) },
    { code: 'NotUpdatable', when: changesWhatIsFixed },
    { code: 'InvalidRequest', when: nameIsTaken },
  ],
  DELETE: [{ code: 'NotFound', when: (s) => s.image === undefined && !mayBeYoung(s) && tellsAbsence(s) === 'atOnce' }],
};

/** What makes a start fail that is repeated later, because the source was busy. */
const LATER: readonly Obstacle[] = [
  { code: 'InvalidRequest', when: (situation) => sourceOf(situation) === 'unfit' },
  { code: 'ServiceLimitExceeded', when: ({ stack }) => stack.quotaFull },
  // An attempt whose invocation was lost may have made the image that has the name.
  { code: ({ codes }) => [codes.nameTakenLater ?? []].flat(), when: nameIsTaken },
  { code: ({ codes }) => codes.busy, when: (situation) => sourceOf(situation) === 'busy' && isLate(situation) },
];

/** What may make an operation fail that has begun; it counts if it was the case once. */
const MEANWHILE: Readonly<Record<Operation['action'], readonly Obstacle[]>> = {
  CREATE: [
    { code: ({ codes }) => codes.taken, when: ({ image }) => image === undefined },
    { code: ({ codes }) => codes.failed, when: ({ image }) => image === undefined || isBroken(image) },
    { code: 'NotStabilized', when: isLate },
    { code: 'InvalidRequest', when: nameIsTaken },
    { code: 'ResourceConflict', when: (situation) => !isKnown(situation) && isLate(situation) },
  ],
  UPDATE: [
    { code: 'NotFound', when: isAbsent },
    { code: 'ResourceConflict', when: isMistakable },
    { code: ({ codes }) => [codes.spoilt], when: ({ image }) => isBroken(image) },
    { code: 'InvalidRequest', when: nameIsTaken },
  ],
  DELETE: [
    { code: 'GeneralServiceException', when: (situation) => isKept(situation) },
    { code: 'NotStabilized', when: isLate },
    { code: 'ResourceConflict', when: isMistakable },
  ],
};

/** Whether an answer told the ID of the image: until then the start is repeated. */
function isKnown({ operation }: Situation): boolean {
  return operation.next.properties.Id !== undefined;
}

function cannotBeCancelled({ stack, image }: Situation): boolean {
  return image?.visible === true && isUnfinished(image) && !stack.rules.isCancellable(image, stack.account);
}

function isKept({ stack, image, operation }: Situation): boolean {
  return image !== undefined && stack.rules.isKept(image, operation.wish.properties);
}

/** Whether CREATE has nothing to wait for. */
function isAsWished({ stack: { rules, console }, image, operation }: Situation): boolean {
  if (!image?.visible || !image.ready) return false;
  // It is done only when the images of earlier attempts are gone, which takes a while.
  if ([...operation.doubles].some((double) => console.see(double))) return false;
  const wished = wishedFields(rules.fields, { ...operation.wish, properties: operation.next.properties });
  const shown: Fields = new Map([...shownFields(rules.fields, image)].filter(([name]) => wished.has(name)));
  return differences(exactly(wished), shown).length === 0;
}

/** What is the case at one moment, and what follows from it. */
export interface Look extends Situation {
  /** Codes with which a first call has to fail. */
  readonly atOnce: readonly string[];
  /** Codes with which an operation that has begun may fail. */
  readonly meanwhile: readonly string[];
  /** Codes with which a start fails that is repeated later. */
  readonly later: readonly string[];
  /** A creation has nothing to wait for. */
  readonly asWished: boolean;
  /** A creation has to wait for its source. */
  readonly waits: boolean;
}

/** Looks at the account now: it is another one after the call. */
export function look(situation: Situation): Look {
  const { action } = situation.operation;
  const codes = (obstacles: readonly Obstacle[]) =>
    obstacles
      .filter(({ when }) => when(situation))
      .flatMap(({ code }) => (typeof code === 'string' ? code : code(situation.stack.rules)));
  return {
    ...situation,
    atOnce: codes(AT_ONCE[action]),
    meanwhile: codes(MEANWHILE[action]),
    later: action === 'CREATE' ? codes(LATER) : [],
    asWished: isAsWished(situation) && isKnown(situation),
    waits: action === 'CREATE' && sourceOf(situation) === 'busy',
  };
}

/**
 * Every answer that a user may get: SUCCESS, IN_PROGRESS, or handler error codes. `before` and `after` the call; a one-off fault of
 * the network or of ECS makes no difference.
 */
export function allowedAnswers(before: Look, after: Look): ReadonlySet<string> {
  const { operation, first, repeated, atOnce } = before;
  if (operation.action === 'CREATE' && first) return new Set(started(before, after));
  // ECS may name in any order what prevents an update.
  const also = operation.action === 'UPDATE' ? before.meanwhile : [];
  if (first && !repeated && atOnce.length > 0) return new Set([...atOnce, ...also]);
  if (operation.action === 'CREATE' && !before.begun) return new Set(startedLater(before, after));
  for (const code of [...before.meanwhile, ...after.meanwhile]) operation.mayFail.add(code);
  return new Set([...operation.mayFail, ...goesOn(before), ...succeeds(before, after)]);
}

/** A start that nothing prevents makes an image. */
const goesOnWith = ({ image }: Look): string => (image ? 'IN_PROGRESS' : 'IN_PROGRESS with an image');

/** The answers to the first request of a creation. The cloud may say that the source is busy before or after it says what else is wrong. */
function started(before: Look, after: Look): string[] {
  const { repeated, begun, atOnce, waits } = before;
  if (repeated && begun) return ['IN_PROGRESS', ...forgotten(before)];
  if (isRefusedUnasked(before)) return ['InvalidRequest'];
  if (waits || isLost(after)) return ['IN_PROGRESS', ...atOnce];
  return atOnce.length > 0 ? [...atOnce] : [goesOnWith(after)];
}

/** The answers of a creation whose image could not be started before. */
function startedLater(before: Look, after: Look): string[] {
  if (isLost(before)) return ['IN_PROGRESS', ...(isGivenUp(after) ? ['NotStabilized'] : [])];
  if (before.waits || isLost(after)) return ['IN_PROGRESS', ...before.later, ...after.later];
  return before.later.length > 0 ? [...before.later] : [goesOnWith(after)];
}

function goesOn({ operation, asWished }: Look): string[] {
  const nothingToWaitFor = operation.action === 'CREATE' && operation.mayFail.size === 0 && asWished;
  return nothingToWaitFor ? [] : ['IN_PROGRESS'];
}

function succeeds(before: Look, after: Look): string[] {
  const { resource, operation, first, repeated, image } = before;
  switch (operation.action) {
    case 'CREATE':
      return after.image?.ready ? ['SUCCESS'] : [];
    case 'UPDATE':
      return after.image ? ['SUCCESS'] : [];
    case 'DELETE': {
      // The answer that told of the deletion was lost: its repetition finds nothing, and CloudFormation takes that for the same.
      const told = tellsAbsence(before);
      const mayBeNews = (first && (repeated || image?.visible === false || told !== 'atOnce')) || told === 'later';
      return after.image ? [] : ['SUCCESS', ...(resource.provisional || mayBeNews ? ['NotFound'] : [])];
    }
  }
}

/**
 * Where no token tells an image, one that is gone is made again, and of one that is not listed yet the cloud says whatever prevents it
 * now.
 */
function forgotten({ stack: { rules, account }, image, atOnce }: Look): readonly string[] {
  if (rules.startedOnce !== undefined) return image?.listed ? [] : atOnce;
  return rules.saysOfRepeated(image, account);
}
