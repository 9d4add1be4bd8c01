import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';
import { CANARIES } from '../../simulator/index';
import { SOURCE, useStage } from '../support/copies';
import { openings, openKeylessStage, openRoleStage, type SessionStage } from '../support/sessions';
import type { Stage } from '../support/stage';

const NOBODY = { tfcfnid: 'cn-shanghai/m-none' };
const REQUEST_START = 'http.client.request.start';

describe.each([
  ['AssumeRoleWithOIDC', openKeylessStage],
  ['AssumeRole', () => openRoleStage({ ExternalId: 'canary-external-id' })],
] as const)('the secrets of %s', (wayIn, open) => {
  const stage = useStage(open as () => Promise<Stage>) as () => SessionStage;
  const sent: ClientRequest[] = [];
  const note = (message: unknown): void => {
    const request: unknown = Reflect.get(Object(message), 'request');
    if (request instanceof ClientRequest) sent.push(request);
  };
  beforeEach(() => {
    sent.length = 0;
    subscribe(REQUEST_START, note);
  });
  afterEach(() => unsubscribe(REQUEST_START, note));

  const headers = (name: string): string[] =>
    sent.flatMap((request) => {
      const value = request.getHeader(name);
      return typeof value === 'string' ? [value] : [];
    });
  /** What of the keys and tokens of this test has not to be seen. The web identity token is used once, in the request that got it. */
  const secrets = (): string[] => {
    const tokens = headers('x-acs-security-token');
    const used = tokens.map((token) =>
      token
        .replace('security-token', 'temporary-secret')
        .replace(CANARIES['security token'], CANARIES['AccessKey secret']),
    );
    const external = openings(stage()).flatMap(({ parameters }) => parameters.ExternalId ?? []);
    const { aws, simulator } = stage();
    const own = aws
      ? [aws.credentials.secretAccessKey, aws.credentials.sessionToken]
      : [simulator.accessKey.AccessKeySecret];
    return [...tokens, ...used, ...external, ...own];
  };

  it('stand in no URL, no log, no answer and no callback context', async () => {
    stage().simulator.behave({ copySeconds: 3 * 3600 });
    const wish = { ...SOURCE, Timeouts: { Create: '4h', Delete: '1h' } };
    const { answers } = await stage().run('CREATE', wish);
    const last = answers.at(-1);
    const removal = await stage().run('DELETE', last?.resourceModel ?? {});
    expect([last?.status, removal.final.status]).toEqual(['SUCCESS', 'SUCCESS']);
    expect(openings(stage()).length).toBeGreaterThan(1);
    expect(headers('x-acs-security-token').length).toBeGreaterThan(5);

    const seen = [...stage().log, JSON.stringify([answers, removal.answers]), ...sent.map(({ path }) => path)];
    // A failing comparison must not print what it found.
    expect(secrets().filter((secret) => seen.some((text) => text.includes(secret))).length).toBe(0);
  });

  it('stay out of the log and the answer where a service echoes them', async () => {
    await stage().invoke('READ', NOBODY);
    const message = `See ${secrets().join(' and ')}`;
    stage().simulator.inject({ action: 'DescribeImages', error: { status: 400, code: 'Some.Code', message } });
    const answer = await stage().invoke('READ', NOBODY);
    expect(answer.message).toContain('Some.Code: See <REDACTED>');
    const seen = [...stage().log, answer.message];
    expect(secrets().filter((secret) => seen.some((text) => text.includes(secret))).length).toBe(0);
  });

  it('stay out of what a creation remembers of a service that echoes them', async () => {
    await stage().invoke('READ', NOBODY);
    const message = `See ${secrets().join(' and ')}`;
    stage().simulator.inject({ action: 'CopyImage', reset: 'before' });
    stage().simulator.inject({ action: 'CopyImage', error: { code: 'OperationDenied.ImageCopying', message } });
    const { callbackContext } = await stage().invoke('CREATE', SOURCE);
    const remembered = JSON.stringify(callbackContext);
    expect(secrets().filter((secret) => remembered.includes(secret)).length).toBe(0);
    expect(remembered).toContain('See <REDACTED>');
  });

  it('are sent unsigned where there is no key to sign with', async () => {
    await stage().invoke('READ', NOBODY);
    const [opening] = sent.filter((request) => request.getHeader('x-acs-action') === wayIn);
    expect(opening?.getHeader('Authorization') === undefined).toBe(wayIn === 'AssumeRoleWithOIDC');
    expect(opening?.method).toBe('POST');
    expect(opening?.getHeader('content-type')).toBe('application/x-www-form-urlencoded');
  });
});

describe('a web identity token', () => {
  it('stays out of the log and the answer, and is used once', async () => {
    const tokens: string[] = [];
    const stage = await openKeylessStage({
      onCall: ({ parameters }) => {
        if (!parameters.OIDCToken) return;
        tokens.push(parameters.OIDCToken);
        const error = { status: 400, code: 'Some.Code', message: `See ${parameters.OIDCToken}` };
        stage.simulator.inject({ action: 'DescribeImages', error });
      },
    });
    try {
      const { message } = await stage.invoke('READ', NOBODY);
      expect(message).toContain('Some.Code: See');
      expect(tokens.map((token) => token.split('.').length)).toEqual([3]);
      expect([...stage.log, message].filter((text) => text.includes(String(tokens[0]))).length).toBe(0);
    } finally {
      await stage.close();
    }
  });
});
