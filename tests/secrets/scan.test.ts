import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sign } from 'jsonwebtoken';
import { CANARIES, type CanaryKind, findCanaries, startAlibabaSimulator, startAwsSts } from '../../simulator/index';
import { expectNoCanary } from '../support/canaries';
import { programWords } from '../support/program';

const ROOT = path.resolve(__dirname, '..', '..');
const KINDS = Object.keys(CANARIES) as CanaryKind[];

/** How a file may hold a secret, and what the search calls it. */
const FORMS: readonly (readonly [form: string, write: (secret: string) => string])[] = [
  ['plain', (secret) => `token=${secret};`],
  ['plain', (secret) => encodeURIComponent(JSON.stringify({ secret }))],
  ['base64', (secret) => Buffer.from(secret).toString('base64')],
  ['base64', (secret) => Buffer.from(`a${secret}`).toString('base64')],
  ['base64', (secret) => Buffer.from(`ab${secret}b`).toString('base64url')],
  ['base64', (secret) => sign({ sub: 'x', key: secret }, 'any')],
  ['hexadecimal', (secret) => Buffer.from(secret).toString('hex')],
  ['hexadecimal', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
  ['URL-encoded', (secret) => [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join('')],
  ['JSON-escaped', (secret) => [...secret].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('')],
];

describe('the search for canaries', () => {
  it.each(KINDS)('finds every %s in every form', (kind) => {
    for (const [form, write] of FORMS) {
      const text = `${'é'.repeat(7)}\n${write(`before-${CANARIES[kind]}-after`)}\n`;
      expect(findCanaries(text).map((found) => [found.kind, found.form])).toEqual([[kind, form]]);
    }
  });

  it('finds none in what is none', () => {
    for (const text of ['', 'canary', 'CANARYALPHA', Buffer.from('a canary').toString('base64')]) {
      expect(findCanaries(text)).toEqual([]);
    }
  });

  it('never quotes what it finds', () => {
    for (const kind of KINDS) {
      let thrown: unknown;
      try {
        expectNoCanary('the place', `x ${CANARIES[kind]} y`);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({ message: `the place holds a secret: ${kind} (plain)` });
      expect(findCanaries(String(Object(thrown).stack))).toEqual([]);
    }
  });

  it('knows every secret that the simulators make up', async () => {
    const [simulator, aws] = await Promise.all([startAlibabaSimulator(), startAwsSts()]);
    try {
      const { SecurityToken, AccessKeySecret } = simulator.temporaryKey();
      const kindsOf = (secret = ''): string[] => findCanaries(secret).map(({ kind }) => kind);
      expect([simulator.accessKey.AccessKeySecret, AccessKeySecret].map(kindsOf)).toEqual([
        ['AccessKey secret'],
        ['AccessKey secret'],
      ]);
      expect(kindsOf(SecurityToken)).toEqual(['security token']);
      expect(kindsOf(aws.credentials.secretAccessKey)).toEqual(['AWS secret access key']);
      expect(kindsOf(aws.credentials.sessionToken)).toEqual(['AWS session token']);
    } finally {
      await Promise.all([simulator.close(), aws.close()]);
    }
  });
});

describe('npm run canaries', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'canaries-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...places: string[]) => {
    const command = [...programWords('tools/canaries.ts'), ...places];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
    expectNoCanary('what the search prints', stdout + stderr);
    return { status, output: stdout + stderr };
  };

  it('tells the place and the kind of each, and ends with 1', () => {
    const inner = path.join(folder, 'with', 'inner');
    mkdirSync(inner, { recursive: true });
    writeFileSync(path.join(inner, 'report.html'), `<p>\n\n${CANARIES['AccessKey secret']}</p>`);
    writeFileSync(
      path.join(inner, 'plot.svg'),
      Buffer.concat([
        Buffer.from([0xff, 0xfe, 0]),
        Buffer.from(Buffer.from(`a${CANARIES['bearer token']}`).toString('base64')),
      ]),
    );
    writeFileSync(path.join(inner, 'clean.log'), 'nothing');
    writeFileSync(path.join(inner, `${CANARIES['security token']}.txt`), '');
    const { status, output } = run(path.join(folder, 'with'));
    expect(status).toBe(1);
    expect(output).toContain(`${path.join(inner, 'report.html')}:3: AccessKey secret, plain`);
    expect(output).toContain(`${path.join(inner, 'plot.svg')}:1: bearer token, base64`);
    expect(output).toContain('the name of a file holds a security token, plain');
    expect(output).toContain('4 files searched for made-up secrets: 3 found');
  });

  it('ends with 0 where none is, and says what is not there', () => {
    const file = path.join(folder, 'clean.json');
    writeFileSync(file, '{}');
    expect(run(file, path.join(folder, 'missing'))).toEqual({
      status: 0,
      output: expect.stringMatching(/missing: not there\n1 files searched for made-up secrets: none found\n$/),
    });
  });

  it('says what may have been meant by what is not there', () => {
    const file = path.join(folder, 'clean.json');
    writeFileSync(file, '{}');
    expect(run(path.join(folder, 'claen.json')).output).toContain(`not there; did you mean ${file}?`);
  });

  it('ends with 2 where there is nothing to look through', () => {
    expect(run(path.join(folder, 'missing')).status).toBe(2);
    expect(run().status).toBe(2);
  });

  it('finds none in the sources but where they are made up', () => {
    const { status, output } = run(
      'src',
      'untrusted',
      'simulator',
      'tests',
      'local',
      'bench',
      'tools',
      'types',
      'sam-tests',
      'schema.json',
    );
    expect(status).toBe(1);
    const places = output.split('\n').flatMap((line) => /^(.*?):\d+: /.exec(line)?.[1] ?? []);
    expect(places).toEqual(KINDS.map(() => 'simulator/common/canaries.ts'));
  });
});
