import type { ApsaraStack, RequiredHeader, TrustPolicy } from '../../simulator/index';
import { ask, HOME, type StackOptions, startStack, stopAll, TENANT } from './apsarastack';
import { outcome, type RawAnswer, raw, send } from './support';

let stack: ApsaraStack;
beforeEach(async () => {
  stack = await startStack();
});
afterEach(stopAll);

const HERE = { RegionId: HOME };
const ASAPI = { gateway: { form: 'ASAPI' } } as const;
const describeWith = (options: StackOptions = {}, parameters: Readonly<Record<string, string>> = {}) =>
  ask(stack, 'DescribeImages', { ...HERE, ...parameters }, options);
/** Status and code of an answer in either form. */
const said = ({ status, body }: RawAnswer): string => {
  const { Code, errorCode } = Object(body);
  return [status, Code ?? errorCode].filter((part) => part !== undefined).join(' ');
};
const PREFIX = '500 asapi.server.request.parameter';

describe('the tenant', () => {
  test.each<[string, StackOptions['headers'], Readonly<Record<string, string>>, string, string]>([
    ['nobody: the own organization', {}, {}, '200', '200'],
    ['headers', TENANT, {}, '200', '200'],
    ['parameters, as the providers send them', {}, { Department: '26', ResourceGroup: '38' }, '200', '200'],
    ['the other parameter', {}, { OrganizationId: '27', ResourceGroup: '51' }, '200', '200'],
    ['empty headers', { 'x-acs-organizationid': '', 'x-acs-resourcegroupid': '' }, {}, '200', '200'],
    [
      'an organization that is not there',
      { 'x-acs-organizationid': '99' },
      {},
      '404 InvalidOrganizationId.NotFound',
      `${PREFIX}.organizationid.error`,
    ],
    [
      'a set of another organization',
      { ...TENANT, 'x-acs-resourcegroupid': '51' },
      {},
      '404 InvalidResourceSetId.NotFound',
      `${PREFIX}.resourcegroupid.error`,
    ],
    [
      'a set without an organization',
      { 'x-acs-resourcegroupid': '38' },
      {},
      '400 MissingOrganizationId',
      `${PREFIX}.organizationid.error`,
    ],
    [
      'the same in parameters',
      {},
      { ResourceGroup: '38' },
      '400 MissingOrganizationId',
      `${PREFIX}.organizationid.error`,
    ],
  ])('that is named by %s', async (_, headers, parameters, byPop, byAsapi) => {
    expect(said(await describeWith({ headers }, parameters))).toBe(byPop);
    expect(said(await describeWith({ ...ASAPI, headers }, parameters))).toBe(byAsapi);
  });

  test('is looked at when the sender is known', async () => {
    const options = { headers: { 'x-acs-organizationid': '99' }, afterSigning: { Signature: 'x' } };
    expect(said(await describeWith(options))).toBe('400 SignatureDoesNotMatch');
  });
});

describe('what has to be there', () => {
  test.each<[RequiredHeader, string, string]>([
    ['x-acs-regionid', '400 MissingRegionId', `${PREFIX}.regionid.error`],
    ['x-acs-organizationid', '400 MissingOrganizationId', `${PREFIX}.organizationid.error`],
    ['x-acs-resourcegroupid', '400 MissingResourceGroup', `${PREFIX}.resourcegroupid.error`],
    ['x-acs-caller-sdk-source', '400 MissingCallerSdkSource', `${PREFIX}.callersdksource.error`],
  ])('may be %s', async (name, byPop, byAsapi) => {
    expect(said(await describeWith())).toBe('200');
    stack.behave({ requiredHeaders: [name] });
    expect(said(await describeWith())).toBe(byPop);
    expect(said(await describeWith(ASAPI))).toBe(byAsapi);
    const headers = { ...TENANT, 'x-acs-regionid': HOME, 'x-acs-caller-sdk-source': 'any text' };
    expect(said(await describeWith({ headers }))).toBe('200');
    expect(said(await describeWith({ ...ASAPI, headers }))).toBe('200');
  });

  test.each<[string, StackOptions['headers'], Readonly<Record<string, string>>, string]>([
    ['in a header', { 'x-acs-asapi-product': 'Ecs' }, {}, '200'],
    ['in the other header', { 'x-ascm-product-name': 'ecs' }, {}, '200'],
    ['in a parameter', {}, { Product: 'ecs' }, '200'],
    ['nowhere', {}, {}, `${PREFIX}.product.error`],
    ['but none that there is', { 'x-acs-asapi-product': 'mars' }, {}, `${PREFIX}.product.error`],
    ['but that of another API', { 'x-acs-asapi-product': 'sts' }, {}, '404 InvalidAction.NotFound'],
  ])('is the product where one host serves all: it is %s', async (_, named, parameters, expected) => {
    const headers = { 'x-acs-asapi-product': '', ...named };
    expect(said(await describeWith({ ...ASAPI, headers }, parameters))).toBe(expected);
  });

  test('is no product where each has its host, and there is no other API at that', async () => {
    expect(said(await describeWith({ headers: { 'x-acs-asapi-product': 'sts' } }))).toBe('200');
    expect(said(await describeWith({ gateway: { product: 'sts' } }))).toBe('404 InvalidAction.NotFound');
  });

  test.each(['POP', 'ASAPI'] as const)('is a gateway of the form %s, where the release shows it', async (form) => {
    stack.behave({ forms: ['POP', 'ASAPI'].filter((one) => one !== form) as ['POP'] });
    expect(said(await describeWith({ gateway: { form } }))).toBe('404 InvalidAction.NotFound');
  });
});

describe('the signature', () => {
  test.each(['HMAC-SHA1', 'HMAC-SHA256'] as const)('by %s is taken, with a body and without', async (method) => {
    expect(said(await describeWith({ signatureMethod: method }))).toBe('200');
    expect(said(await describeWith({ signatureMethod: method, inBody: true }))).toBe('200');
    stack.behave({ signatureMethods: ['HMAC-SHA1', 'HMAC-SHA256'].filter((one) => one !== method) as ['HMAC-SHA1'] });
    expect(said(await describeWith({ signatureMethod: method }))).toBe('400 InvalidSignatureMethod');
  });

  test('is over the path / whatever the path is', async () => {
    expect(said(await describeWith({ ...ASAPI, inBody: true }))).toBe('200');
    expect(said(await describeWith({ ...ASAPI, method: 'GET' }))).toBe('200');
  });

  test.each([
    [{ SignatureVersion: '2.1' }, '400 InvalidSignatureVersion'],
    [{ SignatureMethod: 'HMAC-SM3' }, '400 InvalidSignatureMethod'],
    [{ SignatureNonce: undefined }, '400 MissingSignatureNonce'],
    [{ AccessKeyId: undefined }, '400 MissingAccessKeyId'],
    [{ Timestamp: '2020-01-01T00:00:00Z' }, '400 InvalidTimeStamp.Expired'],
  ])('is not complete or not known: %j', async (common, expected) => {
    expect(said(await describeWith({ common: { Format: 'JSON', ...common } }))).toBe(expected);
  });

  test('counts once, at whatever gateway', async () => {
    const common = { Format: 'JSON', SignatureNonce: 'once' };
    expect(said(await describeWith({ common }))).toBe('200');
    expect(said(await describeWith({ common, ...ASAPI }))).toBe('400 SignatureNonceUsed');
  });

  test('of version 3 says nothing here', async () => {
    const remote = { url: stack.endpoint(), accessKey: stack.accessKey };
    expect((await raw(remote, 'DescribeImages', HERE)).text).toContain('<Code>MissingAction</Code>');
  });

  test.each([
    [undefined, `${PREFIX}.accesskeyid.error`],
    ['own', `${PREFIX}.accesskeyid.error`],
    ['ofEcs', '404 InvalidAccessKeyId.NotFound'],
  ] as const)('by a key that is not known; errors of keys: %s', async (asapiKeyErrors, expected) => {
    if (asapiKeyErrors !== undefined) stack.behave({ asapiKeyErrors });
    const key = { AccessKeyId: 'nobody', AccessKeySecret: 'x' };
    expect(said(await describeWith({ ...ASAPI, key }))).toBe(expected);
    expect(said(await describeWith({ key }))).toBe('404 InvalidAccessKeyId.NotFound');
  });
});

/** The parameters in the order and form of the providers' SDK: all in the URL, an empty SignatureType that is signed, no body. */
test.each(['POP', 'ASAPI'] as const)("the providers' requests are taken by the %s gateway", async (form) => {
  const parameters = { ...HERE, Department: '26', ResourceGroup: '38', Product: 'ecs', ImageName: '镜 a*~(1)' };
  const headers = { RegionId: HOME, 'content-length': '0', 'content-type': 'application/x-www-form-urlencoded' };
  const common = { Format: 'JSON', SignatureType: '' };
  const options: StackOptions = { gateway: { form }, headers: { ...headers, 'x-acs-asapi-product': '' }, common };
  expect(outcome(await ask(stack, 'DescribeImages', parameters, options))).toBe('200');
  expect(stack.calls.at(-1)).toMatchObject({ headerRegionId: HOME, organizationId: '26', resourceSetId: '38' });
  const changed = { ...options, afterSigning: { SignatureType: undefined } };
  expect(said(await ask(stack, 'DescribeImages', parameters, changed))).toBe('400 SignatureDoesNotMatch');
});

test('a request that is no form and no query is refused', async () => {
  const { status, text } = await send(stack.endpoint(), 'POST', '/', {}, Buffer.from('{}'));
  expect([status, text]).toEqual([400, expect.stringContaining('<Code>MissingAction</Code>')]);
});

describe('AssumeRole', () => {
  const trust: TrustPolicy = {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: 'acs:ram::1234567890123456:root' } }],
  };
  const assume = (RoleArn: string, options: StackOptions) =>
    ask(stack, 'AssumeRole', { RoleArn, RoleSessionName: 'images' }, options);
  const STS = { common: { Format: 'JSON', Version: '2015-04-01' } };

  test.each<[string, StackOptions]>([
    ['the gateway of STS', { ...STS, gateway: { product: 'sts' } }],
    ['the gateway of all', { ...STS, gateway: { form: 'ASAPI' }, headers: { 'x-acs-asapi-product': 'Sts' } }],
  ])('of %s gives a key that is good until it expires', async (_, options) => {
    const arn = stack.ram.createRole({ name: 'images', trust });
    const { body } = await assume(arn, options);
    const { Credentials: key } = Object(body);
    expect(said(await describeWith({ key }))).toBe('200');
    expect(said(await describeWith({ key: { ...key, SecurityToken: undefined } }))).toBe('400 MissingSecurityToken');
    stack.clock.advance(3_600_000);
    expect(said(await describeWith({ key }))).toBe('400 InvalidSecurityToken.Expired');
  });

  test('is not there at the gateway of ECS, and by OIDC not at all', async () => {
    expect(said(await assume('x', STS))).toBe('404 InvalidAction.NotFound');
    const oidc = await ask(stack, 'AssumeRoleWithOIDC', {}, { ...STS, gateway: { product: 'sts' } });
    expect(said(oidc)).toBe('404 InvalidAction.NotFound');
  });
});
