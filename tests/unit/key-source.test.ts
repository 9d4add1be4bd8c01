import { createClock } from '../../simulator/index';
import { webIdentityOf } from '../../src/cloudformation/web-identity';
import { type Runtime, systemRuntime } from '../../src/ecs/runtime';
import { getWebIdentityToken, openSession, stsEndpoint } from '../../src/sts/client';
import { type KeyContext, keySourceOf } from '../../src/sts/key-source';
import { Sessions } from '../../src/sts/session';
import { AUDIENCE, type KeylessStage, openings, openKeylessStage } from '../support/sessions';

const MINUTE = 60_000;

describe('a source of keys', () => {
  const clock = createClock({ now: () => 0, startAt: Date.now() });
  let stage: KeylessStage;
  beforeAll(async () => {
    stage = await openKeylessStage({ clock });
  });
  afterEach(() => stage.aws.clearFaults());
  afterAll(() => stage.close());

  const webIdentity = () =>
    webIdentityOf({
      credentials: stage.aws.credentials,
      region: 'us-east-1',
      endpoint: () => stage.aws.url,
      now: Date.now,
    });
  const context = (runtime: Runtime): KeyContext => ({
    owner: [],
    sessionName: 'a-test',
    endpoint: stsEndpoint('cn-shanghai', stage.simulator.url),
    webIdentity: webIdentity(),
    surroundings: { runtime, deadline: runtime.now() + 10_000 },
    hide: (secret) => hidden.push(secret),
  });
  const hidden: string[] = [];
  const wayIn = () =>
    ({
      kind: 'web-identity',
      role: {
        providerArn: stage.providerArn,
        roleArn: stage.roleArn,
        audience: AUDIENCE,
        sessionName: undefined,
        durationSeconds: 900,
      },
    }) as const;

  it('tells every secret that it gets to whoever keeps it out of the log', async () => {
    hidden.length = 0;
    const keys = keySourceOf(wayIn(), new Sessions(Date.now), context(systemRuntime));
    const { accessKeySecret, securityToken } = await keys.key();
    const [token] = openings(stage).map(({ parameters }) => parameters.OIDCToken);
    // A failing comparison must not print what it found.
    expect([token, accessKeySecret, securityToken].filter((secret) => !hidden.includes(String(secret))).length).toBe(0);
    expect(hidden).toHaveLength(3);
  });

  it.each([20, 0, -3])(
    'takes no session for longer than it lasts, with a clock that is %i minutes slow',
    async (slow) => {
      const now = () => clock.now() - slow * MINUTE;
      const { surroundings, endpoint } = context({ ...systemRuntime, now });
      const token = await getWebIdentityToken(webIdentity(), AUDIENCE, 120, surroundings);
      const form = {
        OIDCProviderArn: stage.providerArn,
        OIDCToken: token,
        RoleArn: stage.roleArn,
        RoleSessionName: 'a-test',
        DurationSeconds: '900',
      };
      const { expiresAt } = await openSession('AssumeRoleWithOIDC', form, { endpoint, facts: {} }, surroundings);
      const lasts = expiresAt - now();
      expect(lasts).toBeLessThanOrEqual(15 * MINUTE);
      expect(lasts).toBeGreaterThan(11 * MINUTE);
    },
  );

  it.each([
    ['slow', -20, 'Signature expired'],
    ['fast', 20, 'Signature not yet current'],
  ])('says that the clock is %s, and not that AWS does not take the key', async (_, minutes, said) => {
    const now = () => clock.now() + minutes * MINUTE;
    const identity = webIdentityOf({
      credentials: stage.aws.credentials,
      region: 'us-east-1',
      endpoint: () => stage.aws.url,
      now,
    });
    const { surroundings } = context({ ...systemRuntime, now });
    await expect(getWebIdentityToken(identity, AUDIENCE, 120, surroundings)).rejects.toMatchObject({
      code: 'ServiceInternalError',
      passing: true,
      message: expect.stringContaining(`SignatureDoesNotMatch: ${said} (request id `),
    });
  });

  it('gives up an AWS that does not answer', async () => {
    stage.aws.inject({ silent: true, times: Number.POSITIVE_INFINITY });
    const surroundings = { runtime: systemRuntime, deadline: Date.now() + 200 };
    const asking = getWebIdentityToken(webIdentity(), AUDIENCE, 120, surroundings);
    await expect(asking).rejects.toMatchObject({
      code: 'NetworkFailure',
      message: expect.stringContaining('GetWebIdentityToken in us-east-1 failed: no answer came in time'),
    });
  });
});
