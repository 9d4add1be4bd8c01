import type { ApsaraStack } from '../../simulator/index';
import { ask, copyGolden, EVERY_STATUS, GOLDEN, HOME, OTHER, startStack, stopAll } from './apsarastack';
import { minutes, outcome } from './support';

let stack: ApsaraStack;
beforeEach(async () => {
  stack = await startStack();
});
afterEach(stopAll);

const COPY = { RegionId: HOME, ImageId: GOLDEN, DestinationRegionId: OTHER };
const TOKEN = { ...COPY, ClientToken: 'same-0123456789' };
const TAGGED = { 'Tag.1.Key': 'team', 'Tag.1.Value': 'x' };
const INSTANCE = { RegionId: HOME, InstanceId: 'i-env30builder0ubuntu' };

/** What DescribeImages shows of one image. */
async function shown(ImageId: string, RegionId = OTHER): Promise<Record<string, unknown>> {
  const { body } = await ask(stack, 'DescribeImages', { RegionId, ImageId, Status: EVERY_STATUS });
  const [image] = body.Images.Image;
  if (!image) throw new Error(`DescribeImages does not show ${ImageId}`);
  return { ...image };
}
const made = async (action: string, parameters: Readonly<Record<string, string>>): Promise<string> =>
  (await ask(stack, action, parameters)).body.ImageId;

describe('what releases may or may not do', () => {
  test.each([
    [undefined, 2],
    [false, 2],
    [true, 1],
  ])('ClientToken honoured: %s', async (clientTokenHonoured, copies) => {
    if (clientTokenHonoured !== undefined) stack.behave({ clientTokenHonoured });
    await ask(stack, 'CopyImage', TOKEN);
    await ask(stack, 'CopyImage', TOKEN);
    expect(stack.ledger().images).toHaveLength(copies);
  });

  test.each([
    [undefined, {}, { team: 'x' }],
    ['kept', { team: 'x' }, { team: 'x' }],
    ['dropped', {}, {}],
    ['keptByCreateImage', {}, { team: 'x' }],
  ] as const)('tags at the start: %s', async (tagsAtStart, ofCopy, ofCreation) => {
    if (tagsAtStart !== undefined) stack.behave({ tagsAtStart });
    const copy = await made('CopyImage', { ...COPY, ...TAGGED });
    const creation = await made('CreateImage', { ...INSTANCE, ...TAGGED });
    expect(stack.world.image(OTHER, copy)?.tags).toEqual(ofCopy);
    expect(stack.world.image(HOME, creation)?.tags).toEqual(ofCreation);
  });

  test.each([
    [[], '200', undefined],
    [['CancelCopyImage'], '404 InvalidAction.NotFound', undefined],
    [['CancelCopyImage'], '404 InvalidApi.NotFound', 'InvalidApi.NotFound'],
  ] as const)('not offered: %j, %s', async (notOffered, expected, code) => {
    stack.behave({ notOffered, ...(code && { notOfferedCode: code }) });
    const ImageId = await copyGolden(stack);
    expect(outcome(await ask(stack, 'CancelCopyImage', { RegionId: OTHER, ImageId }))).toBe(expected);
    expect(stack.ledger().images).toHaveLength(expected === '200' ? 0 : 1);
  });

  test('an action that no release has is refused in the same way', async () => {
    expect(outcome(await ask(stack, 'CopyImages', COPY))).toBe('404 InvalidAction.NotFound');
  });

  test.each([
    [undefined, {}],
    ['absent', {}],
    ['onceAvailable', { Usable: true }],
  ] as const)('Usable: %s', async (usable, expected) => {
    if (usable !== undefined) stack.behave({ usable });
    const { Usable } = await shown(GOLDEN, HOME);
    expect(Usable === undefined ? {} : { Usable }).toEqual(expected);
  });

  test.each([
    [undefined, true],
    [false, undefined],
    [true, true],
  ])('IsCopied shown: %s', async (copiedShown, expected) => {
    if (copiedShown !== undefined) stack.behave({ copiedShown });
    expect((await shown(await copyGolden(stack))).IsCopied).toBe(expected);
  });

  test.each([
    [undefined, undefined],
    [false, undefined],
    [true, true],
  ])('Encrypted shown: %s', async (encryptedShown, expected) => {
    if (encryptedShown !== undefined) stack.behave({ encryptedShown });
    const ImageId = await copyGolden(stack, { Encrypted: 'true', KMSKeyId: 'key-env17000000000000' });
    const { DiskDeviceMappings } = await shown(ImageId);
    expect(Object(DiskDeviceMappings).DiskDeviceMapping[0].Encrypted).toBe(expected);
    expect(stack.world.image(OTHER, ImageId)?.encrypted).toBe(true);
  });
});

describe('which gateway serves which region', () => {
  const at = (gateway: string, RegionId: string, headers: Readonly<Record<string, string>> = {}) =>
    ask(stack, 'DescribeImages', { RegionId }, { gateway: { regionId: gateway }, headers });

  test('by default one serves all', async () => {
    expect(outcome(await at(HOME, OTHER))).toBe('200');
    expect(outcome(await at(OTHER, HOME))).toBe('200');
  });

  test('or each its own, beside copies to another', async () => {
    stack.behave({ gateways: 'onePerRegion' });
    expect(outcome(await at(HOME, HOME))).toBe('200');
    expect(outcome(await at(HOME, OTHER))).toBe('404 InvalidRegionId.NotFound');
    expect(outcome(await at(OTHER, OTHER))).toBe('200');
    expect(await copyGolden(stack)).toMatch(/^m-/);
  });

  test.each([
    ['x-acs-regionid', 'parameters', HOME],
    ['x-acs-regionid', 'header', OTHER],
    ['RegionId', 'parameters', HOME],
    ['RegionId', 'header', OTHER],
  ] as const)('a region in the header %s, where that of the %s counts', async (name, regionFrom, expected) => {
    stack.behave({ regionFrom });
    const { body } = await at(HOME, HOME, { [name]: OTHER });
    expect(body.Images.Image.some(({ ImageId }) => ImageId === GOLDEN)).toBe(expected === HOME);
    expect(stack.calls.at(-1)).toMatchObject({ regionId: expected, headerRegionId: OTHER });
  });

  test('without a header that of the parameters counts, and without either there is none', async () => {
    stack.behave({ regionFrom: 'header' });
    expect(outcome(await at(HOME, HOME))).toBe('200');
    expect(outcome(await ask(stack, 'DescribeImages'))).toBe('400 MissingRegionId');
    stack.behave({ regionFrom: 'parameters' });
    const inHeader = { headers: { 'x-acs-regionid': HOME } };
    expect(outcome(await ask(stack, 'DescribeImages', {}, inHeader))).toBe('400 MissingRegionId');
  });

  test('DeleteSnapshot, which has no RegionId, goes by the header or by the gateway', async () => {
    stack.behave({ deleteMissingSnapshot: 'error' });
    const remove = (gateway: string, headers: Readonly<Record<string, string>>) =>
      ask(stack, 'DeleteSnapshot', { SnapshotId: 's-env30system0ubuntu' }, { gateway: { regionId: gateway }, headers });
    expect(outcome(await remove(HOME, { 'x-acs-regionid': OTHER }))).toBe('404 InvalidSnapshotId.NotFound');
    stack.behave({ gateways: 'onePerRegion' });
    expect(outcome(await remove(OTHER, {}))).toBe('404 InvalidSnapshotId.NotFound');
    expect(outcome(await remove(HOME, {}))).toBe('200');
  });

  test('DescribeRegions names the host of each', async () => {
    const { body } = await ask(stack, 'DescribeRegions');
    const hosts = [HOME, OTHER].map((regionId) => new URL(stack.endpoint({ regionId })).host);
    const expected = [HOME, OTHER].map((RegionId, index) => ({ RegionId, RegionEndpoint: hosts[index] }));
    expect(body.Regions.Region).toEqual(expected.map((region) => expect.objectContaining(region)));
  });
});

describe('where parameters stand', () => {
  test.each([
    ['accepted', true, '200'],
    ['accepted', false, '200'],
    ['ignored', true, '400 MissingAction'],
    ['ignored', false, '200'],
  ] as const)('a body is %s, all in it: %s', async (bodyParameters, inBody, expected) => {
    stack.behave({ bodyParameters });
    expect(outcome(await ask(stack, 'CopyImage', COPY, { inBody }))).toBe(expected);
    expect(stack.ledger().images).toHaveLength(expected === '200' ? 1 : 0);
    expect(stack.calls.at(-1)?.urlParameters).toEqual(inBody ? [] : Object.keys(COPY));
  });

  test('a part in a body that is ignored makes the signature wrong', async () => {
    stack.behave({ bodyParameters: 'ignored' });
    const answer = await ask(stack, 'CopyImage', { RegionId: HOME }, { form: { ImageId: GOLDEN } });
    expect(outcome(answer)).toBe('400 SignatureDoesNotMatch');
  });
});

test('faults, the ledger and the clock are those of the public cloud', async () => {
  stack.inject({ action: 'CopyImage', regionId: HOME, error: { code: 'ServiceUnavailable' } });
  expect(outcome(await ask(stack, 'CopyImage', COPY))).toBe('503 ServiceUnavailable');
  const ImageId = await copyGolden(stack);
  expect(stack.ledger()).toMatchObject({ runningCopies: 1, images: [`${OTHER}/${ImageId}`], calls: { CopyImage: 2 } });
  expect(await shown(ImageId)).toMatchObject({ Status: 'Creating', Progress: '0%' });
  stack.clock.advance(minutes(20));
  expect(await shown(ImageId)).toMatchObject({ Status: 'Available' });
  stack.inject({ reset: 'before', times: 2 });
  await expect(copyGolden(stack)).rejects.toThrow();
  stack.clearFaults();
  expect(await copyGolden(stack)).toMatch(/^m-/);
});
