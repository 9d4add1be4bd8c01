import { createServer } from 'node:net';
import { type Certificate, makeCertificate } from '../../../simulator/common/http/certificate';
import { CLOSED_URL } from '../../support/closed-port';
import { failureOf } from '../../support/failure-of';
import { ConnectProxy, Gateway, listening } from '../../support/gateway';
import { IMAGE, listOf, openImages, REGION, SECRET } from './stage';

const PASSWORD = 'canary@of:the proxy';
const CREDENTIALS = `user:${encodeURIComponent(PASSWORD)}@`;

let certificate: Certificate;
let other: Certificate;
const opened: { close(): void }[] = [];
const keep = <T extends { close(): void }>(one: T): T => {
  opened.push(one);
  return one;
};
beforeAll(async () => {
  [certificate, other] = await Promise.all([makeCertificate(), makeCertificate()]);
});
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

async function gatewayOf(served?: Certificate): Promise<Gateway> {
  const gateway = keep(await Gateway.open(served));
  gateway.reply({ body: listOf(IMAGE) });
  return gateway;
}

const find = (configuration: Readonly<Record<string, unknown>>, milliseconds?: number) =>
  openImages(configuration, { milliseconds }).images.find({ regionId: REGION, id: 'm-1' });
const endpointsOf = ({ url }: Gateway, path = '/asapi/v3') => ({ endpoints: { ecs: `${url}${path}` } });

describe('a gateway', () => {
  it.each(['', '/', '/asapi/v3', '/asapi/v3/', '/x/{region}'])(
    'is asked below the path "%s" of its endpoint',
    async (path) => {
      const gateway = await gatewayOf();
      await expect(find(endpointsOf(gateway, path))).resolves.toMatchObject({ ref: { id: 'm-1' } });
      const [got] = gateway.got;
      expect(got?.path).toBe(`${path.replace('{region}', REGION).replace(/\/$/, '')}/`);
      expect(got?.headers.host).toBe(new URL(gateway.url).host);
      expect(got?.isSignedWith(SECRET)).toBe(true);
    },
  );

  it('is trusted if the authority that is configured signed its certificate', async () => {
    const gateway = await gatewayOf(certificate);
    const ca = { caCertificate: `${other.ca}\n${certificate.ca}` };
    await expect(find({ ...endpointsOf(gateway), ...ca })).resolves.toMatchObject({ ref: { id: 'm-1' } });
  });

  it.each([
    ['without a CaCertificate', () => ({})],
    ['with that of another authority', () => ({ caCertificate: other.ca })],
  ])('with an unknown authority is told nothing, %s', async (_, more) => {
    const gateway = await gatewayOf(certificate);
    const failure = await failureOf(find({ ...endpointsOf(gateway), ...more() }));
    expect(failure.message).toMatch(/failed with (SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+).* Set CaCertificate in/);
    expect({ code: failure.code, maybeDone: failure.answer.maybeDone, got: gateway.got }).toEqual({
      code: 'NetworkFailure',
      maybeDone: undefined,
      got: [],
    });
  });

  it('with any certificate is asked where that is configured', async () => {
    const gateway = await gatewayOf(certificate);
    await expect(find({ ...endpointsOf(gateway), insecureSkipVerify: true })).resolves.toBeDefined();
  });

  it('that does not speak TLS is named so', async () => {
    const gateway = await gatewayOf();
    const failure = await failureOf(find({ endpoints: { ecs: gateway.url.replace('http:', 'https:') } }));
    expect(failure.message).toMatch(/failed with (EPROTO|ERR_SSL_\w+).*does not use TLS on this port/);
  });

  it('whose name nobody knows is named so', async () => {
    const failure = await failureOf(find({ endpoints: { ecs: 'https://ecs.cloud.invalid' } }));
    expect(failure.message).toMatch(/failed with (ENOTFOUND|EAI_AGAIN).*Correct the host in Endpoints.*set Proxy/);
  });
});

describe('an answer', () => {
  it('that is longer than any legal one is not kept, and its connection ends', async () => {
    const gateway = keep(await Gateway.open());
    const ended: Promise<void>[] = [];
    gateway.reply((response) => {
      ended.push(new Promise((resolve) => response.on('close', resolve)));
      const more = (): void => {
        while (response.write(' '.repeat(1024 * 1024)));
      };
      response.on('drain', more);
      more();
    });
    const failure = await failureOf(find(endpointsOf(gateway)));
    expect(failure).toMatchObject({ code: 'ServiceInternalError' });
    expect(failure.message).toContain('the answer could not be read');
    await Promise.all(ended);
  });
});

describe('a proxy', () => {
  const silent = createServer();
  afterAll(() => silent.close());

  it.each([
    ['http', 'http'],
    ['http', 'https'],
    ['https', 'http'],
    ['https', 'https'],
  ])('of %s is asked to connect to an endpoint of %s, with its user and password', async (ofProxy, ofGateway) => {
    const gateway = await gatewayOf(ofGateway === 'https' ? certificate : undefined);
    const proxy = keep(await ConnectProxy.open(undefined, ofProxy === 'https' ? certificate : undefined));
    const configuration = { ...endpointsOf(gateway), proxy: proxy.url(CREDENTIALS), caCertificate: certificate.ca };
    await expect(find(configuration)).resolves.toMatchObject({ ref: { id: 'm-1' } });
    const authorization = `Basic ${Buffer.from(`user:${PASSWORD}`).toString('base64')}`;
    expect(proxy.asked).toEqual([{ to: new URL(gateway.url).host, authorization }]);
    expect(gateway.got).toHaveLength(1);
    // Nothing goes past the proxy.
    expect(gateway.connections).toBe(1);
    expect(gateway.got[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  it('is told nothing of a user where none is configured', async () => {
    const gateway = await gatewayOf();
    const proxy = keep(await ConnectProxy.open());
    await find({ ...endpointsOf(gateway), proxy: proxy.url() });
    expect(proxy.asked).toEqual([{ to: new URL(gateway.url).host, authorization: undefined }]);
  });

  it('does not stand in for the certificate of the gateway', async () => {
    const gateway = await gatewayOf(certificate);
    const proxy = keep(await ConnectProxy.open());
    const failure = await failureOf(find({ ...endpointsOf(gateway), proxy: proxy.url(), caCertificate: other.ca }));
    expect(failure.message).toContain('Set CaCertificate in');
    expect(gateway.got).toEqual([]);
  });

  it('finds a gateway whose name only it knows, and the certificate has to be for that name', async () => {
    const plain = await gatewayOf();
    const proxy = keep(await ConnectProxy.open());
    const named = ({ url }: Gateway) => ({
      endpoints: { ecs: `${url.replace('127.0.0.1', 'gateway.example')}/asapi/v3` },
    });
    await expect(find({ ...named(plain), proxy: proxy.url(), allowHttp: true })).resolves.toMatchObject({
      ref: { id: 'm-1' },
    });
    const gateway = await gatewayOf(certificate);
    const configuration = { ...named(gateway), proxy: proxy.url(), caCertificate: certificate.ca };
    const failure = await failureOf(find(configuration));
    expect([failure.answer.vendorCode, gateway.got]).toEqual(['ERR_TLS_CERT_ALTNAME_INVALID', []]);
    expect(proxy.asked.at(-1)?.to).toMatch(/^gateway\.example:\d+$/);
  });

  it('is not looked for on this machine if nobody knows its name', async () => {
    const gateway = await gatewayOf();
    const proxy = keep(await ConnectProxy.open());
    const url = proxy.url().replace('127.0.0.1', 'proxy.invalid');
    const failure = await failureOf(find({ ...endpointsOf(gateway), proxy: url }));
    expect(failure.message).toMatch(/failed with ProxyUnreachable: (ENOTFOUND|EAI_AGAIN)/);
    expect([proxy.asked, gateway.got]).toEqual([[], []]);
  });

  it.each([
    [407, 'InvalidTypeConfiguration', 'Correct the user and the password in Proxy of the type configuration'],
    [403, 'InvalidTypeConfiguration', 'Allow the proxy to connect to the host and port of the endpoint'],
    [502, 'NetworkFailure', 'The proxy answered, but did not connect to the endpoint'],
  ])('that refuses with %i is named, and the gateway got nothing', async (status, code, cure) => {
    const gateway = await gatewayOf();
    const proxy = keep(await ConnectProxy.open(status));
    const failure = await failureOf(find({ ...endpointsOf(gateway), proxy: proxy.url(CREDENTIALS) }));
    expect(failure).toMatchObject({ code, answer: { vendorCode: 'ProxyRefused' } });
    expect(failure.answer.maybeDone).toBeUndefined();
    expect(failure.message).toContain(`failed with ProxyRefused: HTTP ${status}`);
    expect(failure.message).toContain(cure);
    expect(failure.message).not.toContain('canary');
    expect(gateway.got).toEqual([]);
  });

  it('that is not there is named', async () => {
    const gateway = await gatewayOf();
    const failure = await failureOf(find({ ...endpointsOf(gateway), proxy: CLOSED_URL }));
    expect(failure.message).toMatch(
      /failed with ProxyUnreachable: ECONNREFUSED.*Check Proxy in the type configuration/,
    );
    expect([failure.code, failure.answer.maybeDone]).toEqual(['NetworkFailure', undefined]);
  });

  it('that does not answer is given up, and its connection ended', async () => {
    const gateway = await gatewayOf();
    const ended = new Promise<void>((resolve) =>
      silent.on('connection', (socket) => socket.resume().on('close', resolve)),
    );
    const url = `http://127.0.0.1:${await listening(silent)}`;
    const failure = await failureOf(find({ ...endpointsOf(gateway), proxy: url }, 400));
    expect(failure).toMatchObject({ code: 'NetworkFailure' });
    expect(failure.message).toContain('no answer came in time');
    await ended;
    expect(gateway.got).toEqual([]);
  });

  it('has its password kept out of the log, in either spelling', () => {
    const { hidden } = openImages({
      endpoints: { ecs: 'https://ecs.cloud.example' },
      proxy: `http://${CREDENTIALS}p.example`,
    });
    expect(hidden).toEqual(expect.arrayContaining([PASSWORD, encodeURIComponent(PASSWORD)]));
  });
});
