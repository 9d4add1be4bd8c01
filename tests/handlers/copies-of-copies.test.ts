import { openApsaraStage } from '../support/apsara';
import { openHuaweiStage } from '../support/huawei';
import type { Properties, Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { SUBJECTS } from './apsara/subjects';

// A cloud may give a copy the tags of its source, and with them what tells whose image it is.
interface Chain {
  readonly open: (sourceTags: 'dropped' | 'carried') => Promise<Stage<StagedCloud>>;
  /** What the first copy is made from, by the properties that say it. */
  readonly first: Properties;
  /** The properties by which the second one is made from an image of the first. */
  readonly second: (id: unknown, regionId: string) => Properties;
}

const [apsara] = SUBJECTS;
if (!apsara) throw new Error('there is no type that copies on Apsara Stack');

const CHAINS: Readonly<Record<string, Chain>> = {
  [apsara.type.name]: {
    open: (sourceTags) => openApsaraStage(apsara.type, { behaviour: { sourceTags } }),
    first: apsara.wish,
    second: (SourceImageId, SourceRegionId) => ({ ImageName: 'second', SourceImageId, SourceRegionId }),
  },
  'TF::HuaweiCloud::ImagesImageCopy': {
    open: (sourceTags) => openHuaweiStage({ behaviour: { sourceTags, jobReadableSeconds: 0 } }),
    first: { SourceImageId: '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c', Name: 'first' },
    second: (SourceImageId) => ({ SourceImageId, Name: 'second' }),
  },
};

describe.each(Object.entries(CHAINS))('a copy of a copy of %s', (_, { open, first, second }) => {
  it.each(['dropped', 'carried'] as const)(
    'has an identity of its own if the tags of its source are %s',
    async (tags) => {
      const stage = await open(tags);
      try {
        const systemTags = { 'aws:cloudformation:stack-name': 'first' };
        const { resourceModel: a = {} } = (await stage.run('CREATE', first, { token: 'first', systemTags })).final;
        const [regionId = ''] = String(a.tfcfnid).split('/');
        const wish = second(a.Id, regionId);
        const { resourceModel: b = {} } = (await stage.run('CREATE', wish, { token: 'second' })).final;
        expect(b.tfcfnid).not.toBe(a.tfcfnid);
        for (const [model, source] of [
          [a, first],
          [b, wish],
        ] as const) {
          const { resourceModel } = await stage.invoke('READ', { tfcfnid: model.tfcfnid });
          expect(resourceModel).toMatchObject({ Id: model.Id, SourceImageId: source.SourceImageId });
        }
        const removeBoth = [
          { ...wish, tfcfnid: b.tfcfnid },
          { ...first, tfcfnid: a.tfcfnid },
        ];
        const { resourceModels: listed = [] } = await stage.invoke('LIST', {});
        expect(listed.map(({ Id }) => Id).sort()).toEqual([a.Id, b.Id].sort());
        for (const model of removeBoth) expect((await stage.run('DELETE', model)).final.status).toBe('SUCCESS');
        const { resourceModels } = await stage.invoke('LIST', {});
        expect(resourceModels).toEqual([]);
      } finally {
        await stage.close();
      }
    },
  );
});

describe('the image of a copy on Huawei Cloud that somebody copies, where tags are carried over', () => {
  it.each(['visible', 'invisible'] as const)(
    'is read, updated and deleted meanwhile (%s in the making)',
    async (imageInTheMaking) => {
      const stage = await openHuaweiStage({ behaviour: { sourceTags: 'carried', imageInTheMaking } });
      try {
        const wish = { SourceImageId: '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c', Name: 'first' };
        const { resourceModel: a = {} } = (await stage.run('CREATE', wish, { token: 'first' })).final;
        const second = { SourceImageId: a.Id, Name: 'second' };
        await stage.invoke('CREATE', second, { token: 'second', logicalId: 'Second' });
        // The second one is made, and no invocation has seen it yet.
        if (imageInTheMaking === 'invisible') stage.simulator.clock.advance(150_000);
        const { tfcfnid } = a;
        expect((await stage.invoke('READ', { tfcfnid })).resourceModel).toMatchObject({ Id: a.Id });
        const changed = { ...wish, Description: 'changed', tfcfnid };
        const update = await stage.run('UPDATE', changed, { previous: { ...wish, tfcfnid } });
        expect(update.final).toMatchObject({ status: 'SUCCESS', resourceModel: { Id: a.Id } });
        expect((await stage.run('DELETE', changed)).final.status).toBe('SUCCESS');
        expect(stage.simulator.world.image('cn-north-4', String(a.Id))).toBeUndefined();
      } finally {
        await stage.close();
      }
    },
  );

  it('leaves the template all the tags that an image can have', async () => {
    const stage = await openHuaweiStage({ behaviour: { sourceTags: 'carried' } });
    try {
      const Tags = Array.from({ length: 9 }, (_, nth) => ({ Key: `key-${nth}`, Value: 'x' }));
      const wish = { SourceImageId: '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c', Name: 'first', Tags };
      const { final } = await stage.run('CREATE', wish);
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Tags: expect.arrayContaining(Tags) } });
    } finally {
      await stage.close();
    }
  });
});
