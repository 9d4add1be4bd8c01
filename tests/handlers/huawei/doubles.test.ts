import {
  EACH_COPY,
  type HuaweiStage,
  IN_REGION,
  leftIn,
  NOTHING_LEFT,
  openHuaweiStage,
  startsOf,
} from '../../support/huawei';
import type { Properties } from '../../support/stage';

const ONCE = { token: 'request-1' };
const MINUTE = 60;
const NINE_TAGS = Array.from({ length: 9 }, (_, nth) => ({ Key: `key-${nth}`, Value: 'x' }));

describe.each(EACH_COPY)('two starts of one request for a copy %s', (_, { wish, start, home }) => {
  let stage: HuaweiStage;
  afterEach(() => stage.close());

  /** The first invocation dies after its start; CloudFormation sends the request again. */
  const open = async (behaviour: Parameters<HuaweiStage['simulator']['behave']>[0] = {}) => {
    stage = await openHuaweiStage({ behaviour });
    await stage.invoke('CREATE', wish, ONCE);
  };
  const live = async (properties: Properties = wish) => {
    const { final } = await stage.run('CREATE', properties, ONCE);
    return { final, left: leftIn(stage) };
  };

  it.each(['visible', 'invisible'] as const)('make one image, %s in the making', async (imageInTheMaking) => {
    await open({ imageInTheMaking });
    const { final, left } = await live();
    expect(startsOf(stage)).toBe(imageInTheMaking === 'visible' ? 1 : 2);
    expect(final.status).toBe('SUCCESS');
    expect(left).toMatchObject({ runningCopies: 0, images: [`${home}/${final.resourceModel?.Id}`] });
  });

  it.each([
    ['is still being made', (count: number) => (count === 1 ? 20 * MINUTE : 10 * MINUTE)],
    ['has been made long before', (count: number) => (count === 1 ? 1 * MINUTE : 10 * MINUTE)],
  ])('make one image although the other one %s', async (_how, secondsOf) => {
    let count = 0;
    await open({
      copySeconds: () => {
        count += 1;
        return secondsOf(count);
      },
    });
    // Shown late: the second start is sent, and its own end finds the first one.
    const meanwhile = () => stage.simulator.behave({ imageInTheMaking: 'visible' });
    const { final, answers } = await stage.run('CREATE', wish, { ...ONCE, meanwhile });
    expect(final.status).toBe('SUCCESS');
    expect(startsOf(stage)).toBe(2);
    expect(leftIn(stage).images).toEqual([`${home}/${final.resourceModel?.Id}`]);
    const removed = answers.flatMap(
      ({ message }) => /: removing image ([0-9a-f-]{36}), which an earlier attempt made$/.exec(message)?.[1] ?? [],
    );
    expect(new Set(removed).size).toBe(1);
    expect(removed).not.toContain(final.resourceModel?.Id);
  });

  it('leave nothing where the creation fails', async () => {
    await open();
    // After the first one has ended: before, nothing shows that there is one.
    stage.simulator.behave({
      copySeconds: 30 * MINUTE,
      copyOutcome: { failAtShare: 0.9, errorCode: 'IMG.0014', reason: 'x' },
    });
    const { final, left } = await live();
    expect(final.status).toBe('FAILED');
    expect(startsOf(stage)).toBe(2);
    expect(left).toEqual(NOTHING_LEFT);
  });

  it('leave nothing where the creation fails and names an image that is not there', async () => {
    await open();
    stage.simulator.behave({
      copySeconds: 30 * MINUTE,
      copyOutcome: { failAtShare: 0.9, errorCode: 'IMG.0014', reason: 'x' },
      imageIdOfFailed: true,
    });
    const { final, left } = await live();
    expect(final.status).toBe('FAILED');
    expect(startsOf(stage)).toBe(2);
    expect(left).toEqual(NOTHING_LEFT);
  });

  it('leave nothing where the creation is late', async () => {
    await open({ copySeconds: 30 * MINUTE });
    const { final, left } = await live({ ...wish, Timeouts: { Create: '5m' } });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(startsOf(stage)).toBe(2);
    expect(left).toEqual(NOTHING_LEFT);
  });

  it('make one image where it is done a moment after its time', async () => {
    let count = 0;
    await open({
      copySeconds: () => {
        count += 1;
        return count === 1 ? MINUTE : 5 * MINUTE + 0.5;
      },
    });
    const meanwhile = () => stage.simulator.behave({ imageInTheMaking: 'visible' });
    const late = { ...wish, Timeouts: { Create: '5m' } };
    const { final, answers } = await stage.run('CREATE', late, { ...ONCE, meanwhile });
    expect(answers.some(({ message }) => message.includes('did not finish within 5 min'))).toBe(true);
    expect(final.status).toBe('SUCCESS');
    expect(leftIn(stage).images).toEqual([`${home}/${final.resourceModel?.Id}`]);
  });

  it('leave nothing where the stack is rolled back meanwhile', async () => {
    await open();
    const { resourceModel = {} } = await stage.invoke('CREATE', wish, ONCE);
    const { final } = await stage.run('DELETE', resourceModel);
    expect(final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('leave nothing where neither is answered, and the request is rolled back by its name', async () => {
    stage = await openHuaweiStage();
    stage.simulator.inject({ action: start, reset: 'after', times: 2 });
    await stage.invoke('CREATE', wish, ONCE);
    const { resourceModel = {} } = await stage.invoke('CREATE', wish, ONCE);
    expect(startsOf(stage)).toBe(2);
    const { final } = await stage.run('DELETE', resourceModel);
    expect(final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it.each([
    ['', {}],
    [' and was given another name', { Name: 'silver' }],
  ])(
    'leave nothing where the image is deleted that was made before the other one was shown%s',
    async (_how, change) => {
      let count = 0;
      await open({
        copySeconds: () => {
          count += 1;
          return count === 1 ? 10 * MINUTE : 1 * MINUTE;
        },
      });
      const { final } = await live();
      expect(final.status).toBe('SUCCESS');
      stage.simulator.clock.advance(20 * MINUTE * 1000);
      expect(leftIn(stage).images).toHaveLength(2);
      const made = final.resourceModel ?? {};
      const updated = await stage.run('UPDATE', { ...made, ...change }, { previous: made });
      const deletion = await stage.run('DELETE', updated.final.resourceModel ?? {});
      expect(deletion.final.status).toBe('SUCCESS');
      expect(leftIn(stage)).toEqual(NOTHING_LEFT);
    },
  );

  it('leave alone what another request makes under the same name', async () => {
    await open();
    const other = await stage.invoke('CREATE', wish, { token: 'request-2' });
    const { final } = await stage.run('CREATE', wish, ONCE);
    expect(final.status).toBe('SUCCESS');
    expect(leftIn(stage).images).toHaveLength(2);
    const deletion = await stage.run('DELETE', final.resourceModel ?? {});
    expect(deletion.final.status).toBe('SUCCESS');
    expect(leftIn(stage).images).toHaveLength(1);
    const { resourceModel } = await stage.invoke('READ', { tfcfnid: other.resourceModel?.tfcfnid });
    expect(resourceModel).toMatchObject({ Name: wish.Name });
  });
});

it.each(EACH_COPY)(
  'a copy %s whose name is taken by nothing that IMS shows may be ours',
  async (_, { wish, start }) => {
    const stage = await openHuaweiStage();
    try {
      stage.simulator.inject({ action: start, error: { code: 'IMG.0009', status: 400 } });
      const { final } = await stage.run('CREATE', wish);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(final.message).toMatch(
        /IMG\.0009.* It is not known whether IMS started the copy, so the request was not sent again\./,
      );
      expect(startsOf(stage)).toBe(1);
    } finally {
      await stage.close();
    }
  },
);

describe.each(EACH_COPY)('a request for a copy %s that is sent again after its end', (_, { wish, start, home }) => {
  let stage: HuaweiStage;
  afterEach(() => stage.close());

  it.each([
    ['the job', {}, undefined],
    ['the request', {}, { code: 'IMG.0060', status: 400 }],
    ['the job, which nobody can ask for any more', { jobReadableSeconds: 0 }, undefined],
  ] as const)('answers with the image that it has made, by the identifier of %s', async (_by, behaviour, error) => {
    stage = await openHuaweiStage({ behaviour });
    if (error) stage.simulator.inject({ action: start, error });
    const order = { ...wish, Description: 'golden' };
    const first = (await stage.run('CREATE', order, ONCE)).final;
    expect(first.status).toBe('SUCCESS');
    const sent = startsOf(stage);

    const again = (await stage.run('CREATE', order, ONCE)).final;
    expect(again.status).toBe('SUCCESS');
    expect(again.resourceModel).toEqual(first.resourceModel);
    expect(startsOf(stage)).toBe(sent);
    expect(leftIn(stage).images).toEqual([`${home}/${first.resourceModel?.Id}`]);
  });

  it('answers with it also after a first step that could not look for it', async () => {
    stage = await openHuaweiStage();
    const { simulator } = stage;
    simulator.inject({ action: start, error: { code: 'IMG.0060', status: 400 } });
    const made = (await stage.run('CREATE', wish, ONCE)).final.resourceModel;
    simulator.inject({
      action: 'ListImages',
      error: { code: 'APIGW.0308', status: 429 },
      times: Number.POSITIVE_INFINITY,
    });
    const meanwhile = () => simulator.clearFaults();
    const again = await stage.run('CREATE', wish, { ...ONCE, meanwhile });
    expect(again.answers[0]?.message).toContain('APIGW.0308');
    expect(again.final).toMatchObject({ status: 'SUCCESS', resourceModel: made });
    expect(leftIn(stage).images).toEqual([`${home}/${made?.Id}`]);
  });

  it('makes a second one only where the tags leave no room for the one that tells its request', async () => {
    stage = await openHuaweiStage();
    const nine = { ...wish, Tags: NINE_TAGS };
    await stage.run('CREATE', nine, ONCE);
    const { final } = await stage.run('CREATE', nine, ONCE);
    expect(final.status).toBe('SUCCESS');
    expect(startsOf(stage)).toBe(2);
    expect(leftIn(stage).images).toHaveLength(2);
  });

  it('is told from another one, which makes an image of its own', async () => {
    stage = await openHuaweiStage();
    await stage.run('CREATE', wish, ONCE);
    await stage.run('CREATE', wish, { token: 'request-2' });
    expect(startsOf(stage)).toBe(2);
    expect(leftIn(stage).images).toHaveLength(2);
  });

  it('gives the place of that tag to a ninth tag of the template, and keeps it with every other change', async () => {
    stage = await openHuaweiStage();
    const made = (await stage.run('CREATE', wish, ONCE)).final.resourceModel ?? {};
    const tagsOf = () => stage.simulator.world.image(home, String(made.Id))?.tags ?? {};
    const mark = tagsOf()['tfcfn-start'];
    expect(mark).toMatch(/^[0-9a-f]{32}$/);

    const [eight, nine] = [8, 9].map((count) => ({ ...made, Tags: NINE_TAGS.slice(0, count) }));
    expect((await stage.run('UPDATE', eight ?? {}, { previous: made })).final.status).toBe('SUCCESS');
    expect(tagsOf()['tfcfn-start']).toBe(mark);
    expect((await stage.run('UPDATE', nine ?? {}, { previous: eight })).final.status).toBe('SUCCESS');
    expect(Object.keys(tagsOf()).sort()).toEqual([...NINE_TAGS.map(({ Key }) => Key), 'tfcfn-request'].sort());
  });
});

describe.each(EACH_COPY)('a copy %s among many images of its name', (_, { wish, home }) => {
  const others = Array.from({ length: 30 }, (_, nth) => `12e689b0-38ac-4742-ab3e-ea59053200${10 + nth}`);

  it('is found without a call for the tags of each', async () => {
    const stage = await openHuaweiStage();
    try {
      for (const imageId of others) stage.simulator.world.addImage({ regionId: home, name: wish.Name, imageId });
      await stage.invoke('CREATE', wish, ONCE);
      stage.simulator.clock.advance(3_600_000);
      const before = stage.simulator.calls.length;
      const { final } = await stage.run('CREATE', wish, ONCE);
      expect(final.status).toBe('SUCCESS');
      expect(startsOf(stage)).toBe(1);
      const calls = stage.simulator.calls.slice(before).map(({ action }) => action);
      expect(calls.filter((action) => action === 'ListImageTags').length).toBeLessThan(5);
      expect((await stage.run('DELETE', final.resourceModel ?? {})).final.status).toBe('SUCCESS');
      expect(leftIn(stage)).toEqual(NOTHING_LEFT);
      expect(others.filter((id) => stage.simulator.world.image(home, id))).toEqual(others);
    } finally {
      await stage.close();
    }
  });
});

it('a deletion that a slower double holds up names the double, and not only its own image', async () => {
  let nth = 0;
  const copySeconds = () => (nth++ === 0 ? 20 * 3_600 : 60);
  const stage = await openHuaweiStage({ behaviour: { copySeconds } });
  try {
    await stage.invoke('CREATE', IN_REGION, { token: 'r' });
    const { final } = await stage.run('CREATE', IN_REGION, { token: 'r' });
    expect(final.status).toBe('SUCCESS');
    stage.simulator.behave({ imageInTheMaking: 'visible' });
    const deletion = await stage.run('DELETE', final.resourceModel ?? {});
    const double = stage.simulator.world.jobs()[0]?.imageId;
    expect(deletion.final.message).toContain(
      `image ${double}, which an earlier attempt made, cannot be cancelled and has to be deleted first`,
    );
  } finally {
    await stage.close();
  }
});
