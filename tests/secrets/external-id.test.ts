import { type HuaweiStage, openHuaweiStage } from '../support/huawei';
import { HUAWEI_SESSIONS } from '../support/huawei-sessions';
import { openRoleStage, type SessionStage } from '../support/sessions';

const EXTERNAL_ID = 'the-external-id-of-nobody';

/** A stage whose STS repeats the external ID in what it refuses a session with. */
async function agencyStage(): Promise<HuaweiStage> {
  const stage = await openHuaweiStage();
  const [method] = HUAWEI_SESSIONS;
  Object.assign(stage.typeConfiguration, method?.configured(stage.typeConfiguration, stage.simulator.url));
  return stage;
}

describe('an external ID that an STS repeats', () => {
  let stage: HuaweiStage | SessionStage;
  afterEach(() => stage.close());

  it.each([
    ['AssumeRole', openRoleStage, 'cn-shanghai/m-1'],
    ['AssumeAgency', agencyStage, 'cn-north-4/7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c'],
  ] as const)('to %s is not in the answer and not in the log', async (method, open, tfcfnid) => {
    stage = await open();
    const { simulator, typeConfiguration } = stage;
    const given = { ...Object(typeConfiguration[method]), ExternalId: EXTERNAL_ID };
    simulator.inject({
      action: method,
      error: { status: 403, code: 'Some.Code', message: `not trusted: ${EXTERNAL_ID}` },
    });
    const { message } = await stage.invoke(
      'READ',
      { tfcfnid },
      { typeConfiguration: { ...typeConfiguration, [method]: given } },
    );
    expect(message).toContain('not trusted: <REDACTED>');
    expect([message, ...stage.log].join('\n')).not.toContain(EXTERNAL_ID);
  });
});
