import { type Session, Sessions } from '../../src/keys/session';
import { claimsOf } from '../../src/keys/web-identity';
import { sessionNameOf } from '../../src/resource/naming';

const MINUTE = 60_000;

describe('the sessions of a process', () => {
  let now: number;
  let opened: number;
  let sessions: Sessions;
  beforeEach(() => {
    now = 0;
    opened = 0;
    sessions = new Sessions(() => now);
  });

  const open = async (minutes = 60): Promise<Session> => {
    opened += 1;
    const key = { accessKeyId: `id-${opened}`, accessKeySecret: 'secret', securityToken: 'token' };
    return { key, expiresAt: now + minutes * MINUTE };
  };
  const get = async (identity: string, minutes?: number) => (await sessions.get(identity, () => open(minutes))).key;

  it('are kept until five minutes before they end', async () => {
    expect(await get('a')).toMatchObject({ accessKeyId: 'id-1' });
    now = 55 * MINUTE - 1;
    expect(await get('a')).toMatchObject({ accessKeyId: 'id-1' });
    now = 55 * MINUTE;
    expect(await get('a')).toMatchObject({ accessKeyId: 'id-2' });
  });

  it('are opened once for requests that wait for the same one, and fail for all of them', async () => {
    const failing = () => {
      opened += 1;
      return Promise.reject(new Error('no'));
    };
    const both = await Promise.allSettled([sessions.get('a', failing), sessions.get('a', failing)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(opened).toBe(1);
    expect(new Set(await Promise.all([get('a'), get('a')])).size).toBe(1);
    expect(opened).toBe(2);
  });

  it('that fail do not take away one that was opened since', async () => {
    let fail = (_: Error): void => undefined;
    const failing = sessions.get('a', () => new Promise((_, reject) => (fail = reject)));
    for (let number = 0; number < 8; number += 1) await get(`other-${number}`);
    const key = await get('a');
    fail(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    expect(await get('a')).toBe(key);
  });

  it('are forgotten by their key, and not if another has come in its place', async () => {
    const first = await get('a');
    sessions.forget('a', first);
    const second = await get('a');
    expect(second).not.toBe(first);
    sessions.forget('a', first);
    expect(await get('a')).toBe(second);
    sessions.forget('b', second);
    expect(await get('a')).toBe(second);
  });

  it('are eight at most, and the one that was used longest ago goes', async () => {
    for (let number = 1; number <= 8; number += 1) await get(`${number}`);
    await get('1');
    await get('9');
    const before = opened;
    await get('1');
    expect(opened).toBe(before);
    await get('2');
    expect(opened).toBe(before + 1);
  });
});

describe('the name of a session', () => {
  it.each([
    ['123456789012', 'us-east-1', 'TF-Alicloud-ImageCopy@123456789012.us-east-1'],
    [undefined, 'us-east-1', 'TF-Alicloud-ImageCopy@us-east-1'],
    [undefined, undefined, 'TF-Alicloud-ImageCopy'],
    ['12 34/é', 'x\n', 'TF-Alicloud-ImageCopy@12-34--.x-'],
  ])('of account %p in %p', (account, region, name) => {
    expect(sessionNameOf('TF::Alicloud::ImageCopy', account, region)).toBe(name);
  });

  it('is one that STS takes', () => {
    const name = sessionNameOf('TF::Alicloud::ImageCopy', '1'.repeat(100), 'us-east-1');
    expect(name).toMatch(/^[A-Za-z0-9.@_-]{2,64}$/);
  });
});

describe('what a token says of itself', () => {
  const token = (payload: string) => `e30.${Buffer.from(payload).toString('base64url')}.x`;

  it.each([
    [token('{"iss":"https://i","sub":"s"}'), { issuer: 'https://i', subject: 's' }],
    [token('{"iss":5}'), { issuer: 'unknown', subject: 'unknown' }],
    [token('null'), { issuer: 'unknown', subject: 'unknown' }],
    [token('{'), { issuer: 'unknown', subject: 'unknown' }],
    ['', { issuer: 'unknown', subject: 'unknown' }],
  ])('%s', (text, claims) => {
    expect(claimsOf(text)).toEqual(claims);
  });
});
