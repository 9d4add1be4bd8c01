import { spawn } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { programWords } from '../support/program';

const ROOT = path.join(__dirname, '..', '..');

/** An advisory as the registry's bulk endpoint gives it. */
const ADVISORY = {
  id: 1,
  url: 'https://github.com/advisories/GHSA-example',
  title: 'Prototype pollution',
  severity: 'low',
  vulnerable_versions: '<0.6.0',
  cwe: [],
  cvss: { score: 0, vectorString: null },
};

describe('npm run audit', () => {
  let server: Server;
  /** What npm asked about: packages with their versions. */
  let asked: Record<string, string[]>;
  const registry = (answer: RequestListener) =>
    new Promise<string>((resolve) => {
      server = createServer(answer).listen(0, '127.0.0.1', () => {
        resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      });
    });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const answering =
    (advisories: object): RequestListener =>
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      if (request.method !== 'POST') {
        response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
        return;
      }
      const body = Buffer.concat(chunks);
      asked = JSON.parse((body[0] === 0x1f ? gunzipSync(body) : body).toString('utf8'));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(advisories));
    };

  const audit = (url: string, ...parameters: string[]) =>
    new Promise<{ status: number | null; output: string }>((resolve, reject) => {
      const environment = { ...process.env, npm_config_registry: url, npm_config_fetch_retries: '0' };
      const child = spawn(process.execPath, [...programWords('tools/audit.ts'), ...parameters], {
        cwd: ROOT,
        env: environment,
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (text) => {
          output += text;
        });
      }
      child.once('error', reject);
      child.once('close', (status) => resolve({ status, output }));
    });

  it('asks about what production needs, and passes when nothing is known', async () => {
    const { status, output } = await audit(await registry(answering({})), '--strict');
    expect({ status, output }).toEqual({
      status: 0,
      output: 'No known vulnerabilities in the production dependencies.\n',
    });
    expect(asked).toMatchObject({ 'class-transformer': ['0.5.1'], httpx: [expect.any(String)] });
    expect(Object.keys(asked)).not.toContain('jest');
  });

  it('fails on any known vulnerability and names it, a low one too', async () => {
    const { status, output } = await audit(await registry(answering({ 'class-transformer': [ADVISORY] })));
    expect(status).toBe(1);
    expect(output).toContain(`class-transformer: low: ${ADVISORY.title} (<0.6.0) ${ADVISORY.url}`);
  });

  it.each([
    ['passes, and says so,', [], 0],
    ['fails with --strict', ['--strict'], 1],
  ])('%s when the registry answers no audits', async (_, parameters, code) => {
    const url = await registry((_request, response) => response.writeHead(405).end());
    const { status, output } = await audit(url, ...parameters);
    expect(status).toBe(code);
    expect(output).toContain('NOT CHECKED for known vulnerabilities: the registry does not answer audits (405');
  });
});
