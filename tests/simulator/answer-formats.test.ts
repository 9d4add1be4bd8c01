import { xmlElement } from '../../simulator/common/http/xml';
import type { AlibabaSimulator } from '../../simulator/index';
import { type V1Options, v1 } from './signed-parameters';
import { GOLDEN, HANGZHOU, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const describeGolden = (options: V1Options) =>
  v1(simulator, 'DescribeImages', { RegionId: HANGZHOU, ImageId: GOLDEN }, options);

test.each<[string, string, V1Options]>([
  ['as nobody says', 'text/xml;charset=utf-8', {}],
  ['its action in a header too', 'text/xml;charset=utf-8', { headers: { 'x-acs-action': 'DescribeImages' } }],
  ['Format=XML', 'text/xml;charset=utf-8', { common: { Format: 'XML' } }],
  ['Format=JSON', 'application/json;charset=utf-8', { common: { Format: 'JSON' } }],
  ['Format=json', 'application/json;charset=utf-8', { common: { Format: 'json' } }],
  ['Accept: application/json', 'application/json;charset=utf-8', { headers: { accept: 'application/json' } }],
  ['Accept: */*', 'text/xml;charset=utf-8', { headers: { accept: '*/*' } }],
  ['both', 'text/xml;charset=utf-8', { common: { Format: 'XML' }, headers: { accept: 'application/json' } }],
])('%s: %s', async (_, expected, options) => {
  const { headers, body } = await describeGolden(options);
  expect(headers['content-type']).toBe(expected);
  expect(String(body.TotalCount)).toBe('1');
  const { headers: ofError, body: error } = await v1(simulator, 'DescribeImages', { RegionId: 'x' }, options);
  expect(ofError['content-type']).toBe(expected);
  expect(error.Code).toBe('InvalidRegionId.NotFound');
});

test('XML has the elements of JSON: a list is its element repeated', async () => {
  const odd = { Description: `<a> & "b"`, RegionId: HANGZHOU, ImageId: GOLDEN };
  expect(outcome(await v1(simulator, 'ModifyImageAttribute', odd))).toBe('200');
  const json = await describeGolden({ common: { Format: 'JSON' } });
  const xml = await describeGolden({});
  expect(xml.text).toMatch(
    /^<\?xml version='1\.0' encoding='UTF-8'\?><DescribeImagesResponse><RequestId>[0-9A-F-]{36}<\/RequestId>/,
  );
  expect(xml.text).toContain('<Description>&lt;a&gt; &amp; &quot;b&quot;</Description>');
  const { RequestId: _, ...expected } = json.body;
  expect(xml.body).toMatchObject(asParsedXml(expected));
  const all = await v1(simulator, 'DescribeRegions');
  expect(all.text).toMatch(/<Regions><Region>.*<\/Region><Region>.*<\/Region><\/Regions><\/DescribeRegionsResponse>$/);
});

test('an error in XML', async () => {
  const { text, headers } = await v1(simulator, 'CopyImage', {
    RegionId: HANGZHOU,
    ImageId: 'm-none',
    DestinationRegionId: SHANGHAI,
  });
  const id = headers['x-acs-request-id'];
  const advice = `https://api.aliyun.com/troubleshoot?q=InvalidImageId.NotFound&amp;product=Ecs&amp;requestId=${id}`;
  expect(text).toBe(
    `<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>${id}</RequestId><HostId>${new URL(simulator.url).host}</HostId>` +
      '<Code>InvalidImageId.NotFound</Code><Message>The specified ImageId does not exist.</Message>' +
      `<Recommend>${advice}</Recommend></Error>`,
  );
});

test('what XML has no way to write is replaced', () => {
  expect(xmlElement('Name', 'a\u0000\u0008\ufffe\ud800 \t\u{1f600}')).toBe(
    '<Name>a\ufffd\ufffd\ufffd\ufffd \t\u{1f600}</Name>',
  );
});

test('injected errors have it too', async () => {
  simulator.inject({ error: { code: 'Throttling.User', retryAfterMs: 1500 } });
  const { headers, body } = await describeGolden({});
  expect(headers).toMatchObject({ 'content-type': 'text/xml;charset=utf-8', 'x-acs-retry-after': '1500' });
  expect(body.Code).toBe('Throttling.User');
});

test('the newer protocol is answered in JSON, and in XML if it is asked for', async () => {
  const typeOf = async (headers = {}) =>
    (await raw(simulator, 'DescribeRegions', {}, { headers })).headers['content-type'];
  expect(await typeOf()).toBe('application/json;charset=utf-8');
  expect(await typeOf({ accept: 'application/json' })).toBe('application/json;charset=utf-8');
  expect(await typeOf({ accept: 'application/xml' })).toBe('text/xml;charset=utf-8');
});

/** What a parser makes of a JSON value that was written as XML: all texts, no difference between a list of one and its entry. */
function asParsedXml(value: unknown): string | object {
  if (Array.isArray(value)) return value.length === 1 ? asParsedXml(value[0]) : value.map(asParsedXml);
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).filter(([, part]) => !(Array.isArray(part) && part.length === 0));
  return entries.length === 0 ? '' : Object.fromEntries(entries.map(([name, part]) => [name, asParsedXml(part)]));
}
