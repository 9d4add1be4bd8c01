import { useStage } from '../support/copies';
import { rollBack } from '../support/error-subject';
import { openStage } from '../support/stage';
import { EACH_ERRORS } from '../types/index';

const ALWAYS = Number.POSITIVE_INFINITY;
const ODD_IDS = [
  ['no image ID', undefined],
  ['an image ID that leads elsewhere', 'm-1/evil'],
  ['an image ID with a space', 'm-1 2'],
  ['an image ID with an escape', 'm-1\u001b[2J'],
  ['an image ID of 5,000 characters', `m-${'1'.repeat(4_998)}`],
] as const;
/** The types whose start answers with the ID of the image. */
const STARTED_WITH_ID = EACH_ERRORS.filter(([name]) => /Alicloud|ApsaraStack/.test(name));

describe.each(STARTED_WITH_ID)('%s takes an answer to its start', (name, type) => {
  const { callOf, template, nothing } = type.errors;
  const action = callOf({ action: '*', operation: 'CREATE' });
  const stage = useStage(() => openStage({ type }));

  // What an ID looks like is one rule for all of them.
  const ids = name === STARTED_WITH_ID[0]?.[0] ? ODD_IDS : ODD_IDS.slice(0, 1);

  describe.each(ids)('with %s for one that cannot be read', (_what, ImageId) => {
    const respond = { status: 200, body: JSON.stringify({ RequestId: '0B6F3B3A', ImageId }) };

    it.each([1, ALWAYS])('and finds what it has started if that happens %d times', async (times) => {
      stage().simulator.inject({ action, respond, acts: true, times });
      const { final } = await stage().run('CREATE', template);
      expect(final.status).toBe('SUCCESS');
      const { tfcfnid, Id } = final.resourceModel ?? {};
      const [regionId] = String(tfcfnid).split('/');
      expect(type.errors.left(stage())).toMatchObject({ images: [`${regionId}/${Id}`] });
    });

    it('and says so if nothing was started', async () => {
      stage().simulator.inject({ action, respond, times: ALWAYS });
      const creation = await stage().run('CREATE', template);
      expect(creation.final.status).toBe('FAILED');
      expect(creation.final.message).toMatch(
        new RegExp(
          `${action} in \\S+ failed: the answer could not be read: it has no image ID \\(request id 0B6F3B3A\\)`,
        ),
      );
      expect(JSON.stringify(creation.answers)).not.toContain('m-1');
      await rollBack(type, stage(), creation);
      expect(type.errors.left(stage())).toEqual(nothing);
    });
  });
});
