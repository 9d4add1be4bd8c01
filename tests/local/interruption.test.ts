import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Interrupted, StateError } from '../../local/errors';
import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import type { StackEvent } from '../../local/stack/state';
import { fileStore, loadState, stackFolder } from '../../local/stack/store';
import { FixtureStack, templateOf, temporaryFolder } from './helpers';

const stacks: FixtureStack[] = [];

/** A stack whose state is in a file; opened again it goes on from there. */
function open(folder: string): FixtureStack {
  const file = join(folder, 'state', 'test.json');
  const stack = new FixtureStack({ folder, store: fileStore(file), state: loadState(file) });
  stacks.push(stack);
  return stack;
}

afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.close()));
});

const template = templateOf({ One: {}, Two: { DependsOn: 'One' } });

/** Deploys, and interrupts that when a resource tells of its progress in the status. */
async function interruptAt(stack: FixtureStack, status: StackEvent['status'], next: JsonObject): Promise<void> {
  stack.interruptAt = { status, kind: 'progress' };
  await expect(stack.deploy(next)).rejects.toThrow(Interrupted);
}

it('goes on with an interrupted creation where it stopped', async () => {
  const folder = temporaryFolder();
  const first = open(folder);
  await interruptAt(first, 'CREATE_IN_PROGRESS', template);
  const saved = loadState(join(folder, 'state', 'test.json'));
  expect(saved?.status).toBe('CREATE_IN_PROGRESS');
  expect(saved?.resources.One?.operation?.action).toBe('CREATE');
  expect(saved?.resources.One?.identifier).toBeDefined();

  const second = open(folder);
  expect(await second.deploy(template)).toBe('changed');
  expect(second.state.id).toBe(saved?.id);
  expect(second.existing()).toHaveLength(2);
  const tokens = second.recorded().flatMap(({ event }) => (event.action === 'CREATE' ? [event.bearerToken] : []));
  expect(new Set(tokens).size).toBe(2);
});

it('deletes what an interrupted creation has made', async () => {
  const folder = temporaryFolder();
  const first = open(folder);
  await interruptAt(first, 'CREATE_IN_PROGRESS', template);
  const second = open(folder);
  expect(await second.delete()).toBe('changed');
  expect(second.existing()).toEqual([]);
  expect(existsSync(join(folder, 'state', 'test.json'))).toBe(false);
});

it('finds and deletes what a creation made whose first answer never arrived', async () => {
  const folder = temporaryFolder();
  const first = open(folder);
  await interruptAt(first, 'CREATE_IN_PROGRESS', template);
  const file = join(folder, 'state', 'test.json');
  const saved = loadState(file);
  const one = saved?.resources.One;
  if (saved === undefined || one?.operation === undefined) throw new Error('nothing was saved');
  const { SourceImageId, SourceRegionId } = one.properties;
  const operation = {
    ...one.operation,
    callbackContext: null,
    resourceProperties: { SourceImageId: SourceImageId ?? '', SourceRegionId: SourceRegionId ?? '' },
  };
  const { identifier: _unknown, ...record } = one;
  fileStore(file).save({ ...saved, resources: { One: { ...record, operation } } });
  const second = open(folder);
  expect(second.existing()).toHaveLength(1);
  expect(await second.delete()).toBe('changed');
  expect(second.existing()).toEqual([]);
});

it('goes on with an interrupted update, and can still take it back', async () => {
  const folder = temporaryFolder();
  const first = open(folder);
  await first.deploy(template);
  const before = first.state.resources.One;
  const replacing = templateOf({ One: { Properties: { SourceImageId: 'm-other' } }, Two: { DependsOn: 'One' } });
  const second = open(folder);
  await interruptAt(second, 'UPDATE_IN_PROGRESS', replacing);

  const third = open(folder);
  const failing = templateOf({
    One: { Properties: { SourceImageId: 'm-other' } },
    Two: { DependsOn: 'One', Properties: { Description: 'refuse' } },
  });
  expect(await third.deploy(failing)).toBe('failed');
  expect(third.state.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(third.state.resources.One?.identifier).toBe(before?.identifier);
  expect(third.existing()).toHaveLength(2);
});

it.each([
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'half-way', 'UPDATE_COMPLETE', 4],
  ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'half-way', 'UPDATE_COMPLETE', 4],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'fine', 'UPDATE_COMPLETE', 4],
] as const)('goes on after an interruption in %s', async (status, description, end, existing) => {
  const folder = temporaryFolder();
  await open(folder).deploy(template);
  const other = { SourceImageId: 'm-other' };
  const first = open(folder);
  first.interruptAt = { status };
  const next = templateOf({
    One: { Properties: other },
    Two: { DependsOn: 'One', Properties: { ...other, Description: description } },
  });
  await expect(first.deploy(next)).rejects.toThrow(Interrupted);
  expect(loadState(join(folder, 'state', 'test.json'))?.status).toBe(status);
  expect(first.existing()).toHaveLength(existing);
  const second = open(folder);
  expect(await second.deploy(templateOf({ One: {}, Two: { Properties: { Description: 'new text' } } }))).toBe(
    'changed',
  );
  expect(second.state.status).toBe(end);
  expect(second.existing()).toHaveLength(2);
  expect(await second.delete()).toBe('changed');
  expect(second.existing()).toEqual([]);
});

it('finishes an interrupted rollback of a creation, after which the stack can only be deleted', async () => {
  const folder = temporaryFolder();
  const first = open(folder);
  first.interruptAt = { status: 'ROLLBACK_IN_PROGRESS' };
  const failing = templateOf({ One: {}, Two: { DependsOn: 'One', Properties: { Description: 'half-way' } } });
  await expect(first.deploy(failing)).rejects.toThrow(Interrupted);
  expect(first.existing()).toHaveLength(2);
  const second = open(folder);
  expect(await second.deploy(template)).toBe('failed');
  expect(second.state.status).toBe('ROLLBACK_COMPLETE');
  expect(second.existing()).toEqual([]);
  const reasons = [...first.events, ...second.events].flatMap(({ status, reason }) =>
    status === 'ROLLBACK_IN_PROGRESS' ? [reason] : [],
  );
  const reason = 'The following resource(s) failed to create: [Two]. Rollback requested by user.';
  expect(reasons).toEqual([reason, reason]);
});

it('keeps the events of a stack beside its state, without the progress between them', async () => {
  const folder = temporaryFolder();
  const first = open(folder);
  await first.deploy(template);
  const second = open(folder);
  await second.deploy(templateOf({ One: { Properties: { Description: 'new text' } } }));
  const told = [...first.events, ...second.events].filter(({ kind }) => kind !== 'progress');
  expect(told.length).toBeGreaterThan(8);
  expect(loadState(join(folder, 'state', 'test.json'))?.events).toEqual(told);
});

it('keeps the newest events of a stack that has very many', async () => {
  const stack = open(temporaryFolder());
  await stack.deploy(template);
  const { journal } = stack.session;
  for (let index = 0; index < 1000; index += 1) journal.enter('UPDATE_COMPLETE', String(index));
  expect(stack.state.events).toHaveLength(1000);
  expect(stack.state.events.at(0)?.reason).toBe('0');
  expect(stack.state.events.at(-1)?.reason).toBe('999');
});

it('reads a state of before events were kept', () => {
  const file = join(temporaryFolder(), 'old.json');
  const { events: _none, ...old } = newStack('old');
  writeFileSync(file, JSON.stringify(old));
  expect(loadState(file)?.events).toEqual([]);
});

it('saves a state that only its owner can read, without credentials', async () => {
  const folder = temporaryFolder();
  const stack = open(folder);
  await stack.deploy(template);
  const file = join(folder, 'state', 'test.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toMatch(/secret|accessKey|typeConfiguration/i);
});

describe('the folder of states', () => {
  it('knows the stacks in it', () => {
    const folder = temporaryFolder();
    expect(stackFolder(join(folder, 'none')).contents()).toEqual({ states: [], others: [], broken: [] });
    const { fileOf, contents } = stackFolder(folder);
    const state = { ...newStack('one'), reason: 'something to look for' };
    fileStore(fileOf('one')).save(state);
    expect(contents()).toEqual({ states: [state], others: [], broken: [] });
    expect(stackFolder(fileOf('one')).contents().states).toEqual([state]);
  });

  it('leaves out what is no state of a stack of its name', () => {
    const folder = temporaryFolder();
    const { fileOf, contents } = stackFolder(folder);
    fileStore(fileOf('one')).save(newStack('one'));
    fileStore(fileOf('copy-of-one')).save(newStack('one'));
    writeFileSync(join(folder, 'broken.json'), '{"version": 1,');
    writeFileSync(join(folder, 'simulator.json'), '{"RegionId": "cn-shanghai"}');
    writeFileSync(join(folder, 'one.log'), 'no state at all');
    const { states, others } = contents();
    expect(states.map(({ name }) => name)).toEqual(['one']);
    expect([...others].sort()).toEqual(['broken.json', 'copy-of-one.json', 'simulator.json']);
  });

  it('is not taken for an empty one when it cannot be read', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => stackFolder(file).contents()).toThrow(`the folder of states ${file} cannot be read (ENOTDIR)`);
  });

  it('refuses what is no state', () => {
    expect(() => loadState(join(__dirname, 'helpers.ts'))).toThrow('as the state of a stack (it is not valid JSON)');
    expect(() => loadState(__dirname)).toThrow('as the state of a stack (EISDIR)');
    expect(() => loadState(join(__dirname, '..', '..', 'schema.json'))).toThrow('is not the state of a stack');
  });

  // A folder stands where a file should be written: that fails whoever runs the test.
  it('says what to do when a state cannot be written, and keeps the one before', () => {
    const file = join(temporaryFolder(), 'test.json');
    const before = newStack('test');
    fileStore(file).save(before);
    mkdirSync(`${file}.${process.pid}.tmp`);
    const write = (): void => fileStore(file).save({ ...before, status: 'CREATE_COMPLETE' });
    expect(write).toThrow(StateError);
    expect(write).toThrow(`The state of the stack test cannot be written to ${file} (EISDIR)`);
    expect(loadState(file)).toEqual(before);
  });
});
