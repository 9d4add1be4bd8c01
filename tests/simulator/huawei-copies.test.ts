import type { HuaweiSimulator } from '../../simulator/index';
import {
  begin,
  call,
  copy,
  EAST,
  GOLDEN,
  hours,
  idOf,
  inRegion,
  listed,
  MISSING,
  made,
  NORTH,
  outcome,
  seconds,
  shown,
  startHuawei,
  stopHuawei,
  toEast,
} from './huawei-support';

const KEY = '0b1f3c1e-7d3b-4f5e-9c7a-2f6d8e9a0b11';
const OTHER_KEY = '7c2e4d90-15a6-4b8f-8e31-6a9b0c1d2e33';
const VAULT = '1c6b0c5a-2c1d-4e77-a3a1-52c9f7a4b0e4';
const wholeToEast = (more: object = {}) => toEast({ agency_name: 'ims_copy_cbr_agency', vault_id: VAULT, ...more });

let simulator: HuaweiSimulator;
beforeEach(async () => {
  simulator = await startHuawei();
});
afterEach(stopHuawei);

const refusal = async (body: object | string, imageId = GOLDEN): Promise<string> => {
  if (typeof body !== 'string') return outcome(await copy(simulator, body, imageId));
  return outcome(await call(simulator, `POST /v1/cloudimages/${imageId}/copy`, { body }));
};

describe('a copy in the region', () => {
  it('is an image like its source, with its own name, id and origin', async () => {
    const id = await made(simulator, inRegion({ name: 'a copy', description: 'mark' }));
    expect(await shown(simulator, id, NORTH)).toMatchObject({
      ...{ id, name: 'a copy', __description: 'mark', status: 'active', visibility: 'private', __imagetype: 'private' },
      ...{ __data_origin: `image,${NORTH},${GOLDEN}`, __originalimagename: GOLDEN, __os_type: 'Linux', min_ram: 0 },
      ...{ enterprise_project_id: '0', protected: false, tags: [], min_disk: 40, __image_size: '42949672960' },
    });
    expect(await shown(simulator, id, NORTH)).not.toHaveProperty('max_ram');
    expect(await shown(simulator, id, NORTH)).not.toHaveProperty('__system__cmkid');
    const bare = await shown(simulator, await made(simulator, { name: 'bare', description: '' }), NORTH);
    expect(bare).not.toHaveProperty('__description');
    expect(await shown(simulator, GOLDEN, NORTH)).toMatchObject({ name: 'golden-ubuntu-24.04-v41' });
  });

  it('is encrypted by a key, plain without one, and takes an enterprise project', async () => {
    const project = '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10';
    const encrypted = await made(simulator, inRegion({ cmk_id: KEY, enterprise_project_id: project }));
    expect(await shown(simulator, encrypted, NORTH)).toMatchObject({
      __system__cmkid: KEY,
      enterprise_project_id: project,
    });
    const plain = await made(simulator, inRegion(), idOf(simulator, 'encrypted'));
    expect(await shown(simulator, plain, NORTH)).not.toHaveProperty('__system__cmkid');
    const other = await made(simulator, inRegion({ cmk_id: OTHER_KEY }), idOf(simulator, 'encrypted'));
    expect(await shown(simulator, other, NORTH)).toMatchObject({ __system__cmkid: OTHER_KEY });
  });

  it('ignores agency and vault, and what nobody knows', async () => {
    expect(await refusal(inRegion({ agency_name: 'nobody', vault_id: 'x', anything: 1 }))).toBe('200');
  });

  it.each([
    ['an empty body', '', 'IMG.0007'],
    ['no JSON', '{', 'IMG.0001'],
    ['no object', '[]', 'IMG.0001'],
    ['a name of another kind', { name: 1 }, 'IMG.0001'],
    ['no name', {}, 'IMG.0013'],
    ['a long name', { name: 'x'.repeat(129) }, 'IMG.0002'],
    ['a space at its end', { name: 'x ' }, 'IMG.0003'],
    ['another character', { name: 'a/b' }, 'IMG.0003'],
    ['a long description', { name: 'x', description: 'x'.repeat(1025) }, 'IMG.0004'],
    ['a description with a bracket', { name: 'x', description: '<' }, 'IMG.0054'],
    ['a description of two lines', { name: 'x', description: 'a\nb' }, 'IMG.0054'],
    ['an unknown key', { name: 'x', cmk_id: MISSING }, 'IMG.0095'],
    ['an unknown enterprise project', { name: 'x', enterprise_project_id: 'x' }, 'IMG.0155'],
  ])('is refused with %s', async (_, body, code) => {
    expect(await refusal(body)).toBe(`400 ${code}`);
    expect(simulator.ledger()).toMatchObject({ images: [], runningCopies: 0 });
  });

  it('takes the longest texts, in Chinese too', async () => {
    expect(await refusal({ name: '镜'.repeat(128), description: '像'.repeat(1024) })).toBe('200');
  });

  it.each([
    ['the key is that of the source', (s: HuaweiSimulator) => void s, KEY, 'IMG.0096'],
    ['the key is disabled', (s) => s.world.changeKey(NORTH, OTHER_KEY, { state: 'disabled' }), OTHER_KEY, 'IMG.0097'],
    [
      "the key is not the caller's",
      (s) => s.world.changeKey(NORTH, OTHER_KEY, { usable: false }),
      OTHER_KEY,
      'IMG.0099',
    ],
    ['the source lost its key', (s) => s.world.removeKey(NORTH, KEY), OTHER_KEY, 'IMG.0101'],
    ["the source's key is disabled", (s) => s.world.changeKey(NORTH, KEY, { state: 'disabled' }), '', 'IMG.0102'],
    ["the source's key is not the caller's", (s) => s.world.changeKey(NORTH, KEY, { usable: false }), '', 'IMG.0103'],
  ] as [string, (s: HuaweiSimulator) => void, string, string][])(
    'of an encrypted image is refused if %s',
    async (_, prepare, cmk_id, code) => {
      prepare(simulator);
      expect(await refusal(inRegion({ cmk_id }), idOf(simulator, 'encrypted'))).toBe(`400 ${code}`);
    },
  );
});

describe('the image that is copied', () => {
  it.each([
    ['installer', 'IMG.0167', 'IMG.0167'],
    ['arriving', 'IMG.0046', 'IMG.0046'],
    ['shared-not-accepted', 'IMG.0196', 'IMG.0196'],
    ['shared-encrypted', 'IMG.0197', 'IMG.0197'],
    ['Ubuntu 24.04 server 64bit', 'IMG.0047', 'IMG.0047'],
    ['golden-windows-2022', 'IMG.0105', 'IMG.0105'],
    ['big', 'IMG.0105', 'IMG.0105'],
    ['whole-server', 'IMG.0130', '200'],
    ['encrypted', '200', 'IMG.0098'],
    ['shared', '200', '200'],
    ['data-disk', '200', '200'],
  ])('%s: in the region %s, across regions %s', async (name, here, across) => {
    const imageId = idOf(simulator, name);
    const said = [await refusal(inRegion(), imageId), await refusal(wholeToEast(), imageId)];
    expect(said.map((outcomeOf) => outcomeOf.replace('400 ', ''))).toEqual([here, across]);
  });

  it('has to be there, by one of three codes', async () => {
    for (const code of ['IMG.0027', 'IMG.0086', 'IMG.0144'] as const) {
      simulator.behave({ missingImageCode: code });
      expect(await refusal(inRegion(), MISSING)).toBe(`400 ${code}`);
    }
    expect(await refusal(inRegion(), 'no-uuid')).toBe('400 IMG.0066');
  });

  it('is not exported just now', async () => {
    simulator.world.change(NORTH, GOLDEN, { exporting: true });
    expect(await refusal(inRegion())).toBe('400 IMG.0148');
  });

  it('may be of Windows, or big, where the cloud takes that', async () => {
    simulator.behave({ windowsCopies: 'accepted', largestImageGiB: 500 });
    expect(await refusal(inRegion(), idOf(simulator, 'golden-windows-2022'))).toBe('200');
    expect(await refusal(inRegion(), idOf(simulator, 'big'))).toBe('200');
  });

  it('takes no enterprise project if it is shared', async () => {
    const body = inRegion({ enterprise_project_id: '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10' });
    expect(await refusal(body, idOf(simulator, 'shared'))).toBe('400 IMG.0155');
  });
});

describe('a copy across regions', () => {
  it('is an image in the other region and nowhere else', async () => {
    const id = await made(simulator, toEast({ description: 'mark' }));
    expect(await shown(simulator, id)).toMatchObject({
      ...{ id, status: 'active', __description: 'mark', __data_origin: `image,${NORTH},${GOLDEN}` },
      owner: simulator.world.projectId(EAST),
    });
    expect(await shown(simulator, id, NORTH)).toBeUndefined();
  });

  it('ignores key and enterprise project', async () => {
    const id = await made(simulator, toEast({ cmk_id: MISSING, enterprise_project_id: 'x' }));
    expect(await shown(simulator, id)).toMatchObject({ enterprise_project_id: '0' });
  });

  it.each([
    ['no region', { region: '' }, 'IMG.0001'],
    ['no agency', { agency_name: null }, 'IMG.0001'],
    ['its own region', { region: NORTH, project_name: NORTH }, 'IMG.0105'],
    ['an unknown region', { region: 'cn-atlantis-1' }, 'IMG.0108'],
    ['a region of another site', { region: 'eu-west-101', project_name: 'eu-west-101' }, 'IMG.0108'],
    ['no project', { project_name: '' }, 'IMG.0104'],
    ['a project of another region', { project_name: NORTH }, 'IMG.0145'],
    ['an unknown agency', { agency_name: 'nobody' }, 'IMG.0036'],
    ['an agency for another service', { agency_name: 'obs_agency' }, 'IMG.0036'],
  ])('is refused with %s', async (_, more, code) => {
    expect(await refusal(toEast(more))).toBe(`400 ${code}`);
  });

  it('may go into a sub-project of that name, and is seen from there alone', async () => {
    const projectId = simulator.world.addProject(EAST, 'cn-east-3_images');
    const id = await made(simulator, toEast({ project_name: 'cn-east-3_images' }));
    expect(await shown(simulator, id)).toBeUndefined();
    const headers = { 'x-project-id': projectId };
    const { body } = await call(simulator, `GET /v2/cloudimages?id=${id}`, { region: EAST, headers });
    expect(body.images).toMatchObject([{ id, owner: projectId }]);
  });

  it('needs an agency with the policy: at once, or it fails', async () => {
    simulator.world.changeAgency('ims_copy_agency', { rights: [] });
    expect(await refusal(toEast())).toBe('403 IMG.0026');
    simulator.behave({ agencyWithoutRights: 'failsLate' });
    const jobId = await begin(simulator);
    simulator.clock.advance(hours(1));
    const { body } = await call(simulator, `GET /v1/cloudimages/job/${jobId}`);
    expect(body).toMatchObject({ status: 'FAIL', error_code: 'IMG.0026', fail_reason: expect.stringMatching(/role/) });
  });

  it('is not offered by every cloud of the family', async () => {
    simulator.behave({ crossRegionCopy: 'notOffered' });
    expect(await refusal(toEast())).toBe('404 APIGW.0101');
  });
});

describe('a copy of a whole server', () => {
  const whole = () => idOf(simulator, 'whole-server');

  it('puts a backup into the vault, which stays when the image is deleted', async () => {
    const id = await made(simulator, wholeToEast(), whole());
    const { backups } = simulator.ledger();
    expect(await shown(simulator, id)).toMatchObject({ __backup_id: backups[0]?.replace(`${EAST}/`, '') });
    await call(simulator, `DELETE /v2/images/${id}`, { region: EAST });
    simulator.clock.advance(seconds(10));
    expect(simulator.ledger()).toMatchObject({ images: [], backups });
  });

  it('takes its backup along if the deletion says so, and frees the vault', async () => {
    simulator.world.changeVault(EAST, VAULT, { capacityGiB: 80 });
    const id = await made(simulator, wholeToEast(), whole());
    expect(await refusal(wholeToEast(), whole())).toBe('400 IMG.0182');
    const answer = await call(simulator, `DELETE /v2/images/${id}`, { region: EAST, body: { delete_backup: true } });
    expect(outcome(answer)).toBe('204');
    expect(simulator.ledger().backups).toEqual([]);
    expect(await refusal(wholeToEast(), whole())).toBe('200');
  });

  it.each([
    ['no vault', wholeToEast({ vault_id: '' }), 'IMG.0184'],
    ['a vault that does not exist there', wholeToEast({ vault_id: MISSING }), 'IMG.0184'],
    ['a vault for disks', wholeToEast({ vault_id: 'disks' }), 'IMG.0193'],
    ['a vault that takes no backups from elsewhere', wholeToEast({ vault_id: 'backups' }), 'IMG.0189'],
    ['a vault that is not available', wholeToEast({ vault_id: 'gone' }), 'IMG.0188'],
    ['a vault that is full', wholeToEast({ vault_id: 'full' }), 'IMG.0182'],
    ['an agency for disks', wholeToEast({ agency_name: 'ims_copy_agency' }), 'IMG.0026'],
  ])('is refused with %s', async (_, body, code) => {
    const { world } = simulator;
    world.addVault({ regionId: EAST, vaultId: 'disks', kind: 'disk' });
    world.addVault({ regionId: EAST, vaultId: 'backups', protection: 'backup' });
    world.addVault({ regionId: EAST, vaultId: 'gone', available: false });
    world.addVault({ regionId: EAST, vaultId: 'full', capacityGiB: 79 });
    expect((await refusal(body, whole())).split(' ')[1]).toBe(code);
  });
});

describe('room for copies', () => {
  it('is for five across regions at once, and for others beside them', async () => {
    for (const _ of Array(5)) await begin(simulator);
    expect(await refusal(toEast({ region: 'cn-south-1', project_name: 'cn-south-1' }))).toBe('400 IMG.0060');
    expect(await refusal(inRegion())).toBe('200');
    simulator.clock.advance(hours(1));
    expect(await refusal(toEast())).toBe('200');
  });

  it('is for forty in a project at once', async () => {
    simulator.behave({ imageQuota: Number.POSITIVE_INFINITY });
    for (const _ of Array(40)) await begin(simulator, inRegion());
    expect(await refusal(inRegion())).toBe('400 IMG.0060');
  });

  it('is limited by the quota of the target region', async () => {
    simulator.behave({ imageQuota: 2 });
    expect(await refusal(inRegion())).toBe('400 IMG.0015');
    await begin(simulator);
    expect(await refusal(toEast())).toBe('400 IMG.0015');
    const { body } = await call(simulator, 'GET /v1/cloudimages/quota', { region: EAST });
    expect(body.quotas).toMatchObject({ resources: [{ type: 'image', used: 2, quota: 2 }, {}, {}] });
  });

  it('is there under a name that is taken, or not', async () => {
    for (const _ of [1, 2]) await made(simulator, inRegion({ name: 'twin' }));
    expect(await listed(simulator, 'name=twin')).toEqual(['twin', 'twin']);
    simulator.behave({ copyUnderTakenName: 'refused' });
    expect(await refusal(inRegion({ name: 'twin' }))).toBe('400 IMG.0009');
    expect(await refusal(toEast({ name: 'twin' }))).toBe('200');
  });
});

describe('what a copy shows of its source', () => {
  it.each([
    ['null', 'shown', null, GOLDEN],
    ['absent', 'shown', undefined, GOLDEN],
    ['shown', 'empty', `image,${NORTH},${GOLDEN}`, ''],
  ] as const)('__data_origin %s, __originalimagename %s', async (dataOrigin, originalImageName, origin, original) => {
    simulator.behave({ dataOrigin, originalImageName });
    const image = await shown(simulator, await made(simulator));
    expect([image?.__data_origin, image?.__originalimagename]).toEqual([origin, original]);
  });
});
