import { type Copy, homeOf, leftovers, makeImage, remove, update, useStage } from '../support/copies';
import type { ErrorSubject } from '../support/error-subject';
import type { Policies, PrivilegedLife } from '../support/privileges';
import { openStage, type Properties, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { EACH_TYPE, ERROR_TYPES, TYPES } from '../types/index';

/** The types whose cloud has a policy that is documented, with their policies. */
const WITH_POLICIES = ERROR_TYPES.flatMap((type) => {
  const { policies } = type.privileges;
  return policies ? [[type.name, type, policies] as const] : [];
});

const deniedOn = ({ simulator }: Stage<StagedCloud>) => simulator.calls.filter(({ status }) => status === 403);

/** Made, read, listed, changed in every property and deleted with what belongs to it. */
async function live(
  on: Stage<StagedCloud>,
  { errors }: ErrorSubject,
  { changes }: Policies,
  { template }: PrivilegedLife,
): Promise<void> {
  const image = await makeImage(on, template);
  expect((await on.invoke('READ', image.identifier)).status).toBe('SUCCESS');
  expect((await on.invoke('LIST', {})).status).toBe('SUCCESS');
  expect((await update(on, image, changes)).final.status).toBe('SUCCESS');
  expect((await remove(on, image, changes)).final.status).toBe('SUCCESS');
  expect(errors.left(on)).toEqual(errors.nothing);
  expect(deniedOn(on)).toEqual([]);
}

describe.each(WITH_POLICIES)('a whole life of %s under the documented policy', (_, type, policies) => {
  const { lives, changes } = policies;
  const [{ template }] = lives;
  const stage = useStage(() => openStage({ type }));

  it.each(lives.map((life) => [life.situation, life] as const))('%s', async (_situation, life) => {
    life.bindUser(stage());
    await live(stage(), type, policies, life);
  });

  it('for READ and LIST lets an image be read and listed, and nothing else', async () => {
    const image = await makeImage(stage(), template);
    const [regionId = ''] = image.identifier.tfcfnid.split('/');
    const imageOf = () => stage().simulator.world.image(regionId, String(image.model.Id));
    const [before, left] = [imageOf(), type.errors.left(stage())];
    policies.bindTo(stage(), ['READ', 'LIST']);
    expect((await stage().invoke('READ', image.identifier)).status).toBe('SUCCESS');
    const { resourceModels = [] } = await stage().invoke('LIST', {});
    expect(resourceModels).toContainEqual(expect.objectContaining(image.identifier));
    const refused = [
      await update(stage(), image, changes),
      await remove(stage(), image),
      await stage().run('CREATE', { ...template, ...changes }),
    ];
    expect(refused.map(({ final }) => final.errorCode)).toEqual(['AccessDenied', 'AccessDenied', 'AccessDenied']);
    expect(type.errors.left(stage())).toEqual(left);
    expect(imageOf()).toEqual(before);
  });
});

/** The types whose policies can be for some regions alone. */
const BOUNDED = WITH_POLICIES.flatMap(([name, type, { bounded }]) => (bounded ? [[name, type, bounded] as const] : []));

describe.each(BOUNDED)('the documented policy of %s for some regions', (_, type, bounded) => {
  const { callsOf, denial } = type.privileges;
  const stage = useStage(() => openStage({ type }));

  it('ends at the regions that it names', async () => {
    bounded.bind(stage());
    const { final } = await stage().run('READ', { tfcfnid: bounded.identifier });
    const [right = ''] = callsOf('READ').map(denial.rightTo);
    expect(final).toMatchObject({ errorCode: 'AccessDenied', message: expect.stringContaining(right) });
    for (const elsewhere of bounded.templates) {
      expect((await stage().run('CREATE', elsewhere)).final.errorCode).toBe('AccessDenied');
    }
  });
});

/** The types of images that can be in use, whose deletion can be forced. */
const FORCED = TYPES.flatMap((type) => {
  const { policies } = type.privileges;
  return policies ? [[type.name, type, policies] as const] : [];
});

describe.each(FORCED)('the documented policy of %s for DELETE', (_, type, policies) => {
  const [{ template }] = policies.lives;
  const stage = useStage(() => openStage({ type }));
  const made = (): Promise<Copy> => makeImage(stage(), template);

  it.each([{}, { Force: true }])('lets an image in use be deleted with ForceDelete, and %j', async (force) => {
    const typeConfiguration = { ...stage().typeConfiguration, ForceDelete: true };
    const { wish, identifier, imageId } = await made();
    stage().simulator.world.useByInstance(homeOf(stage()), imageId);
    policies.bindTo(stage(), ['DELETE'], 'plain');
    const plain: Properties = { ...wish, DeleteAutoSnapshot: false, ...force, ...identifier };
    const { final } = await stage().run('DELETE', plain, { typeConfiguration });
    expect(final.status).toBe('SUCCESS');
    expect(deniedOn(stage())).toEqual([]);
  });
});

/** Every authentication method of every type that begins with a session. */
const METHODS = ERROR_TYPES.flatMap((type) =>
  type.privileges.sessions.map((method) => [method.name, type.name, method, type] as const),
);
const WITH_ROLE = METHODS.flatMap(([name, typeName, method, type]) => {
  const { policies } = type.privileges;
  return policies ? [[name, typeName, method, type, policies] as const] : [];
});
const WITH_USER = WITH_ROLE.filter(([, , { admit }]) => admit !== undefined);

describe.each(WITH_ROLE)(
  'a role that has the documented policy, by %s of %s',
  (_method, _type, method, type, policies) => {
    const [whole] = policies.lives;
    const stage = useStage(() => method.open(type));
    beforeEach(() => whole.bindRole(stage()));

    it('may live a whole life, and nobody else has a right', async () => {
      policies.bindToNothing(stage());
      method.admit?.(stage());
      await live(stage(), type, policies, whole);
    });
  },
);

describe.each(WITH_USER)('a user who may not open a session, by %s of %s', (_method, _type, method, type, policies) => {
  const stage = useStage(() => method.open(type));

  it('is told', async () => {
    policies.bindToNothing(stage());
    const region = String(stage().typeConfiguration[type.defaultRegion]);
    const { errorCode, message } = await stage().invoke('READ', { tfcfnid: `${region}/${type.errors.absent}` });
    expect(errorCode).toBe('AccessDenied');
    expect(message).toContain(method.told);
    expect(stage().simulator.calls.map(({ action }) => action)).toEqual([method.firstCall]);
  });
});

/** Those that ask ECS by DescribeImages: no other cloud is known to do so. */
const OF_ECS = EACH_TYPE.filter(([, { privileges }]) => privileges.callsOf('READ').includes('DescribeImages'));

describe.each(OF_ECS)('an empty list in place of a refusal, as ECS used to answer %s', (_, type) => {
  const { privileges } = type;
  const stage = useStage(() => openStage({ type, behaviour: { describeImagesDenied: 'emptyList' } }));

  /** A deletion of an image by who may do everything but list it. */
  const removeUnseen = async (withKnown: 'snapshots' | 'nothing') => {
    const image = await makeImage(stage(), { ...type.errors.template, DeleteAutoSnapshot: true });
    privileges.forbid(stage(), 'DELETE', privileges.denial.rightTo('DescribeImages'));
    const { SnapshotIds } = image.model;
    const { final } = await remove(stage(), image, withKnown === 'snapshots' ? { SnapshotIds } : {});
    const { images, snapshots } = leftovers(stage());
    const whole = images.includes(image.identifier.tfcfnid) && snapshots.length > 0;
    return { final, whole, gone: images.length === 0, snapshots };
  };

  it('is not taken for the absence of an image that shall be deleted, nor of its snapshots', async () => {
    const { final, whole, gone } = await removeUnseen('nothing');
    // Where no other call tells whether there is an image than the one that deletes it, the image is gone.
    expect([whole, gone]).toContain(true);
    expect(final).toMatchObject({
      status: 'FAILED',
      errorCode: whole ? 'NotStabilized' : 'GeneralServiceException',
      message: expect.stringContaining(
        whole ? 'has not accepted a call that removes it' : 'the handlers do not know which snapshots',
      ),
    });
  });

  it('loses no snapshot that the request knows', async () => {
    const { final, whole, snapshots } = await removeUnseen('snapshots');
    expect(final.status).toBe(whole ? 'FAILED' : 'SUCCESS');
    expect(snapshots).toHaveLength(whole ? 1 : 0);
  });
});
