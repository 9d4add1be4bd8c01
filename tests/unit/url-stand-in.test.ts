import querystring from 'node:querystring';
import url from 'node:url';
import { format, parse, URL } from '../../tools/stand-ins/url';
import fc, { runs } from '../support/fast-check';

/** The parts that the packages in the bundle read. */
const PARTS = ['protocol', 'hostname', 'port', 'path', 'query'] as const;

const partsOf = (parsed: object) => Object.fromEntries(PARTS.map((part) => [part, Reflect.get(parsed, part)]));

describe('the stand-in for the module url', () => {
  it.each([
    'https://ecs.cn-shanghai.aliyuncs.com/',
    'http://127.0.0.1:8080/?Action=DescribeImages&Tag.1.Key=a%20b',
    'http://[::1]:8080/?x=1',
    'https://ecs.aliyuncs.com:443/path?a=%E4%B8%AD&b=it%27s',
    'http://localhost:1',
  ])('reads %s as Node does', (address) => {
    const parsed = url.parse(address);
    // Only the deprecated one keeps the port that the protocol has anyway; a request goes there in both cases.
    const port = parsed.port === '443' ? null : parsed.port;
    expect(partsOf(parse(address))).toEqual({ ...partsOf(parsed), port });
  });

  it('reads whatever query the SDK writes as Node does', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' }), { minKeys: 1 }), (values) => {
        const address = `http://127.0.0.1:8080/?${querystring.stringify(values)}`;
        expect(partsOf(parse(address))).toEqual(partsOf(url.parse(address)));
      }),
      runs(200),
    );
  });

  it('writes an address again, and refuses what is none', () => {
    expect(format(parse('http://localhost:8080/a?b=c'))).toBe('http://localhost:8080/a?b=c');
    expect(() => parse('ecs.aliyuncs.com')).toThrow('Invalid URL');
    expect(new URL('http://localhost').port).toBe('');
  });
});
