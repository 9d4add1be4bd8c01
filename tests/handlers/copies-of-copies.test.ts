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
