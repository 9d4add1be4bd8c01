import { FixtureStack, templateOf } from './helpers';

// What CloudFormation documents of an update that cannot delete what it no longer needs: three attempts, a DELETE_FAILED
// event, and UPDATE_COMPLETE; the resource is no longer in the stack.

const stacks: FixtureStack[] = [];
afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.close()));
});

async function deployed(...args: Parameters<FixtureStack['deploy']>): Promise<FixtureStack> {
  const stack = new FixtureStack();
  stacks.push(stack);
  expect(await stack.deploy(...args)).toBe('changed');
  stack.events.length = 0;
  return stack;
}

const described = (text: string) => ({ Properties: { Description: text } });
const deletions = (stack: FixtureStack): number => stack.operations().filter((action) => action === 'DELETE').length;
const one = templateOf({ One: {} });

describe('a clean-up that fails', () => {
  const withStuck = templateOf({ One: {}, Two: described('no-delete') });

  it('is tried three times and told once, and the copy is no longer in the stack', async () => {
    const stack = await deployed(withStuck);
    const old = stack.state.resources.Two?.identifier;
    expect(await stack.deploy(one)).toBe('changed');
    expect(deletions(stack)).toBe(3);
    expect(stack.log()).toEqual([
      'test UPDATE_IN_PROGRESS',
      'test UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Two DELETE_IN_PROGRESS',
      'Two DELETE_IN_PROGRESS',
      'Two DELETE_IN_PROGRESS',
      'Two DELETE_FAILED',
      'test UPDATE_COMPLETE',
    ]);
    expect(stack.events.filter(({ reason = '' }) => reason.includes('is in use'))).toHaveLength(1);
    expect(stack.state).toMatchObject({ status: 'UPDATE_COMPLETE', obsolete: [] });
    expect(stack.state.reason).toBe(
      `Update successful. One or more resources could not be deleted. They remain, and are no longer in the stack: ${old}`,
    );
  });

  it('is tried again by no later update, and is not in the way of one or of the deletion', async () => {
    const stack = await deployed(withStuck);
    const old = stack.state.resources.Two?.identifier;
    await stack.deploy(one);
    expect(await stack.deploy(one)).toBe('unchanged');
    expect(await stack.deploy(templateOf({ One: described('new text') }))).toBe('changed');
    expect(stack.state.reason).toBeUndefined();
    expect(await stack.delete()).toBe('changed');
    expect(deletions(stack)).toBe(4);
    expect(stack.existing()).toEqual([old]);
  });

  it('succeeds where a later attempt does', async () => {
    const stack = await deployed(templateOf({ One: {}, Two: described('third-delete') }));
    expect(await stack.deploy(one)).toBe('changed');
    expect(stack.log()).not.toContain('Two DELETE_FAILED');
    expect(stack.state.reason).toBeUndefined();
    expect(stack.existing()).toHaveLength(1);
  });

  it('keeps nothing else from being deleted', async () => {
    const stack = await deployed(
      templateOf({ One: {}, First: {}, Second: { DependsOn: 'First', ...described('no-delete') } }),
    );
    await stack.deploy(one);
    expect(stack.log()).toContain('First DELETE_COMPLETE');
    expect(stack.state.obsolete).toEqual([]);
  });

  it('after a rollback leaves the stack as it was, without what the update made', async () => {
    const stack = await deployed(one);
    const update = { One: {}, Two: described('no-delete'), Bad: { DependsOn: 'Two', ...described('refuse') } };
    expect(await stack.deploy(templateOf(update))).toBe('failed');
    expect(stack.state).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', obsolete: [] });
    expect(stack.state.reason).toMatch(
      /^Rollback successful\. One or more resources could not be deleted\. .*\/m-\w+$/,
    );
    expect(deletions(stack)).toBe(3);
  });

  it('goes on after an interruption, and still ends', async () => {
    const stack = await deployed(withStuck);
    stack.interruptAt = { status: 'DELETE_IN_PROGRESS', kind: 'progress' };
    await expect(stack.deploy(one)).rejects.toThrow('interrupted');
    expect(stack.state.obsolete).toHaveLength(1);
    const next = new FixtureStack({ folder: stack.folder, state: stack.state });
    stacks.push(next);
    expect(await next.deploy(one)).toBe('changed');
    expect(next.state).toMatchObject({ status: 'UPDATE_COMPLETE', obsolete: [] });
  });
});

describe('a deletion of the stack that fails', () => {
  const stuck = templateOf({ First: {}, Second: { DependsOn: 'First', ...described('no-delete') } });

  it('is tried once, and again by the next deletion: what failed is still in the stack', async () => {
    const stack = await deployed(stuck);
    expect(await stack.delete()).toBe('failed');
    expect(await stack.delete()).toBe('failed');
    expect(deletions(stack)).toBe(2);
    expect(Object.keys(stack.state.resources)).toEqual(['First', 'Second']);
  });

  it('ends with what is retained: that leaves the stack and stays, and what it needed goes', async () => {
    const stack = await deployed(stuck);
    await stack.delete();
    const kept = stack.state.resources.Second?.identifier;
    stack.events.length = 0;
    expect(await stack.delete(new Set(['Second']))).toBe('changed');
    expect(stack.log()).toEqual([
      'test DELETE_IN_PROGRESS',
      'Second DELETE_SKIPPED',
      'First DELETE_IN_PROGRESS',
      'First DELETE_COMPLETE',
      'test DELETE_COMPLETE',
    ]);
    expect(stack.existing()).toEqual([kept]);
    expect(deletions(stack)).toBe(2);
  });

  it('that is interrupted has forgotten what is retained', async () => {
    const stack = await deployed(stuck);
    await stack.delete();
    stack.interruptAt = { status: 'DELETE_SKIPPED' };
    await expect(stack.delete(new Set(['Second']))).rejects.toThrow('interrupted');
    const next = new FixtureStack({ folder: stack.folder, state: stack.state });
    stacks.push(next);
    expect(await next.delete()).toBe('changed');
    expect(next.existing()).toHaveLength(1);
  });
});
