import { createServer, type Socket } from 'node:net';
import { createClock } from '../../simulator/index';
import { namedKeySource } from '../../src/alibaba/key-source';
import { publicSts, stsEndpoint } from '../../src/alibaba/public-sts';
import { openSession } from '../../src/alibaba/sts-client';
import { webIdentityOf } from '../../src/cloudformation/web-identity';
import { type Runtime, systemRuntime } from '../../src/failure/clock';
import type { Caller } from '../../src/keys/caller';
import { Sessions } from '../../src/keys/session';
import { getWebIdentityToken } from '../../src/keys/web-identity';
import { AUDIENCE, type KeylessStage, openings, openKeylessStage } from '../support/sessions';

const MINUTE = 60_000;
const WANTED = { method: 'AssumeRoleWithOIDC', audience: AUDIENCE, durationSeconds: 120 };

describe('a source of keys', () => {
  const clock = createClock({ now: () => 0, startAt: Date.now() });
  let silent: SilentServer | undefined;
  let stage: KeylessStage;
  beforeAll(async () => {
    stage = await openKeylessStage({ clock });
  });
  afterEach(() => silent?.end());
  afterAll(() => stage.close());

  const webIdentity = (url = stage.aws.url) =>
    webIdentityOf({
      credentials: stage.aws.credentials,
      region: 'us-east-1',
      endpoint: () => url,
      now: Date.now,
    });
  const sts = () => publicSts(stsEndpoint('cn-shanghai', stage.simulator.url));
  const context = (runtime: Runtime): Caller => ({
    sessions: new Sessions(Date.now),
    owner: [],
    sessionName: 'a-test',
    webIdentity: webIdentity(),
    surroundings: { runtime, deadline: runtime.now() + 10_000 },
    hide: (secret) => hidden.push(secret),
  });
  const hidden: string[] = [];
  const wayIn = () =>
    ({
      kind: 'web-identity',
      assumed: {
        provider: stage.providerArn,
        name: stage.roleArn,
        audience: AUDIENCE,
        sessionName: undefined,
        durationSeconds: 900,
      },
    }) as const;

  it('tells every secret that it gets to whoever keeps it out of the log', async () => {
    hidden.length = 0;
    const keys = namedKeySource(wayIn(), context(systemRuntime), sts());
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
      const { surroundings } = context({ ...systemRuntime, now });
      const token = await getWebIdentityToken(webIdentity(), WANTED, surroundings);
      const form = {
        OIDCProviderArn: stage.providerArn,
        OIDCToken: token,
        RoleArn: stage.roleArn,
        RoleSessionName: 'a-test',
        DurationSeconds: '900',
      };
      const { expiresAt } = await openSession('AssumeRoleWithOIDC', form, { sts: sts(), facts: {} }, surroundings);
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
    await expect(getWebIdentityToken(identity, WANTED, surroundings)).rejects.toMatchObject({
      code: 'ServiceInternalError',
      passing: true,
      message: expect.stringContaining(`SignatureDoesNotMatch: ${said} (request id `),
    });
  });

  it("repeats AWS's sentence as it was meant, without the marks of XML", async () => {
    const said = 'User: &quot;a&quot; &lt;b&gt; &amp; &apos;c&apos; &amp;lt; is not allowed';
    const error = `<Error><Code>AccessDenied</Code><Message>${said}</Message></Error><RequestId>r-1</RequestId>`;
    stage.aws.inject({ respond: { status: 403, body: `<ErrorResponse>${error}</ErrorResponse>` } });
    await expect(getWebIdentityToken(webIdentity(), WANTED, context(systemRuntime).surroundings)).rejects.toMatchObject(
      {
        code: 'AccessDenied',
        message: expect.stringContaining(`: User: "a" <b> & 'c' &lt; is not allowed (request id r-1). IAM action:`),
      },
    );
  });

  it('gives up an AWS that does not answer, and leaves it neither a connection nor a time limit', async () => {
    const limits = new Set<() => void>();
    const runtime: Runtime = {
      ...systemRuntime,
      sleep: async () => undefined,
      after: (_, then) => {
        limits.add(then);
        return () => limits.delete(then);
      },
    };
    let requests = 0;
    silent = await startSilent(() => {
      requests += 1;
      // As timers do: one after the other, with what follows from each in between.
      for (const passes of limits) setImmediate(() => limits.has(passes) && passes());
    });
    const surroundings = { runtime, deadline: Number.POSITIVE_INFINITY };
    const asking = getWebIdentityToken(webIdentity(silent.url), WANTED, surroundings);
    await expect(asking).rejects.toMatchObject({
      code: 'NetworkFailure',
      message: expect.stringContaining('GetWebIdentityToken in us-east-1 failed: no answer came in time'),
    });
    expect(requests).toBe(4);
    expect(limits.size).toBe(0);
    await silent.left();
  });
});

interface SilentServer {
  readonly url: string;
  /** Takes no more connections, and waits until the clients have ended those that there are. */
  left(): Promise<unknown>;
  end(): void;
}

/** A server that takes requests and answers none. */
async function startSilent(onRequest: () => void): Promise<SilentServer> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.once('data', onRequest);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    left: () => new Promise((resolve) => server.close(resolve)),
    end: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
