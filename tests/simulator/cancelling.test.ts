import type { AlibabaSimulator } from '../../simulator/index';
import {
  cancelCopy,
  copyGolden,
  describe1,
  GOLDEN,
  HANGZHOU,
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

describe('CancelCopyImage', () => {
  test('removes an unfinished copy and its snapshots; the source stays', async () => {
    const imageId = await copyGolden(simulator);
    expect(simulator.ledger().snapshots).toHaveLength(1);
    simulator.clock.advance(seconds(500));
    expect(await cancelCopy(simulator, imageId)).toBe('200');
    expect(simulator.ledger()).toMatchObject({ images: [], snapshots: [], runningCopies: 0 });
    expect(simulator.world.image(HANGZHOU, GOLDEN)).toBeDefined();
    expect(await cancelCopy(simulator, imageId)).toBe('404 InvalidImageId.NotFound');
  });

  test('can leave the snapshots', async () => {
    simulator.behave({ cancelledCopyKeepsSnapshots: true });
    await cancelCopy(simulator, await copyGolden(simulator));
    expect(simulator.ledger()).toMatchObject({ images: [], snapshots: [expect.stringMatching(/^cn-shanghai\/s-uf6/)] });
  });

  test('can take a while, in which the copy goes on without coming to an end', async () => {
    simulator.behave({ cancelTakesSeconds: 600 });
    const imageId = await copyGolden(simulator);
    simulator.clock.advance(seconds(900));
    expect(await cancelCopy(simulator, imageId)).toBe('200');
    expect(await cancelCopy(simulator, imageId)).toBe('200');
    simulator.clock.advance(seconds(599));
    expect(await describe1(simulator, imageId)).toMatchObject({ Status: 'Creating', Progress: '100%' });
    expect(simulator.world.image(SHANGHAI, imageId)?.leaving).toBe(true);
    simulator.clock.advance(seconds(1));
    expect(simulator.world.image(SHANGHAI, imageId)).toBeUndefined();
  });

  test('can be refused', async () => {
    simulator.behave({ cancel: 'refused' });
    expect(await cancelCopy(simulator, await copyGolden(simulator))).toBe('400 CancelNotSupported');
  });

  test('can be refused to a waiting copy', async () => {
    simulator.behave({ copiesPerRegion: 0 });
    const imageId = await copyGolden(simulator);
    simulator.behave({ cancelWhileWaiting: 'refused' });
    expect(await cancelCopy(simulator, imageId)).toBe('400 IncorrectImageStatus');
    simulator.behave({ cancelWhileWaiting: 'accepted' });
    expect(await cancelCopy(simulator, imageId)).toBe('200');
    expect(simulator.ledger()).toMatchObject({ waitingCopies: 0, images: [] });
  });

  test('comes too late for a copy that has ended, and says how it ended', async () => {
    const messageFor = async (imageId: string) => {
      const { body } = await raw(simulator, 'CancelCopyImage', { RegionId: SHANGHAI, ImageId: imageId });
      return `${body.Code}: ${body.Message}`;
    };
    const completed = await copyGolden(simulator);
    simulator.world.finishCopy(SHANGHAI, completed);
    expect(await messageFor(completed)).toBe('IncorrectImageStatus: The image copy has completed.');
    const failed = await copyGolden(simulator);
    simulator.world.failCopy(SHANGHAI, failed, 'UnAvailable');
    expect(await messageFor(failed)).toBe('IncorrectImageStatus: The Image copy has been failed.');
  });

  test.each([
    [{ RegionId: HANGZHOU, ImageId: GOLDEN }, '400 ImageCreatedNotFromCopy'],
    [{ RegionId: 'cn-atlantis', ImageId: GOLDEN }, '404 InvalidRegionId.NotFound'],
    [{ RegionId: SHANGHAI, ImageId: GOLDEN }, '404 InvalidImageId.NotFound'],
    [{ RegionId: SHANGHAI }, '400 MissingImageId'],
  ])('of %j: %s', async (parameters, expected) => {
    expect(outcome(await raw(simulator, 'CancelCopyImage', parameters))).toBe(expected);
  });
});
