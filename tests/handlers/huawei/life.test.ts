import {
  ACROSS,
  EAST,
  type HuaweiStage,
  IN_REGION,
  leftIn,
  NORTH,
  NOTHING_LEFT,
  openHuaweiStage,
} from '../../support/huawei';
import type { Properties } from '../../support/stage';

let stage: HuaweiStage;
beforeEach(async () => {
  stage = await openHuaweiStage();
});
afterEach(() => stage.close());

const FULL = { Description: 'first', MinRam: 1024, MaxRam: 4096, Tags: [{ Key: 'team', Value: 'a' }] };

describe.each([
  ['within a region', { ...IN_REGION, ...FULL }, NORTH],
  ['to another region', { ...ACROSS, ...FULL }, EAST],
])('a copy %s', (_, wish: Properties, home) => {
  it('is made, read, changed in place, listed and deleted, and is gone then', async () => {
    const { AgencyName: ___, ...readable } = wish;
    const asked = stage.simulator.clock.now();
    const { final } = await stage.run('CREATE', wish);
    const where = { Region: NORTH, TargetRegion: home };
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ...readable, ...where } });
    const { tfcfnid, Id } = final.resourceModel ?? {};
    expect(String(tfcfnid)).toMatch(new RegExp(`^${home}/[0-9a-f]{32}$`));
    expect((await stage.invoke('READ', { tfcfnid })).resourceModel).toEqual(final.resourceModel);
    const { CreatedAt, ActiveAt } = final.resourceModel ?? {};
    expect(Date.parse(String(CreatedAt))).toBeGreaterThanOrEqual(asked);
    expect(Date.parse(String(ActiveAt))).toBeGreaterThan(Date.parse(String(CreatedAt)));
    expect((await stage.invoke('READ', { tfcfnid: `${home}/${Id}` })).resourceModel).toMatchObject({
      ...readable,
      tfcfnid: `${home}/${Id}`,
    });

    const changed: Properties = {
      ...wish,
      tfcfnid,
      Name: 'golden-2',
      MaxRam: 8192,
      Tags: [{ Key: 'team', Value: 'b' }],
    };
    const { AgencyName: ____, ...shown } = changed;
    const update = await stage.run('UPDATE', changed, { previous: { ...wish, tfcfnid } });
    expect(update.final).toMatchObject({ status: 'SUCCESS', resourceModel: shown });
    const { resourceModels = [] } = await stage.invoke('LIST', { TargetRegion: home });
    expect(resourceModels).toEqual([{ tfcfnid, Id, Name: 'golden-2', Tags: [{ Key: 'team', Value: 'b' }] }]);

    const deletion = await stage.run('DELETE', changed);
    expect(deletion.final).toMatchObject({ status: 'SUCCESS' });
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
    expect(await stage.invoke('READ', { tfcfnid })).toMatchObject({ errorCode: 'NotFound' });
    expect((await stage.run('DELETE', changed)).final.errorCode).toBe('NotFound');
  });
});
