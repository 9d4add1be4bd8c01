import { ACTING, expectShowable } from '../support/characters';
import { makeCopy, SOURCE, useStage } from '../support/copies';
import { openKeylessStage } from '../support/sessions';
import { type Answer, openStage, type Stage } from '../support/stage';

const ALWAYS = Number.POSITIVE_INFINITY;
const [WORD] = ACTING.split(' ');
/** As it is shown: on one line, and what would be acted on is replaced. */
const SHOWN = '\ufffd]0;title\ufffd\ufffd[2J\ufffd31mred\ufffdtxt.exe';

/** The texts of an entry of the log, as a viewer shows them that takes the JSON apart. */
function textsOf(line: string): string[] {
  return Object.values(JSON.parse(line)).filter((value) => typeof value === 'string');
}

/** The stage itself looks at every message and every line of the log. */
function expectShown(stage: Stage, { message }: Answer): void {
  expect(message).toContain(SHOWN);
  for (const text of stage.log.flatMap(textsOf)) expectShowable('an entry of the log', text, { lines: true });
}

describe('characters that a terminal acts on', () => {
  const stage = useStage(() => openStage());

  it.each([
    ['message', { code: 'Some.Code', message: ACTING }],
    ['code', { code: ACTING, message: 'So it was' }],
    ['request ID', { code: 'Some.Code', message: 'So it was', body: { RequestId: WORD } }],
    ['missing action', { code: 'Forbidden.RAM', status: 403, body: { AccessDeniedDetail: { AuthAction: ACTING } } }],
  ])('are not said of the %s of an error', async (_, error) => {
    stage().simulator.inject({ action: 'DescribeImages', error: { status: 400, ...error } });
    const answer = await stage().invoke('READ', { tfcfnid: 'm-1' });
    expect(answer.status).toBe('FAILED');
    expectShown(stage(), answer);
  });

  it('are not said while a copy goes on', async () => {
    const error = { code: 'ServiceUnavailable', status: 503, message: ACTING };
    const { answers } = await stage().run('CREATE', SOURCE, {
      meanwhile: (_, count) => {
        if (count === 2) stage().simulator.inject({ action: 'DescribeImages', error, times: 4 });
      },
    });
    const [asking] = answers.filter(({ status, message }) => status === 'IN_PROGRESS' && message.includes('title'));
    expectShown(stage(), asking ?? { status: 'FAILED', message: 'nothing was said' });
  });

  it('are not said of what a template has', async () => {
    const twice = { Tags: [ACTING, ACTING].map((Key) => ({ Key, Value: '' })) };
    const answer = await stage().invoke('CREATE', { ...SOURCE, ...twice });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expectShown(stage(), answer);

    const everywhere = {
      SourceImageId: ACTING,
      SourceRegionId: ACTING,
      tfcfnid: ACTING,
      Force: ACTING,
      [ACTING]: ACTING,
    };
    for (const action of ['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'] as const) {
      const stackTags = { [ACTING]: ACTING };
      await stage().invoke(action, everywhere, {
        stackTags,
        region: ACTING.slice(0, 64),
        logicalId: ACTING,
        token: ACTING,
      });
    }
    expectShown(stage(), answer);
  });

  it('stay in the properties of a copy, which are what ECS has', async () => {
    const copy = await makeCopy(stage());
    const [regionId = '', imageId = ''] = copy.identifier.tfcfnid.split('/');
    stage().simulator.world.describe(regionId, imageId, ACTING);
    expect((await stage().invoke('READ', copy.identifier)).resourceModel).toMatchObject({ Description: ACTING });
    const { resourceModels } = await stage().invoke('LIST', {});
    expect(resourceModels).toContainEqual(expect.objectContaining({ Description: ACTING }));
  });
});

describe('characters that a terminal acts on, of an STS', () => {
  const stage = useStage(openKeylessStage);

  it.each(['simulator', 'aws'] as const)('are not said: %s', async (from) => {
    const error = { code: 'AccessDenied', status: 403, message: ACTING };
    const action = from === 'aws' ? 'GetWebIdentityToken' : 'AssumeRoleWithOIDC';
    (from === 'aws' ? stage().aws : stage().simulator)?.inject({ action, error, times: ALWAYS });
    expectShown(stage(), await stage().invoke('LIST', {}));
  });
});
