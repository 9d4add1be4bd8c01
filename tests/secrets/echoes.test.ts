import { CANARIES, findCanaries } from '../../simulator/index';
import { CLOSED_URL } from '../support/closed-port';
import { useStage } from '../support/copies';
import { type Action, openStage, type Properties } from '../support/stage';
import { EACH_HOSTILE } from '../types/index';

/** The secrets of one event, each with its canary and with letters that every encoding changes. */
const KEY = {
  AccessKeyId: 'LTAI-made-up',
  AccessKeySecret: `${CANARIES['AccessKey secret']}"key"/+=&%`,
  SecurityToken: `${CANARIES['security token']}\\token.*$&`,
};
const CALLER = {
  accessKeyId: 'ASIA-made-up',
  secretAccessKey: `${CANARIES['AWS secret access key']}/+caller`,
  sessionToken: `${CANARIES['AWS session token']}//caller==`,
};
const TOKEN = `${CANARIES['bearer token']}-4b90a7e4`;
const SECRETS = [KEY.AccessKeySecret, KEY.SecurityToken, CALLER.secretAccessKey, CALLER.sessionToken, TOKEN];

const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** How somebody on the way may write a secret into a message. */
const WRITINGS: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  'in a URL': (secret) => `https://ecs.cn-shanghai.aliyuncs.com/?SecurityToken=${encodeURIComponent(secret)}`,
  'in what was signed': (secret) => `POST&%2F&${encodeURIComponent(encodeURIComponent(secret))}`,
  'in a form': (secret) => new URLSearchParams({ secret }).toString(),
  'in JSON': (secret) => JSON.stringify({ secret }),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify({ secret })),
  'as basic authorization': (secret) => `Basic ${base64(`LTAI-made-up:${secret}`)}`,
  'in the payload of a JWT': (secret) => Buffer.from(`{"sub":"x","token":"${secret}"}`).toString('base64url'),
  'in hexadecimal digits': (secret) => Buffer.from(secret).toString('hex'),
};

describe.each(EACH_HOSTILE)('a secret that comes back to %s', (_name, type) => {
  const { absent, wire } = type.hostile;
  const { readCall, signature, misplaced } = wire;
  const accessKey = {
    [wire.key.id]: KEY.AccessKeyId,
    [wire.key.secret]: KEY.AccessKeySecret,
    [wire.key.token]: KEY.SecurityToken,
  };
  const stage = useStage(() => openStage({ type }));
  /** A type configuration with the secret key, which leads to the simulator or another URL. */
  const keyed = (url = stage().simulator.url): Properties => wire.straight(type.typeConfiguration({ accessKey, url }));
  const event = (action: Action, properties: Properties = { tfcfnid: absent }): Properties => ({
    action,
    region: 'us-east-1',
    bearerToken: TOKEN,
    requestData: {
      callerCredentials: CALLER,
      resourceProperties: properties,
      typeConfiguration: keyed(),
    },
  });
  const say = (message: string, code = 'Some.Code') =>
    stage().simulator.inject({ action: readCall, error: { status: 400, code, message } });
  /** The stage has looked for canaries in the answer and the log; the texts that are left of a secret have none. */
  const expectSilence = (...texts: readonly string[]) => {
    for (const text of [...texts, ...stage().log]) expect(findCanaries(text)).toEqual([]);
  };

  it.each(Object.entries(WRITINGS))('in a message of the service, %s, is redacted', async (_, write) => {
    for (const secret of SECRETS) {
      say(`So it was: ${write(secret)}`);
      const { message } = await stage().send(event('READ'));
      expect(message).toMatch(/failed with Some\.Code: So it was: \S*.*(?:<REDACTED>|\*\*\*)/);
      expectSilence(message);
    }
  });

  it('is known though it is broken, by characters that are not shown or by new lines', async () => {
    for (const secret of SECRETS) {
      for (const between of ['\u001b', '\u009b', '\u202e\u2066', '\u2028', '\n', '\r\n\t']) {
        const written = secret.match(/.{1,7}/g)?.join(between) ?? '';
        for (const [message, code] of [[`So it was: ${written}`], ['So it was', written]] as const) {
          say(message, code);
          const answer = await stage().send(event('READ'));
          expect(answer.message).toContain('<REDACTED>');
          expectSilence(answer.message.replace(/[\s\ufffd]/g, ''));
        }
      }
    }
    expectSilence(...stage().log.map((line) => line.replace(/[\s\ufffd]|\\u[0-9a-f]{4}/g, '')));
  });

  it('as the code of an error is redacted', async () => {
    for (const secret of SECRETS) {
      say('So it was', secret);
      const { message } = await stage().send(event('READ'));
      expect(message).toContain('<REDACTED>');
      expectSilence(message);
    }
  });

  it.each(signature.codes.map((code) => [code]))('in the signed request that %s repeats is not said', async (code) => {
    say(`server StringToSign is [x-acs-security-token:${KEY.SecurityToken}]`, code);
    const { message } = await stage().send(event('READ'));
    expect(message).toContain(`${code}: ${signature.told}`);
    expectSilence(message);
  });

  it('is not left in half where a long message is cut, wherever the cut falls', async () => {
    for (const most of [600, 1_000]) {
      for (let before = most - 60; before < most + 5; before += 3) {
        say(`${'word '.repeat(Math.ceil(before / 5)).slice(0, before)}${KEY.SecurityToken} and more words`);
        const { message } = await stage().send(event('READ'));
        expect(message.length).toBeLessThanOrEqual(1_000);
        // Of the token's own letters not even the first few.
        expect(message.includes(KEY.SecurityToken.slice(0, 6))).toBe(false);
        say(`${'word '.repeat(Math.ceil(before / 5)).slice(0, before)}${[...KEY.SecurityToken].join('\u202e')}`);
        const broken = (await stage().send(event('READ'))).message.replaceAll('\ufffd', '');
        expect(broken.includes(KEY.SecurityToken.slice(0, 6))).toBe(false);
      }
    }
  });

  it('in an answer that is none of the service is not said', async () => {
    const body = `<html>${SECRETS.join(' ')}</html>`;
    for (const respond of [
      { status: 200, body },
      { status: 502, body },
      { status: 500, body: JSON.stringify({ RequestId: 'r', Code: 'C', Message: SECRETS }) },
    ]) {
      stage().simulator.inject({ action: readCall, respond, times: 9 });
      const { status, message } = await stage().send(event('READ'));
      stage().simulator.clearFaults();
      expect(status).toBe('FAILED');
      expectSilence(message);
    }
  });

  it('in an address that cannot be reached is not said', async () => {
    const { requestData, ...rest } = event('READ');
    const typeConfiguration = keyed(CLOSED_URL);
    const answer = await stage().send({ ...rest, requestData: { ...Object(requestData), typeConfiguration } });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'NetworkFailure' });
    expectSilence(answer.message);
  });

  it('stands in no answer to an event that is broken, in either form', async () => {
    const { requestData, ...rest } = event('READ');
    const typeConfiguration = keyed();
    const key = Object(typeConfiguration.Credentials);
    const inLists = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, [value]]));
    const broken: readonly unknown[] = [
      { ...rest, requestData: { ...Object(requestData), resourceProperties: TOKEN } },
      { ...rest, requestData: JSON.stringify(requestData) },
      { ...rest, requestData: [requestData] },
      { ...rest, bearerToken: [TOKEN], requestData },
      { ...rest, bearerToken: { token: TOKEN }, requestData },
      { ...rest, action: TOKEN, requestData },
      { ...rest, callbackContext: { token: TOKEN }, requestData },
      { ...rest, requestData: { ...Object(requestData), callerCredentials: [CALLER] } },
      { ...rest, requestData: { ...Object(requestData), callerCredentials: CALLER.secretAccessKey } },
      { ...rest, requestData: { typeConfiguration: JSON.stringify(typeConfiguration) } },
      { ...rest, requestData: { typeConfiguration: { ...typeConfiguration, ...key } } },
      ...[[key], inLists, KEY.SecurityToken].map((Credentials) => ({
        ...rest,
        requestData: { typeConfiguration: { ...typeConfiguration, Credentials } },
      })),
      ...[KEY.AccessKeySecret, TOKEN]
        .flatMap((secret) => misplaced(typeConfiguration, secret))
        .map((given) => ({ ...rest, requestData: { typeConfiguration: given } })),
      // Events of the other entrypoint.
      {
        action: 'READ',
        credentials: CALLER,
        request: { clientRequestToken: TOKEN, typeConfiguration },
        typeConfiguration,
      },
      // Out of bounds, and full of secrets.
      { ...rest, requestData: { ...Object(requestData), padding: 'x'.repeat(70_000) } },
      [event('READ')],
      JSON.stringify(event('READ')),
    ];
    for (const sent of broken) {
      const answers = [await stage().send(sent), await stage().sendTest(sent)];
      for (const answer of answers) {
        expect(answer.status).toBe('FAILED');
        expectSilence(JSON.stringify(answer));
      }
    }
  });
});
