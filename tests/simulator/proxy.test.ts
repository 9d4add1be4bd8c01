import { request } from 'node:http';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { makeCertificate } from '../../simulator/common/http/certificate';
import { type ApsaraStack, type ForwardProxy, startProxy } from '../../simulator/index';
import { ask, closeLater, HOME, startStack, stopAll } from './apsarastack';

const USERS = { user: 'gate', password: 'a:b c' };
const AS_GATE = `Basic ${Buffer.from('gate:a:b c').toString('base64')}`;

let proxy: ForwardProxy;
beforeEach(async () => {
  proxy = closeLater(await startProxy());
});
afterEach(stopAll);

/** What the proxy answers to a CONNECT, up to the end of its head. */
function open(target: string, authorization?: string): Promise<{ head: string; socket: ReturnType<typeof connect> }> {
  const { hostname, port } = new URL(proxy.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      const said = authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`;
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${said}\r\n`);
    });
    socket.once('data', (data) => resolve({ head: data.toString('utf8'), socket })).once('error', reject);
  });
}

const statusOf = async (target: string, authorization?: string) => {
  const { head, socket } = await open(target, authorization);
  socket.destroy();
  return head.split('\r\n')[0];
};
const hostOf = (stack: ApsaraStack): string => new URL(stack.endpoint()).host;

/** The status of a request in the clear that is sent through the proxy. */
function throughInTheClear(url: string, headers: Readonly<Record<string, string>> = {}): Promise<number | undefined> {
  const { hostname, port } = new URL(proxy.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: url, headers: { host: new URL(url).host, ...headers }, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    })
      .on('error', reject)
      .end();
  });
}

describe('a tunnel', () => {
  test('leads to a host, whose certificate is still the one to trust', async () => {
    const stack = await startStack({ https: true });
    const { head, socket } = await open(hostOf(stack));
    expect(head).toMatch(/^HTTP\/1\.1 200 Connection established\r\n/);
    const answer = await new Promise<string>((resolve, reject) => {
      const secure = connectTls({ socket, ca: stack.ca, host: 'localhost', servername: 'localhost' }, () =>
        secure.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
      );
      secure.on('data', (data) => resolve(data.toString('utf8'))).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(proxy.calls).toEqual([{ method: 'CONNECT', target: hostOf(stack), user: undefined, status: 200 }]);
    expect(stack.calls).toHaveLength(1);
  });

  test.each([
    ['nobody', undefined, 'HTTP/1.1 407 Proxy Authentication Required'],
    [
      'somebody else',
      `Basic ${Buffer.from('gate:other').toString('base64')}`,
      'HTTP/1.1 407 Proxy Authentication Required',
    ],
    ['the user', AS_GATE, 'HTTP/1.1 200 Connection established'],
  ])('is opened for a user with a password, asked for by %s', async (_, authorization, expected) => {
    const stack = await startStack();
    proxy.behave({ users: USERS });
    expect(await statusOf(hostOf(stack), authorization)).toBe(expected);
    expect(proxy.calls.at(-1)?.user).toBe(authorization === undefined ? undefined : 'gate');
  });

  test('says which proof is wanted', async () => {
    proxy.behave({ users: USERS });
    expect((await open('localhost:1')).head).toContain('proxy-authenticate: Basic realm="proxy"\r\n');
  });

  test('is refused by a rule, and without a way to the host', async () => {
    const stack = await startStack();
    proxy.behave({ rule: 'refuses' });
    expect(await statusOf(hostOf(stack))).toBe('HTTP/1.1 403 Forbidden');
    proxy.behave({ rule: 'allows', reach: 'cutOff' });
    expect(await statusOf(hostOf(stack))).toBe('HTTP/1.1 502 Bad Gateway');
    await stack.close();
    proxy.behave({ reach: 'connected' });
    expect(await statusOf(hostOf(stack))).toBe('HTTP/1.1 502 Bad Gateway');
    expect(await statusOf('a b')).toBe('HTTP/1.1 400 Bad Request');
  });

  test('ends with its proxy, which is unreachable then', async () => {
    const stack = await startStack();
    const { socket } = await open(hostOf(stack));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    await proxy.close();
    await closed;
    await expect(open(hostOf(stack))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

test('a proxy may itself be spoken with by TLS', async () => {
  const stack = await startStack();
  const certificate = await makeCertificate();
  const secured = closeLater(await startProxy({ certificate, behaviour: { users: USERS } }));
  expect(secured.url).toMatch(/^https:/);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connectTls({ port: Number(new URL(secured.url).port), host: '127.0.0.1', ca: certificate.ca }, () =>
      socket.write(`CONNECT ${hostOf(stack)} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ${AS_GATE}\r\n\r\n`),
    );
    socket.on('error', reject).once('data', (data) => {
      resolve(data.toString('utf8'));
      socket.destroy();
    });
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(secured.calls).toEqual([{ method: 'CONNECT', target: hostOf(stack), user: 'gate', status: 200 }]);
});

describe('a request in the clear', () => {
  test('is passed on whole, without what was said to the proxy', async () => {
    const stack = await startStack();
    proxy.behave({ users: USERS });
    const url = `${stack.endpoint()}/?Action=DescribeRegions`;
    expect(await throughInTheClear(url)).toBe(407);
    expect(await throughInTheClear(url, { 'proxy-authorization': AS_GATE })).toBe(400);
    expect(stack.calls).toEqual([expect.objectContaining({ action: 'DescribeRegions' })]);
    expect(stack.calls[0]?.headers).not.toHaveProperty('proxy-authorization');
    expect(proxy.calls.at(-1)).toEqual({ method: 'GET', target: hostOf(stack), user: 'gate', status: 400 });
  });

  test('is refused like a tunnel', async () => {
    const stack = await startStack();
    const url = stack.endpoint();
    proxy.behave({ rule: 'refuses' });
    expect(await throughInTheClear(url)).toBe(403);
    proxy.behave({ rule: 'allows', reach: 'cutOff' });
    expect(await throughInTheClear(url)).toBe(502);
    expect((await ask(stack, 'DescribeImages', { RegionId: HOME })).status).toBe(200);
    expect(stack.calls).toHaveLength(1);
  });
});
