import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { CopyImageRequest, DescribeRegionsRequest } from '@alicloud/ecs20140526';
import type { AlibabaSimulator } from '../../simulator/index';
import { endPrograms, runIn } from '../local/program';
import { runProgram, startSimulator } from '../tools/programs';
import { sdk } from './sdk';
import { GOLDEN, HANGZHOU, SHANGHAI, send, start, stopSimulators } from './support';

const ROOT = path.join(__dirname, '..', '..');

describe('over HTTPS', () => {
  let simulator: AlibabaSimulator;
  beforeEach(async () => {
    simulator = await start({ https: true });
  });
  afterEach(stopSimulators);

  const regions = (from = simulator) => sdk(from).describeRegions(new DescribeRegionsRequest({}));

  test('a client that trusts the certificate is served, and no other', async () => {
    expect(simulator.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect((await regions()).statusCode).toBe(200);
    await expect(regions({ ...simulator, ca: undefined })).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    const other = await start({ https: true });
    await expect(regions({ ...simulator, ca: other.ca })).rejects.toMatchObject({
      code: expect.stringMatching(/VERIFY|CERT/),
    });
    expect(simulator.calls).toHaveLength(1);
  });

  test('a client without TLS is not', async () => {
    await expect(send(simulator.url.replace('https:', 'http:'), 'GET', '/', {})).rejects.toThrow();
    expect((await regions()).statusCode).toBe(200);
  });

  test.each(['127.0.0.1', 'localhost'])('%s is a name of it', async (hostname) => {
    const { port } = new URL(simulator.url);
    const status = await new Promise((resolve, reject) => {
      const options = { hostname, port, ca: simulator.ca, agent: false, family: 4 };
      request(options, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(400);
  });

  test('its certificate is for this machine alone, and its authority signs nothing below another one', async () => {
    const [leaf, authority] = await chainOf(simulator);
    expect(leaf.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    expect([leaf.ca, authority.ca]).toEqual([false, true]);
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(leaf.verify(authority.publicKey)).toBe(true);
    const validFrom = Date.parse(leaf.validFrom);
    expect(validFrom).toBeLessThan(Date.now());
    expect(Date.parse(leaf.validTo) - validFrom).toBeLessThan(398 * 24 * 3600_000);
  });

  test.each(['before', 'after'] as const)('a connection can be reset %s acting', async (reset) => {
    simulator.inject({ reset });
    const copy = new CopyImageRequest({ regionId: HANGZHOU, imageId: GOLDEN, destinationRegionId: SHANGHAI });
    await expect(sdk(simulator).copyImage(copy)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(simulator.ledger().images).toHaveLength(reset === 'after' ? 1 : 0);
    expect((await sdk(simulator).copyImage(copy)).statusCode).toBe(200);
  });
});

/** The certificate that a simulator shows, and the one that its clients have to trust. */
async function chainOf({ url, ca = '' }: AlibabaSimulator): Promise<readonly [X509Certificate, X509Certificate]> {
  const { hostname, port } = new URL(url);
  const raw = await new Promise<Buffer>((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), ca }, () => {
      resolve(socket.getPeerCertificate().raw);
      socket.destroy();
    });
    socket.on('error', reject);
  });
  return [new X509Certificate(raw), new X509Certificate(ca)];
}

test('without a word it is HTTP, and there is nothing to trust', async () => {
  const simulator = await start();
  await stopSimulators();
  expect([simulator.url.split(':')[0], simulator.ca]).toEqual(['http', undefined]);
});

describe('npm run simulator -- --ca', () => {
  let folder: string;
  const inFolder = (name: string) => path.join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'https-'));
  });
  afterEach(async () => {
    await endPrograms();
    rmSync(folder, { recursive: true });
  });

  test('lets the built function deploy over HTTPS, if Node.js is told to trust the certificate', async () => {
    const ca = inFolder('ca.pem');
    const configuration = inFolder('simulator.json');
    const simulator = await startSimulator(ROOT, ['--ca', ca, '--type-configuration', configuration]);
    try {
      expect(simulator.url).toMatch(/^https:/);
      const deploy = (NODE_EXTRA_CA_CERTS?: string) => {
        const options = ['--type-configuration', configuration, '--state', inFolder(`stacks${NODE_EXTRA_CA_CERTS}`)];
        return runIn({ NODE_EXTRA_CA_CERTS }, 'deploy', 'examples/smallest.yaml', ...options);
      };
      const trusting = deploy(ca);
      expect([await trusting.code, trusting.out()]).toEqual([0, expect.stringContaining('CREATE_COMPLETE')]);
      const other = deploy();
      // Its handlers try again for more than a minute.
      for await (const _ of other.process.stdout ?? []) if (other.out().includes('Trying again')) break;
      expect(other.out()).toContain('the connection failed (UNABLE_TO_VERIFY_LEAF_SIGNATURE)');
    } finally {
      simulator.stop();
    }
  });

  test('writes over a certificate of before, and over nothing else', async () => {
    const ca = inFolder('ca.pem');
    const contents: string[] = [];
    for (const _ of [1, 2]) {
      (await startSimulator(ROOT, ['--ca', ca])).stop();
      contents.push(readFileSync(ca, 'utf8'));
    }
    expect(new Set(contents).size).toBe(2);
    const mine = inFolder('mine.pem');
    writeFileSync(mine, 'mine');
    const { status, output } = runProgram(ROOT, 'simulator/main.ts', '--port', '0', '--ca', mine);
    expect(status).toBe(1);
    expect(output).toContain(`simulator: ${mine} is not a certificate that a simulator has written`);
    expect(output).toContain('choose another file for --ca');
    expect(readFileSync(mine, 'utf8')).toBe('mine');
  });
});

test('npm run simulator -- --https needs no file', async () => {
  const simulator = await startSimulator(ROOT, ['--https']);
  simulator.stop();
  expect(simulator.url).toMatch(/^https:/);
});
