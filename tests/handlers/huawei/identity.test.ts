import {
  createOver,
  EACH_COPY,
  type HuaweiStage,
  imageOf,
  leftIn,
  NORTH,
  NOTHING_LEFT,
  openHuaweiStage,
} from '../../support/huawei';
import type { Properties } from '../../support/stage';

const FULL = { Description: 'first', MinRam: 1024, MaxRam: 4096, Tags: [{ Key: 'team', Value: 'a' }] };
const MARK = /tfcfn-request-[0-9a-f]{32}/;

/** At which call of the end of a creation its process dies, and whether the cloud has done what that call says. */
const DEATHS = ['ShowJobProgress', 'BatchAddOrDeleteTags', 'UpdateImage'].flatMap((action) =>
  (['before', 'after'] as const).map((reset) => ({ action, reset })),
);

describe.each(EACH_COPY)('a copy %s', (_, { wish, home }) => {
  let stage: HuaweiStage;
  beforeEach(async () => {
    stage = await openHuaweiStage();
  });
  afterEach(() => stage.close());
  const order = { ...wish, ...FULL };
  const actions = () => stage.simulator.calls.map(({ action }) => action);

  it.each(DEATHS)('whose process dies $reset $action is made all the same, once', async ({ action, reset }) => {
    const { simulator } = stage;
    let dead = false;
    let seen = 0;
    const { final } = await createOver(stage, order, {
      before: () => {
        seen = simulator.calls.length;
        if (!dead) simulator.inject({ action, reset, times: Number.POSITIVE_INFINITY });
      },
      dies: () => {
        simulator.clearFaults();
        const died = !dead && simulator.calls.slice(seen).some((call) => call.action === action);
        dead ||= died;
        return died;
      },
    });
    expect(dead).toBe(true);
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ...FULL, TargetRegion: home } });
    expect(leftIn(stage)).toMatchObject({ runningCopies: 0, images: [`${home}/${final.resourceModel?.Id}`] });
    expect(imageOf(stage, final.resourceModel)?.tags).toEqual({
      team: 'a',
      'tfcfn-request': String(final.resourceModel?.tfcfnid).split('/')[1],
      'tfcfn-start': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('gets its tag first and then its own description, and READ never shows the mark', async () => {
    const { simulator } = stage;
    simulator.inject({ action: 'UpdateImage', reset: 'before', times: Number.POSITIVE_INFINITY });
    const shown: unknown[] = [];
    let [properties, callbackContext]: [Properties, Properties | undefined] = [order, undefined];
    while (!actions().includes('UpdateImage')) {
      const answer = await stage.invoke('CREATE', properties, {
        token: 'one',
        ...(callbackContext && { callbackContext }),
      });
      ({ resourceModel: properties = {}, callbackContext } = answer);
      const read = await stage.invoke('READ', { tfcfnid: properties.tfcfnid });
      expect(read.status).toBe('SUCCESS');
      shown.push(read.resourceModel?.Description);
      simulator.clock.advance((answer.callbackDelaySeconds ?? 0) * 1000);
    }
    expect(actions().slice(0, actions().indexOf('UpdateImage'))).toContain('BatchAddOrDeleteTags');
    const [image] = simulator.world.images(home).filter(({ jobId }) => jobId !== undefined);
    expect(image?.members.__description).toMatch(MARK);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.filter((text) => text !== undefined)).toEqual([]);
  });

  it('is read, updated and deleted by the id of its job, by its image id, and imported by either', async () => {
    const { final } = await stage.run('CREATE', order);
    const { tfcfnid, Id } = final.resourceModel ?? {};
    const { AgencyName: __, ...shown } = { AgencyName: '', ...order };
    const renamed = [tfcfnid, `${home}/${Id}`].map((identifier, nth) => [identifier, `golden-${nth}`]);
    for (const [identifier, Name] of renamed) {
      const { resourceModel } = await stage.invoke('READ', { tfcfnid: identifier });
      expect(resourceModel).toMatchObject({ ...shown, Name: expect.any(String), tfcfnid: identifier, Id });
      const [previous, changed] = [
        { ...order, ...resourceModel },
        { ...order, tfcfnid: identifier, Name },
      ];
      const update = await stage.run('UPDATE', changed, { previous });
      expect(update.final).toMatchObject({ status: 'SUCCESS', resourceModel: { tfcfnid: identifier, Name } });
    }
    expect((await stage.run('DELETE', { tfcfnid: `${home}/${Id}` })).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('that has lost its tag is found by its job, and gets the tag again with an update', async () => {
    const { final } = await stage.run('CREATE', order);
    const { tfcfnid, Id } = final.resourceModel ?? {};
    stage.simulator.world.untag(home, String(Id), ['tfcfn-request']);
    const known = { ...wish, tfcfnid };
    expect((await stage.invoke('READ', known)).resourceModel).toMatchObject({ Id });
    expect((await stage.run('UPDATE', { ...order, ...known }, { previous: { ...order, ...known } })).final.status).toBe(
      'SUCCESS',
    );
    expect(imageOf(stage, final.resourceModel)?.tags['tfcfn-request']).toBe(String(tfcfnid).split('/')[1]);
    expect((await stage.invoke('READ', { tfcfnid })).resourceModel).toMatchObject({ Id });
  });
});

describe.each(EACH_COPY)('an image of the name and the source of a copy %s', (_, { wish, home }) => {
  let stage: HuaweiStage;
  afterEach(() => stage.close());

  /** A copy, and what its identifier calls it. */
  const make = async (by: 'job' | 'request') => {
    stage = await openHuaweiStage({ behaviour: { jobReadableSeconds: 0 } });
    if (by === 'request') {
      const [action, error] = [EACH_COPY.find(([, copy]) => copy.wish === wish)?.[1].start, { code: 'IMG.0060' }];
      stage.simulator.inject({ action, error: { ...error, status: 400 } });
    }
    const { final } = await stage.run('CREATE', wish);
    const { tfcfnid, Id } = final.resourceModel ?? {};
    expect(String(tfcfnid).includes('tfcfn-request')).toBe(by === 'request');
    return { known: { ...wish, tfcfnid }, id: String(Id) };
  };
  /** One that has lost what leads to it. */
  const lose = async (by: 'job' | 'request') => {
    const made = await make(by);
    stage.simulator.world.untag(home, made.id, ['tfcfn-request']);
    return made;
  };

  it.each(['job', 'request'] as const)('is told with its tag as IMS has it, where it has that of a %s', async (by) => {
    const { known, id } = await make(by);
    const { world } = stage.simulator;
    const { tags = {} } = world.image(home, id) ?? {};
    world.addImage({ regionId: home, name: 'other', tags });
    const { message } = await stage.invoke('READ', known);
    expect(message).toContain(`the tag tfcfn-request with the value ${tags['tfcfn-request']} of this request`);
  });

  /** How somebody may leave an image without what leads to it. */
  const LOSSES = [
    ['its tag is gone', (id: string) => stage.simulator.world.untag(home, id, ['tfcfn-request'])],
    [
      'its tag has another value',
      (id: string) => stage.simulator.world.retag(home, id, { 'tfcfn-request': 'x', 'tfcfn-start': 'x' }),
    ],
  ] as const;
  const EACH_LOSS = LOSSES.flatMap(([how, loseTag]) =>
    (['job', 'request'] as const).map((by) => [by, how, loseTag] as const),
  );

  it.each(EACH_LOSS)(
    'is told, and neither taken nor called absent, if nothing leads to its %s because %s',
    async (by, _how, loseTag) => {
      const { known, id } = await make(by);
      loseTag(id);
      for (const action of ['READ', 'UPDATE', 'DELETE'] as const) {
        const { final } = await stage.run(action, known, { previous: known });
        expect(final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
        expect(final.message).toContain(
          `No image has the tag of ${known.tfcfnid}, but image ${id} in ${home} has its name`,
        );
      }
      expect(leftIn(stage).images).toEqual([`${home}/${id}`]);
    },
  );

  // Drift detection sends the identifier alone: guides/drift.md.
  it.each(['job', 'request'] as const)(
    'is not found by a READ of its identifier where nothing leads to its %s',
    async (by) => {
      const { known } = await lose(by);
      const { tfcfnid } = known;
      expect(await stage.invoke('READ', { tfcfnid })).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    },
  );

  it.each([
    ['has another source', { members: { __data_origin: 'image,cn-north-4,7ca6b538-0000-4a7c-8c85-1e2d3f4a5b6c' } }],
    ['is no copy', { members: { __data_origin: 'instance,7ca6b538-0000-4a7c-8c85-1e2d3f4a5b6c' } }],
    ['belongs to another resource', { tags: { 'tfcfn-request': 'a'.repeat(32) } }],
  ])('is not meant where it %s', async (_how, seed) => {
    const { known, id } = await lose('job');
    const { world } = stage.simulator;
    world.remove(home, id);
    const __data_origin = `image,cn-north-4,${wish.SourceImageId}`;
    world.addImage({ regionId: home, name: wish.Name, members: { __data_origin }, ...seed });
    expect((await stage.invoke('READ', known)).errorCode).toBe('NotFound');
    expect((await stage.run('DELETE', known)).final.status).toBe('SUCCESS');
    expect(world.images(home).filter(({ name }) => name === wish.Name)).toHaveLength(1);
  });

  it.each(['accepted', 'refused'] as const)(
    'is there before the copy, whose start is %s under a taken name',
    async (copyUnderTakenName) => {
      stage = await openHuaweiStage({ behaviour: { copyUnderTakenName } });
      const { world } = stage.simulator;
      const imageId = '7ca6b538-1111-4a7c-8c85-1e2d3f4a5b6c';
      const members = { __data_origin: `image,cn-north-4,${wish.SourceImageId}` };
      world.addImage({ regionId: home, name: wish.Name, imageId, members });
      const theirs = world.image(home, imageId);
      const { final } = await stage.run('CREATE', wish);
      if (copyUnderTakenName === 'accepted') {
        expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Name: wish.Name } });
        expect((await stage.run('DELETE', final.resourceModel ?? {})).final.status).toBe('SUCCESS');
      } else {
        expect(final).toMatchObject({ status: 'FAILED', errorCode: 'AlreadyExists' });
        expect(final.resourceModel).toBeUndefined();
      }
      expect(leftIn(stage)).toEqual(NOTHING_LEFT);
      expect(world.image(home, imageId)).toEqual(theirs);
    },
  );
});

describe.each(EACH_COPY)(
  'a copy %s whose template leaves its Region to the type configuration',
  (_, { wish, home }) => {
    let stage: HuaweiStage;
    afterEach(() => stage.close());
    /** The type configuration has another region since the copy was started. */
    const moved = () => ({ typeConfiguration: { ...stage.typeConfiguration, Region: 'cn-south-1' } });
    const lose = async (behaviour: Parameters<HuaweiStage['simulator']['behave']>[0]) => {
      stage = await openHuaweiStage({ behaviour });
      const { final } = await stage.run('CREATE', wish);
      const { tfcfnid, Id } = final.resourceModel ?? {};
      stage.simulator.world.untag(home, String(Id), ['tfcfn-request']);
      return { known: { ...wish, tfcfnid }, id: String(Id) };
    };

    it.each(['READ', 'UPDATE', 'DELETE'] as const)(
      'is not called absent by %s under another region, though nothing leads to its job',
      async (action) => {
        const { known, id } = await lose({ jobReadableSeconds: 0 });
        const { final } = await stage.run(action, known, { previous: known, ...moved() });
        expect(final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
        expect(final.message).toContain(`but image ${id} in ${home} has its name`);
        expect(leftIn(stage).images).toEqual([`${home}/${id}`]);
      },
    );

    it('is not called absent by an UPDATE that names the Region, under another one', async () => {
      const { known, id } = await lose({ jobReadableSeconds: 0 });
      const { final } = await stage.run('UPDATE', { ...known, Region: NORTH }, { previous: known, ...moved() });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
      expect(final.message).toContain(`but image ${id} in ${home} has its name`);
    });

    it.each(['READ', 'UPDATE', 'DELETE'] as const)('is found by %s under another region, or named', async (action) => {
      const { known, id } = await lose({});
      const { final } = await stage.run(action, known, { previous: known, ...moved() });
      // The job is known in the region of the source, which only a copy within its region still tells.
      if (home === NORTH) expect(final.status).toBe('SUCCESS');
      else expect(final.message).toContain(`but image ${id} in ${home} has its name`);
      expect(leftIn(stage).images).toEqual(home === NORTH && action === 'DELETE' ? [] : [`${home}/${id}`]);
    });

    it.each(['visible', 'invisible'] as const)(
      'is not left behind where the rollback of its creation meets another region, %s in the making',
      async (imageInTheMaking) => {
        stage = await openHuaweiStage({ behaviour: { imageInTheMaking } });
        const { resourceModel = {} } = await stage.invoke('CREATE', wish);
        const { final } = await stage.run('DELETE', resourceModel, moved());
        const [image] = leftIn(stage).images;
        if (image === undefined) expect(final.status).toBe('SUCCESS');
        else expect(final.message).toContain(`but image ${image.split('/')[1]} in ${home} has its name`);
      },
    );
  },
);
