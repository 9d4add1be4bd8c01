import { homeOf, leftovers, NOTHING_LEFT, useStage } from '../support/copies';
import { openStage, type Properties } from '../support/stage';
import { EACH_TYPE } from '../types/index';

describe.each(EACH_TYPE)('an image of %s', (_, type) => {
  const { template, callOf } = type.errors;
  const stage = useStage(() => openStage({ type }));
  const start = callOf({ action: '*', operation: 'CREATE' });
  const create = async (): Promise<Properties> => (await stage().run('CREATE', template)).final.resourceModel ?? {};
  const listed = async (): Promise<readonly unknown[]> => {
    const { resourceModels = [] } = await stage().invoke('LIST', {});
    return resourceModels.filter(({ ImageName }) => ImageName === template.ImageName).map(({ tfcfnid }) => tfcfnid);
  };

  it('is listed by the identifier that its stack has', async () => {
    const { tfcfnid } = await create();
    expect(await listed()).toEqual([tfcfnid]);
  });

  it('whose start had to wait is listed once, by its ID, and taken by that and by its request', async () => {
    stage().simulator.inject({ action: start, error: { code: 'Throttling' }, times: 4 });
    const made = await create();
    const { tfcfnid, Id } = made;
    const byId = `${homeOf(stage())}/${Id}`;
    expect(tfcfnid).toMatch(/\/tfcfn-request-/);
    expect(await listed()).toEqual([byId]);
    expect((await stage().invoke('READ', { tfcfnid })).resourceModel).toEqual(made);
    expect((await stage().invoke('READ', { tfcfnid: byId })).resourceModel).toEqual({ ...made, tfcfnid: byId });

    const wish = { ...template, Description: 'changed', tfcfnid: byId };
    const { final } = await stage().run('UPDATE', wish, { previous: { ...template, tfcfnid: byId } });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { tfcfnid: byId, Description: 'changed' } });
    const { resourceModel } = await stage().invoke('READ', { tfcfnid });
    expect(resourceModel).toMatchObject({ tfcfnid, Id, Description: 'changed' });

    expect((await stage().run('DELETE', { ...wish, DeleteAutoSnapshot: true })).final.status).toBe('SUCCESS');
    expect((await stage().invoke('READ', { tfcfnid })).errorCode).toBe('NotFound');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});
