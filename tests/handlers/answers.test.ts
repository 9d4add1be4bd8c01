import { LONGEST_ANSWER } from '../../src/alibaba/ecs-calls';
import { CLOSED_URL } from '../support/closed-port';
import { callsOf, HOME, leftovers, makeCopy, NOTHING_LEFT, remove, SOURCE, useStage } from '../support/copies';
import { type KeylessStage, openKeylessStage } from '../support/sessions';
import { openStage } from '../support/stage';

const ALWAYS = Number.POSITIVE_INFINITY;
/** Milliseconds that a session lasts if the type configuration does not say. */
const SESSION = 3_600_000;
const WISH = { ...SOURCE, ImageName: 'golden' };

/** Answers that ECS does not give, though it may have acted. */
const ODD_ANSWERS = [
  [
    'that is no HTTP to the client',
    ' (request id unknown)',
    { status: 200, body: '{}', headers: { 'x-padding': 'x'.repeat(20_000) } },
  ],
  ['that is a text', ': it does not have the expected form (request id unknown)', { status: 200, body: '"OK"' }],
  ['that is a list', ': it has no RequestId (request id unknown)', { status: 200, body: '[]' }],
  [
    'whose fields are of other types',
    ': it does not have the expected form (request id 1)',
    { status: 200, body: '{"RequestId":"1","ImageId":{},"Images":{"Image":[null]}}' },
  ],
  ['without any content', ' (request id unknown)', { status: 204, body: '' }],
  [
    'that is too long',
    ' (request id unknown)',
    { status: 200, body: `${' '.repeat(LONGEST_ANSWER)}{"RequestId":"1","ImageId":"m-other","Images":{"Image":[]}}` },
  ],
  ['that leads elsewhere', ' (request id unknown)', { status: 302, body: '', headers: { location: CLOSED_URL } }],
] as const;

describe.each(ODD_ANSWERS)('an answer %s', (_, why, respond) => {
  const stage = useStage(() => openStage());

  it('to CopyImage is asked for again, and there is one copy', async () => {
    stage().simulator.inject({ action: 'CopyImage', respond, acts: true });
    const { final } = await stage().run('CREATE', WISH);
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage()).images).toEqual([final.resourceModel?.tfcfnid]);
  });

  it('to every CopyImage and look-up leaves nothing that a rollback does not find', async () => {
    stage().simulator.inject({ respond, acts: true, times: ALWAYS });
    const { status, errorCode, message, resourceModel = {} } = await stage().invoke('CREATE', WISH);
    expect([status, errorCode]).toEqual(['FAILED', 'ServiceInternalError']);
    expect(message).toContain(`CopyImage in cn-hangzhou failed: the answer could not be read${why}.`);
    expect(message).not.toMatch(/127\.0\.0\.1|RegionId=/);
    stage().simulator.clearFaults();
    await stage().run('DELETE', resourceModel);
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('while a copy runs does not end it', async () => {
    const { final } = await stage().run('CREATE', WISH, {
      meanwhile: (_, count) => {
        if (count === 2) stage().simulator.inject({ action: 'DescribeImages', respond, times: 4 });
      },
    });
    expect(final.status).toBe('SUCCESS');
  });
});

describe('the look-up of a copy by its name', () => {
  const stage = useStage(() => openStage());

  it('goes on until it finds the name among those that hold it', async () => {
    for (let number = 0; number < 250; number += 1) {
      stage().simulator.world.addImage({
        regionId: HOME,
        imageId: `m-uf6other${number}`,
        imageName: `a-golden-${number}`,
      });
    }
    stage().simulator.inject({ action: 'CopyImage', reset: 'after', times: ALWAYS });
    const calls = await callsOf(stage(), async () => {
      expect((await stage().invoke('CREATE', WISH)).status).toBe('IN_PROGRESS');
    });
    expect(calls.filter(({ action }) => action === 'DescribeImages')).toHaveLength(3);
  });
});

describe('an answer that lists other images', () => {
  const stage = useStage(() => openStage());
  const other = { ImageId: 'm-uf6other', ImageName: 'other', Status: 'Available', IsCopied: true };
  const list = (...images: readonly object[]) => {
    const body = JSON.stringify({ RequestId: 'R', TotalCount: images.length, Images: { Image: images } });
    stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body }, times: ALWAYS });
  };
  const removed = () =>
    stage().simulator.calls.flatMap(({ action, parameters }) =>
      /^(Delete|Cancel)/.test(action) ? [parameters.ImageId] : [],
    );

  it('says of the one that was asked for what stands beside them', async () => {
    const { imageId, identifier, wish } = await makeCopy(stage());
    list(other, { ...other, ImageId: imageId, ImageName: 'golden' });
    const { resourceModel } = await stage().invoke('READ', identifier);
    expect(resourceModel).toMatchObject({ ...identifier, Id: imageId, ImageName: 'golden' });
    await stage().run('DELETE', { ...wish, ...identifier });
    expect([...new Set(removed())]).toEqual([imageId]);
  });

  it.each([
    ['no mark', {}],
    ['the mark of another request', { Tags: { Tag: [{ TagKey: 'tfcfn:request', TagValue: '1'.repeat(32) }] } }],
    ['the mark as the value of another tag', { Tags: { Tag: [{ TagKey: 'request', TagValue: '0'.repeat(32) }] } }],
  ])('leads to no removal of one with %s', async (_, tags) => {
    list({ ...other, ...tags });
    await stage().run('DELETE', { ...WISH, tfcfnid: `${HOME}/tfcfn-request-${'0'.repeat(32)}` });
    expect(removed()).toEqual([]);
  });
});

describe('an image of which DescribeImages says InvalidImageId.NotFound', () => {
  const stage = useStage(() => openStage());
  const denyImages = () =>
    stage().simulator.inject({
      action: 'DescribeImages',
      error: { code: 'InvalidImageId.NotFound', status: 404 },
      times: ALWAYS,
    });

  it('is not there', async () => {
    const copy = await makeCopy(stage());
    denyImages();
    expect(await stage().invoke('READ', copy.identifier)).toMatchObject({ errorCode: 'NotFound' });
  });

  it('is not waited for when it was deleted', async () => {
    const { wish, identifier } = await makeCopy(stage());
    stage().simulator.behave({ deleteTakesSeconds: 1 });
    const { final } = await stage().run(
      'DELETE',
      { ...wish, ...identifier, DeleteAutoSnapshot: true },
      {
        meanwhile: () => {
          if (stage().simulator.calls.some(({ action }) => action === 'DeleteImage')) denyImages();
        },
      },
    );
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});

describe('one endpoint for all regions', () => {
  const stage = useStage(() => openStage());

  it('is told the region with every call, also where the API has no parameter for it', async () => {
    const calls = await callsOf(stage(), async () => {
      await remove(stage(), await makeCopy(stage()), { DeleteAutoSnapshot: true });
    });
    expect(calls.filter(({ action }) => action === 'DeleteSnapshot')).toHaveLength(1);
    for (const { action, regionId } of calls) {
      expect([action, regionId]).toEqual([action, action === 'CopyImage' ? SOURCE.SourceRegionId : HOME]);
    }
  });
});

describe('the clock of the handlers', () => {
  const stage = useStage(openKeylessStage) as () => KeylessStage;

  it.each(['Signature expired', 'Signature not yet current'])(
    'may be wrong for a while: AWS says "%s", and the copy goes on',
    async (said) => {
      const message = `${said}: 20260101T000000Z is not within five minutes of now`;
      const { answers, final } = await stage().run('CREATE', WISH, {
        meanwhile: (_, count) => {
          if (count !== 2) return;
          stage().simulator.clock.advance(SESSION);
          stage().aws.inject({ error: { code: 'SignatureDoesNotMatch', status: 403, message } });
        },
      });
      expect(final.status).toBe('SUCCESS');
      const asking = `will retry: GetWebIdentityToken in us-east-1 failed with SignatureDoesNotMatch: ${said} (request id`;
      expect(answers.map((answer) => answer.message)).toContainEqual(expect.stringContaining(asking));
    },
  );
});
