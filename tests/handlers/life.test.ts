import { openStage, type Stage } from '../support/stage';

const SOURCE = { SourceImageId: 'm-bp1golden0ubuntu24', SourceRegionId: 'cn-hangzhou' };

describe('the life of a copy', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it('is created, read, updated in place and deleted without a rest', async () => {
    const wish = {
      ...SOURCE,
      ImageName: 'golden',
      Description: 'a copy',
      Tags: [{ Key: 'team', Value: 'a' }],
      DeleteAutoSnapshot: true,
    };
    const created = await stage.run('CREATE', wish);
    expect(created.final).toMatchObject({
      status: 'SUCCESS',
      resourceModel: { ...SOURCE, ImageName: 'golden', Status: 'Available' },
    });
    for (const answer of created.answers.slice(0, -1))
      expect(answer.resourceModel?.tfcfnid).toBe(created.final.resourceModel?.tfcfnid);

    const identifier = { tfcfnid: created.final.resourceModel?.tfcfnid };
    expect((await stage.invoke('READ', identifier)).resourceModel).toEqual(created.final.resourceModel);

    const wished = { ...wish, ...identifier, Description: 'another text', Tags: [{ Key: 'team', Value: 'b' }] };
    const updated = await stage.run('UPDATE', wished, { previous: wish });
    expect(updated.final.resourceModel).toMatchObject({
      Description: 'another text',
      Tags: [{ Key: 'team', Value: 'b' }],
    });
    expect(stage.simulator.ledger().calls.CopyImage).toBe(1);

    const deleted = await stage.run('DELETE', { ...wished });
    expect(deleted.final).toEqual({ status: 'SUCCESS', message: '', callbackDelaySeconds: 0 });
    expect(stage.simulator.ledger()).toMatchObject({ runningCopies: 0, waitingCopies: 0, images: [], snapshots: [] });
  });
});
