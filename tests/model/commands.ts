import assert from 'node:assert/strict';
import type fc from 'fast-check';
import type { Fault } from '../../simulator/index';
import type { Properties } from '../support/stage';
import { checkAccount } from './account';
import { answeredFields, differences, told as toldFields, type Wish } from './fields';
import { begin, call, finish, goOn } from './operations';
import type { Real } from './real';
import type { LogicalId } from './stack';
import { type Operation, outcomeOf, type Phase, type Resource, type Stack } from './stack';
import { type Change, changed, say } from './wishes';

/** One step of a run. `kind` is what the table counts it under. */
export abstract class Step implements fc.AsyncCommand<Stack, Real> {
  abstract readonly kind: string;
  /** Whether it can be done now. */
  abstract check(stack: Stack): boolean;
  protected abstract act(stack: Stack, real: Real): Promise<void> | void;
  abstract toString(): string;

  async run(stack: Stack, real: Real): Promise<void> {
    real.tallies.commands.add(this.kind);
    real.trace.push(`  ${this}`);
    await this.act(stack, real);
    checkAccount(stack, real);
  }
}

/** A step on one resource of the stack that is in one of some phases. */
abstract class ResourceStep extends Step {
  protected abstract readonly phases: readonly Phase[];

  constructor(readonly logicalId: LogicalId) {
    super();
  }

  check(stack: Stack): boolean {
    const resource = stack.resource(this.logicalId);
    return this.phases.includes(resource.phase) && this.suits(stack, resource);
  }

  /** Overridden where more than the phase is needed. */
  protected suits(_stack: Stack, _resource: Resource): boolean {
    return true;
  }

  protected act(stack: Stack, real: Real): Promise<void> {
    return this.on(stack, real, stack.resource(this.logicalId));
  }

  protected abstract on(stack: Stack, real: Real, resource: Resource): Promise<void>;

  toString(): string {
    return `${this.kind} ${this.logicalId}`;
  }
}

export class Create extends ResourceStep {
  readonly kind: string = 'create';
  protected readonly phases = ['none'] as const;

  constructor(
    logicalId: LogicalId,
    readonly wish: Wish,
  ) {
    super(logicalId);
  }

  protected override on(stack: Stack, real: Real, resource: Resource): Promise<void> {
    for (const name of Object.keys(this.wish.properties)) real.tallies.commands.add(`create with ${name}`);
    return goOn(stack, real, resource, begin(stack, real, resource, 'CREATE', this.wish));
  }

  override toString(): string {
    return `${this.kind} ${this.logicalId}: ${say(this.wish.properties, this.wish.stackTags)}`;
  }
}

/** The whole creation at once, so that there is something to work on. */
export class CreateWhole extends Create {
  override readonly kind = 'create to the end';

  protected override async on(stack: Stack, real: Real, resource: Resource): Promise<void> {
    await super.on(stack, real, resource);
    if (resource.operation) await finish(stack, real, resource, resource.operation);
  }
}

/** The repetition of a request whose start of an image was not answered. */
export const AGAIN = 'send the request of a lost start again';

/** How a start of an image goes that a fault meets. */
export const startThat = (what: string): string => `the start of an image ${what}`;

/** A creation whose start is not answered. CloudFormation may lose the answer of the handlers too: then the same request comes again. */
export class CreateLost extends Create {
  override readonly kind = 'create with a fault at the start';

  constructor(
    logicalId: LogicalId,
    wish: Wish,
    readonly what: string,
    readonly fault: Fault,
    /** After so many seconds the request is sent again; undefined: it is not. */
    readonly againAfter: number | undefined,
  ) {
    super(logicalId, wish);
  }

  protected override suits({ console }: Stack): boolean {
    return console.pendingFaults() === 0;
  }

  protected override async on(stack: Stack, real: Real, resource: Resource): Promise<void> {
    const { calls, clock } = real.stage.simulator;
    const before = calls.length;
    real.injectAtStart(this.fault);
    await super.on(stack, real, resource);
    const isLost = real.isStartUnanswered(before);
    real.clearFaults();
    if (!isLost) return;
    real.tallies.commands.add(startThat(this.what));
    const { operation } = resource;
    if (this.againAfter === undefined || operation?.last === undefined) return;
    real.tallies.commands.add(AGAIN);
    clock.advance(this.againAfter * 1_000);
    await call(stack, real, resource, operation, operation.last.request);
  }

  override toString(): string {
    const again = this.againAfter === undefined ? '' : `, and its request comes again after ${this.againAfter} s`;
    return `${super.toString()}; its start ${this.what}${again}`;
  }
}

export class Update extends ResourceStep {
  readonly kind = 'update';
  protected readonly phases = ['created', 'none'] as const;

  constructor(
    logicalId: LogicalId,
    readonly change: Change,
  ) {
    super(logicalId);
  }

  protected override suits(_: Stack, { identifier }: Resource): boolean {
    return identifier !== undefined;
  }

  protected override on(stack: Stack, real: Real, resource: Resource): Promise<void> {
    for (const [name, value] of Object.entries(this.change.properties)) {
      real.tallies.commands.add(value === undefined ? `update without ${name}` : `update of ${name}`);
    }
    return goOn(stack, real, resource, begin(stack, real, resource, 'UPDATE', changed(resource.wish, this.change)));
  }

  override toString(): string {
    return `update ${this.logicalId}: ${say(this.change.properties, this.change.stackTags)}`;
  }
}

/** What CloudFormation does after a failed update. */
export class RollBack extends ResourceStep {
  readonly kind = 'roll back';
  protected readonly phases = ['update failed'] as const;

  protected override on(stack: Stack, real: Real, resource: Resource): Promise<void> {
    const wish = resource.rollBackTo ?? resource.wish;
    return goOn(stack, real, resource, begin(stack, real, resource, 'UPDATE', wish));
  }
}

/** Also what CloudFormation does after a failed creation. */
export class Delete extends ResourceStep {
  readonly kind: string = 'delete';
  protected readonly phases: readonly Phase[] = ['none', 'created', 'create failed', 'update failed', 'delete failed'];

  constructor(
    logicalId: LogicalId,
    readonly options: Properties,
  ) {
    super(logicalId);
  }

  protected override suits(_: Stack, { identifier }: Resource): boolean {
    return identifier !== undefined;
  }

  protected override on(stack: Stack, real: Real, resource: Resource): Promise<void> {
    const { properties, stackTags } = resource.wish;
    const wish = { properties: { ...properties, ...this.options }, stackTags };
    return goOn(stack, real, resource, begin(stack, real, resource, 'DELETE', wish));
  }

  override toString(): string {
    return `${this.kind} ${this.logicalId}${Object.keys(this.options).length > 0 ? `: ${say(this.options)}` : ''}`;
  }
}

/** What CloudFormation does when a person cancels the creation of the stack. */
export class BreakOff extends Delete {
  override readonly kind = 'delete, in the middle of its creation,';
  protected override readonly phases = ['busy'] as const;

  protected override suits(_: Stack, { operation }: Resource): boolean {
    return operation?.action === 'CREATE';
  }
}

/** A step that goes on with an operation. */
abstract class OperationStep extends ResourceStep {
  protected readonly phases: readonly Phase[] = ['busy'];

  protected override on(stack: Stack, real: Real, resource: Resource): Promise<void> {
    const operation = this.operationOf(resource);
    if (!operation) throw new Error(`${this.logicalId} has no operation`);
    return this.continue(stack, real, resource, operation);
  }

  protected operationOf({ operation }: Resource): Operation | undefined {
    return operation;
  }

  protected abstract continue(stack: Stack, real: Real, resource: Resource, operation: Operation): Promise<void>;
}

export class CallBack extends OperationStep {
  readonly kind = 'call back';
  protected continue = goOn;
}

export class Finish extends OperationStep {
  readonly kind = 'finish';
  protected continue = finish;
}

/** An answer was lost, or an invocation was run twice: the same request comes again. */
export class Repeat extends OperationStep {
  readonly kind = 'repeat the last request of';
  protected override readonly phases = ['busy', 'created', 'none'] as const;

  protected override operationOf({ operation, repeatable }: Resource): Operation | undefined {
    return operation ?? repeatable;
  }

  protected override suits(stack: Stack, resource: Resource): boolean {
    const at = this.operationOf(resource)?.last?.at;
    return at !== undefined && stack.now() < at + 3_600_000;
  }

  protected override async continue(stack: Stack, real: Real, resource: Resource, operation: Operation): Promise<void> {
    if (!operation.last) throw new Error(`${this.logicalId} has no request to repeat`);
    resource.operation = operation;
    resource.phase = 'busy';
    await call(stack, real, resource, operation, operation.last.request);
  }
}

export class Read extends ResourceStep {
  readonly kind = 'read';
  protected readonly phases = ['none', 'created', 'busy', 'create failed', 'update failed', 'delete failed'] as const;

  protected override suits(_: Stack, { identifier }: Resource): boolean {
    return identifier !== undefined;
  }

  protected override async on(stack: Stack, real: Real, resource: Resource): Promise<void> {
    const before = stack.imageOf(resource);
    const answer = await real.invoke('READ', { tfcfnid: resource.identifier });
    // What does not show is asked for a second time, a moment later.
    const image = before?.visible ? before : stack.imageOf(resource);
    assert.equal(outcomeOf(answer), image?.visible ? 'SUCCESS' : 'NotFound', `READ of ${this.logicalId}`);
    if (!image?.visible) return;
    const { resourceModel: model = {} } = answer;
    const { Id, Status } = image.shownAs;
    assert.deepEqual([model.Id, model.Status], [Id, Status], `READ of ${this.logicalId}`);
    const { fields, snapshots } = stack.rules;
    const idsOf = (names: readonly string[]) => names.map((snapshot) => snapshot.split('/')[1]);
    const named = snapshots.inModel(model);
    const told = idsOf(snapshots.told(image, stack.account));
    // Those of an image that is being made may be told or not.
    const early = snapshots.areToldLater(image, stack.account) ? idsOf(snapshots.of(image)) : [];
    const expected = named.length > told.length ? [...told, ...early] : told;
    assert.deepEqual(named, expected, `READ of ${this.logicalId} names other snapshots`);
    const wished = resource.phase === 'created' ? toldFields(fields, resource.expected) : undefined;
    const wrong = wished ? differences(wished, answeredFields(fields, model)) : [];
    assert.deepEqual(wrong, [], `READ of ${this.logicalId} is not as wished`);
  }
}

export class List extends Step {
  readonly kind = 'list';

  constructor(readonly regionId: string) {
    super();
  }

  check(): boolean {
    return true;
  }

  protected override async act({ rules }: Stack, real: Real): Promise<void> {
    const expected = real.listed(this.regionId);
    const { status, resourceModels = [] } = await real.invoke('LIST', { [rules.region]: this.regionId });
    const names = resourceModels.map(({ tfcfnid }) => tfcfnid);
    assert.deepEqual([status, ...names.sort()], ['SUCCESS', ...expected.sort()], `LIST of ${this.regionId}`);
  }

  override toString(): string {
    return `list ${this.regionId}`;
  }
}

/** Everything goes, through the handlers, at the end of a run. */
export async function deleteEverything(stack: Stack, real: Real): Promise<void> {
  for (const resource of stack.resources.values()) {
    const { operation, identifier } = resource;
    if (operation && operation.action !== 'CREATE') await finish(stack, real, resource, operation);
    if (resource.phase === 'none' || identifier === undefined) continue;
    const { properties, stackTags } = resource.wish;
    const wish = { properties: { ...properties, ...stack.rules.removingAll }, stackTags };
    await finish(stack, real, resource, begin(stack, real, resource, 'DELETE', wish));
    assert.equal(resource.phase, 'none', `${resource.logicalId} cannot be deleted at the end`);
  }
  checkAccount(stack, real);
}
