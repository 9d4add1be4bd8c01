import type { HuaweiBehaviour } from '../../../simulator/index';
import {
  ACROSS,
  type HuaweiStage,
  IN_REGION,
  lastModelOf,
  leftIn,
  NORTH,
  NOTHING_LEFT,
  openHuaweiStage,
} from '../../support/huawei';
import type { Properties } from '../../support/stage';

/** A circumstance that decides, with a switch of IMS, whether a copy is made. */
interface Case {
  readonly wish: Properties;
  /** By name, in place of the template's source. */
  readonly source?: string;
  readonly behaviour: Partial<HuaweiBehaviour>;
  readonly arrange?: (stage: HuaweiStage) => void;
  readonly ending: string;
  readonly said?: string;
}

const noRights = ({ simulator: { world } }: HuaweiStage) => world.changeAgency(ACROSS.AgencyName, { rights: [] });
const TAGS = Array.from({ length: 9 }, (_, nth) => ({ Key: `key-${nth}`, Value: '' }));

const CASES: readonly (readonly [string, Case])[] = [
  [
    'an agency without rights, told at once',
    {
      wish: ACROSS,
      behaviour: { agencyWithoutRights: 'refused' },
      arrange: noRights,
      ending: 'AccessDenied',
      said: 'IMG.0026',
    },
  ],
  [
    'an agency without rights, told by the job',
    {
      wish: ACROSS,
      behaviour: { agencyWithoutRights: 'failsLate' },
      arrange: noRights,
      ending: 'AccessDenied',
      said: 'IMG.0026',
    },
  ],
  [
    'an agency that there is not',
    { wish: { ...ACROSS, AgencyName: 'nobody' }, behaviour: {}, ending: 'InvalidRequest', said: 'Correct AgencyName' },
  ],
  [
    'an image of 500 GB, where that is too much',
    { wish: IN_REGION, source: 'big', behaviour: {}, ending: 'InvalidRequest', said: 'IMG.0105' },
  ],
  [
    'an image of 500 GB, where that is not',
    { wish: IN_REGION, source: 'big', behaviour: { largestImageGiB: 600 }, ending: 'SUCCESS' },
  ],
  [
    'an image of Windows, where it is refused',
    {
      wish: IN_REGION,
      source: 'golden-windows-2022',
      behaviour: { windowsCopies: 'refused' },
      ending: 'InvalidRequest',
      said: 'IMG.0105',
    },
  ],
  [
    'an image of Windows, where it is taken',
    { wish: IN_REGION, source: 'golden-windows-2022', behaviour: { windowsCopies: 'accepted' }, ending: 'SUCCESS' },
  ],
  [
    'a data disk that can be changed',
    { wish: IN_REGION, source: 'data-disk', behaviour: { dataImageUpdates: 'accepted' }, ending: 'SUCCESS' },
  ],
  [
    'a data disk that cannot be changed',
    {
      wish: IN_REGION,
      source: 'data-disk',
      behaviour: { dataImageUpdates: 'refused' },
      ending: 'InvalidRequest',
      said: 'IMG.0168',
    },
  ],
  [
    'an image of all disks within its region',
    { wish: IN_REGION, source: 'whole-server', behaviour: {}, ending: 'InvalidRequest', said: 'VaultId' },
  ],
  [
    'an image of all disks without a vault',
    { wish: ACROSS, source: 'whole-server', behaviour: {}, ending: 'AccessDenied' },
  ],
  [
    'an installation disk',
    { wish: IN_REGION, source: 'installer', behaviour: {}, ending: 'InvalidRequest', said: 'IMG.0167' },
  ],
  [
    'an encrypted image to another region',
    { wish: ACROSS, source: 'encrypted', behaviour: {}, ending: 'InvalidRequest', said: 'IMG.0098' },
  ],
  ['a full quota', { wish: IN_REGION, behaviour: { imageQuota: 0 }, ending: 'ServiceLimitExceeded', said: 'IMG.0015' }],
  [
    'a cloud that copies across regions',
    { wish: ACROSS, behaviour: { crossRegionCopy: 'offered' }, ending: 'SUCCESS' },
  ],
  [
    'a cloud that does not',
    {
      wish: ACROSS,
      behaviour: { crossRegionCopy: 'notOffered' },
      ending: 'InvalidTypeConfiguration',
      said: 'APIGW.0101',
    },
  ],
  [
    'a cloud that takes fewer tags',
    {
      wish: { ...IN_REGION, Tags: TAGS },
      behaviour: { tagsPerImage: 5 },
      ending: 'ServiceLimitExceeded',
      said: 'IMG.0116',
    },
  ],
  ['a cloud that takes ten tags', { wish: { ...IN_REGION, Tags: TAGS }, behaviour: {}, ending: 'SUCCESS' }],
  [
    'Chinese tags, where they are taken',
    {
      wish: { ...IN_REGION, Tags: [{ Key: '团队', Value: '平台' }] },
      behaviour: { tagCharacters: 'wide' },
      ending: 'SUCCESS',
    },
  ],
  [
    'Chinese tags, where they are not',
    {
      wish: { ...IN_REGION, Tags: [{ Key: '团队', Value: '平台' }] },
      behaviour: { tagCharacters: 'strict' },
      ending: 'InvalidRequest',
      said: 'IMG.0115',
    },
  ],
  ['few calls a minute', { wish: IN_REGION, behaviour: { callsPerMinute: 2 }, ending: 'SUCCESS' }],
];

describe('a copy with', () => {
  let stage: HuaweiStage;
  afterEach(() => stage.close());

  it.each(CASES)('%s', async (_, { wish, source, behaviour, arrange, ending, said = '' }) => {
    stage = await openHuaweiStage({ behaviour });
    arrange?.(stage);
    const [image] = stage.simulator.world.images(NORTH).filter(({ name }) => name === source);
    const order = { ...wish, ...(image && { SourceImageId: image.imageId }) };
    const created = await stage.run('CREATE', order);
    expect(created.final.errorCode ?? created.final.status).toBe(ending);
    expect(created.final.message).toContain(said);
    const began = created.answers.length > 1;
    if (ending !== 'SUCCESS') expect(created.final.resourceModel !== undefined).toBe(began);
    const rollback = began ? (await stage.run('DELETE', lastModelOf(created))).final : { status: 'SUCCESS' };
    expect(['SUCCESS', 'NotFound']).toContain(('errorCode' in rollback && rollback.errorCode) || rollback.status);
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it.each([
    ['accepted', 'SUCCESS'],
    ['refused', 'InvalidRequest'],
  ] as const)('a new name that is taken, which is %s', async (renameToTakenName, ending) => {
    stage = await openHuaweiStage({ behaviour: { renameToTakenName } });
    const { final } = await stage.run('CREATE', IN_REGION);
    const before = { ...IN_REGION, tfcfnid: final.resourceModel?.tfcfnid };
    const after = { ...before, Name: 'golden-ubuntu-24.04-v41' };
    const update = await stage.run('UPDATE', after, { previous: before });
    expect(update.final.errorCode ?? update.final.status).toBe(ending);
  });

  it.each([
    ['accepted', 'SUCCESS'],
    ['refused', 'InvalidRequest'],
  ] as const)('a limit below what somebody has set, which is %s', async (maxRamBelowMinRam, ending) => {
    stage = await openHuaweiStage({ behaviour: { maxRamBelowMinRam } });
    const { final } = await stage.run('CREATE', IN_REGION);
    const { tfcfnid, Id } = final.resourceModel ?? {};
    stage.simulator.world.change(NORTH, String(Id), { minRam: 8192 });
    const before = { ...IN_REGION, tfcfnid };
    const update = await stage.run('UPDATE', { ...before, MaxRam: 4096 }, { previous: before });
    expect(update.final.errorCode ?? update.final.status).toBe(ending);
  });

  it.each([
    ['protected', { protected: true }, 'GeneralServiceException', { protected: false }],
    ['exported', { exporting: true }, 'ResourceConflict', { exporting: false }],
  ] as const)('an image that is %s is deleted when it is no longer', async (_, change, ending, back) => {
    stage = await openHuaweiStage();
    const { final } = await stage.run('CREATE', IN_REGION);
    const model = final.resourceModel ?? {};
    stage.simulator.world.change(NORTH, String(model.Id), change);
    expect((await stage.run('DELETE', model)).final.errorCode).toBe(ending);
    expect(leftIn(stage).images).toHaveLength(1);
    stage.simulator.world.change(NORTH, String(model.Id), back);
    expect((await stage.run('DELETE', model)).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });
});

describe('a permission that is granted in an enterprise project', () => {
  const WHERE = 'granted in the IAM project, not in an enterprise project.';
  let stage: HuaweiStage;
  beforeEach(async () => {
    stage = await openHuaweiStage();
    const everything = { Version: '5.0', Statement: [{ Effect: 'Allow', Action: ['*'] }] } as const;
    stage.simulator.iam.setUserPolicy(everything, 'enterprise project');
  });
  afterEach(() => stage.close());

  it('starts no copy to another region', async () => {
    const { final } = await stage.run('CREATE', ACROSS);
    expect(final.errorCode).toBe('AccessDenied');
    expect(final.message).toContain(WHERE);
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('makes a copy within a region that has no tags, and the rollback says so and removes it once it may', async () => {
    const creation = await stage.run('CREATE', IN_REGION);
    expect(creation.final.errorCode).toBe('AccessDenied');
    expect(creation.final.message).toContain(WHERE);
    const model = lastModelOf(creation);
    const { final } = await stage.run('DELETE', model);
    expect([final.errorCode, final.message]).toEqual(['AccessDenied', expect.stringContaining(WHERE)]);
    const [, job] = String(model.tfcfnid).split('/');
    expect(final.message).toMatch(
      new RegExp(`or the copy is no longer in the stack, delete the image of job ${job} in ${NORTH} by hand\\.$`),
    );
    stage.simulator.iam.setUserPolicy(undefined);
    expect((await stage.run('DELETE', model)).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });
});
