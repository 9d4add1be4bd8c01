import type { Answer } from '../support/stage';
import { openStage, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { ERROR_TYPES } from '../types/index';

const MINUTE = 60;
const SAYS = 'The poll after that time did not succeed';

describe.each(ERROR_TYPES.map((type) => [type.name, type] as const))(
  'a late CREATE of %s polls once more',
  (_, type) => {
    let stage: Stage<StagedCloud>;
    afterEach(() => stage.close());

    /** A creation that takes longer than it may. `fails`: the first call after its time-out does. */
    async function create(fails: boolean) {
      stage = await openStage<StagedCloud>({ type, imageSeconds: 30 * MINUTE });
      let before = 0;
      const { final, answers } = await stage.run(
        'CREATE',
        { ...type.errors.template, Timeouts: { Create: '5m' } },
        {
          meanwhile: ({ message }) => {
            if (before > 0 || !/did not finish within/.test(message ?? '')) return;
            before = stage.simulator.calls.length;
            const error = { status: 400, code: 'Odd.Answer', message: 'It is odd.' };
            if (fails) stage.simulator.inject({ error });
          },
        },
      );
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(final.message).toContain('did not finish within 5 min (');
      expect(type.errors.left(stage)).toEqual(type.errors.nothing);
      const [failed] = stage.simulator.calls.slice(before);
      return { final, answers, failed };
    }

    it('and tells its time-out and what that poll failed with, until everything is removed', async () => {
      const { final, answers, failed } = await create(true);
      const { action, requestId } = failed ?? {};
      // IAM tells the status of HTTP as its code.
      const code = action?.startsWith('Keystone') ? '400' : 'Odd.Answer';
      const [regionId] = String(answers[0]?.resourceModel?.tfcfnid).split('/');
      const told = ` ${SAYS}: ${action} in ${regionId} failed with ${code} (request id ${requestId}).`;
      expect(final.message).toContain(`Raise Timeouts.Create.${told} Everything that it had created was removed.`);
      const waiting = answers.filter(({ message = '' }: Answer) => message.includes(' Cleaning up: '));
      expect(waiting.length).toBeGreaterThan(0);
      for (const { message } of waiting) expect(message).toContain(told);
    });

    it('and tells nothing of it if it succeeds', async () => {
      const { final } = await create(false);
      expect(final.message).not.toContain(SAYS);
    });
  },
);
