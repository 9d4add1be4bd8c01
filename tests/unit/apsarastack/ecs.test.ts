import { failureOf } from '../../support/failure-of';
import { Gateway, type Reply } from '../../support/gateway';
import { isCatalogued } from '../../support/messages';
import { IMAGE, listOf, openImages, REGION, SECRET, SPEC } from './stage';

let gateway: Gateway;
beforeEach(async () => {
  gateway = await Gateway.open();
});
afterEach(() => gateway.close());

const AT = { regionId: REGION, id: 'm-1' };
const open = (configuration: Readonly<Record<string, unknown>> = {}, milliseconds?: number) =>
  openImages({ endpoints: { ecs: `${gateway.url}/asapi/v3` }, ...configuration }, { milliseconds });
const silent: Reply = () => undefined;
const actions = () => gateway.got.map(({ parameters }) => parameters.Action);

describe('the start of a copy', () => {
  it('is sent with its token and tags, without what is empty, and told of in the log', async () => {
    gateway.reply({ body: { RequestId: 'r-1', ImageId: 'm-1', asapiSuccess: true, eagleEyeTraceId: 't-1' } });
    const { images, reports } = open({ organization: '37', resourceSet: '412', gateway: 'ASAPI' });
    await expect(images.start(SPEC)).resolves.toEqual(AT);
    const [got] = gateway.got;
    expect(got?.isSignedWith(SECRET)).toBe(true);
    expect(got?.parameters).toMatchObject({
      Action: 'CopyImage',
      RegionId: 'b',
      ImageId: 'm-0',
      DestinationRegionId: REGION,
      DestinationImageName: 'a-copy',
      ClientToken: 'token-1',
      'Tag.1.Key': 'k',
    });
    expect(Object.keys(got?.parameters ?? {})).not.toContain('Tag.1.Value');
    expect(got?.headers).toMatchObject({ 'x-acs-regionid': 'b', 'x-acs-organizationid': '37' });
    expect(reports).toEqual([
      {
        action: 'CopyImage',
        regionId: 'b',
        milliseconds: expect.any(Number),
        requestId: 'r-1',
        outcome: 'ok',
        met: { endpoint: 'one for all regions', answer: 'ASAPI flags', eagleEyeTraceId: 't-1' },
      },
    ]);
  });

  it.each<readonly [lost: string, reply: Reply]>([
    ['the connection ends', (response) => response.destroy()],
    ['the gateway has a fault', { status: 503, body: { Code: 'ServiceUnavailable', RequestId: 'r-1' } }],
    ['a front has a fault', { status: 502, body: '<html></html>' }],
    ['the answer cannot be read', { body: '<html></html>' }],
    ['a fault comes with HTTP 200', { body: { asapiSuccess: false, asapiErrorCode: '500', RequestId: 'r-1' } }],
  ])('is not sent again where it may have been carried out: %s', async (_, reply) => {
    gateway.reply(reply);
    const failure = await failureOf(open().images.start(SPEC));
    expect(failure.answer.maybeDone).toBe(true);
    expect(actions()).toEqual(['CopyImage']);
  });

  it('counts as lost if it is slower than the invocation', async () => {
    gateway.reply(silent);
    const failure = await failureOf(open({}, 10_500).images.start(SPEC));
    expect(failure).toMatchObject({ code: 'NetworkFailure', answer: { maybeDone: true } });
    expect(failure.message).toContain('no answer came in time');
    expect(actions()).toEqual(['CopyImage']);
  });

  it('is sent again after a refusal that passes', async () => {
    gateway.reply(
      { status: 400, body: { errorCode: 'Throttling.User', errorMessage: 'm', eagleEyeTraceId: 't-1' } },
      { body: { RequestId: 'r-1', ImageId: 'm-1' } },
    );
    await expect(open().images.start(SPEC)).resolves.toEqual(AT);
    expect(actions()).toEqual(['CopyImage', 'CopyImage']);
    const nonces = gateway.got.map(({ parameters }) => parameters.SignatureNonce);
    expect(new Set(nonces).size).toBe(2);
  });
});

describe('a failure', () => {
  it('says what the gateway said, by which ids it is found, and what to do', async () => {
    gateway.reply({
      status: 403,
      body: { errorCode: 'Forbidden.RAM', errorMessage: 'not yours', RequestId: 'r-1', eagleEyeTraceId: 't-1' },
    });
    const { images, reports } = open();
    const failure = await failureOf(images.find(AT));
    expect(failure).toMatchObject({
      code: 'AccessDenied',
      answer: { vendorCode: 'Forbidden.RAM', requestId: 'r-1, eagleEyeTraceId t-1' },
    });
    expect(failure.message).toBe(
      `DescribeImages in ${REGION} failed with Forbidden.RAM: not yours (request id r-1, eagleEyeTraceId t-1). Permission: ecs:DescribeImages. The request named image m-1. Grant the action to the user or role of the type configuration, in the organization and resource set that it names.`,
    );
    expect(reports).toMatchObject([
      { outcome: 'Forbidden.RAM', requestId: 'r-1, eagleEyeTraceId t-1', met: { answer: 'ASAPI error' } },
    ]);
  });

  it.each([
    [{ Code: 'InvalidRegionId.NotFound', Message: 'm' }, 'InvalidRequest', 'add the region to RegionEndpoints'],
    [{ asapiSuccess: false, asapiErrorCode: 'OrganizationNotExist' }, 'InvalidTypeConfiguration', 'Organization'],
    [{ Code: 'Department.Invalid' }, 'InvalidTypeConfiguration', 'Correct Organization'],
    [{ Code: 'InvalidResourceGroup.NotFound' }, 'InvalidTypeConfiguration', 'Correct ResourceSet'],
    [{ code: '404' }, 'InvalidTypeConfiguration', 'Compare host, port and path in Endpoints and Gateway'],
    [{ code: '401' }, 'InvalidCredentials', 'Correct AccessKeyId'],
    [{ asapiSuccess: false }, 'GeneralServiceException', 'report the request id to the operator of the cloud'],
    [{ Code: 'InvalidSignatureMethod' }, 'InvalidTypeConfiguration', 'Set SignatureMethod'],
  ])('with HTTP 200 is one too: %j', async (body, code, cure) => {
    gateway.reply({ body: { RequestId: 'r-1', ...body } });
    const failure = await failureOf(open().images.find(AT));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(cure);
    expect(failure.answer.requestId).toBe('r-1');
  });

  it('does not repeat a signed request that an answer may echo', async () => {
    const echo = 'Specified signature is not matched with our calculation. server string to sign is: POST&%2F&canary';
    gateway.reply({ status: 400, body: { errorCode: 'SignatureDoesNotMatch', errorMessage: echo } });
    const failure = await failureOf(open().images.find(AT));
    expect([failure.code, failure.message.includes('canary')]).toEqual(['InvalidCredentials', false]);
  });
});

describe('a request to cancel', () => {
  it.each([
    [404, { Code: 'InvalidAction.NotFound' }, 'not offered: InvalidAction.NotFound'],
    [200, { asapiSuccess: false, asapiErrorCode: 'UnsupportedOperation' }, 'not offered: UnsupportedOperation'],
    [400, { errorCode: 'InvalidApi.NotFound' }, 'not offered: InvalidApi.NotFound'],
    [404, '<html>Not found</html>', 'not offered: HTTP 404'],
    [200, { code: '404' }, 'not offered: HTTP 404'],
    [403, { Code: 'CancelNotSupported' }, 'offered'],
  ])('that gets HTTP %i with %j is refused', async (status, body, cancel) => {
    gateway.reply({ status, body });
    const { images, reports } = open();
    await expect(images.cancel?.(AT)).resolves.toBe('refused');
    expect(reports).toMatchObject([{ outcome: 'refused', met: { cancel } }]);
  });

  it('may be taken', async () => {
    const { images, reports } = open();
    await expect(images.cancel?.(AT)).resolves.toBe('accepted');
    expect(reports).toMatchObject([{ outcome: 'ok', met: { cancel: 'offered' } }]);
  });

  it('that may not be made is a failure', async () => {
    gateway.reply({ status: 403, body: { Code: 'Forbidden.RAM', RequestId: 'r-1' } });
    await expect(failureOf(open().images.cancel?.(AT) ?? Promise.resolve())).resolves.toMatchObject({
      code: 'AccessDenied',
    });
  });
});

describe('a list of images', () => {
  const ours = { Tags: { Tag: [{ TagKey: 'tfcfn:request', TagValue: 'x' }] } };
  const encrypted = { DiskDeviceMappings: { DiskDeviceMapping: [{ SnapshotId: 's-1', Encrypted: false }] } };

  it.each([
    [IMAGE, { Usable: 'not shown', Encrypted: 'not shown', tag: 'not there' }],
    [
      { ...IMAGE, Usable: false },
      { Usable: 'shown', Encrypted: 'not shown', tag: 'not there' },
    ],
    [
      { ...IMAGE, ...ours },
      { Usable: 'not shown', Encrypted: 'not shown', tag: 'there' },
    ],
    [
      { ...IMAGE, ...encrypted },
      { Usable: 'not shown', Encrypted: 'shown', tag: 'not there' },
    ],
  ])('tells the log which case was met: %#', async (image, met) => {
    gateway.reply({ body: listOf(image) });
    const { images, reports } = open({ endpoints: { ecs: `${gateway.url}/{region}` } });
    await images.find(AT);
    expect(reports.map((report) => report.met)).toEqual([{ endpoint: 'of the region', answer: 'ECS', ...met }]);
  });

  it('may come in an envelope', async () => {
    const { RequestId: requestId, ...data } = listOf(IMAGE);
    gateway.reply({ body: { code: '200', requestId, data } });
    await expect(open().images.find(AT)).resolves.toMatchObject({ ref: AT, name: 'a-copy' });
  });

  it('of another region says that the gateway serves that one alone', async () => {
    gateway.reply({ body: { ...listOf(), RegionId: 'b' } });
    const failure = await failureOf(open().images.find(AT));
    expect(failure.code).toBe('InvalidTypeConfiguration');
    const answer = { action: 'DescribeImages', regionId: REGION, requestId: 'r-list', vendorCode: 'RegionId' };
    expect(failure.answer).toEqual(answer);
    expect(failure.message).toContain(`Give ${REGION} its own endpoint in RegionEndpoints`);
    expect(isCatalogued(failure.code, failure.message)).toBe(true);
    expect(actions()).toEqual(['DescribeImages']);
  });
});

describe('a region', () => {
  it('with an endpoint of its own is asked there, others elsewhere', async () => {
    const own = await Gateway.open();
    try {
      own.reply({ body: listOf(IMAGE) });
      gateway.reply({ body: { RequestId: 'r-1', ImageId: 'm-1' } });
      const { images } = open({ regionEndpoints: [{ regionId: REGION, ecs: `${own.url}/x` }] });
      await images.start(SPEC);
      await images.find(AT);
      const asked = [gateway, own].map(({ got }) => got.map(({ path, parameters }) => [path, parameters.RegionId]));
      expect(asked).toEqual([[['/asapi/v3/', 'b']], [['/x/', REGION]]]);
    } finally {
      own.close();
    }
  });
});

describe('a change', () => {
  const NOTHING = { removeFirst: [], set: [], removeLast: [] };

  it('of tags leaves out empty values', async () => {
    const { images } = open();
    await images.settle(AT, { attributes: {}, tags: { ...NOTHING, set: [{ key: 'k', value: '' }] } });
    expect(gateway.got[0]?.parameters).toMatchObject({
      Action: 'TagResources',
      'ResourceId.1': 'm-1',
      'Tag.1.Key': 'k',
    });
    expect(Object.keys(gateway.got[0]?.parameters ?? {})).not.toContain('Tag.1.Value');
  });

  it('of a text that is to be empty says so', async () => {
    const { images } = openImages(
      { endpoints: { ecs: gateway.url } },
      {
        properties: { Description: { changed: (description) => ({ description }) } },
      },
    );
    await images.settle(AT, { attributes: { Description: '' }, tags: NOTHING });
    expect(gateway.got[0]?.parameters).toMatchObject({ Action: 'ModifyImageAttribute', Description: '' });
  });
});

describe('a deletion', () => {
  it('is forced in words', async () => {
    await expect(open().images.remove(AT, { force: true, remains: false })).resolves.toBe('accepted');
    expect(gateway.got[0]?.parameters).toMatchObject({ Action: 'DeleteImage', ImageId: 'm-1', Force: 'true' });
  });

  it('of an image that is gone is told so, in whatever shape', async () => {
    gateway.reply({ body: { asapiSuccess: false, asapiErrorCode: 'InvalidImageId.NotFound', RequestId: 'r-1' } });
    await expect(open().images.remove(AT, { force: false, remains: false })).resolves.toBe('absent');
  });
});
