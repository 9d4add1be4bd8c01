import { useStage } from '../support/copies';
import { openStage, type Properties } from '../support/stage';
import { EACH_HOSTILE } from '../types/index';

/** The same properties with each number and flag as text, as CloudFormation sends those of a template. */
function asText(properties: Properties): Properties {
  const isPlain = (value: unknown): boolean => typeof value === 'number' || typeof value === 'boolean';
  return JSON.parse(JSON.stringify(properties, (_, value: unknown) => (isPlain(value) ? String(value) : value)));
}

describe.each(EACH_HOSTILE)('numbers and flags that come as text, for %s,', (_, type) => {
  const wish = asText(type.hostile.templates.wish);
  const stage = useStage(() => openStage({ type }));

  it('are the same values in an update that takes several steps, with the numbers of the answer between them', async () => {
    expect(wish).not.toEqual(type.hostile.templates.wish);
    const { final: created } = await stage().run('CREATE', wish);
    expect(created.status).toBe('SUCCESS');
    const { tfcfnid } = created.resourceModel ?? {};
    const error = { code: 'Throttling', status: 429, message: 'm' };
    stage().simulator.inject({ error, times: Number.POSITIVE_INFINITY });
    const changed = { ...wish, Description: 'another description', tfcfnid };
    const { answers, final } = await stage().run('UPDATE', changed, {
      previous: { ...wish, tfcfnid },
      meanwhile: () => stage().simulator.clearFaults(),
    });
    expect(answers[0]?.status).toBe('IN_PROGRESS');
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Description: 'another description' } });
    const { resourceModel } = await stage().invoke('READ', { tfcfnid });
    expect(final.resourceModel).toEqual(resourceModel);
  });
});
