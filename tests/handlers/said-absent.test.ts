import { openStage, type Properties, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { ERROR_TYPES } from '../types/index';

const ALWAYS = Number.POSITIVE_INFINITY;
const TAGS = [{ Key: 'team', Value: 'a' }];

/** The calls that give a new image what its start could not, by type, and how they say that it does not exist. */
const SAID: readonly (readonly [type: RegExp, action: string, status: number, code: string])[] = [
  [/Alicloud|ApsaraStack/, 'TagResources', 404, 'InvalidResourceId.NotFound'],
  [/ApsaraStack/, 'ModifyImageAttribute', 404, 'InvalidImageId.NotFound'],
  ...['IMG.0027', 'IMG.0086', 'IMG.0144'].flatMap((code) => [
    [/HuaweiCloud/, 'BatchAddOrDeleteTags', 400, code] as const,
    [/HuaweiCloud/, 'UpdateImage', 400, code] as const,
  ]),
];
const CASES = SAID.flatMap(([ofType, ...said]) =>
  ERROR_TYPES.filter(({ name }) => ofType.test(name)).map((type) => [type.name, ...said, type] as const),
);

describe.each(CASES)(
  'CREATE of %s while %s of an image that lists show says %s %s',
  (_, action, status, code, type) => {
    let stage: Stage<StagedCloud>;
    const create = async (times: number) => {
      stage = await openStage<StagedCloud>({ type });
      stage.simulator.inject({ action, error: { status, code, message: 'It does not exist.' }, times });
      const wish = { ...type.errors.template, Tags: TAGS, Timeouts: { Create: '10m' } };
      return stage.run('CREATE', wish, { meanwhile: ({ resourceModel = {} }) => retag(resourceModel) });
    };
    /** A start that takes tags has to have one that is not as ordered. */
    const retag = ({ tfcfnid, Id }: Properties) => {
      const [regionId = ''] = String(tfcfnid).split('/');
      if (
        stage.simulator.world.image(regionId, String(Id)) &&
        !stage.simulator.calls.some((call) => call.action === action)
      )
        stage.simulator.world.retag(regionId, String(Id), { team: 'other' });
    };
    const told = (requestId: string | undefined) =>
      `shows it, but ${action} in [a-z0-9-]+ failed with ${code}, as if the image did not exist \\(request id ${requestId}\\)`;
    const requestIds = () =>
      stage.simulator.calls.filter((call) => call.action === action).map(({ requestId }) => requestId);
    afterEach(() => stage.close());

    it('goes on, and says so', async () => {
      const { answers, final } = await create(3);
      expect(final.status).toBe('SUCCESS');
      const messages = answers.map(({ message }) => message ?? '');
      expect(messages).toContainEqual(expect.stringMatching(told(requestIds()[0])));
    });

    it('until its time is over tells that with the code and the request id of the last answer, and leaves nothing', async () => {
      const { final } = await create(ALWAYS);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      // Once the time is over, it is tried once more before the image is removed.
      const answered = requestIds().at(-2);
      expect(final.message).toMatch(
        new RegExp(`did not finish within 10 min \\(.*${told(answered)}\\. Raise Timeouts`),
      );
      const again = `${action} in [a-z0-9-]+ failed with ${code} \\(request id ${requestIds().at(-1)}\\)`;
      expect(final.message).toMatch(new RegExp(`The poll after that time did not succeed: ${again}\\.`));
      expect(final.message).not.toContain('It was deleted outside of CloudFormation');
      expect(final.message).toContain('Everything that it had created was removed.');
      expect(type.errors.left(stage)).toEqual(type.errors.nothing);
    });
  },
);
