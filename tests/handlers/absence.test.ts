import {
  type Copy,
  EMPTY_LIST,
  HOME,
  imageOf,
  leftovers,
  makeCopy,
  NOTHING_LEFT,
  SOURCE,
  startCopy,
  useStage,
} from '../support/copies';
import { openStage, type Properties } from '../support/stage';

const ALWAYS = Number.POSITIVE_INFINITY;
const MINUTE = 60;
const DENIED = { Version: '1', Statement: [{ Effect: 'Deny', Action: 'ecs:DescribeImages', Resource: '*' }] } as const;
const ELSEWHERE = { ImageName: 'further', SourceRegionId: HOME, DestinationRegionId: 'eu-west-1' };

/**
 * An image that the list does not show may exist: a list lags behind, and without the permission ECS has answered an empty one. Absent is
 * what a removal call says, or an empty list after a removal that was accepted.
 */
describe('an image that the list does not show', () => {
  const stage = useStage(() => openStage());
  const world = () => stage().simulator.world;
  const hide = (times: number, skip = 0) =>
    stage().simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST, times, skip });
  const withdraw = () => {
    stage().simulator.behave({ describeImagesDenied: 'emptyList' });
    stage().simulator.ram.setUserPolicy({
      ...DENIED,
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, ...DENIED.Statement],
    });
  };
  const restore = () => {
    stage().simulator.clearFaults();
    stage().simulator.ram.setUserPolicy(undefined);
  };
  const calls = (action: string) => stage().simulator.calls.filter((call) => call.action === action).length;

  const copyElsewhere = async (copy: Copy, seconds: number) => {
    stage().simulator.behave({ copySeconds: seconds });
    await startCopy(stage(), { ...ELSEWHERE, SourceImageId: copy.imageId });
    return copy;
  };

  /** Copies that no call removes for a while. */
  const HELD: readonly (readonly [string, () => Promise<Copy>])[] = [
    [
      'which is being copied and cannot be cancelled',
      () => {
        stage().simulator.behave({ cancel: 'refused', copySeconds: 30 * MINUTE });
        return startCopy(stage(), { DeleteAutoSnapshot: true });
      },
    ],
    [
      'which waits in a queue and cannot be cancelled there',
      async () => {
        stage().simulator.behave({ copiesPerRegion: 1, cancelWhileWaiting: 'refused', copySeconds: 20 * MINUTE });
        await startCopy(stage(), { ImageName: 'first', DestinationRegionId: HOME });
        return startCopy(stage(), { DeleteAutoSnapshot: true });
      },
    ],
    [
      'which is being copied elsewhere',
      async () => copyElsewhere(await makeCopy(stage(), { DeleteAutoSnapshot: true }), 5 * MINUTE),
    ],
    ['whose snapshots were just noted', () => makeCopy(stage(), { DeleteAutoSnapshot: true })],
  ];
  const HIDDEN: readonly (readonly [string, () => void])[] = [
    ['the list is empty', () => hide(ALWAYS)],
    ['ecs:DescribeImages is withdrawn', withdraw],
  ];

  /** Removes a copy; something happens after the first answer. */
  const removeWhile = ({ wish, identifier }: Copy, happens: () => void, changes: Properties = {}) =>
    stage().run(
      'DELETE',
      { ...wish, ...identifier, ...changes },
      {
        meanwhile: (_, count) => {
          if (count === 1) happens();
        },
      },
    );

  describe.each(HELD)('%s', (_, make) => {
    it.each([1, 3])('is removed with its snapshots although %i answers are empty', async (times) => {
      const copy = await make();
      const bystanders = leftovers(stage()).images.filter((place) => place !== copy.identifier.tfcfnid);
      const { final } = await removeWhile(copy, () => hide(times));
      expect(final.status).toBe('SUCCESS');
      expect(imageOf(stage(), copy)).toBeUndefined();
      expect(leftovers(stage()).images).toEqual(bystanders);
      expect(leftovers(stage()).snapshots.filter((place) => place.startsWith(HOME))).toHaveLength(
        bystanders.filter((place) => place.startsWith(HOME)).length,
      );
    });

    it.each(HIDDEN)('does not count as removed while %s', async (__, happens) => {
      const copy = await make();
      const { answers, final } = await removeWhile(copy, happens, { Timeouts: { Delete: '10m' } });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(final.message).toContain(`ECS does not show image ${copy.imageId} in ${HOME}`);
      expect(final.message).toContain('are allowed to call ecs:DescribeImages');
      expect(answers.map(({ message }) => message).join()).not.toMatch(/is gone,|removed\./);
      expect(imageOf(stage(), copy)).toBeDefined();
      expect(calls('DeleteSnapshot')).toBe(0);
      restore();
      stage().simulator.behave({ cancel: 'accepted', cancelWhileWaiting: 'accepted' });
      stage().simulator.clock.advance(3_600_000);
      expect((await removeWhile(copy, () => undefined)).final.status).toBe('SUCCESS');
      expect(imageOf(stage(), copy)).toBeUndefined();
    });
  });

  it.each(HIDDEN)('is not removed in the first step of a DELETE either, while %s', async (_, happens) => {
    const copy = await makeCopy(stage(), { DeleteAutoSnapshot: true });
    happens();
    const { final } = await removeWhile(copy, () => undefined);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(imageOf(stage(), copy)).toBeDefined();
  });

  it('is gone after a deletion that was accepted', async () => {
    stage().simulator.behave({ deleteTakesSeconds: 60 });
    const copy = await makeCopy(stage());
    expect((await removeWhile(copy, () => stage().simulator.clock.advance(60_000))).final.status).toBe('SUCCESS');
    expect(calls('CancelCopyImage')).toBe(0);
  });

  it('is not gone after a cancellation that was accepted, if it was seen afterwards and had finished', async () => {
    const copy = await startCopy(stage());
    stage().simulator.inject({ action: 'CancelCopyImage', respond: { status: 200, body: '{"RequestId":"R"}' } });
    const { final } = await removeWhile(copy, () => {
      world().finishCopy(HOME, copy.imageId);
      stage().simulator.inject({ action: 'DeleteImage', error: { code: 'OperationDenied.ImageCopying' } });
      hide(2, 1);
    });
    expect(final.status).toBe('SUCCESS');
    expect(calls('DeleteImage')).toBe(2);
    expect(imageOf(stage(), copy)).toBeUndefined();
  });

  it('is not gone after a cancellation that was accepted, if a look has failed since then', async () => {
    const copy = await startCopy(stage());
    stage().simulator.inject({ action: 'CancelCopyImage', respond: { status: 200, body: '{"RequestId":"R"}' } });
    const { final } = await stage().run(
      'DELETE',
      { ...copy.wish, ...copy.identifier },
      {
        meanwhile: (_, count) => {
          if (count === 1)
            stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling' }, times: 4 });
          if (count === 2) hide(2);
        },
      },
    );
    expect(final.status).toBe('SUCCESS');
    expect(calls('CancelCopyImage')).toBe(2);
    expect(imageOf(stage(), copy)).toBeUndefined();
  });

  it('is not gone after a cancellation that was accepted, if no list has shown it yet', async () => {
    stage().simulator.behave({ visibilityDelaySeconds: 5 * MINUTE, cancelTakesSeconds: 60 });
    const copy = await startCopy(stage());
    const { final } = await removeWhile(copy, () => undefined);
    expect(final.status).toBe('SUCCESS');
    expect(imageOf(stage(), copy)).toBeUndefined();
  });

  it('is looked for again for two minutes, however short Timeouts.Delete is', async () => {
    const copy = await makeCopy(stage());
    hide(ALWAYS);
    const { final } = await stage().run(
      'DELETE',
      { ...copy.wish, ...copy.identifier, Timeouts: { Delete: '10s' } },
      { meanwhile: (_, count) => count === 7 && restore() },
    );
    expect(final.status).toBe('SUCCESS');
    expect(imageOf(stage(), copy)).toBeUndefined();
  });

  it('is gone where a call says so, however it went', async () => {
    stage().simulator.behave({ cancel: 'refused' });
    const copy = await startCopy(stage(), { DeleteAutoSnapshot: true });
    const { final } = await removeWhile(copy, () => world().remove(HOME, copy.imageId));
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('does not end a clean-up of CREATE as if it had been removed', async () => {
    stage().simulator.behave({ cancel: 'refused', copySeconds: 90 * MINUTE });
    const { answers, final } = await stage().run(
      'CREATE',
      { ...SOURCE, Timeouts: { Create: '10m' } },
      {
        meanwhile: ({ message }) => {
          if (message.includes('cannot be cancelled')) hide(ALWAYS);
        },
      },
    );
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain('The clean-up failed too');
    expect(final.message).not.toContain('Everything that it had created was removed');
    restore();
    stage().simulator.clock.advance(7_200_000);
    expect((await stage().run('DELETE', answers.at(-1)?.resourceModel ?? {})).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it.each([
    ['the first look at a copy comes late', 1, 15 * MINUTE],
    ['a look at a copy comes when its time is over', 3, 2 * 60 * MINUTE],
  ])('does not end a CREATE at once if %s', async (_, at, seconds) => {
    stage().simulator.behave({ copySeconds: 60 * MINUTE });
    const { final } = await stage().run('CREATE', SOURCE, {
      meanwhile: (__, count) => {
        if (count !== at) return;
        stage().simulator.clock.advance(seconds * 1000);
        hide(1);
      },
    });
    expect(final.status).toBe('SUCCESS');
  });

  it('fails a CREATE, which names the copy to CloudFormation', async () => {
    const { final } = await stage().run('CREATE', SOURCE, { meanwhile: (_, count) => count === 2 && hide(ALWAYS) });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    restore();
    expect((await stage().run('DELETE', final.resourceModel ?? {})).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  describe('READ and UPDATE', () => {
    const renamed = ({ wish, identifier }: Copy) => ({ ...wish, ...identifier, ImageName: 'renamed' });
    const previous = ({ wish, identifier }: Copy) => ({ previous: { ...wish, ...identifier } });

    it('ask a second time', async () => {
      const copy = await makeCopy(stage());
      hide(1);
      expect((await stage().invoke('READ', copy.identifier)).status).toBe('SUCCESS');
      hide(1);
      expect((await stage().run('UPDATE', renamed(copy), previous(copy))).final.status).toBe('SUCCESS');
    });

    it('say NotFound, and what else it may be, when two answers in a row do not have it', async () => {
      const copy = await makeCopy(stage());
      hide(2);
      const read = await stage().invoke('READ', copy.identifier);
      hide(2);
      const update = await stage().invoke('UPDATE', renamed(copy), previous(copy));
      for (const answer of [read, update]) {
        expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
        expect(answer.message).toContain('belong to another account or are not allowed to call ecs:DescribeImages');
        expect(answer.message).not.toMatch(/is gone,? but|There is no/);
      }
    });

    it.each([1, 3])('goes on with an image that the update has seen, after %i empty answers', async (times) => {
      const copy = await makeCopy(stage());
      hide(times, 1);
      expect((await stage().run('UPDATE', renamed(copy), previous(copy))).final.status).toBe('SUCCESS');
    });

    it('ends in NotStabilized if such an image does not show again', async () => {
      const copy = await makeCopy(stage());
      hide(ALWAYS, 1);
      const { final } = await stage().run('UPDATE', renamed(copy), previous(copy));
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(final.message).toContain(`ECS no longer shows image ${copy.imageId} in ${HOME}`);
    });
  });
});

const image = { ImageId: 'm-1', IsCopied: true };
const answer = (fields: object) => ({ status: 200, body: JSON.stringify({ RequestId: 'R', ...fields }) });
/** Answers of DescribeImages that are not one to the question. */
const UNREADABLE = [
  ['has nothing but a request ID', answer({}), 'it has no list of images'],
  ['has no list', answer({ TotalCount: 0 }), 'it has no list of images'],
  ['has null for a list', answer({ TotalCount: 0, Images: null }), 'it has no list of images'],
  ['has null within the list', answer({ TotalCount: 0, Images: { Image: null } }), 'it has no list of images'],
  [
    'counts an image and lists none',
    answer({ TotalCount: 1, Images: { Image: [] } }),
    'it counts images but lists none',
  ],
  [
    'has an error code',
    answer({ Code: 'InternalError', Message: 'x', TotalCount: 0, Images: { Image: [] } }),
    'it has an error code',
  ],
  ['is a redirect', { ...answer({ TotalCount: 0, Images: { Image: [] } }), status: 302 }, 'HTTP 302 is not a success'],
  [
    'has an image whose ID leads elsewhere',
    answer({ Images: { Image: [image, { ...image, ImageId: 'm-1/evil' }] } }),
    'an image in it has an invalid ID',
  ],
  ['has an entry that is null', answer({ Images: { Image: [image, null] } }), 'it does not have the expected form'],
  ['says that it is not a success', answer({ Success: false, Images: { Image: [image] } }), 'it is not a success'],
  [
    'is about another region',
    answer({ RegionId: 'cn-beijing', Images: { Image: [image] } }),
    'it is about another region',
  ],
  ['is another page', answer({ PageNumber: 7, Images: { Image: [image] } }), 'it is a different page'],
  ['has a negative total', answer({ TotalCount: -1, Images: { Image: [image] } }), 'it has a negative total'],
  [
    'has an image of another account',
    answer({ Images: { Image: [{ ...image, ImageOwnerAlias: 'others' }] } }),
    'an image in it belongs to another account',
  ],
  [
    'has a snapshot whose ID leads elsewhere',
    answer({
      Images: { Image: [{ ...image, DiskDeviceMappings: { DiskDeviceMapping: [{ SnapshotId: 's/evil' }] } }] },
    }),
    'an image in it has an invalid snapshot ID',
  ],
] as const;

describe.each(UNREADABLE)('an answer that %s', (_, respond, why) => {
  const stage = useStage(() => openStage());
  const identifier = { tfcfnid: `${HOME}/m-1` };

  it.each(['READ', 'LIST', 'UPDATE', 'DELETE'] as const)('is not an answer: %s', async (action) => {
    stage().simulator.inject({ action: 'DescribeImages', respond, times: ALWAYS });
    const { errorCode, message } = await stage().invoke(action, { ...SOURCE, ...identifier });
    expect(errorCode).toBe('ServiceInternalError');
    expect(message).toContain(
      `DescribeImages in cn-shanghai failed: the answer could not be read: ${why} (request id R).`,
    );
  });

  it('is asked for again', async () => {
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-1' });
    stage().simulator.inject({ action: 'DescribeImages', respond });
    expect((await stage().invoke('READ', identifier)).status).toBe('SUCCESS');
  });
});

describe('an answer about other images', () => {
  const stage = useStage(() => openStage());

  it('is not one to the question for an image', async () => {
    stage().simulator.inject({
      action: 'DescribeImages',
      respond: answer({ TotalCount: 1, Images: { Image: [{ ImageId: 'm-2' }] } }),
      times: ALWAYS,
    });
    expect(await stage().invoke('READ', { tfcfnid: `${HOME}/m-1` })).toMatchObject({
      errorCode: 'ServiceInternalError',
    });
  });

  it('behind the last page is one to the question for that page', async () => {
    stage().simulator.inject({ action: 'DescribeImages', respond: answer({ TotalCount: 150, Images: { Image: [] } }) });
    expect(await stage().invoke('LIST', {}, { nextToken: 'page-3' })).toMatchObject({ resourceModels: [] });
  });
});
