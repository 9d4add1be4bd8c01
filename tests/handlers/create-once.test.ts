import { HOME, leftovers, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import { openStage } from '../support/stage';

const WISH = { ...SOURCE, ImageName: 'golden', Tags: [{ Key: 'team', Value: 'a' }] };

describe('one CREATE makes one copy', () => {
  const stage = useStage(() => openStage());
  const copyCalls = () => stage().simulator.calls.filter(({ action }) => action === 'CopyImage');

  it('sends a ClientToken that is the same in every repetition and does not give the request token away', async () => {
    const first = await stage().invoke('CREATE', WISH, { token: 'request-1' });
    const repeated = await stage().invoke('CREATE', WISH, { token: 'request-1' });
    expect(repeated).toEqual(first);
    const tokens = copyCalls().map(({ parameters }) => parameters.ClientToken);
    expect(tokens).toEqual([tokens[0], tokens[0]]);
    expect(tokens[0]).toMatch(/^[\x21-\x7e]{32,64}$/);
    expect(tokens[0]).not.toContain('request-1');
    expect(leftovers(stage()).images).toHaveLength(1);
  });

  it('sends another ClientToken for another request', async () => {
    await stage().invoke('CREATE', WISH, { token: 'request-1' });
    await stage().invoke('CREATE', { ...WISH, ImageName: 'silver' }, { token: 'request-2' });
    expect(new Set(copyCalls().map(({ parameters }) => parameters.ClientToken)).size).toBe(2);
    expect(leftovers(stage()).images).toHaveLength(2);
  });

  it('refuses a request without a token: its repetition would copy again', async () => {
    const answer = await stage().send({
      action: 'CREATE',
      requestData: { resourceProperties: WISH, typeConfiguration: stage().typeConfiguration },
    });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(answer.message).toContain('client request token');
    expect(stage().simulator.calls).toEqual([]);
  });

  it('answers two invocations of one request that run at once with the same copy', async () => {
    const [one, other] = await Promise.all([
      stage().invoke('CREATE', WISH, { token: 'request-1' }),
      stage().invoke('CREATE', WISH, { token: 'request-1' }),
    ]);
    expect(one.resourceModel?.tfcfnid).toBe(other.resourceModel?.tfcfnid);
    expect(leftovers(stage()).images).toHaveLength(1);
  });

  const html = { status: 502, contentType: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' };
  const lost = [
    ['a connection that is reset after CopyImage acted', { reset: 'after' as const }],
    ['half an answer', { truncate: true as const }],
    ['the error page of a proxy', { respond: html, acts: true }],
    ['an empty body', { respond: { status: 200, body: '' }, acts: true }],
    ['an answer that is a list', { respond: { status: 200, body: '[]' }, acts: true }],
    ['a redirect', { respond: { status: 302, body: '', headers: { location: '/' } }, acts: true }],
    ['InternalError after it acted', { error: { code: 'InternalError' }, acts: true }],
    ['silence', { silent: true as const, acts: true }],
  ] as const;

  it.each(lost)('survives %s', async (_, effect) => {
    stage().simulator.inject({ action: 'CopyImage', ...effect });
    const { final } = await stage().run('CREATE', WISH);
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage()).images).toEqual([final.resourceModel?.tfcfnid]);
    expect(copyCalls()).toHaveLength(2);
  });

  it.each(lost)('finds its copy by name and mark if every answer is %s', async (_, effect) => {
    stage().simulator.inject({ action: 'CopyImage', ...effect, times: Number.POSITIVE_INFINITY });
    const { final } = await stage().run('CREATE', WISH);
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage()).images).toEqual([final.resourceModel?.tfcfnid]);
  });

  it.each([true, false])(
    'finds its copy by name where ECS forgot the token (token checked first: %s)',
    async (first) => {
      stage().simulator.behave({ clientTokenCheckedBeforeName: first, clientTokenMinutes: 0 });
      stage().simulator.inject({ action: 'CopyImage', reset: 'after' });
      const { final } = await stage().run('CREATE', WISH);
      expect(final.status).toBe('SUCCESS');
      expect(copyCalls()[1]?.code).toBe('InvalidImageName.Duplicated');
      expect(leftovers(stage()).images).toEqual([final.resourceModel?.tfcfnid]);
    },
  );

  it.each([true, false])(
    'takes the repetition of a whole CREATE for the same (token checked first: %s)',
    async (first) => {
      stage().simulator.behave({ clientTokenCheckedBeforeName: first });
      const one = await stage().invoke('CREATE', WISH, { token: 'request-1' });
      stage().simulator.clock.advance(3_600_000);
      stage().simulator.world.forgetClientTokens();
      const other = await stage().invoke('CREATE', WISH, { token: 'request-1' });
      expect(other.resourceModel?.tfcfnid).toBe(one.resourceModel?.tfcfnid);
      expect(leftovers(stage()).images).toHaveLength(1);
    },
  );

  it("fails with AlreadyExists where somebody else's image has the name, and leaves that alone", async () => {
    const theirs = { regionId: HOME, imageId: 'm-uf6theirs', imageName: 'golden', tags: { owner: 'them' } };
    stage().simulator.world.addImage(theirs);
    const before = stage().simulator.world.image(HOME, 'm-uf6theirs');
    const { final } = await stage().run('CREATE', WISH);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'AlreadyExists' });
    expect(final.message).toContain('InvalidImageName.Duplicated');
    expect(stage().simulator.world.image(HOME, 'm-uf6theirs')).toEqual(before);
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it("does not take another request's copy of the same name and source for its own", async () => {
    await stage().invoke('CREATE', WISH, { token: 'request-1' });
    const answer = await stage().invoke('CREATE', WISH, { token: 'request-2' });
    expect(answer.errorCode).toBe('AlreadyExists');
  });

  it('cannot know its own copy where 19 tags leave no room for the mark, and takes none for its own', async () => {
    const Tags = Array.from({ length: 19 }, (_, n) => ({ Key: `key-${n}`, Value: '' }));
    await stage().invoke('CREATE', { ...WISH, Tags }, { token: 'request-1' });
    const answer = await stage().invoke('CREATE', { ...WISH, Tags }, { token: 'request-2' });
    expect(answer.errorCode).toBe('AlreadyExists');
    expect(stage().simulator.ledger().calls.DescribeImages).toBeUndefined();
  });

  it('reports the failure of CopyImage and not that of the look-up', async () => {
    const times = Number.POSITIVE_INFINITY;
    stage().simulator.inject({ action: 'CopyImage', error: { code: 'Throttling' }, times });
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Forbidden.RAM' }, times });
    const { final } = await stage().run('CREATE', WISH);
    expect(final.errorCode).toBe('Throttling');
    expect(final.message).toContain('CopyImage in cn-hangzhou failed with Throttling');
  });

  it('does not take a name that holds its own for its own', async () => {
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6theirs', imageName: 'golden-2' });
    stage().simulator.inject({ action: 'CopyImage', reset: 'before', times: Number.POSITIVE_INFINITY });
    const { final } = await stage().run('CREATE', WISH);
    expect(final.errorCode).toBe('NetworkFailure');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});
