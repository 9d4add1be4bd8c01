import { Pace } from '../../local/clock';
import { clockOf, embeddedCloud } from '../../local/cloud';
import type { HandlerFunction } from '../../local/function/function';
import type { JsonObject } from '../../local/json';
import { newStack, openSession, type Session, startFunction } from '../../local/session';
import type { StackResult } from '../../local/stack/deployment';
import type { StackEvent, TextMap } from '../../local/stack/state';
import { memoryStore } from '../../local/stack/store';
import { type Behaviour, type Simulator, startSimulator } from '../../simulator/index';
import { bind, templateOf, types } from './helpers';

// The built function in its workers, a simulator, and nothing of this program replaced.

/** A copy of 20 minutes takes a second, and what its handlers take. */
const SPEED = 1200;

interface RealStack {
  readonly simulator: Simulator;
  readonly session: Session;
  readonly handlers: HandlerFunction;
  readonly events: readonly StackEvent[];
  readonly lines: readonly string[];
  deploy(template: JsonObject, tags?: TextMap): Promise<StackResult>;
  /** How often an action was called so far. */
  calls(action: string): number;
}

const open: RealStack[] = [];

async function start(behaviour: Partial<Behaviour> = {}): Promise<RealStack> {
  const pace = new Pace(SPEED);
  const simulator = await startSimulator({ clock: clockOf(pace), behaviour });
  const events: StackEvent[] = [];
  const lines: string[] = [];
  const cloud = embeddedCloud(simulator, pace);
  const handlers = startFunction(cloud, {}, (line) => lines.push(line));
  const session = openSession({
    state: newStack('real'),
    store: memoryStore,
    cloud,
    types,
    handlers,
    sink: (event) => events.push(event),
    interrupt: new AbortController().signal,
  });
  const stack: RealStack = {
    simulator,
    session,
    handlers,
    events,
    lines,
    deploy: (template, tags = session.journal.state.tags) =>
      session.deployment.deploy({
        target: bind(template, {}, session.journal.state),
        parameters: {},
        hidden: new Set(),
        tags,
        disableRollback: false,
      }),
    calls: (action) => simulator.ledger().calls[action] ?? 0,
  };
  open.push(stack);
  return stack;
}

afterEach(async () => {
  for (const { handlers, simulator } of open.splice(0)) {
    await handlers.close();
    await simulator.close();
  }
});

const NOTHING = { runningCopies: 0, waitingCopies: 0, images: [], snapshots: [] };

const copy = (properties: JsonObject, attributes: JsonObject = {}): JsonObject => ({
  ...attributes,
  Properties: { SourceImageId: 'm-bp1golden0ubuntu24', DeleteAutoSnapshot: true, ...properties },
});

it('creates, updates in place, replaces and deletes', async () => {
  const stack = await start();
  const { journal, deployment } = stack.session;
  const version = (properties: JsonObject) =>
    templateOf({ Copy: copy({ DestinationRegionId: 'cn-shanghai', ...properties }) });

  expect(await stack.deploy(version({ Description: 'first text' }))).toBe('changed');
  const created = journal.state.resources.Copy?.identifier;
  expect(created).toMatch(/^cn-shanghai\/m-/);
  expect(stack.calls('CopyImage')).toBe(1);
  const progress = stack.events.filter(({ kind }) => kind === 'progress');
  expect(progress.some(({ reason = '' }) => /\d+ %/.test(reason))).toBe(true);

  const changed = version({ Description: 'second text', Tags: [{ Key: 'team', Value: 'web' }] });
  expect(await stack.deploy(changed, { cost: 'shared' })).toBe('changed');
  expect(journal.state.resources.Copy?.identifier).toBe(created);
  expect(journal.state.resources.Copy?.attributes).toMatchObject({ Description: 'second text' });
  expect(stack.calls('CopyImage')).toBe(1);
  expect(await stack.deploy(changed)).toBe('unchanged');

  const other = version({ SourceImageId: 'm-bp1golden1ubuntu24', Description: 'second text' });
  expect(await stack.deploy(other)).toBe('changed');
  expect(stack.calls('CopyImage')).toBe(2);
  expect(journal.state.resources.Copy?.identifier).not.toBe(created);
  expect(stack.simulator.ledger().images).toEqual([journal.state.resources.Copy?.identifier]);

  expect(await deployment.delete()).toBe('changed');
  expect(stack.simulator.ledger()).toMatchObject(NOTHING);
});

it('leaves nothing when a creation fails while another copy runs', async () => {
  const stack = await start();
  const result = await stack.deploy(
    templateOf({
      Good: copy({ DestinationRegionId: 'cn-shanghai' }),
      Bad: copy({ DestinationRegionId: 'ap-southeast-1', SourceImageId: 'm-bp1nothing' }),
    }),
  );
  expect(result).toBe('failed');
  expect(stack.session.journal.state.status).toBe('ROLLBACK_COMPLETE');
  expect(
    stack.events.find(({ logicalId, status }) => logicalId === 'Bad' && status === 'CREATE_FAILED')?.reason,
  ).toContain('InvalidImageId.NotFound');
  expect(stack.simulator.ledger()).toMatchObject(NOTHING);
});

it('leaves nothing when a copy fails half-way', async () => {
  const stack = await start({ copyOutcome: { failAtPercent: 50, status: 'CreateFailed' } });
  expect(await stack.deploy(templateOf({ Copy: copy({ DestinationRegionId: 'cn-shanghai' }) }))).toBe('failed');
  expect(stack.session.journal.state.status).toBe('ROLLBACK_COMPLETE');
  expect(stack.simulator.ledger()).toMatchObject({ runningCopies: 0, waitingCopies: 0, images: [] });
});

describe('a key that does not exist', () => {
  const withKey = (KmsKeyId: string): JsonObject =>
    templateOf({ Copy: copy({ DestinationRegionId: 'cn-shanghai', Encrypted: true, KmsKeyId }) });
  const reasonOf = ({ events }: RealStack): string =>
    events.find(({ logicalId, status }) => logicalId === 'Copy' && status === 'CREATE_FAILED')?.reason ?? '';

  it.each([
    ['at once', 'refused', /KMSKeyId\.NotFound: .* Set KmsKeyId to the ID of a key in the destination region;/],
    ['in the end', 'failsLate', /reports CreateFailed .* Check KmsKeyId: the key must exist in cn-shanghai and be en/],
  ] as const)('fails %s with the cure, which works', async (_, unusableKey, reason) => {
    const stack = await start({ unusableKey });
    const { journal, deployment } = stack.session;
    expect(await stack.deploy(withKey('11111111-2222-3333-4444-555555555555'))).toBe('failed');
    expect(journal.state.status).toBe('ROLLBACK_COMPLETE');
    expect(reasonOf(stack)).toMatch(reason);
    expect(stack.simulator.ledger()).toMatchObject(NOTHING);
    await deployment.delete();

    const again = await start({ unusableKey });
    expect(await again.deploy(withKey('key-sha00example'))).toBe('changed');
    expect(again.session.journal.state.status).toBe('CREATE_COMPLETE');
  });
});

it('copies an image that another account shares as the guide says: within its region, then on', async () => {
  const stack = await start();
  const within = copy({ SourceImageId: 'm-bp1shared0debian12', DestinationRegionId: 'cn-hangzhou' });
  const onward = copy({ SourceImageId: { 'Fn::GetAtt': ['OwnImage', 'Id'] }, DestinationRegionId: 'cn-shanghai' });
  expect(await stack.deploy(templateOf({ OwnImage: within, ShanghaiCopy: onward }))).toBe('changed');
  expect(stack.session.journal.state.status).toBe('CREATE_COMPLETE');
  expect(await stack.session.deployment.delete()).toBe('changed');
  expect(stack.simulator.ledger()).toMatchObject(NOTHING);
});

it('takes an update back and keeps the old copy', async () => {
  const stack = await start();
  const { journal } = stack.session;
  const version = (source: string, text: string) =>
    templateOf({
      One: copy({ DestinationRegionId: 'cn-shanghai', Description: text }),
      Two: copy({ DestinationRegionId: 'ap-southeast-1', SourceImageId: source }, { DependsOn: 'One' }),
    });
  await stack.deploy(version('m-bp1golden0ubuntu24', 'old text'));
  const before = journal.state.resources;
  expect(await stack.deploy(version('m-bp1nothing', 'new text'))).toBe('failed');
  expect(journal.state.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(journal.state.resources.One?.attributes.Description).toBe('old text');
  expect(journal.state.resources.Two?.identifier).toBe(before.Two?.identifier);
  expect(stack.simulator.ledger().images).toHaveLength(2);
});

it('breaks no rule of the contract, and writes no secret', async () => {
  const stack = await start({ copiesPerRegion: 1 });
  await stack.deploy(templateOf({ One: copy({}), Two: copy({}), Three: copy({}) }));
  await stack.session.deployment.delete();
  expect(stack.events.filter(({ reason = '' }) => reason.includes('broke the contract'))).toEqual([]);
  expect(stack.lines.join('\n')).not.toContain(stack.simulator.accessKey.AccessKeySecret);
  expect(stack.simulator.ledger()).toMatchObject(NOTHING);
});
