/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables like that */
import { asObject, FixtureStack, templateOf } from './helpers';

const stacks: FixtureStack[] = [];

function open(...options: ConstructorParameters<typeof FixtureStack>): FixtureStack {
  const stack = new FixtureStack(...options);
  stacks.push(stack);
  return stack;
}

afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.close()));
});

const described = (text: string) => ({ Properties: { Description: text } });

describe('creating a stack', () => {
  it('creates what the template says, in the order of the references', async () => {
    const stack = open();
    const result = await stack.deploy(
      templateOf(
        {
          Second: { Properties: { Description: { 'Fn::Sub': 'after ${First.Id} of ${First}' } } },
          First: { Properties: { ImageName: 'first-image', DeleteAutoSnapshot: true } },
        },
        { Outputs: { Both: { Value: { 'Fn::Join': [',', [{ Ref: 'First' }, { Ref: 'Second' }]] } } } },
      ),
    );
    expect(result).toBe('changed');
    const { First: first, Second: second } = stack.state.resources;
    expect(second?.properties.Description).toBe(`after ${first?.attributes.Id} of ${first?.identifier}`);
    expect(stack.state.outputs).toEqual([{ name: 'Both', value: `${first?.identifier},${second?.identifier}` }]);
    expect(stack.log()).toEqual([
      'test CREATE_IN_PROGRESS',
      'First CREATE_IN_PROGRESS',
      'First CREATE_IN_PROGRESS',
      'First CREATE_COMPLETE',
      'Second CREATE_IN_PROGRESS',
      'Second CREATE_IN_PROGRESS',
      'Second CREATE_COMPLETE',
      'test CREATE_COMPLETE',
    ]);
  });

  it('sends what the service sends', async () => {
    const stack = open();
    await stack.deploy(templateOf({ Copy: { Properties: { Force: true, Tags: [{ Key: 'build', Value: 41 }] } } }), {
      tags: { cost: 'web' },
    });
    const [first, second] = stack.recorded().map(({ event }) => event);
    const data = asObject(first?.requestData);
    expect(first).toMatchObject({
      action: 'CREATE',
      callbackContext: null,
      resourceType: 'TF::Alicloud::ImageCopy',
      stackId: stack.state.id,
    });
    expect(data).toMatchObject({
      logicalResourceId: 'Copy',
      previousResourceProperties: null,
      resourceProperties: { Force: 'true', Tags: [{ Key: 'build', Value: '41' }], SourceRegionId: 'cn-hangzhou' },
      stackTags: { cost: 'web' },
      systemTags: {
        'aws:cloudformation:stack-name': 'test',
        'aws:cloudformation:stack-id': stack.state.id,
        'aws:cloudformation:logical-id': 'Copy',
      },
      typeConfiguration: { RegionId: 'cn-shanghai' },
    });
    expect(Object.keys(asObject(data.callerCredentials)).sort()).toEqual([
      'accessKeyId',
      'secretAccessKey',
      'sessionToken',
    ]);
    expect(second).toMatchObject({ bearerToken: first?.bearerToken, callbackContext: { polls: 1 } });
    expect(asObject(asObject(second?.requestData).resourceProperties).tfcfnid).toBe(
      stack.state.resources.Copy?.identifier,
    );
    expect(stack.recorded()[0]?.remaining).toBeGreaterThan(50_000);
  });

  it('reads with the identifier alone', async () => {
    const stack = open();
    await stack.deploy(templateOf({ Copy: {} }));
    const read = stack.recorded().at(-1)?.event;
    expect(read?.action).toBe('READ');
    expect(asObject(read?.requestData).resourceProperties).toEqual({
      tfcfnid: stack.state.resources.Copy?.identifier,
    });
  });

  it.each([
    ['refuse', 'HandlerErrorCode: InvalidRequest'],
    ['half-way', 'the copy failed'],
    ['unreadable', 'cannot be read'],
    ['too-slow', 'CREATE was not complete within 720 minutes, the limit of TF::Alicloud::ImageCopy'],
    ['crash', 'its process ended with code 7'],
    ['throw', 'TypeError: a mistake in the handler'],
    ['break:errorCode', 'broke the contract: an IN_PROGRESS answer has the key errorCode'],
    ['break:identifier', 'broke the contract: an IN_PROGRESS answer has no tfcfnid'],
  ])('rolls back when a resource fails (%s) and says why', async (word, reason) => {
    const stack = open();
    const result = await stack.deploy(templateOf({ Good: {}, Bad: { DependsOn: 'Good', ...described(word) } }));
    expect(result).toBe('failed');
    expect(stack.state.status).toBe('ROLLBACK_COMPLETE');
    expect(stack.state.resources).toEqual({});
    expect(stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toContain(reason);
    // What a broken answer hides cannot be found again: that is what the contract is for.
    expect(stack.existing()).toHaveLength(word.startsWith('break') ? 1 : 0);
  });

  it.each([
    ['a property', { Two: { Properties: { Description: { 'Fn::GetAtt': 'One.Platform' } } } }, {}],
    ['an output', {}, { Outputs: { Platform: { Value: { 'Fn::GetAtt': 'One.Platform' } } } }],
  ])('rolls back when %s needs what a resource does not have', async (_name, resources, rest) => {
    const stack = open();
    expect(await stack.deploy(templateOf({ One: {}, ...resources }, rest))).toBe('failed');
    expect(stack.state.status).toBe('ROLLBACK_COMPLETE');
    expect(stack.events.some(({ reason = '' }) => reason.includes('One has no value for Platform'))).toBe(true);
    expect(stack.existing()).toEqual([]);
  });

  it('stops what is under way when another resource fails', async () => {
    const stack = open();
    await stack.deploy(templateOf({ Slow: described('slow'), Bad: described('refuse') }));
    const failed = stack.events.filter(({ status }) => status === 'CREATE_FAILED');
    expect(failed.map(({ logicalId }) => logicalId).sort()).toEqual(['Bad', 'Slow']);
    expect(failed.find(({ logicalId }) => logicalId === 'Slow')?.reason).toBe('Resource creation cancelled');
    expect(stack.state.status).toBe('ROLLBACK_COMPLETE');
    expect(stack.existing()).toEqual([]);
  });

  it('keeps what is there without a rollback, and goes on from it', async () => {
    const stack = open();
    await stack.deploy(templateOf({ Good: {}, Bad: described('half-way') }), { disableRollback: true });
    expect(stack.state.status).toBe('CREATE_FAILED');
    const { Good: good, Bad: bad } = stack.state.resources;
    expect([good?.status, bad?.status]).toEqual(['CREATE_COMPLETE', 'CREATE_FAILED']);
    expect(await stack.deploy(templateOf({ Good: {}, Bad: described('better') }))).toBe('changed');
    expect(stack.state.status).toBe('CREATE_COMPLETE');
    expect(stack.state.resources.Good?.identifier).toBe(good?.identifier);
    expect(stack.state.resources.Bad?.identifier).not.toBe(bad?.identifier);
    expect(stack.existing()).toHaveLength(2);
  });

  it('calls again with the same token after throttling', async () => {
    const stack = open();
    expect(await stack.deploy(templateOf({ Copy: described('throttle') }))).toBe('changed');
    const tokens = stack.recorded().flatMap(({ event }) => (event.action === 'CREATE' ? [event.bearerToken] : []));
    expect(tokens).toHaveLength(5);
    expect(new Set(tokens).size).toBe(1);
    const progress = stack.events.filter(({ kind }) => kind === 'progress').map(({ reason }) => reason);
    expect(progress.slice(0, 2)).toEqual([
      'Trying again in 5 s (1 of 4) after Throttling: not so fast',
      'Trying again in 10 s (2 of 4) after Throttling: not so fast',
    ]);
  });

  it('takes the name that a repetition gives a resource, not the one that the failure before it gave', async () => {
    const stack = open();
    expect(await stack.deploy(templateOf({ Copy: described('stand-in') }))).toBe('changed');
    expect(stack.existing()).toEqual([stack.state.resources.Copy?.identifier]);
  });

  it('kills a handler that takes too long and calls it again', async () => {
    const stack = open({ limitMs: 400 });
    expect(await stack.deploy(templateOf({ Copy: described('stall') }))).toBe('changed');
    expect(stack.existing()).toHaveLength(1);
  });

  it('takes a resource with DeletionPolicy Retain out of a rollback, but not one that failed', async () => {
    const stack = open();
    await stack.deploy(
      templateOf({
        Kept: { DeletionPolicy: 'Retain' },
        Gone: { DeletionPolicy: 'RetainExceptOnCreate' },
        Bad: { DeletionPolicy: 'Retain', DependsOn: ['Kept', 'Gone'], ...described('half-way') },
      }),
    );
    expect(stack.log()).toContain('Kept DELETE_SKIPPED');
    expect(stack.existing()).toHaveLength(1);
  });
});

describe('updating a stack', () => {
  async function complete(template = templateOf({ One: {}, Two: {} })): Promise<FixtureStack> {
    const stack = open();
    expect(await stack.deploy(template)).toBe('changed');
    stack.events.length = 0;
    return stack;
  }

  it('says when there is nothing to change', async () => {
    const stack = await complete();
    const before = stack.recorded().length;
    expect(await stack.deploy(templateOf({ One: {}, Two: {} }))).toBe('unchanged');
    expect(stack.events).toEqual([]);
    expect(stack.recorded()).toHaveLength(before);
  });

  it('updates in place what changed, and nothing else', async () => {
    const stack = await complete();
    const before = stack.state.resources;
    expect(await stack.deploy(templateOf({ One: described('new'), Two: {} }))).toBe('changed');
    expect(stack.actions().slice(-1)).toEqual(['UPDATE']);
    expect(stack.state.resources.One?.identifier).toBe(before.One?.identifier);
    const { requestData } = stack.recorded().find(({ event }) => event.action === 'UPDATE')?.event ?? {};
    expect(requestData).toMatchObject({
      resourceProperties: { Description: 'new', tfcfnid: before.One?.identifier },
      previousResourceProperties: { SourceImageId: 'm-source', tfcfnid: before.One?.identifier },
    });
    expect(stack.log()).not.toContain('Two UPDATE_IN_PROGRESS');
    expect(stack.state.status).toBe('UPDATE_COMPLETE');
  });

  it('updates all resources when the tags of the stack change', async () => {
    const stack = await complete();
    await stack.deploy(templateOf({ One: {}, Two: {} }), { tags: { team: 'web' } });
    const updates = stack.recorded().filter(({ event }) => event.action === 'UPDATE');
    expect(updates).toHaveLength(2);
    expect(updates[0]?.event.requestData).toMatchObject({ stackTags: { team: 'web' }, previousStackTags: {} });
  });

  it('replaces when a create-only property changes: creates, switches what depends on it, then deletes', async () => {
    const withImage = (image: string) =>
      templateOf({
        One: { Properties: { SourceImageId: image } },
        Two: { Properties: { Description: { 'Fn::GetAtt': ['One', 'Id'] } } },
      });
    const stack = await complete(withImage('m-old'));
    const old = stack.state.resources.One;
    expect(await stack.deploy(withImage('m-new'))).toBe('changed');
    expect(stack.state.resources.One?.identifier).not.toBe(old?.identifier);
    expect(stack.state.resources.Two?.properties.Description).toBe(stack.state.resources.One?.attributes.Id);
    expect(stack.existing()).toHaveLength(2);
    expect(stack.existing()).not.toContain(old?.identifier);
    const log = stack.log();
    const [switched, cleanup, gone] = [
      'Two UPDATE_COMPLETE',
      'test UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'One DELETE_COMPLETE',
    ].map((entry) => log.indexOf(entry));
    expect([switched, cleanup, gone].every((index) => (index ?? -1) >= 0)).toBe(true);
    expect([switched, cleanup, gone]).toEqual([switched, cleanup, gone].sort((a, b) => Number(a) - Number(b)));
  });

  it('keeps a replaced resource with UpdateReplacePolicy Retain', async () => {
    const withImage = (image: string) =>
      templateOf({ One: { UpdateReplacePolicy: 'Retain', Properties: { SourceImageId: image } } });
    const stack = await complete(withImage('m-old'));
    await stack.deploy(withImage('m-new'));
    expect(stack.existing()).toHaveLength(2);
    expect(stack.log()).toContain('One DELETE_SKIPPED');
  });

  it('deletes what the template no longer has', async () => {
    const stack = await complete();
    await stack.deploy(templateOf({ One: {} }));
    expect(Object.keys(stack.state.resources)).toEqual(['One']);
    expect(stack.existing()).toEqual([stack.state.resources.One?.identifier]);
  });

  it('takes everything back when a resource fails', async () => {
    const stack = await complete(
      templateOf({ One: described('old text'), Two: { Properties: { SourceImageId: 'm-old' } } }),
    );
    const before = stack.state;
    const result = await stack.deploy(
      templateOf({
        One: described('new text'),
        Two: { DependsOn: 'One', Properties: { SourceImageId: 'm-new' } },
        Three: { DependsOn: 'Two' },
        Bad: { DependsOn: 'Three', ...described('half-way') },
      }),
      { tags: { team: 'web' } },
    );
    expect(result).toBe('failed');
    expect(stack.state.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.state.tags).toEqual({});
    expect(stack.state.resources.One).toMatchObject({
      identifier: before.resources.One?.identifier,
      properties: { Description: 'old text' },
      stackTags: {},
    });
    expect(stack.state.resources.Two?.identifier).toBe(before.resources.Two?.identifier);
    expect(stack.existing().sort()).toEqual(
      [before.resources.One?.identifier, before.resources.Two?.identifier].sort(),
    );
    expect(
      await stack.deploy(templateOf({ One: described('old text'), Two: { Properties: { SourceImageId: 'm-old' } } })),
    ).toBe('unchanged');
  });

  it('fails with the reason of a handler that cannot update', async () => {
    const stack = await complete();
    await stack.deploy(templateOf({ One: described('refuse'), Two: {} }));
    expect(stack.events.find(({ status }) => status === 'UPDATE_FAILED')?.reason).toContain('NotUpdatable');
    expect(stack.state.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it('is stuck when the way back fails too, and can still be deleted', async () => {
    const stack = await complete(templateOf({ One: described('no-update') }));
    const update = templateOf({ One: described('fine'), Bad: { DependsOn: 'One', ...described('half-way') } });
    expect(await stack.deploy(update)).toBe('failed');
    expect(stack.state.status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(await stack.deploy(update)).toBe('failed');
    expect(stack.state.status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(await stack.delete()).toBe('changed');
    expect(stack.existing()).toEqual([]);
  });

  it('keeps what leaves the template with DeletionPolicy Retain, though its last update failed', async () => {
    const kept = { Kept: { DeletionPolicy: 'Retain', ...described('fine') }, Other: {} };
    const stack = await complete(templateOf(kept));
    await stack.deploy(templateOf({ ...kept, Kept: { ...kept.Kept, ...described('refuse') } }), {
      disableRollback: true,
    });
    expect(await stack.deploy(templateOf({ Other: {} }))).toBe('changed');
    expect(stack.log()).toContain('Kept DELETE_SKIPPED');
    expect(stack.existing()).toHaveLength(2);
  });

  it('forgets nothing when failed updates follow one another without a rollback', async () => {
    const version = (image: string, other: string) =>
      templateOf({ One: { Properties: { SourceImageId: image } }, Two: { DependsOn: 'One', ...described(other) } });
    const stack = await complete(version('m-one', 'fine'));
    await stack.deploy(version('m-two', 'refuse'), { disableRollback: true });
    expect(stack.state.status).toBe('UPDATE_FAILED');
    await stack.deploy(version('m-three', 'refuse'), { disableRollback: true });
    expect(stack.existing()).toHaveLength(4);
    expect(await stack.deploy(version('m-three', 'fine at last'))).toBe('changed');
    expect(stack.existing()).toHaveLength(2);
  });
});

describe('deleting a stack', () => {
  it('deletes in the reverse order and carries the write-only properties', async () => {
    const stack = open();
    await stack.deploy(
      templateOf({ First: { Properties: { DeleteAutoSnapshot: true } }, Second: { DependsOn: 'First' } }),
    );
    expect(await stack.delete()).toBe('changed');
    expect(stack.existing()).toEqual([]);
    const deletions = stack.recorded().filter(({ event }) => event.action === 'DELETE');
    expect(deletions.map(({ event }) => asObject(event.requestData).logicalResourceId)).toEqual(['Second', 'First']);
    expect(deletions[1]?.event.requestData).toMatchObject({ resourceProperties: { DeleteAutoSnapshot: 'true' } });
    expect(stack.log().slice(-1)).toEqual(['test DELETE_COMPLETE']);
  });

  it('takes a resource that is gone for deleted', async () => {
    const stack = open();
    await stack.deploy(templateOf({ Copy: {} }));
    const other = open({ folder: stack.folder, state: stack.state });
    await other.delete();
    expect(await stack.delete()).toBe('changed');
  });

  it('keeps what has to be kept', async () => {
    const stack = open();
    await stack.deploy(templateOf({ Kept: { DeletionPolicy: 'RetainExceptOnCreate' }, Gone: {} }));
    expect(await stack.delete()).toBe('changed');
    expect(stack.existing()).toHaveLength(1);
  });

  it('keeps what has to be kept, though its last update failed', async () => {
    const kept = (text: string) => templateOf({ Kept: { DeletionPolicy: 'Retain', ...described(text) }, Gone: {} });
    const stack = open();
    await stack.deploy(kept('fine'));
    await stack.deploy(kept('refuse'), { disableRollback: true });
    expect(stack.state.resources.Kept?.status).toBe('UPDATE_FAILED');
    expect(await stack.delete()).toBe('changed');
    expect(stack.existing()).toHaveLength(1);
  });

  it('stops at what cannot be deleted and leaves what that needs', async () => {
    const stack = open();
    await stack.deploy(templateOf({ First: {}, Second: { DependsOn: 'First', ...described('no-delete') }, Third: {} }));
    expect(await stack.delete()).toBe('failed');
    expect(stack.state.status).toBe('DELETE_FAILED');
    expect(stack.state.reason).toContain('[Second]');
    expect(Object.keys(stack.state.resources).sort()).toEqual(['First', 'Second']);
  });
});
