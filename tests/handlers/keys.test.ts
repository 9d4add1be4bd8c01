import type { World } from '../../simulator/index';
import { HOME, imageOf, KEY, leftovers, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import { openStage, type Properties } from '../support/stage';

interface Trouble {
  readonly why: string;
  readonly arrange?: (world: World) => void;
  /** Default: the key of HOME. */
  readonly key?: string;
  readonly errorCode: string;
  readonly vendorCode: string;
  readonly cure: string;
  /** The cure carried out; absent: the template gets the key of HOME. */
  readonly mend?: (world: World) => void;
}

const NO_SUCH_KEY = {
  errorCode: 'InvalidRequest',
  vendorCode: 'InvalidParameter.KMSKeyId.NotFound',
  cure: 'Set KmsKeyId to the ID, not the alias, of a key in the destination region.',
};

/** Why ECS cannot encrypt a copy, and the cure that the message names. */
const TROUBLES: readonly Trouble[] = [
  { why: 'the key does not exist', key: '11111111-2222-3333-4444-555555555555', ...NO_SUCH_KEY },
  { why: 'the key is in the source region', key: 'key-hzz0000000000000', ...NO_SUCH_KEY },
  {
    why: 'the key is disabled',
    arrange: (world) => world.changeKey(HOME, KEY, { state: 'Disabled' }),
    errorCode: 'InvalidRequest',
    vendorCode: 'InvalidParameter.KMSKeyId.CMKNotEnabled',
    cure: 'Enable the key in KmsKeyId, or use another key.',
    mend: (world) => world.changeKey(HOME, KEY, { state: 'Enabled' }),
  },
  {
    why: 'the key does not let ECS use it',
    arrange: (world) => world.changeKey(HOME, KEY, { usableByEcs: false }),
    errorCode: 'AccessDenied',
    vendorCode: 'InvalidParameter.KMSKeyId.CMKUnauthorized',
    cure: 'Allow ECS to use the key in KmsKeyId: in the policy of the key, or by its tag.',
    mend: (world) => world.changeKey(HOME, KEY, { usableByEcs: true }),
  },
  {
    why: 'the service role is missing',
    arrange: (world) => world.authorizeEcs(false),
    errorCode: 'AccessDenied',
    vendorCode: 'InvalidParameter.KMSKeyId.KMSUnauthorized',
    cure: 'confirm the authorization. This creates the service role AliyunECSDiskEncryptDefaultRole.',
    mend: (world) => world.authorizeEcs(),
  },
  {
    why: 'KMS is not activated',
    arrange: (world) => world.activateKms(false),
    errorCode: 'GeneralServiceException',
    vendorCode: 'InvalidParameter.KmsNotEnabled',
    cure: 'Activate KMS in the Alibaba Cloud account.',
    mend: (world) => world.activateKms(),
  },
];

describe('an encrypted copy', () => {
  const stage = useStage(() => openStage());
  const create = (KmsKeyId: string) => stage().run('CREATE', { ...SOURCE, Encrypted: true, KmsKeyId });
  const READY = { encrypted: true, kmsKeyId: KEY, status: 'Available' };
  const imageOfModel = (model: Properties | undefined) =>
    imageOf(stage(), { identifier: { tfcfnid: String(model?.tfcfnid) } });

  it.each(TROUBLES)('fails at once if $why, and is made when the cure is carried out', async (trouble) => {
    const { arrange, key = KEY, errorCode, vendorCode, cure, mend } = trouble;
    const { world } = stage().simulator;
    arrange?.(world);
    const { answers, final } = await create(key);
    expect(answers).toHaveLength(1);
    expect(final).toMatchObject({ status: 'FAILED', errorCode });
    expect(final.message).toContain(`failed with ${vendorCode}: `);
    expect(final.message.endsWith(cure)).toBe(true);
    // The call itself is allowed.
    expect(final.message).not.toContain('RAM action');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);

    mend?.(world);
    const { final: mended } = await create(mend ? key : KEY);
    expect(mended.status).toBe('SUCCESS');
    expect(imageOfModel(mended.resourceModel)).toMatchObject(READY);
  });

  it.each(TROUBLES)('says what to check of the key if it fails late because $why', async (trouble) => {
    const { arrange, key = KEY, mend } = trouble;
    const { world } = stage().simulator;
    stage().simulator.behave({ unusableKey: 'failsLate' });
    arrange?.(world);
    const { final } = await create(key);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toMatch(
      /ECS reports CreateFailed for image m-uf6\w+\. Check KmsKeyId: the key must exist in cn-shanghai and be enabled, and ECS must be allowed to use it\. Everything that it had created was removed\.$/,
    );
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);

    mend?.(world);
    expect((await create(mend ? key : KEY)).final.status).toBe('SUCCESS');
  });

  it('says nothing of a key where the template names none', async () => {
    stage().simulator.behave({ copyOutcome: { failAtPercent: 50, status: 'CreateFailed' } });
    const { final } = await stage().run('CREATE', { ...SOURCE, Encrypted: true });
    expect(final.message).toContain('ECS reports CreateFailed');
    expect(final.message).not.toContain('KmsKeyId');
  });

  it("with ECS's service key needs KMS, and no right for the account's own keys", async () => {
    const { world } = stage().simulator;
    world.authorizeEcs(false);
    expect((await stage().run('CREATE', { ...SOURCE, Encrypted: true })).final.status).toBe('SUCCESS');
    world.activateKms(false);
    const { final } = await stage().run('CREATE', { ...SOURCE, Encrypted: true });
    expect(final.message).toContain('Activate KMS in the Alibaba Cloud account.');
  });
});
