import { ENTERPRISE_PROJECT, KEY_NORTH } from '../../../simulator/huaweicloud/account/built-in';
import {
  ACROSS,
  CROSS_AGENCY,
  EACH_COPY,
  EAST,
  type HuaweiStage,
  IN_REGION,
  imageOf,
  NORTH,
  openHuaweiStage,
} from '../../support/huawei';
import type { Properties } from '../../support/stage';

const FULL = { Description: 'first', MinRam: 1024, MaxRam: 4096, Tags: [{ Key: 'team', Value: 'a' }] };

/** What the next template says, `null` where it says nothing any more, and what READ then shows. */
const CHANGES: readonly (readonly [string, Properties, Properties])[] = [
  ['a name', { Name: 'golden-2' }, { Name: 'golden-2' }],
  ['a description', { Description: 'second' }, { Description: 'second' }],
  ['no description any more', { Description: null }, { Description: undefined }],
  ['other limits of memory', { MinRam: 2048, MaxRam: 8192 }, { MinRam: 2048, MaxRam: 8192 }],
  ['no limits of memory by 0', { MinRam: 0, MaxRam: 0 }, { MinRam: 0, MaxRam: 0 }],
  ['no limits of memory any more', { MinRam: null, MaxRam: null }, { MinRam: 0, MaxRam: 0 }],
  [
    'other tags',
    {
      Tags: [
        { Key: 'team', Value: 'b' },
        { Key: 'new', Value: '' },
      ],
    },
    {
      Tags: [
        { Key: 'team', Value: 'b' },
        { Key: 'theirs', Value: 't' },
        { Key: 'new', Value: '' },
      ],
    },
  ],
  ['no tags any more', { Tags: null }, { Tags: [{ Key: 'theirs', Value: 't' }] }],
];
/** How a description that is empty, and members that were never set, are shown. */
const SHOWN = ['absent', 'kept'] as const;
const EACH_CHANGE = CHANGES.flatMap(([what, change, shown]) =>
  SHOWN.map((emptyDescription) => [what, emptyDescription, change, shown] as const),
);

const sorted = ({ Tags, ...rest }: Properties = {}) => ({
  Description: undefined,
  ...rest,
  Tags: Array.isArray(Tags) ? Tags.map((tag) => JSON.stringify(tag)).sort() : [],
});

describe.each(EACH_COPY)('UPDATE of a copy %s', (_, { wish, home }) => {
  let stage: HuaweiStage;
  beforeEach(async () => {
    stage = await openHuaweiStage();
  });
  afterEach(() => stage.close());
  const make = async (properties: Properties = FULL) => {
    const { final } = await stage.run('CREATE', { ...wish, ...properties });
    expect(final.status).toBe('SUCCESS');
    const { tfcfnid, Id } = final.resourceModel ?? {};
    return { before: { ...wish, ...properties, tfcfnid }, id: String(Id) };
  };

  it.each(EACH_CHANGE)('to %s, where an empty text is %s', async (_what, emptyDescription, change, shown) => {
    stage.simulator.behave({ emptyDescription });
    const { before, id } = await make();
    stage.simulator.world.retag(home, id, { theirs: 't' });
    const after: Properties = { ...before, ...change };
    const wanted = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null));
    const { final } = await stage.run('UPDATE', wanted, { previous: before });
    expect(final.status).toBe('SUCCESS');
    const { resourceModel } = await stage.invoke('READ', { tfcfnid: before.tfcfnid });
    expect(sorted(resourceModel)).toMatchObject(
      sorted({ ...FULL, Name: wish.Name, Tags: [...FULL.Tags, { Key: 'theirs', Value: 't' }], ...shown }),
    );
    expect(sorted(final.resourceModel)).toEqual(sorted(resourceModel));
    const again = stage.simulator.calls.length;
    expect((await stage.run('UPDATE', wanted, { previous: wanted })).final.status).toBe('SUCCESS');
    const repeated = stage.simulator.calls.slice(again).map(({ action }) => action);
    expect(repeated.filter((action) => ['UpdateImage', 'BatchAddOrDeleteTags'].includes(action))).toEqual([]);
  });

  it('adds what the image does not have', async () => {
    const { before, id } = await make({});
    expect(imageOf(stage, { TargetRegion: home, Id: id })?.members).not.toHaveProperty('max_ram');
    const after = { ...before, Description: 'first', MaxRam: 4096 };
    const { final } = await stage.run('UPDATE', after, { previous: before });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Description: 'first', MaxRam: 4096 } });
    expect(stage.simulator.calls.map(({ code }) => code)).toContain('IMG.0035');
  });

  it('adds MaxRam together with a change of MinRam, which every image has', async () => {
    const { before } = await make({});
    const after = { ...before, MinRam: 1024, MaxRam: 4096 };
    const { final } = await stage.run('UPDATE', after, { previous: before });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { MinRam: 1024, MaxRam: 4096 } });
    const sent = stage.simulator.calls.filter(({ action }) => action === 'UpdateImage').at(-1)?.parameters;
    expect([sent?.[0], sent?.[1]].map((part) => JSON.parse(part ?? ''))).toEqual([
      { op: 'replace', path: '/min_ram', value: 1024 },
      { op: 'add', path: '/max_ram', value: 4096 },
    ]);
  });

  it.each([
    ['raised', { MinRam: 4096, MaxRam: 8192 }],
    ['raised, without a maximum', { MinRam: 4096, MaxRam: 0 }],
    ['lowered', { MinRam: 256, MaxRam: 512 }],
  ])(
    'changes MinRam and MaxRam together, which are %s, if the image has to get a description first',
    async (_, ram) => {
      stage.simulator.behave({ emptyDescription: 'absent', maxRamBelowMinRam: 'refused' });
      const { before } = await make({ MinRam: 1024, MaxRam: 2048 });
      const after = { ...before, ...ram, Description: 'first' };
      const { final } = await stage.run('UPDATE', after, { previous: before });
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ...ram, Description: 'first' } });
      expect(stage.simulator.calls.map(({ code }) => code)).toContain('IMG.0035');
    },
  );

  it('looks for the image by its tag once, even if the tag goes before the change shows', async () => {
    const { before, id } = await make();
    const body = JSON.stringify({ id, name: wish.Name });
    stage.simulator.inject({ action: 'UpdateImage', respond: { status: 200, body } });
    const known = stage.simulator.calls.length;
    const { final } = await stage.run(
      'UPDATE',
      { ...before, Description: 'second' },
      {
        previous: before,
        meanwhile: (_, count) => {
          if (count === 1) stage.simulator.world.untag(home, id, ['tfcfn:request']);
        },
      },
    );
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Description: 'second' } });
    const calls = stage.simulator.calls.slice(known).map(({ action }) => action);
    expect(calls.filter((action) => action === 'ListImageByTags')).toHaveLength(1);
    expect(calls.filter((action) => action === 'UpdateImage')).toHaveLength(2);
  });

  it('brings back what somebody has changed', async () => {
    const { before, id } = await make();
    const { world } = stage.simulator;
    world.change(home, id, { name: 'theirs', minRam: 1 });
    world.setMember(home, id, '__description', 'theirs');
    world.setMember(home, id, 'max_ram', undefined);
    world.retag(home, id, { team: 'theirs', kept: 'theirs' });
    const drifted = { Name: 'theirs', Description: 'theirs', MinRam: 1, MaxRam: 0 };
    expect((await stage.invoke('READ', { tfcfnid: before.tfcfnid })).resourceModel).toMatchObject(drifted);
    const { final } = await stage.run('UPDATE', before, { previous: before });
    expect(final).toMatchObject({
      status: 'SUCCESS',
      resourceModel: { ...FULL, Name: wish.Name, Tags: expect.anything() },
    });
    expect(imageOf(stage, final.resourceModel)?.tags).toMatchObject({ team: 'a', kept: 'theirs' });
  });

  it.each([
    ['SourceImageId', { SourceImageId: '7ca6b538-0000-4a7c-8c85-1e2d3f4a5b6c' }],
    ['TargetRegion', { TargetRegion: 'cn-south-1', AgencyName: CROSS_AGENCY }],
    ['Region', { Region: 'cn-south-1', TargetRegion: EAST, AgencyName: CROSS_AGENCY }],
  ])('to another %s is NotUpdatable', async (property, change) => {
    const { before } = await make();
    const { final } = await stage.run('UPDATE', { ...before, ...change }, { previous: before });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotUpdatable' });
    expect(final.message).toContain(property);
  });

  it('to another Region is NotUpdatable of a copy that has lost its tag, too', async () => {
    const { before, id } = await make();
    stage.simulator.world.untag(home, id, ['tfcfn-request']);
    const after = { ...before, Region: 'cn-south-1', TargetRegion: EAST, AgencyName: CROSS_AGENCY };
    const { final } = await stage.run('UPDATE', after, { previous: before });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotUpdatable' });
  });

  it('shows the source and its region where only the parent is told, or nothing', async () => {
    for (const [behaviour, shown] of [
      [
        { dataOrigin: 'absent', originalImageName: 'shown' },
        { SourceImageId: wish.SourceImageId, Region: undefined },
      ],
      [
        { dataOrigin: 'null', originalImageName: 'empty' },
        { SourceImageId: undefined, Region: undefined },
      ],
    ] as const) {
      stage.simulator.behave(behaviour);
      const { before } = await make();
      const { resourceModel } = await stage.invoke('READ', { tfcfnid: before.tfcfnid });
      expect(resourceModel).toMatchObject({ TargetRegion: home });
      expect(resourceModel?.SourceImageId).toBe(shown.SourceImageId);
      expect(resourceModel?.Region).toBe(shown.Region);
      const after = { ...before, Region: NORTH, Name: 'golden-2' };
      const { final } = await stage.run('UPDATE', after, { previous: { ...before, Region: NORTH } });
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Name: 'golden-2' } });
    }
  });
});

describe('UPDATE of a copy within its region alone', () => {
  let stage: HuaweiStage;
  beforeEach(async () => {
    stage = await openHuaweiStage();
  });
  afterEach(() => stage.close());

  it('moves it to another enterprise project and back, and not to one that there is not', async () => {
    const { final } = await stage.run('CREATE', { ...IN_REGION, EnterpriseProjectId: ENTERPRISE_PROJECT });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { EnterpriseProjectId: ENTERPRISE_PROJECT } });
    const before = { ...IN_REGION, tfcfnid: final.resourceModel?.tfcfnid, EnterpriseProjectId: ENTERPRISE_PROJECT };
    for (const EnterpriseProjectId of ['0', ENTERPRISE_PROJECT]) {
      const update = await stage.run('UPDATE', { ...before, EnterpriseProjectId }, { previous: before });
      expect(update.final).toMatchObject({ status: 'SUCCESS', resourceModel: { EnterpriseProjectId } });
    }
    const nowhere = { ...before, EnterpriseProjectId: '00000000-0f4a-4d39-9b0a-3b2f1a7c6d10' };
    const refused = await stage.run('UPDATE', nowhere, { previous: before });
    expect(refused.final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
  });

  it('to a key is NotUpdatable, and of an encrypted copy to another one too', async () => {
    for (const KmsKeyId of [undefined, KEY_NORTH]) {
      const wish = { ...IN_REGION, ...(KmsKeyId && { KmsKeyId }) };
      const { final } = await stage.run('CREATE', wish);
      expect(final.resourceModel?.KmsKeyId).toBe(KmsKeyId);
      const before = { ...wish, tfcfnid: final.resourceModel?.tfcfnid };
      const after = { ...before, KmsKeyId: '7c2e4d90-15a6-4b8f-8e31-6a9b0c1d2e33' };
      const update = await stage.run('UPDATE', after, { previous: before });
      expect(update.final).toMatchObject({ errorCode: 'NotUpdatable', message: expect.stringContaining('KmsKeyId') });
    }
  });

  it('of an image that is not there says so', async () => {
    const tfcfnid = `${NORTH}/00000000-0000-4000-8000-000000000000`;
    const { final } = await stage.run('UPDATE', { ...IN_REGION, tfcfnid }, { previous: { ...IN_REGION, tfcfnid } });
    expect(final.errorCode).toBe('NotFound');
  });
});

describe('the default enterprise project', () => {
  it.each(['shown', 'empty', 'absent'] as const)('is as ordered where it is %s', async (defaultEnterpriseProject) => {
    const stage = await openHuaweiStage({ behaviour: { defaultEnterpriseProject } });
    try {
      const wish = { ...IN_REGION, EnterpriseProjectId: '0' };
      const { final } = await stage.run('CREATE', wish);
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { EnterpriseProjectId: '0' } });
      const { tfcfnid } = final.resourceModel ?? {};
      const read = await stage.invoke('READ', { tfcfnid });
      expect(read.resourceModel).toEqual(final.resourceModel);
      const previous = { ...IN_REGION, tfcfnid };
      const update = await stage.run('UPDATE', { ...wish, tfcfnid, Description: 'new' }, { previous });
      expect(update).toMatchObject({ final: { status: 'SUCCESS' }, answers: [expect.anything()] });
    } finally {
      await stage.close();
    }
  });

  it('is not sent with a copy to another region, which is always in it', async () => {
    const stage = await openHuaweiStage();
    try {
      const { final } = await stage.run('CREATE', { ...ACROSS, EnterpriseProjectId: '0' });
      expect(final.status).toBe('SUCCESS');
      const start = stage.simulator.calls.find(({ action }) => action === 'CopyImageCrossRegion');
      expect(start?.parameters).not.toHaveProperty('enterprise_project_id');
    } finally {
      await stage.close();
    }
  });
});

it('a copy to the region that becomes the default later is read, updated and deleted as before', async () => {
  const stage = await openHuaweiStage();
  try {
    const wish = ACROSS;
    const { final } = await stage.run('CREATE', wish);
    const { tfcfnid } = final.resourceModel ?? {};
    const typeConfiguration = { ...stage.typeConfiguration, Region: EAST };
    const desired = { ...wish, tfcfnid, Description: 'new' };
    const update = await stage.run('UPDATE', desired, { previous: { ...wish, tfcfnid }, typeConfiguration });
    expect(update.final).toMatchObject({ status: 'SUCCESS', resourceModel: { Description: 'new' } });
    const refused = await stage.invoke('CREATE', wish, { typeConfiguration });
    expect(refused).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect((await stage.run('DELETE', desired, { typeConfiguration })).final.status).toBe('SUCCESS');
  } finally {
    await stage.close();
  }
});
