import type { AlibabaSimulator, TokenMismatchCode } from '../../simulator/index';
import {
  copyGolden,
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
  simulator = await start();
});
afterEach(stopSimulators);

const codeOf = async (parameters: Readonly<Record<string, string>>) =>
  outcome(
    await raw(simulator, 'CopyImage', {
      RegionId: HANGZHOU,
      ImageId: GOLDEN,
      DestinationRegionId: SHANGHAI,
      ...parameters,
    }),
  );

describe('a ClientToken', () => {
  const withToken = { ClientToken: 'token-1', DestinationImageName: 'named' };

  test('makes the same call have the same answer and one effect', async () => {
    const imageId = await copyGolden(simulator, withToken);
    expect(await copyGolden(simulator, withToken)).toBe(imageId);
    simulator.clock.advance(minutes(60));
    expect(await copyGolden(simulator, withToken)).toBe(imageId);
    expect(simulator.ledger().images).toEqual([`${SHANGHAI}/${imageId}`]);
  });

  test('that is empty is none', async () => {
    const empty = { ClientToken: '' };
    expect(await copyGolden(simulator, empty)).not.toBe(await copyGolden(simulator, empty));
  });

  test('is not used up by a call that was refused', async () => {
    expect(await codeOf({ ...withToken, ImageId: 'm-none' })).toBe('404 InvalidImageId.NotFound');
    expect(await codeOf(withToken)).toBe('200');
  });

  test.each<[TokenMismatchCode, number]>([
    ['IdempotentParameterMismatch', 400],
    ['IdempotenceParamNotMatch', 400],
    ['InvalidParamter.Conflict', 403],
    ['InvalidIdempotenceParameter.Mismatch', 403],
  ])('with other parameters can be refused as %s', async (mismatchedTokenCode, status) => {
    simulator.behave({ mismatchedTokenCode });
    await copyGolden(simulator, withToken);
    expect(await codeOf({ ...withToken, DestinationImageName: 'other' })).toBe(`${status} ${mismatchedTokenCode}`);
  });

  test('is forgotten after its time', async () => {
    simulator.behave({ clientTokenMinutes: 10 });
    const first = await copyGolden(simulator, { ClientToken: 't' });
    simulator.clock.advance(minutes(10) - 1);
    expect(await copyGolden(simulator, { ClientToken: 't' })).toBe(first);
    simulator.clock.advance(1);
    expect(await copyGolden(simulator, { ClientToken: 't' })).not.toBe(first);
  });

  test('can be forgotten on demand', async () => {
    const first = await copyGolden(simulator, { ClientToken: 't' });
    simulator.world.forgetClientTokens();
    expect(await copyGolden(simulator, { ClientToken: 't' })).not.toBe(first);
  });

  test('can be looked at after the name', async () => {
    simulator.behave({ clientTokenCheckedBeforeName: false });
    await copyGolden(simulator, withToken);
    expect(await codeOf(withToken)).toBe('400 InvalidImageName.Duplicated');
  });

  test('is still being worked on for a while', async () => {
    simulator.behave({ tokenProcessingSeconds: 30 });
    const imageId = await copyGolden(simulator, withToken);
    simulator.clock.advance(seconds(30) - 1);
    expect(await codeOf(withToken)).toBe('403 LastTokenProcessing');
    simulator.clock.advance(1);
    expect(await copyGolden(simulator, withToken)).toBe(imageId);
  });

  test('can be used up by a call that was refused, whatever has changed since', async () => {
    simulator.behave({ refusalUsesTokenUp: true, imageQuota: 0 });
    expect(await codeOf(withToken)).toBe('403 QuotaExceed.Image');
    simulator.behave({ imageQuota: 10 });
    expect(await codeOf(withToken)).toBe('403 QuotaExceed.Image');
    expect(await codeOf({ ...withToken, DestinationImageName: 'other' })).toBe('400 IdempotentParameterMismatch');
    expect(await codeOf({ ...withToken, ClientToken: 'token-2' })).toBe('200');
  });

  test('is not used up by a dry run', async () => {
    simulator.behave({ refusalUsesTokenUp: true });
    expect(await codeOf({ ...withToken, DryRun: 'true' })).toBe('400 DryRunOperation');
    expect(await codeOf(withToken)).toBe('200');
  });
});
