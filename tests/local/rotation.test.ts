import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonObject, parseJson } from '../../local/json';
import type { StackResult } from '../../local/stack/deployment';
import type { StackEvent, TextMap } from '../../local/stack/state';
import { asObject, propose, ROOT } from './helpers';
import { closeStacks, openStack, type RealStack } from './real-stack';

// A new golden image for five regions, with the project's example, while instances run on the old copies.

afterEach(closeStacks);

const CITIES = ['Beijing', 'Frankfurt', 'Shanghai', 'Singapore', 'Tokyo'];
const OLD = 'm-bp1golden0ubuntu24';
const NEW = 'm-bp1golden1ubuntu24';
const namesOf = (build: string): string[] => CITIES.map((city) => `golden-${city}-${build}`).sort();

interface Outcome {
  readonly result: StackResult;
  readonly events: readonly StackEvent[];
  readonly status?: string;
}

/** A stack of an example, on the built function and a simulator. */
class Example {
  readonly template: JsonObject;

  constructor(
    file: string,
    readonly stack: RealStack,
  ) {
    this.template = asObject(parseJson(readFileSync(join(ROOT, 'examples', file), 'utf8')));
  }

  deploy(given: TextMap): Promise<Outcome> {
    const { journal, deployment } = this.stack.session;
    const proposal = propose(this.template, given, journal.state);
    return this.run(() => deployment.deploy(proposal, { disableRollback: false }));
  }

  delete(retained: readonly string[] = []): Promise<Outcome> {
    return this.run(() => this.stack.session.deployment.delete(new Set(retained)));
  }

  /** The names of the copies that exist. */
  images(): string[] {
    const { simulator } = this.stack;
    const images = simulator.ledger().images.map((identifier) => {
      const [regionId = '', imageId = ''] = identifier.split('/');
      return simulator.world.image(regionId, imageId)?.imageName ?? '';
    });
    return images.sort();
  }

  /** What is billed: the snapshots that the copies consist of. */
  snapshots(): number {
    return this.stack.simulator.ledger().snapshots.length;
  }

  private async run(work: () => Promise<StackResult>): Promise<Outcome> {
    const before = this.stack.events.length;
    const result = await work();
    return { result, events: this.stack.events.slice(before), status: this.stack.session.journal.state.status };
  }
}

async function openRotation(): Promise<Example> {
  return new Example('many-regions.json', await openStack({ copiesInUse: true }));
}

const from = (SourceImageId: string, given: TextMap = {}): TextMap => ({
  Cities: CITIES.join(),
  SourceImageId,
  ...given,
});

const count = ({ events }: Outcome, wanted: string): number =>
  events.filter(({ kind, status }) => kind === 'resource' && status === wanted).length;

it('nothing set before: the new copies are there; the old ones stay, are billed, and are in no stack', async () => {
  const rotation = await openRotation();
  expect((await rotation.deploy(from(OLD))).result).toBe('changed');
  const rotated = await rotation.deploy(from(NEW));
  expect([rotated.status, count(rotated, 'DELETE_FAILED')]).toEqual(['UPDATE_COMPLETE', 5]);
  expect(rotation.images()).toEqual([...namesOf(OLD), ...namesOf(NEW)].sort());
  expect(rotation.snapshots()).toBe(10);

  // Too late: it counts for the copies that the stack has.
  const late = await rotation.deploy(from(NEW, { Force: 'true' }));
  expect([late.status, count(late, 'DELETE_IN_PROGRESS')]).toEqual(['UPDATE_COMPLETE', 0]);
  expect((await rotation.delete()).result).toBe('changed');
  expect(rotation.images()).toEqual(namesOf(OLD));
  expect(rotation.snapshots()).toBe(5);
});

it('Force: set before, the old copies go; set in the same update, it comes too late', async () => {
  const rotation = await openRotation();
  await rotation.deploy(from(OLD));
  await rotation.deploy(from(OLD, { Force: 'true' }));
  const rotated = await rotation.deploy(from(NEW, { Force: 'false' }));
  expect([rotated.status, count(rotated, 'DELETE_FAILED')]).toEqual(['UPDATE_COMPLETE', 0]);
  expect(rotation.images()).toEqual(namesOf(NEW));
  expect(rotation.snapshots()).toBe(5);

  const same = await rotation.deploy(from(OLD, { Force: 'true' }));
  expect([same.status, count(same, 'DELETE_FAILED')]).toEqual(['UPDATE_COMPLETE', 5]);
});

it('ForceDelete in the type configuration: the old copies go, and the template stays as it is', async () => {
  const rotation = await openRotation();
  await rotation.deploy(from(OLD));
  Object.assign(rotation.stack.typeConfiguration, { ForceDelete: true });
  const rotated = await rotation.deploy(from(NEW));
  expect([rotated.status, count(rotated, 'DELETE_FAILED')]).toEqual(['UPDATE_COMPLETE', 0]);
  expect(rotation.images()).toEqual(namesOf(NEW));
});

it('UpdateReplacePolicy Retain: the old copies stay without a failure, and the stack can go without those in use', async () => {
  const rotation = await openRotation();
  await rotation.deploy(from(OLD, { OldCopies: 'Retain' }));
  const rotated = await rotation.deploy(from(NEW));
  const counts = [count(rotated, 'DELETE_SKIPPED'), count(rotated, 'DELETE_FAILED')];
  expect([rotated.status, ...counts]).toEqual(['UPDATE_COMPLETE', 5, 0]);
  expect(rotation.images()).toEqual([...namesOf(OLD), ...namesOf(NEW)].sort());
  expect(rotation.snapshots()).toBe(10);

  const stuck = await rotation.delete();
  expect([stuck.status, count(stuck, 'DELETE_FAILED')]).toEqual(['DELETE_FAILED', 5]);
  const done = await rotation.delete(CITIES.map((city) => `Copy${city}`));
  expect([done.status, count(done, 'DELETE_SKIPPED')]).toEqual(['DELETE_COMPLETE', 5]);
  expect(rotation.images()).toEqual([...namesOf(OLD), ...namesOf(NEW)].sort());
});

it.each<[string, string, TextMap, TextMap]>([
  ['another source', 'two-regions.json', {}, { SourceImageId: NEW }],
  ['another source', 'many-regions.json', {}, { SourceImageId: NEW }],
  ['another source', 'encrypted.json', { KmsKeyId: 'key-sha00example' }, { SourceImageId: NEW }],
  ['another key', 'encrypted.json', {}, { KmsKeyId: 'key-sha00example' }],
])('%s alone replaces the copies of %s', async (_, file, before, change) => {
  const example = new Example(file, await openStack());
  await example.deploy(before);
  const copies = example.images().length;
  const updated = await example.deploy(change);
  expect([updated.status, count(updated, 'DELETE_COMPLETE')]).toEqual(['UPDATE_COMPLETE', copies]);
  expect(example.images()).toHaveLength(copies);
});

it('the guides give the copies the names that the example gives them', () => {
  const nameIn = (file: string): string[] => readFileSync(join(ROOT, file), 'utf8').match(/ImageName: !Sub .*/g) ?? [];
  const [name] = nameIn('examples/many-regions.yaml');
  expect(name).toBeDefined();
  expect([nameIn('guides/rotation.md'), nameIn('guides/many-regions.md')]).toEqual([[name], [name]]);
});
