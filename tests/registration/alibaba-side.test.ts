import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import type { Account } from './aliyun';
import { accountIn, buildAliyun, installAliyun } from './aliyun-program';
import { RAM_CALLS } from './ram-calls';

const ROOT = path.join(__dirname, '..', '..');
const SCRIPT = path.join(ROOT, 'registration', 'alibaba-side.sh');
const ISSUER = 'https://0b1c2d3e.tokens.sts.global.api.aws';
const SUBJECT = 'arn:aws:iam::123456789012:role/tf-alicloud-imagecopy';
const FINGERPRINT = '90:2E:F2:DE:EB:3C:5B:13:EA:4C:3D:51:93:62:93:09:E2:31:AE:55';
const REQUIRED = ['--issuer', ISSUER, '--subject', SUBJECT, '--fingerprint', FINGERPRINT];

interface Run {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

describe('registration/alibaba-side.sh', () => {
  let tools: string;
  let folder: string;
  const file = () => accountIn(folder);
  const account = (): Account => JSON.parse(readFileSync(file(), 'utf8'));
  const versions = () => account().policies['tf-alicloud-imagecopy']?.map((text) => JSON.parse(text));
  /** What the last run changed. */
  const changes = (from = 0) =>
    account()
      .calls.slice(from)
      .filter((name) => !/ (Get|List)/.test(name));

  beforeAll(() => {
    tools = buildAliyun();
  });
  afterAll(() => rmSync(tools, { recursive: true }));

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'alibaba-side-'));
    installAliyun(tools, folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (...parameters: string[]): Run => {
    const { status, stdout, stderr } = spawnSync('bash', [SCRIPT, ...parameters], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` },
    });
    return { status, output: stdout, errors: stderr };
  };

  it('makes the provider, the role, the policy, and prints the type configuration', () => {
    const { status, output, errors } = run(...REQUIRED, '--region', 'cn-beijing');
    expect({ status, said: errors.split('\n').slice(0, -2) }).toEqual({ status: 0, said: changes() });
    expect(account()).toMatchObject({
      provider: {
        OIDCProviderName: 'aws',
        IssuerUrl: ISSUER,
        ClientIds: 'alibaba-cloud',
        Fingerprints: FINGERPRINT.replaceAll(':', ''),
      },
      attached: ['tf-alicloud-imagecopy'],
    });
    expect(JSON.parse(account().role?.AssumeRolePolicyDocument ?? '')).toEqual({
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Federated: ['acs:ram::1234567890123456:oidc-provider/aws'] },
          Condition: {
            StringEquals: { 'oidc:iss': [ISSUER], 'oidc:aud': ['alibaba-cloud'], 'oidc:sub': [SUBJECT] },
          },
        },
      ],
    });
    const policy = JSON.parse(
      readFileSync(path.join(ROOT, 'registration', 'tf-alicloud-imagecopy.ram-policy.json'), 'utf8'),
    );
    expect(versions()).toEqual([policy]);
    // The output is a file for `set-type-configuration` as it stands.
    expect(JSON.parse(output)).toEqual({
      RegionId: 'cn-beijing',
      AssumeRoleWithOIDC: {
        ProviderArn: 'acs:ram::1234567890123456:oidc-provider/aws',
        RoleArn: 'acs:ram::1234567890123456:role/tf-alicloud-imagecopy',
        Audience: 'alibaba-cloud',
      },
    });
  });

  it('makes of another type a role and a policy of its own, with the name and the rights of that type', () => {
    const { status, output } = run('--type', 'TF::Alicloud::Image', ...REQUIRED);
    expect(status).toBe(0);
    const name = 'tf-alicloud-image';
    const file = path.join(ROOT, 'registration', `${name}.ram-policy.json`);
    const policies = Object.entries(account().policies).map(([policy, texts]) => [
      policy,
      texts.map((text) => JSON.parse(text)),
    ]);
    expect(policies).toEqual([[name, [JSON.parse(readFileSync(file, 'utf8'))]]]);
    expect(account().attached).toEqual([name]);
    expect(JSON.parse(output).AssumeRoleWithOIDC.RoleArn).toBe(`acs:ram::1234567890123456:role/${name}`);
  });

  it('changes nothing when it is run again', () => {
    run(...REQUIRED);
    const made = account();
    expect(run(...REQUIRED).status).toBe(0);
    expect(changes(made.calls.length)).toEqual([]);
  });

  it('brings up to date what differs: another audience, another subject, another policy', () => {
    run(...REQUIRED);
    const made = account();
    const policy = path.join(folder, 'policy.json');
    writeFileSync(policy, JSON.stringify({ Version: '1', Statement: [] }));
    const other = `${SUBJECT}-eu`;
    expect(run(...REQUIRED, '--subject', other, '--audience', 'images', '--policy-file', policy).status).toBe(0);
    expect(changes(made.calls.length)).toEqual([
      'ims AddClientIdToOIDCProvider',
      'ram UpdateRole',
      'ram CreatePolicyVersion',
    ]);
    expect(account().provider?.ClientIds).toBe('alibaba-cloud,images');
    expect(
      JSON.parse(account().role?.AssumeRolePolicyDocument ?? '').Statement[0].Condition.StringEquals,
    ).toMatchObject({
      'oidc:aud': ['images'],
      'oidc:sub': [SUBJECT, other],
    });
  });

  it('keeps the spaces in the texts of a policy, and sees a difference that is one of them', () => {
    const file = path.join(folder, 'policy.json');
    const documentOf = (value: string) => ({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: ['ecs:*'], Resource: '*', Condition: { Tag: { 'a  b': ['', value] } } }],
    });
    const write = (value: string, indent: number) =>
      writeFileSync(file, `${JSON.stringify(documentOf(value), null, indent)}\n`);
    for (const [value, indent, made] of [
      ['golden image, "x\\n" \n', 2, 1],
      ['golden image, "x\\n" \n', 4, 1],
      ['golden  image, "x\\n" \n', 2, 2],
    ] as const) {
      write(value, indent);
      expect(run(...REQUIRED, '--policy-file', file).status).toBe(0);
      expect(versions()).toHaveLength(made);
      expect(versions()?.at(-1)).toEqual(documentOf(value));
    }
  });

  it('adds the fingerprint of a new certificate, however the old one is written', () => {
    run(...REQUIRED);
    const made = account();
    const written = FINGERPRINT.replaceAll(':', '').toLowerCase();
    writeFileSync(file(), JSON.stringify({ ...made, provider: { ...made.provider, Fingerprints: written } }));
    expect(run(...REQUIRED).status).toBe(0);
    expect(changes(made.calls.length)).toEqual([]);
    const renewed = FINGERPRINT.replace('90', '91');
    expect(run(...REQUIRED, '--fingerprint', renewed).status).toBe(0);
    expect(changes(made.calls.length)).toEqual(['ims AddFingerprintToOIDCProvider']);
    expect(account().provider?.Fingerprints).toBe(`${written},${renewed.replaceAll(':', '')}`);
  });

  it('asks the issuer for the fingerprint of its CA: the last certificate that it shows', () => {
    // Of the chain that the issuer shows, the script has to give exactly one certificate to openssl x509.
    const [site = '', authority = ''] = rootCertificates;
    const program = `
      const { readFileSync } = require('node:fs');
      const { X509Certificate } = require('node:crypto');
      const [, , command, ...options] = process.argv;
      if (command === 's_client') console.log(options.join(' ').includes('0b1c2d3e.tokens.sts.global.api.aws:443') ? ${JSON.stringify(`depth=1\n 0 s:CN=x\n${site}\n 1 s:CN=y\n${authority}\nServer certificate`)} : '');
      else console.log('sha1 Fingerprint=' + new X509Certificate(readFileSync(0)).fingerprint);`;
    writeFileSync(path.join(folder, 'openssl.cjs'), program);
    const stub = path.join(folder, 'openssl');
    writeFileSync(stub, `#!/bin/sh\nexec '${process.execPath}' '${folder}/openssl.cjs' "$@"\n`);
    chmodSync(stub, 0o755);
    expect(run('--issuer', ISSUER, '--subject', SUBJECT).status).toBe(0);
    const wanted = new X509Certificate(authority).fingerprint.replaceAll(':', '');
    expect(account().provider?.Fingerprints).toBe(wanted);
  });

  it('leaves a provider of another issuer alone', () => {
    run(...REQUIRED);
    const made = account();
    const { status, output, errors } = run('--issuer', 'https://other.example.com', '--subject', SUBJECT);
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(errors).toContain(`The identity provider aws is for ${ISSUER}`);
    expect(changes(made.calls.length)).toEqual([]);
  });

  it('shows with --dry-run every call that it would make, and makes none', () => {
    const dry = run('--dry-run', ...REQUIRED);
    expect(() => account()).toThrow('ENOENT');
    const shown = dry.errors.split('\n').flatMap((line) => /^aliyun (\w+ \w+)/.exec(line)?.[1] ?? []);
    run(...REQUIRED);
    expect(shown).toEqual(changes());
  });

  it.each([
    ['no issuer', ['--subject', SUBJECT], '--issuer is missing'],
    ['no subject', ['--issuer', ISSUER], '--subject is missing'],
    [
      'an issuer without TLS',
      ['--issuer', 'http://x.example.com', '--subject', SUBJECT],
      '--issuer is missing or is not an https',
    ],
    ['a subject with a quote', ['--issuer', ISSUER, '--subject', `${SUBJECT}"`], 'is not the ARN of an IAM role'],
    ['an audience that RAM does not take', [...REQUIRED, '--audience', 'https://x'], '--audience: letters'],
    ['a fingerprint that is none', [...REQUIRED, '--fingerprint', 'AB:CD'], '--fingerprint: 40 hexadecimal digits'],
    ['a region with a quote', [...REQUIRED, '--region', 'cn-"x'], '--region cn-"x is not a region ID'],
    ['an unknown option', [...REQUIRED, '--force', 'yes'], '--force is not an option'],
    ['an option without its value', [...REQUIRED, '--region'], '--region needs a value'],
    ['a policy that is not there', [...REQUIRED, '--policy-file', 'none.json'], 'none.json cannot be read'],
    [
      'a type that has no RAM policy',
      [...REQUIRED, '--type', 'TF::Alicloud::Other'],
      'tf-alicloud-other.ram-policy.json cannot be read: give the policy of TF::Alicloud::Other with --policy-file',
    ],
    [
      'a type that needs a key',
      [...REQUIRED, '--type', 'TF::ApsaraStack::Image', '--policy-file', SCRIPT],
      'the types of Apsara Stack need a key, see guides/apsara-stack.md',
    ],
    [
      'a type of another cloud',
      [...REQUIRED, '--type', 'TF::HuaweiCloud::ImagesImageCopy', '--policy-file', SCRIPT],
      'npm run huawei-side -- keyless --type TF::HuaweiCloud::ImagesImageCopy creates the Huawei Cloud side',
    ],
    ['a type with a slash', [...REQUIRED, '--type', 'TF::Alicloud::../x'], 'is not the name of a type'],
  ])('refuses %s before it calls anything', (_, parameters, message) => {
    const { status, errors } = run(...parameters);
    expect(status).toBe(1);
    expect(errors).toContain(message);
    expect(() => account()).toThrow('ENOENT');
  });

  it('stops at an error with what the service said', () => {
    writeFileSync(path.join(folder, 'aliyun'), '#!/bin/sh\necho "ErrorCode: NoPermission, ims:$2" >&2\nexit 1\n');
    const { status, errors } = run(...REQUIRED);
    expect(status).toBe(1);
    expect(errors).toContain('aliyun sts GetCallerIdentity: ErrorCode: NoPermission');
  });

  it('makes only calls of the table, with parameters that they have', () => {
    const text = readFileSync(SCRIPT, 'utf8').replaceAll(/\\\n\s*/g, '');
    const calls = [...text.matchAll(/(?:there|change) (sts|ims|ram) (\w+)([^\n;&]*)/g)];
    expect(calls.length).toBeGreaterThan(10);
    for (const [, product, action, rest = ''] of calls) {
      const names = [...rest.matchAll(/ --(\w+)/g)].map(([, name]) => name);
      expect(RAM_CALLS[`${product} ${action}`]).toEqual(expect.arrayContaining(names));
    }
  });
});
