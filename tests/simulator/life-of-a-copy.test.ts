import { type AlibabaSimulator, createClock } from '../../simulator/index';
import fc, { runs } from '../support/fast-check';
import {
  cancelCopy,
  copyGolden,
  describe1,
  GOLDEN,
  HANGZHOU,
  minutes,
  outcome,
  raw,
  SHANGHAI,
  seconds,
  start,
  stopSimulators,
} from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start({ behaviour: { copySeconds: 1000 } });
});
afterEach(stopSimulators);

/** What DescribeImages says after each share of the copy's 1000 seconds. */
async function watch(imageId: string, atSeconds: readonly number[]): Promise<string[]> {
  const seen: string[] = [];
  let passed = 0;
  for (const at of atSeconds) {
    simulator.clock.advance(seconds(at - passed));
    passed = at;
    const { Status, Progress, DiskDeviceMappings } = await describe1(simulator, imageId);
    seen.push(`${Status} ${Progress} ${DiskDeviceMappings.DiskDeviceMapping[0]?.RemainTime}`);
  }
  return seen;
}

test.each([
  ['available', 'Available', 'instance'],
  [{ failAtPercent: 50, status: 'CreateFailed' }, 'CreateFailed', 'none'],
] as const)(
  'a copy is in use once it is available, if the behaviour says so: %s',
  async (copyOutcome, status, usage) => {
    simulator.behave({ copiesInUse: true, copyOutcome });
    const imageId = await copyGolden(simulator);
    expect(await describe1(simulator, imageId)).toMatchObject({ Usage: 'none' });
    simulator.clock.advance(seconds(1000));
    expect(await describe1(simulator, imageId)).toMatchObject({ Status: status, Usage: usage });
  },
);

describe('progress', () => {
  test('is linear and reaches 100 % just before the end', async () => {
    expect(await watch(await copyGolden(simulator), [0, 370, 996, 1000])).toEqual([
      'Creating 0% 1000',
      'Creating 37% 630',
      'Creating 100% 4',
      'Available 100% 0',
    ]);
  });

  test('can stall, with an estimate that goes wrong with it', async () => {
    simulator.behave({ progress: 'stalling' });
    expect(await watch(await copyGolden(simulator), [250, 500, 900, 1000])).toEqual([
      'Creating 45% 306',
      'Creating 90% 56',
      'Creating 90% 100',
      'Available 100% 0',
    ]);
  });

  test('can jump, and fall back', async () => {
    simulator.behave({ progress: 'jumpy' });
    const seen = await watch(await copyGolden(simulator), [100, 300, 400, 650, 800, 999, 1000]);
    expect(seen.map((line) => line.split(' ')[1])).toEqual(['0%', '35%', '30%', '80%', '75%', '99%', '100%']);
  });

  test('can be absent, with or without an estimate', async () => {
    simulator.behave({ progress: 'absent' });
    const imageId = await copyGolden(simulator);
    expect(await watch(imageId, [500])).toEqual(['Creating undefined 500']);
    simulator.behave({ remainTime: false });
    expect(await watch(imageId, [0])).toEqual(['Creating undefined undefined']);
  });

  test('can be unreadable', async () => {
    simulator.behave({ progress: 'unreadable', remainTime: false });
    expect(await watch(await copyGolden(simulator), [500, 1000])).toEqual([
      'Creating unknown undefined',
      'Available 100% 0',
    ]);
  });
});

test('a copy of 40 GiB takes 20 minutes unless it is said otherwise', async () => {
  const usual = await start();
  const imageId = await copyGolden(usual);
  usual.clock.advance(minutes(20) - 1);
  expect((await describe1(usual, imageId)).Status).toBe('Creating');
  usual.clock.advance(1);
  expect((await describe1(usual, imageId)).Status).toBe('Available');
});

test('the duration can follow from the source', async () => {
  simulator.behave({ copySeconds: ({ imageId }) => (imageId === GOLDEN ? 1 : 9999) });
  const imageId = await copyGolden(simulator);
  simulator.clock.advance(1000);
  expect((await describe1(simulator, imageId)).Status).toBe('Available');
});

test('a copy can take no time at all', async () => {
  simulator.behave({ copySeconds: 0 });
  expect((await describe1(simulator, await copyGolden(simulator))).Status).toBe('Available');
});

test('a clock that runs fast ends a copy early', async () => {
  let real = 0;
  const fast = await start({ clock: createClock({ speed: 60, now: () => real, startAt: 0 }) });
  const imageId = await copyGolden(fast);
  real = 10_000;
  expect((await describe1(fast, imageId)).Progress).toBe('50%');
  real = 20_000;
  expect((await describe1(fast, imageId)).Status).toBe('Available');
  expect(fast.clock.now()).toBe(minutes(20));
});

test('a new copy can stay invisible for a while, to DescribeImages only', async () => {
  simulator.behave({ visibilityDelaySeconds: 30 });
  const imageId = await copyGolden(simulator);
  await expect(describe1(simulator, imageId)).rejects.toThrow('does not show');
  expect(simulator.world.image(SHANGHAI, imageId)).toMatchObject({ status: 'Creating', visible: false });
  expect(outcome(await raw(simulator, 'DeleteImage', { RegionId: SHANGHAI, ImageId: imageId }))).toBe(
    '403 OperationDenied.ImageCopying',
  );
  simulator.clock.advance(seconds(30));
  expect((await describe1(simulator, imageId)).Status).toBe('Creating');
});

test('a new copy can be unknown to every action for a while', async () => {
  simulator.behave({ visibilityDelaySeconds: 30, invisibleTo: 'everyAction' });
  const imageId = await copyGolden(simulator);
  const image = { RegionId: SHANGHAI, ImageId: imageId };
  const tagged = { RegionId: SHANGHAI, ResourceType: 'image', 'ResourceId.1': imageId, 'Tag.1.Key': 'a' };
  const joined = { ...tagged, ResourceId: imageId, ResourceGroupId: 'rg-acfmimages' };
  const outcomes = async () => [
    outcome(await raw(simulator, 'ModifyImageAttribute', { ...image, ImageName: 'other' })),
    outcome(await raw(simulator, 'TagResources', tagged)),
    outcome(await raw(simulator, 'JoinResourceGroup', joined)),
    outcome(await raw(simulator, 'CopyImage', { ...image, DestinationRegionId: HANGZHOU })),
    outcome(await raw(simulator, 'DeleteImage', image)),
    await cancelCopy(simulator, imageId),
  ];
  expect(await outcomes()).toEqual([
    '404 InvalidImageId.NotFound',
    '404 InvalidResourceId.NotFound',
    '404 InvalidResourceId.NotFound',
    '404 InvalidImageId.NotFound',
    '404 InvalidImageId.NotFound',
    '404 InvalidImageId.NotFound',
  ]);
  simulator.clock.advance(seconds(30));
  expect(await outcomes()).toEqual([
    '403 InvalidStatus.ImageIsCreating',
    '200',
    '200',
    '400 IncorrectImageStatus',
    '403 OperationDenied.ImageCopying',
    '200',
  ]);
});

test('a copy can be Usable while it is Creating, or the service says nothing of that', async () => {
  simulator.behave({ usable: 'whileCreating', usableDelaySeconds: 60, copiesPerRegion: 1 });
  const imageId = await copyGolden(simulator);
  expect(await describe1(simulator, imageId)).toMatchObject({ Status: 'Creating', Usable: true });
  expect(await describe1(simulator, await copyGolden(simulator))).toMatchObject({ Status: 'Waiting', Usable: false });
  simulator.clock.advance(seconds(1000));
  expect(await describe1(simulator, imageId)).toMatchObject({ Status: 'Available', Usable: false });
  simulator.behave({ usable: 'absent' });
  expect(await describe1(simulator, imageId)).not.toHaveProperty('Usable');
});

test('a copy can be Available before it is Usable', async () => {
  simulator.behave({ usableDelaySeconds: 60 });
  const imageId = await copyGolden(simulator);
  simulator.clock.advance(seconds(1059));
  expect(await describe1(simulator, imageId)).toMatchObject({ Status: 'Available', Usable: false });
  simulator.clock.advance(seconds(1));
  expect(await describe1(simulator, imageId)).toMatchObject({ Status: 'Available', Usable: true });
  simulator.world.setUsable(SHANGHAI, imageId, false);
  expect(await describe1(simulator, imageId)).toMatchObject({ Usable: false });
});

test.each<['CreateFailed' | 'UnAvailable']>([['CreateFailed'], ['UnAvailable']])(
  'a copy can end %s',
  async (status) => {
    simulator.behave({ copyOutcome: { failAtPercent: 60, status } });
    const imageId = await copyGolden(simulator);
    expect(await watch(imageId, [599, 600, 5000])).toEqual([
      'Creating 60% 401',
      `${status} 60% undefined`,
      `${status} 60% undefined`,
    ]);
    expect(simulator.ledger()).toMatchObject({
      runningCopies: 0,
      waitingCopies: 0,
      images: [`${SHANGHAI}/${imageId}`],
    });
  },
);

describe('the queue', () => {
  const statuses = () => simulator.world.images(SHANGHAI).map(({ status }) => status);
  const copies = (count: number) => Promise.all(Array.from({ length: count }, () => copyGolden(simulator)));

  test('five copies of a region run, the sixth waits for the first to end', async () => {
    await copies(5);
    simulator.clock.advance(seconds(400));
    const sixth = await copyGolden(simulator);
    expect(await describe1(simulator, sixth)).toMatchObject({
      Status: 'Waiting',
      Progress: '0%',
      DiskDeviceMappings: { DiskDeviceMapping: [{ SnapshotId: '' }] },
    });
    expect(simulator.ledger()).toMatchObject({ runningCopies: 5, waitingCopies: 1 });
    expect(await copyGolden(simulator, { DestinationRegionId: 'us-east-1' })).toBeTruthy();
    expect(simulator.world.images('us-east-1')[0]?.status).toBe('Creating');

    simulator.clock.advance(seconds(700));
    expect(await describe1(simulator, sixth)).toMatchObject({ Status: 'Creating', Progress: '10%' });
    simulator.clock.advance(seconds(900));
    expect(statuses()).toEqual(Array(6).fill('Available'));
  });

  test('lets each copy end in its time, whenever somebody looks', async () => {
    simulator.behave({ copiesPerRegion: 1, copySeconds: 60 });
    const begun = simulator.clock.now();
    const [first = '', second = '', third = ''] = await copies(3);
    simulator.clock.advance(seconds(150));
    const ends = [first, second, third, 'm-none'].map((id) => simulator.world.endOfCopy(SHANGHAI, id));
    expect(ends).toEqual([begun + seconds(60), begun + seconds(120), undefined, undefined]);
  });

  test('moves on when a running copy is cancelled, fails or is removed', async () => {
    simulator.behave({ copiesPerRegion: 1 });
    const [first = '', second = '', third = ''] = await copies(4);
    await cancelCopy(simulator, first);
    expect(statuses()).toEqual(['Creating', 'Waiting', 'Waiting']);
    simulator.world.failCopy(SHANGHAI, second);
    expect(statuses()).toEqual(['CreateFailed', 'Creating', 'Waiting']);
    simulator.world.remove(SHANGHAI, third);
    expect(statuses()).toEqual(['CreateFailed', 'Creating']);
  });

  test('moves on when the limit is raised', async () => {
    simulator.behave({ copiesPerRegion: 0 });
    await copies(2);
    simulator.clock.advance(minutes(1000));
    expect(statuses()).toEqual(['Waiting', 'Waiting']);
    simulator.behave({ copiesPerRegion: 2 });
    expect(statuses()).toEqual(['Creating', 'Creating']);
  });

  test('does not hold up a copy that a test finishes: it has its snapshots like any other', async () => {
    simulator.behave({ copiesPerRegion: 0 });
    const imageId = await copyGolden(simulator);
    simulator.world.finishCopy(SHANGHAI, imageId);
    expect(await describe1(simulator, imageId)).toMatchObject({ Status: 'Available', Progress: '100%' });
    expect(simulator.ledger().snapshots).toHaveLength(1);
    const failed = await copyGolden(simulator);
    simulator.world.failCopy(SHANGHAI, failed);
    expect(simulator.ledger().snapshots).toHaveLength(1);
  });

  test('can count the copies of a source region', async () => {
    simulator.behave({ copiesPerRegion: 1, copiesCountedIn: 'source' });
    await copyGolden(simulator);
    await copyGolden(simulator, { DestinationRegionId: 'us-east-1' });
    await copyGolden(simulator, { RegionId: 'eu-central-1', ImageId: 'm-gw8golden0debian12' });
    expect(statuses()).toEqual(['Creating', 'Creating']);
    expect(simulator.world.images('us-east-1')[0]?.status).toBe('Waiting');
  });

  test('does not depend on how often somebody looks', async () => {
    const copySeconds = [100, 350, 20, 500, 40, 90, 200, 10];
    const end = 1500;
    const history = async (looks: readonly number[]) => {
      let next = 0;
      const observed = await start({
        clock: createClock({ speed: 0, startAt: 0 }),
        behaviour: { copiesPerRegion: 2, copySeconds: () => copySeconds[next++] ?? 1, visibilityDelaySeconds: 5 },
      });
      for (const _ of copySeconds) await copyGolden(observed);
      let passed = 0;
      for (const look of [...looks].sort((a, b) => a - b)) {
        observed.clock.advance(seconds(look - passed));
        passed = look;
        observed.ledger();
      }
      observed.clock.advance(seconds(end - passed));
      observed.behave({ usableDelaySeconds: 1000 });
      const outcomes = observed.world.images(SHANGHAI).map(({ status, usable }) => [status, usable]);
      await observed.close();
      return outcomes;
    };
    const unobserved = await history([]);
    expect(unobserved.map(([, usable]) => usable)).toContain(true);
    expect(unobserved.map(([, usable]) => usable)).toContain(false);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: end }), { maxLength: 8 }), async (looks) => {
        expect(await history(looks)).toEqual(unobserved);
      }),
      runs(25),
    );
  });
});
