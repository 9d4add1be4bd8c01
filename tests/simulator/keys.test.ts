import type { AlibabaSimulator, World } from '../../simulator/index';
import { copyGolden, describe1, HANGZHOU, minutes, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const KEY = 'key-sha00example';
const KEY_OF_HANGZHOU = 'key-hzz0000000000000';
const ENCRYPTED = { Encrypted: true, KMSKeyId: KEY };

const codeOf = async (parameters: Readonly<Record<string, string | boolean>>) => {
  const copy = { RegionId: HANGZHOU, ImageId: 'm-bp1golden0ubuntu24', DestinationRegionId: SHANGHAI };
  return outcome(await raw(simulator, 'CopyImage', { ...copy, ...parameters }));
};

type Trouble = readonly [what: string, arrange: (world: World) => void, KMSKeyId: string, code: string];

/** What can be wrong with a key. */
const TROUBLES: readonly Trouble[] = [
  ['is unknown', () => undefined, 'key-none', '404 InvalidParameter.KMSKeyId.NotFound'],
  ['was removed', (world) => world.removeKey(SHANGHAI, KEY), KEY, '404 InvalidParameter.KMSKeyId.NotFound'],
  ['is in another region', () => undefined, KEY_OF_HANGZHOU, '404 InvalidParameter.KMSKeyId.NotFound'],
  [
    'is named by its ARN',
    () => undefined,
    `acs:kms:${SHANGHAI}:1:key/${KEY}`,
    '404 InvalidParameter.KMSKeyId.NotFound',
  ],
  ...(['Disabled', 'PendingDeletion', 'PendingImport'] as const).map((state): Trouble => {
    const arrange = (world: World): void => world.changeKey(SHANGHAI, KEY, { state });
    return [`is ${state}`, arrange, KEY, '403 InvalidParameter.KMSKeyId.CMKNotEnabled'];
  }),
  [
    'does not let ECS use it',
    (world) => world.changeKey(SHANGHAI, KEY, { usableByEcs: false }),
    KEY,
    '403 InvalidParameter.KMSKeyId.CMKUnauthorized',
  ],
  [
    'is one of an account without the service role',
    (world) => world.authorizeEcs(false),
    KEY,
    '403 InvalidParameter.KMSKeyId.KMSUnauthorized',
  ],
  ['is one of an account without KMS', (world) => world.activateKms(false), KEY, '400 InvalidParameter.KmsNotEnabled'],
];

test('a key of the destination region encrypts', async () => {
  const imageId = await copyGolden(simulator, ENCRYPTED);
  expect(simulator.world.image(SHANGHAI, imageId)).toMatchObject({ encrypted: true, kmsKeyId: KEY });
});

test.each(TROUBLES)('a copy is refused if its key %s', async (_, arrange, KMSKeyId, expected) => {
  arrange(simulator.world);
  expect(await codeOf({ ...ENCRYPTED, KMSKeyId })).toBe(expected);
  expect(await codeOf({ ...ENCRYPTED, KMSKeyId, DryRun: true })).toBe(expected);
  expect(simulator.ledger()).toMatchObject({ runningCopies: 0, images: [], snapshots: [] });
});

test.each(TROUBLES)('or fails in the end, if the behaviour says so and its key %s', async (_, arrange, KMSKeyId) => {
  simulator.behave({ unusableKey: 'failsLate' });
  arrange(simulator.world);
  const imageId = await copyGolden(simulator, { ...ENCRYPTED, KMSKeyId });
  simulator.clock.advance(minutes(19));
  expect((await describe1(simulator, imageId)).Status).toBe('Creating');
  simulator.clock.advance(minutes(2));
  expect((await describe1(simulator, imageId)).Status).toBe('CreateFailed');
});

test('a usable key lets a copy end as it would without one, whatever becomes of the others', async () => {
  simulator.behave({ unusableKey: 'failsLate' });
  const imageId = await copyGolden(simulator, ENCRYPTED);
  simulator.clock.advance(minutes(21));
  expect((await describe1(simulator, imageId)).Status).toBe('Available');
});

test('what was missing can be given', async () => {
  const { world } = simulator;
  world.activateKms(false);
  world.authorizeEcs(false);
  world.changeKey(SHANGHAI, KEY, { state: 'Disabled', usableByEcs: false });
  expect(await codeOf(ENCRYPTED)).toBe('400 InvalidParameter.KmsNotEnabled');
  world.activateKms();
  expect(await codeOf(ENCRYPTED)).toBe('403 InvalidParameter.KMSKeyId.KMSUnauthorized');
  world.authorizeEcs();
  expect(await codeOf(ENCRYPTED)).toBe('403 InvalidParameter.KMSKeyId.CMKNotEnabled');
  world.changeKey(SHANGHAI, KEY, { state: 'Enabled' });
  expect(await codeOf(ENCRYPTED)).toBe('403 InvalidParameter.KMSKeyId.CMKUnauthorized');
  world.changeKey(SHANGHAI, KEY, { usableByEcs: true });
  expect(await codeOf(ENCRYPTED)).toBe('200');
});

test('the key may be in any region, if the behaviour says so', async () => {
  simulator.behave({ keyRegion: 'any' });
  expect(await codeOf({ ...ENCRYPTED, KMSKeyId: KEY_OF_HANGZHOU })).toBe('200');
  expect(await codeOf({ ...ENCRYPTED, KMSKeyId: 'key-none' })).toBe('404 InvalidParameter.KMSKeyId.NotFound');
});

test("ECS's own service key needs KMS, but no right", async () => {
  simulator.world.authorizeEcs(false);
  expect(await codeOf({ Encrypted: true })).toBe('200');
  simulator.world.activateKms(false);
  expect(await codeOf({ Encrypted: true })).toBe('400 InvalidParameter.KmsNotEnabled');
  expect(await codeOf({ ImageId: 'm-bp1encrypted0image' })).toBe('400 InvalidParameter.KmsNotEnabled');
  expect(await codeOf({})).toBe('200');
});
