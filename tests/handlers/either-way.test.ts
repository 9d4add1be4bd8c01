import {
  type Copy,
  HOME,
  imageOf,
  KEY_ABROAD,
  leftovers,
  makeCopy,
  NOTHING_LEFT,
  SOURCE,
  useStage,
} from '../support/copies';
import { openStage, type Properties } from '../support/stage';

/** What ECS does where its documentation is silent or says two things: the handlers manage either way. */
describe('either way', () => {
  const stage = useStage(() => openStage());
  const behave: (change: Parameters<ReturnType<typeof stage>['simulator']['behave']>[0]) => void = (change) =>
    stage().simulator.behave(change);
  const create = (properties: Properties = {}) => stage().run('CREATE', { ...SOURCE, ...properties });

  describe('without Encrypted', () => {
    const ENCRYPTED = { SourceImageId: 'm-bp1encrypted0image' };

    it('a copy is as its source', async () => {
      expect((await create()).final.resourceModel).toMatchObject({ Encrypted: false });
      expect((await create(ENCRYPTED)).final.resourceModel).toMatchObject({ Encrypted: true });
    });

    it('a copy is plain, and that of an encrypted image has to say so', async () => {
      behave({ encryptedByDefault: 'plain' });
      expect((await create()).final.resourceModel).toMatchObject({ Encrypted: false });
      const { final } = await create(ENCRYPTED);
      expect(final.errorCode).toBe('InvalidRequest');
      expect(final.message).toContain('The source is encrypted: set Encrypted: true.');
      expect((await create({ ...ENCRYPTED, Encrypted: true })).final.resourceModel).toMatchObject({ Encrypted: true });
    });

    it('a copy is encrypted in an account that encrypts by default', async () => {
      behave({ encryptedByDefault: 'encrypted' });
      expect((await create()).final.resourceModel).toMatchObject({ Encrypted: true });
      const { final } = await create({ Encrypted: false });
      expect(final.errorCode).toBe('InvalidRequest');
      expect(final.message).toContain('Encrypted conflicts with the default encryption of the account');
    });
  });

  describe('a copy within its region', () => {
    const within = { DestinationRegionId: SOURCE.SourceRegionId };

    it('is made', async () => {
      const { final } = await create(within);
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: within });
    });

    it('or refused, and goes to another region', async () => {
      behave({ sameRegionCopy: false });
      const { final } = await create(within);
      expect(final.errorCode).toBe('InvalidRequest');
      expect(final.message).toContain('failed with IncorrectDestinationRegion: ');
      expect(final.message).toContain('Choose another DestinationRegionId: ');
      expect((await create({ DestinationRegionId: HOME })).final.status).toBe('SUCCESS');
    });
  });

  it('the key of a copy is one of another region, if ECS takes it', async () => {
    behave({ keyRegion: 'any' });
    const properties = { Encrypted: true, KmsKeyId: KEY_ABROAD };
    const { final } = await create(properties);
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ...properties, DestinationRegionId: HOME } });
  });

  describe('a copy is done when it can be used', () => {
    it('although ECS called it Usable while it was made, and then no longer', async () => {
      behave({ usable: 'whileCreating', usableDelaySeconds: 300 });
      const { final } = await create();
      expect(final.status).toBe('SUCCESS');
      expect(imageOf(stage(), copyOf(final.resourceModel))).toMatchObject({ status: 'Available', usable: true });
    });

    it('or Available, if ECS does not say whether it can', async () => {
      behave({ usable: 'absent' });
      expect((await create()).final.status).toBe('SUCCESS');
    });
  });

  it('a copy that no action finds for two minutes', async () => {
    behave({ visibilityDelaySeconds: 120, invisibleTo: 'everyAction' });
    expect((await create()).final.status).toBe('SUCCESS');
  });

  it.each([
    [30, 0],
    [600, 0],
    [30, 300],
    [600, 300],
  ])(
    'a creation whose answer was lost, its token being worked on for %i s and the list lagging by %i s',
    async (tokenProcessingSeconds, visibilityDelaySeconds) => {
      behave({ tokenProcessingSeconds, visibilityDelaySeconds });
      stage().simulator.inject({ action: 'CopyImage', reset: 'after' });
      expect((await create({ ImageName: 'golden' })).final.status).toBe('SUCCESS');
      expect(leftovers(stage()).images).toHaveLength(1);
    },
  );

  it('a creation after one that was refused for good, token and all', async () => {
    behave({ refusalUsesTokenUp: true, imageQuota: 0 });
    expect((await create()).final.errorCode).toBe('ServiceLimitExceeded');
    behave({ imageQuota: 10 });
    expect((await create()).final.status).toBe('SUCCESS');
  });

  it('one call a minute is enough, and none at all is Throttling', async () => {
    behave({ callsPerMinute: 1 });
    expect((await create()).final.status).toBe('SUCCESS');
    behave({ callsPerMinute: 0 });
    expect((await create()).final.errorCode).toBe('Throttling');
  });

  it('each call goes to the endpoint of its region: only that one knows the snapshots', async () => {
    const { typeConfiguration, simulator } = stage();
    const Endpoints = { Ecs: `${simulator.url}/{region}` };
    const options = { typeConfiguration: { ...typeConfiguration, RegionId: 'eu-central-1', Endpoints } };
    const snapshots = { DestinationRegionId: HOME, DeleteAutoSnapshot: true };
    const { wish, identifier } = await makeCopy(stage(), snapshots, options);
    const { final } = await stage().run('DELETE', { ...wish, ...identifier }, options);
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});

function copyOf(model: Properties | undefined): Pick<Copy, 'identifier'> {
  return { identifier: { tfcfnid: String(model?.tfcfnid) } };
}
