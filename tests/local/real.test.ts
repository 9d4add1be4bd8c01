import type { JsonObject } from '../../local/json';
import { templateOf } from './helpers';
import { closeStacks, copy, NOTHING, openStack, type RealStack } from './real-stack';

// The built function in its workers, a simulator, and nothing of this program replaced.

afterEach(closeStacks);

it('creates, updates in place, replaces and deletes', async () => {
  // Long enough that its progress is seen.
  const stack = await openStack({ copySeconds: 1200 });
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
  const stack = await openStack();
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
  const stack = await openStack({ copyOutcome: { failAtPercent: 50, status: 'CreateFailed' } });
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
    [
      'at once',
      'refused',
      /KMSKeyId\.NotFound: .* Set KmsKeyId to the ID, not the alias, of a key in the destination region\./,
    ],
    ['in the end', 'failsLate', /reports CreateFailed .* Check KmsKeyId: the key must exist in cn-shanghai and be en/],
  ] as const)('fails %s with the cure, which works', async (_, unusableKey, reason) => {
    const stack = await openStack({ unusableKey });
    const { journal, deployment } = stack.session;
    expect(await stack.deploy(withKey('11111111-2222-3333-4444-555555555555'))).toBe('failed');
    expect(journal.state.status).toBe('ROLLBACK_COMPLETE');
    expect(reasonOf(stack)).toMatch(reason);
    expect(stack.simulator.ledger()).toMatchObject(NOTHING);
    await deployment.delete();

    const again = await openStack({ unusableKey });
    expect(await again.deploy(withKey('key-sha00example'))).toBe('changed');
    expect(again.session.journal.state.status).toBe('CREATE_COMPLETE');
  });
});

it('copies an image that another account shares as the guide says: within its region, then on', async () => {
  const stack = await openStack();
  const within = copy({ SourceImageId: 'm-bp1shared0debian12', DestinationRegionId: 'cn-hangzhou' });
  const onward = copy({ SourceImageId: { 'Fn::GetAtt': ['OwnImage', 'Id'] }, DestinationRegionId: 'cn-shanghai' });
  expect(await stack.deploy(templateOf({ OwnImage: within, ShanghaiCopy: onward }))).toBe('changed');
  expect(stack.session.journal.state.status).toBe('CREATE_COMPLETE');
  expect(await stack.session.deployment.delete()).toBe('changed');
  expect(stack.simulator.ledger()).toMatchObject(NOTHING);
});

it('takes an update back and keeps the old copy', async () => {
  const stack = await openStack();
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
  const stack = await openStack({ copiesPerRegion: 1 });
  await stack.deploy(templateOf({ One: copy({}), Two: copy({}), Three: copy({}) }));
  await stack.session.deployment.delete();
  expect(stack.events.filter(({ reason = '' }) => reason.includes('broke the contract'))).toEqual([]);
  expect(stack.lines.join('\n')).not.toContain(stack.simulator.accessKey.AccessKeySecret);
  expect(stack.simulator.ledger()).toMatchObject(NOTHING);
});
