import { HOME, leftovers, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import { type Answer, openStage, type RequestOptions } from '../support/stage';

const WISH = { ...SOURCE, ImageName: 'golden', Tags: [{ Key: 'team', Value: 'a' }] };
const BY_REQUEST = /^cn-shanghai\/tfcfn-request-[0-9a-f]{32}$/;

describe('CREATE whose start is refused for a while', () => {
  const stage = useStage(() => openStage());
  const throttled = (times: number): void => {
    stage().simulator.inject({ action: 'CopyImage', error: { code: 'Throttling' }, times });
  };
  const copies = () => stage().simulator.calls.filter(({ action }) => action === 'CopyImage');

  it('comes back, and starts one image under the identifier that it answered first', async () => {
    throttled(9);
    const { answers, final } = await stage().run('CREATE', WISH);
    const identifiers = new Set(answers.map(({ resourceModel }) => resourceModel?.tfcfnid));
    expect([...identifiers]).toEqual([expect.stringMatching(BY_REQUEST)]);
    expect(answers[0]).toMatchObject({
      status: 'IN_PROGRESS',
      message: expect.stringMatching(/^copying m-\w+ from cn-hangzhou to cn-shanghai: will retry: .*Throttling/),
    });
    expect(answers[0]?.resourceModel).not.toHaveProperty('Id');
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Id: expect.stringMatching(/^m-/) } });
    const { images } = leftovers(stage());
    expect(images).toEqual([`${HOME}/${final.resourceModel?.Id}`]);
  });

  it('is read, updated and deleted by that identifier, and keeps its mark beside 18 tags', async () => {
    throttled(4);
    const { final } = await stage().run('CREATE', WISH);
    const identifier = { tfcfnid: final.resourceModel?.tfcfnid };
    const read = await stage().invoke('READ', identifier);
    expect(read.resourceModel).toEqual(final.resourceModel);
    const Tags = Array.from({ length: 18 }, (_, index) => ({ Key: `key-${index}`, Value: '' }));
    const wish = { ...WISH, Tags, Description: 'another' };
    const updated = await stage().run('UPDATE', { ...wish, ...identifier }, { previous: { ...WISH, ...identifier } });
    expect(updated.final).toMatchObject({
      status: 'SUCCESS',
      resourceModel: { ...identifier, Description: 'another' },
    });
    expect((await stage().invoke('READ', identifier)).resourceModel?.Tags).toHaveLength(18);
    const tooMany = { ...wish, Tags: [...Tags, { Key: 'one-more', Value: '' }], ...identifier };
    const refused = await stage().invoke('UPDATE', tooMany, { previous: { ...wish, ...identifier } });
    expect(refused).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(refused.message).toContain('Tags must be at most 18 including the stack tags, not 19');
    expect((await stage().run('DELETE', { ...wish, ...identifier })).final.status).toBe('SUCCESS');
    // The template does not ask for the snapshots to be deleted.
    expect(leftovers(stage())).toMatchObject({ images: [], snapshots: [expect.any(String)] });
  });

  it('makes one image where the invocation that starts it is lost, and is repeated', async () => {
    throttled(4);
    const token = 'request-1';
    const first = await stage().invoke('CREATE', WISH, { token });
    stage().simulator.clock.advance(60_000);
    const again = { token, callbackContext: first.callbackContext };
    await stage().invoke('CREATE', first.resourceModel ?? {}, again);
    const { answers, final } = await resume(first, again);
    expect(answers).toBeGreaterThan(1);
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage()).images).toEqual([`${HOME}/${final.resourceModel?.Id}`]);
  });

  it('waits its turn where ECS copies a source once at a time', async () => {
    stage().simulator.behave({ concurrentCopies: 'once', copySeconds: 1200 });
    const first = await stage().invoke('CREATE', { ...WISH, DestinationRegionId: 'ap-southeast-1' });
    expect(first.message).toContain(' as m-');
    const { answers, final } = await stage().run('CREATE', WISH);
    expect(answers[0]?.message).toContain('OperationDenied.ImageCopyConflict');
    expect(final.status).toBe('SUCCESS');
  });

  it.each([
    ['made a copy', 'after'],
    ['made none', 'before'],
  ] as const)('comes back to a busy source after an attempt whose answer was lost, which %s', async (_, reset) => {
    stage().simulator.behave({ visibilityDelaySeconds: 45 });
    stage().simulator.inject({ action: 'CopyImage', reset });
    stage().simulator.inject({ action: 'CopyImage', error: { code: 'OperationDenied.ImageCopying' }, times: 3 });
    const { answers, final } = await stage().run('CREATE', WISH);
    expect(answers[0]).toMatchObject({
      status: 'IN_PROGRESS',
      message: expect.stringContaining('OperationDenied.ImageCopying'),
      // A rollback must not take it for an image that was never started.
      resourceModel: { tfcfnid: expect.stringMatching(BY_REQUEST), Status: 'Creating' },
    });
    const statuses = answers.slice(0, -1).map(({ resourceModel }) => resourceModel?.Status);
    expect(statuses).not.toContain('Pending');
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { tfcfnid: answers[0]?.resourceModel?.tfcfnid } });
    expect(new Set(copies().map(({ parameters }) => parameters.ClientToken)).size).toBe(1);
    expect(leftovers(stage()).images).toEqual([`${HOME}/${final.resourceModel?.Id}`]);
  });

  it('fails with what ECS said when Timeouts.Create is over, and nothing is left after the rollback', async () => {
    throttled(Number.POSITIVE_INFINITY);
    const { answers, final } = await stage().run('CREATE', { ...WISH, Timeouts: { Create: '30m' } });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'Throttling' });
    expect(final.message).toContain('The start was retried for 30 min (Timeouts.Create).');
    expect(answers.length).toBeGreaterThan(5);
    expect(answers.length).toBeLessThan(25);
    stage().simulator.clearFaults();
    const { final: rolledBack } = await stage().run('DELETE', final.resourceModel ?? {});
    expect(rolledBack.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('fails at once where 19 tags leave no room for the mark that it would be found by', async () => {
    throttled(Number.POSITIVE_INFINITY);
    const Tags = Array.from({ length: 19 }, (_, index) => ({ Key: `key-${index}`, Value: '' }));
    const answer = await stage().invoke('CREATE', { ...WISH, Tags });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'Throttling' });
    expect(answer.resourceModel).toBeUndefined();
    expect(copies().length).toBeGreaterThan(1);
  });

  async function resume(first: Answer, options: RequestOptions) {
    let last = await stage().invoke('CREATE', first.resourceModel ?? {}, options);
    let answers = 1;
    for (; last.status === 'IN_PROGRESS'; answers += 1) {
      stage().simulator.clock.advance((last.callbackDelaySeconds ?? 0) * 1000);
      last = await stage().invoke('CREATE', last.resourceModel ?? {}, {
        ...options,
        callbackContext: last.callbackContext,
      });
    }
    return { answers, final: last };
  }
});
