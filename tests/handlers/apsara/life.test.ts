import { type ApsaraStage, HOME, leftIn, NOTHING_LEFT, openApsaraStage, tagsOf } from '../../support/apsara';
import { live } from './life';
import { EACH_SUBJECT } from './subjects';

describe.each(EACH_SUBJECT)('%s', (_, subject) => {
  let stage: ApsaraStage;
  beforeEach(async () => {
    stage = await openApsaraStage(subject.type);
  });
  afterEach(() => stage.close());

  it('leads a whole life', async () => {
    await live(stage, subject);
  });

  it('starts the image in the region of its source, and asks that of the image for everything else', async () => {
    await live(stage, subject);
    for (const { action, regionId, headerRegionId } of stage.cloud.calls) {
      const expected = action === subject.start.action ? subject.start.regionId : HOME;
      expect({ action, regionId, headerRegionId }).toEqual({ action, regionId: expected, headerRegionId: expected });
    }
  });

  it('never sends the secret of the key', async () => {
    await live(stage, subject);
    const { AccessKeySecret } = stage.cloud.accessKey;
    expect(stage.cloud.calls.length).toBeGreaterThan(5);
    expect(JSON.stringify(stage.cloud.calls)).not.toContain(AccessKeySecret);
  });

  it('sets the tags that the start dropped, its own among them', async () => {
    stage.cloud.behave({ tagsAtStart: 'dropped' });
    const { final } = await stage.run('CREATE', subject.wish);
    expect(Object.keys(tagsOf(stage, final.resourceModel ?? {})).sort()).toEqual(
      expect.arrayContaining(['team', 'tfcfn:request', 'tfcfn:source']),
    );
  });

  it('keeps the snapshots of an image of others that was imported while it was being created', async () => {
    const { world } = stage.cloud;
    world.addImage({ regionId: HOME, imageId: 'm-theirs', imageName: 'theirs', isCopied: false, status: 'Creating' });
    const imported = { tfcfnid: `${HOME}/m-theirs` };
    const { resourceModel } = await stage.invoke('READ', imported);
    expect(resourceModel).toMatchObject({ Status: 'Creating', SnapshotIds: [] });
    world.deprecate(HOME, 'm-theirs', false);
    const { Status } = resourceModel ?? {};
    const { final } = await stage.run('DELETE', { ...subject.wish, ...imported, Status, DeleteAutoSnapshot: true });
    expect(final.status).toBe('SUCCESS');
    expect(world.image(HOME, 'm-theirs')).toBeUndefined();
    expect(stage.cloud.calls.map(({ action }) => action)).not.toContain('DeleteSnapshot');
  });

  it('says what is wrong with a source that is not there, and leaves nothing', async () => {
    const { final } = await stage.run('CREATE', { ...subject.wish, ...subject.lost });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });
});
