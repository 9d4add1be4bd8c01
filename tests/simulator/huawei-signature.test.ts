import { sha256 } from '../../simulator/common/http/canonical-request';
import {
  huaweiCanonicalRequest,
  isBodyAsClaimed,
  readAuthorization,
  signatureOf,
} from '../../simulator/huaweicloud/http/signature';
import type { HuaweiSimulator } from '../../simulator/index';
import { call, GOLDEN, hours, inRegion, outcome, sdkDate, seconds, startHuawei, stopHuawei } from './huawei-support';

const SECRET = 'SKEXAMPLE';
const SIGNED = ['content-type', 'host', 'x-project-id', 'x-sdk-date'];
const HEADERS = {
  'content-type': 'application/json',
  host: 'ims.cn-north-4.myhuaweicloud.com',
  'x-project-id': '0123456789abcdef0123456789abcdef',
  'x-sdk-date': '20260102T030405Z',
};
const nothing = Buffer.alloc(0);
/** Requests whose signatures the vendor's Python SDK and two other implementations agree on. */
const LIST = {
  method: 'GET',
  path: '/v2/cloudimages',
  query: [
    ['id', '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c'],
    ['name', 'a b~*/中'],
  ] as const,
  headers: HEADERS,
  body: nothing,
};
const COPY = {
  method: 'POST',
  path: '/v1/cloudimages/7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c/copy',
  query: [],
  headers: HEADERS,
  body: Buffer.from('{"name":"镜像 a","description":""}'),
};

describe('SDK-HMAC-SHA256', () => {
  it.each([
    [
      LIST,
      'ebad5a53bf80f52eabd60e39f4d22d21f55de9bf94755ff098f3bae4bcd1c9af',
      '94e50b63dc8a0adcea73b8739c082a60dec2139d8a599fb1dfc5dc8575e121b0',
    ],
    [
      COPY,
      'ebf998afadb162384e6b9e4aefee21018b27ca6db54cc179270201b10083513a',
      '815b7db587d35aebba6d47adf94c284cd3881029ec41b1a21f577f564e5a1cb2',
    ],
  ])('makes the known signature of $method $path', (request, canonicalHash, signature) => {
    expect(sha256(huaweiCanonicalRequest(request, SIGNED))).toBe(canonicalHash);
    expect(signatureOf(request, SIGNED, SECRET)).toBe(signature);
  });

  it('takes parameters in any order, and a path however it is encoded', () => {
    const expected = signatureOf(LIST, SIGNED, SECRET);
    const [id, name] = LIST.query;
    expect(signatureOf({ ...LIST, query: [name, id] }, SIGNED, SECRET)).toBe(expected);
    expect(signatureOf({ ...LIST, path: '/v2/cloud%69mages/' }, SIGNED, SECRET)).toBe(expected);
    const twice = (values: readonly string[]) =>
      signatureOf({ ...LIST, query: values.map((value) => ['tag', value] as const) }, SIGNED, SECRET);
    expect(twice(['b', 'a'])).toBe(twice(['a', 'b']));
  });

  it('takes the hash of the body from the header where there is one', () => {
    const unsigned = { ...COPY, headers: { ...HEADERS, 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' } };
    const other = { ...unsigned, body: Buffer.from('something else') };
    expect(signatureOf(unsigned, SIGNED, SECRET)).toBe(signatureOf(other, SIGNED, SECRET));
    expect(isBodyAsClaimed(unsigned)).toBe(true);
    expect(isBodyAsClaimed({ ...COPY, headers: { 'x-sdk-content-sha256': sha256('x') } })).toBe(false);
  });

  it('reads the header, and no other kind of it', () => {
    const signature = 'a'.repeat(64);
    const header = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=Host;x-sdk-date, Signature=${signature}`;
    expect(readAuthorization(header)).toEqual({ accessKey: 'AK', signedHeaders: ['host', 'x-sdk-date'], signature });
    expect(readAuthorization(header.replace('SDK-HMAC-SHA256', 'SDK-HMAC-SM3'))).toBeUndefined();
    expect(readAuthorization('Bearer x')).toBeUndefined();
  });
});

describe('who makes a request', () => {
  let simulator: HuaweiSimulator;
  beforeEach(async () => {
    simulator = await startHuawei();
  });
  afterEach(stopHuawei);

  const LIST_ONE = `GET /v2/cloudimages?id=${GOLDEN}`;
  const ABOUT = 'Incorrect IAM authentication information: ';
  const WRONG = { ...{ AccessKey: '', SecretKey: '' } };
  const refusal = async (...parameters: Parameters<typeof call> extends [unknown, ...infer Rest] ? Rest : never) => {
    const answer = await call(simulator, ...parameters);
    return `${outcome(answer)} ${answer.body.error_msg ?? ''}`.trim().replace(ABOUT, '');
  };
  const wrongSecret = () => ({ ...WRONG, AccessKey: simulator.accessKey.AccessKey, SecretKey: 'wrong' });

  it('is told by a signature, the host signed or not', async () => {
    expect(await refusal(LIST_ONE)).toBe('200');
    expect(await refusal(LIST_ONE, { unsigned: ['host', 'x-project-id', 'content-type'] })).toBe('200');
    expect(await refusal(LIST_ONE, { unsigned: ['x-sdk-date'] })).toBe('401 APIGW.0301 verify aksk signature fail');
  });

  it.each([
    ['no signature', { authorization: undefined }, '401 APIGW.0301 Incorrect IAM authentication information'],
    ['another host', { host: 'ims.example.com' }, '401 APIGW.0301 verify aksk signature fail'],
    ['another project', { 'x-project-id': 'x' }, '401 APIGW.0301 verify aksk signature fail'],
    ['another hash of the body', { 'x-sdk-content-sha256': 'x' }, '401 APIGW.0301 verify aksk signature fail'],
  ])('is not told with %s', async (_, afterSigning, expected) => {
    expect(await refusal(LIST_ONE, { afterSigning })).toBe(expected);
  });

  it('is not told by an unknown key, which the refusal names', async () => {
    const key = { AccessKey: 'NOBODY', SecretKey: 'x' };
    expect(await refusal(LIST_ONE, { key })).toBe('401 APIGW.0301 Get secretKey failed,ak:NOBODY,err:ak not exist');
  });

  it('is not told by a date that is 15 minutes off, on both clocks', async () => {
    const at = (minutes: number) =>
      refusal(LIST_ONE, { headers: { 'x-sdk-date': sdkDate(Date.now() + minutes * 60_000) } });
    expect([await at(-14), await at(14)]).toEqual(['200', '200']);
    const late = '401 APIGW.0301 calc ak sk signature fail:signature expired';
    expect([await at(-16), await at(16)]).toEqual([late, late]);
    simulator.clock.advance(hours(5));
    expect([await at(0), await at(300)]).toEqual(['200', '200']);
  });

  it('is told by a temporary key with its own token alone, as long as it lasts', async () => {
    const key = simulator.temporaryKey({ durationSeconds: 900 });
    const other = simulator.temporaryKey();
    const decrypt = '401 APIGW.0301 decrypt token fail';
    expect(await refusal(LIST_ONE, { key })).toBe('200');
    expect(await refusal(LIST_ONE, { key, unsigned: ['x-security-token'] })).toBe('200');
    expect(await refusal(LIST_ONE, { key: { ...key, SecurityToken: undefined } })).toBe(decrypt);
    expect(await refusal(LIST_ONE, { key: { ...key, SecurityToken: other.SecurityToken } })).toBe(decrypt);
    simulator.clock.advance(seconds(900));
    expect(await refusal(LIST_ONE, { key })).toBe(decrypt);
    expect(await refusal(LIST_ONE, { key: other })).toBe('200');
    simulator.world.expireTokens();
    expect(await refusal(LIST_ONE, { key: other })).toBe(decrypt);
  });

  it('is not told by a body that is not the one signed', async () => {
    const target = `POST /v1/cloudimages/${GOLDEN}/copy`;
    const headers = { 'x-sdk-content-sha256': sha256('another') };
    expect(await refusal(target, { body: inRegion(), headers })).toBe('401 APIGW.0301 verify aksk signature fail');
  });

  it('is said by the gateway in front of every service, or by IAM and STS themselves', async () => {
    const said = async () => [
      await refusal('GET /v3/projects', { key: wrongSecret() }),
      await refusal('GET /v5/caller-identity', { key: wrongSecret() }),
      await refusal(LIST_ONE, { key: wrongSecret() }),
    ];
    const byGateway = '401 APIGW.0301 verify aksk signature fail';
    expect(await said()).toEqual(Array(3).fill(byGateway));
    expect(await refusal(LIST_ONE)).toBe('200');
    simulator.behave({ wrongKeyToldBy: 'service' });
    const [iam, sts, ims] = await said();
    expect([iam, sts?.slice(0, 7), ims]).toEqual(['401 401', '401 401', byGateway]);
  });

  describe('a key that fails', () => {
    const LOCKED = '401 APIGW.0301 AK access failed to reach the limit,forbidden';
    const FAILED = '401 APIGW.0301 verify aksk signature fail';
    const fail = async (times: number): Promise<string[]> => {
      const said: string[] = [];
      for (let count = 0; count < times; count += 1) said.push(await refusal(LIST_ONE, { key: wrongSecret() }));
      return said;
    };

    it('more than five times in a row is locked for five minutes, for its holder too', async () => {
      expect(await fail(7)).toEqual([...Array(6).fill(FAILED), LOCKED]);
      expect(await refusal(LIST_ONE)).toBe(LOCKED);
      simulator.clock.advance(seconds(299));
      expect(await refusal(LIST_ONE)).toBe(LOCKED);
      simulator.clock.advance(seconds(1));
      expect(await refusal(LIST_ONE)).toBe('200');
    });

    it('five times in a row is not locked, and counts from nothing after a success', async () => {
      await fail(5);
      expect(await refusal(LIST_ONE)).toBe('200');
      expect(await fail(5)).toEqual(Array(5).fill(FAILED));
      expect(await refusal(LIST_ONE)).toBe('200');
    });

    it('locks no other key', async () => {
      await fail(7);
      expect(await refusal(LIST_ONE, { key: simulator.temporaryKey() })).toBe('200');
    });
  });
});
