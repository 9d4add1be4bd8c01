import { EACH_COPY, type HuaweiStage, leftIn, NOTHING_LEFT, openHuaweiStage, startsOf } from '../../support/huawei';
import type { Properties } from '../../support/stage';

const ONCE = { token: 'request-1' };
const MINUTE = 60;

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
    const { final } = await stage.run('CREATE', wish, { ...ONCE, meanwhile });
    expect(final.status).toBe('SUCCESS');
    expect(startsOf(stage)).toBe(2);
    expect(leftIn(stage).images).toEqual([`${home}/${final.resourceModel?.Id}`]);
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
