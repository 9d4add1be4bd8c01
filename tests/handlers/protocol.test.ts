import { KEY, leftovers, NOTHING_LEFT, SOURCE, startCopy, useStage } from '../support/copies';
import fc, { anyText, runs } from '../support/fast-check';
import { type Action, openStage } from '../support/stage';

const ACTIONS: readonly Action[] = ['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'];

describe('the protocol', () => {
  const stage = useStage(() => openStage({ behaviour: { copySeconds: 60 } }));

  it.each<readonly [string, unknown, string]>([
    ['null', null, 'The event must be an object.'],
    ['a text', 'CREATE', 'The event must be an object.'],
    ['a list', [], 'The event must be an object.'],
    ['no requestData', { action: 'READ' }, 'requestData must be an object.'],
    ['requestData that is a list', { action: 'READ', requestData: [] }, 'requestData must be an object.'],
    ['an unknown action', { action: 'COPY', requestData: {} }, 'The action must be one of CREATE, READ'],
    ['no action', { requestData: {} }, 'The action must be one of CREATE, READ'],
    ['an action that every object has', { action: 'constructor', requestData: {} }, 'The action must be one of'],
    ['properties that are a list', { action: 'READ', requestData: { resourceProperties: [] } }, 'resourceProperties'],
    ['a token that is a number', { action: 'READ', bearerToken: 5, requestData: {} }, 'bearerToken must be a string.'],
    [
      'a region without end',
      { action: 'READ', region: 'x'.repeat(65), requestData: {} },
      'region must have at most 64 characters.',
    ],
    [
      'a nextToken that is an object',
      { action: 'LIST', nextToken: {}, requestData: {} },
      'nextToken must be a string.',
    ],
    [
      'stack tags that are a list',
      { action: 'READ', requestData: { stackTags: ['x'] } },
      'stackTags must be an object.',
    ],
    [
      'a context that is a text',
      { action: 'CREATE', callbackContext: 'x', requestData: {} },
      'callbackContext must be',
    ],
    ['credentials that are a text', { action: 'READ', requestData: { callerCredentials: 'x' } }, 'callerCredentials'],
  ])('answers an event with %s', async (_, event, says) => {
    const answer = await stage().send(event);
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(answer.message).toContain(says);
    expect(stage().simulator.calls).toEqual([]);
  });

  it.each<readonly [Action, object]>([
    ['CREATE', { other: 1 }],
    [
      'CREATE',
      {
        v: 2,
        regionId: 'cn-shanghai',
        imageId: 'm-1',
        memory: { startedAt: 1, copyingSince: 1, deadline: 2, seen: true },
      },
    ],
    ['CREATE', { v: 1, regionId: 'cn-shanghai', imageId: 'm-1', memory: null }],
    ['CREATE', { v: 1, regionId: 'cn-shanghai', imageId: 'm-1', memory: { startedAt: '1', deadline: 2, seen: true } }],
    [
      'CREATE',
      { v: 1, regionId: 5, imageId: 'm-1', memory: { startedAt: 1, copyingSince: 1, deadline: 2, seen: true } },
    ],
    ['DELETE', { v: 1, regionId: 'cn-shanghai', imageId: 'm-1', memory: { deadline: 5, looks: 0 } }],
    ['UPDATE', { v: 1, regionId: 'cn-shanghai', imageId: 'm-1', memory: { deadline: 'never', looks: 0 } }],
  ])('%s refuses a callback context of somebody else: %j', async (action, callbackContext) => {
    const answer = await stage().invoke(
      action,
      { ...SOURCE, tfcfnid: 'cn-shanghai/m-1' },
      { callbackContext: { ...callbackContext } },
    );
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(answer.message).toContain('This operation did not return this callbackContext');
    expect(stage().simulator.calls).toEqual([]);
  });

  it('takes an empty callback context for none', async () => {
    const answer = await stage().invoke('CREATE', SOURCE, { callbackContext: {} });
    expect(answer.status).toBe('IN_PROGRESS');
    expect(leftovers(stage()).images).toHaveLength(1);
  });

  it('answers whatever comes, and never with an internal failure', async () => {
    const { typeConfiguration } = stage();
    const event = fc.record(
      {
        action: fc.constantFrom(...ACTIONS),
        bearerToken: fc.oneof(anyText(), fc.jsonValue()),
        nextToken: fc.option(fc.string()),
        callbackContext: fc.jsonValue(),
        requestData: fc.record({
          typeConfiguration: fc.oneof(fc.constant(typeConfiguration), fc.jsonValue()),
          logicalResourceId: fc.oneof(anyText(), fc.jsonValue()),
          stackTags: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.jsonValue()),
          callerCredentials: fc.oneof(fc.dictionary(fc.string(), anyText()), fc.jsonValue()),
          previousResourceProperties: fc.oneof(
            fc.record({ Tags: fc.jsonValue(), Description: fc.jsonValue() }),
            fc.jsonValue(),
          ),
          resourceProperties: fc.oneof(
            fc.record(
              Object.fromEntries(
                ['tfcfnid', 'Tags', 'Timeouts', 'ImageName', 'Encrypted', 'Description', 'SnapshotIds'].map((name) => [
                  name,
                  fc.jsonValue(),
                ]),
              ),
              { requiredKeys: [] },
            ),
            fc.jsonValue(),
          ),
        }),
      },
      { requiredKeys: ['action', 'requestData'] },
    );
    await fc.assert(
      fc.asyncProperty(event, async (one) => {
        const { status, errorCode } = await stage().send(JSON.parse(JSON.stringify(one)));
        expect(status === 'SUCCESS' || errorCode !== 'InternalFailure').toBe(true);
      }),
      runs(300),
    );
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  describe('with every primitive as a string, as the service sends them', () => {
    const typed = {
      ...SOURCE,
      ImageName: 'golden',
      Encrypted: true,
      KmsKeyId: KEY,
      Force: true,
      DeleteAutoSnapshot: true,
      Tags: [{ Key: 'n', Value: '5' }],
      Timeouts: { Create: '1h' },
    };
    const texts = { ...typed, Encrypted: 'true', Force: 'true', DeleteAutoSnapshot: 'true' };

    it.each([
      ['typed', typed],
      ['texts', texts],
    ])('a whole life goes the same way (%s)', async (_, wish) => {
      const { simulator } = stage();
      const { final: created } = await stage().run('CREATE', wish);
      expect(created.resourceModel).toMatchObject({
        Encrypted: true,
        KmsKeyId: KEY,
        Size: 40,
        ImageOwnerId: '1234567890123456',
      });
      const identifier = { tfcfnid: created.resourceModel?.tfcfnid };
      const { final: updated } = await stage().run(
        'UPDATE',
        { ...wish, ...identifier },
        { previous: { ...typed, ...identifier } },
      );
      expect(updated).toEqual(created);
      simulator.world.useByInstance('cn-shanghai', String(created.resourceModel?.Id));
      expect((await stage().run('DELETE', { ...wish, ...identifier })).final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
      const copy = simulator.calls.find(({ action }) => action === 'CopyImage');
      expect(copy?.parameters).toMatchObject({ Encrypted: 'true', KMSKeyId: KEY });
    });

    it.each([false, 'false'])('%p is not true', async (no) => {
      const { final } = await stage().run('CREATE', { ...SOURCE, Encrypted: no, Force: no, DeleteAutoSnapshot: no });
      const wish = { ...final.resourceModel, Force: no, DeleteAutoSnapshot: no };
      expect(final.resourceModel?.Encrypted).toBe(false);
      stage().simulator.world.useByInstance('cn-shanghai', String(final.resourceModel?.Id));
      expect((await stage().run('DELETE', wish)).final.message).toContain('ImageUsingByInstance');
      stage().simulator.world.useByInstance('cn-shanghai', String(final.resourceModel?.Id), false);
      expect((await stage().run('DELETE', wish)).final.status).toBe('SUCCESS');
      expect(leftovers(stage()).snapshots).toHaveLength(1);
    });

    it('takes read-only values as texts in what CloudFormation hands back', async () => {
      const { model } = await startCopy(stage());
      const back = { ...model, Size: '40', IsSupportCloudinit: 'true', SnapshotIds: [] };
      expect((await stage().run('DELETE', back)).final.status).toBe('SUCCESS');
    });
  });
});
