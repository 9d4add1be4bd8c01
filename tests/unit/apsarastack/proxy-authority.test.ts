import { type Certificate, makeCertificate } from '../../../simulator/common/http/certificate';
import { ConnectProxy, Gateway } from '../../support/gateway';
import { IMAGE, listOf, openImages, REGION } from './stage';

let mockPublicAuthority: Certificate;
/** Node.js has the public authorities compiled in, and no server here has a certificate of one of them. */
jest.mock('node:tls', () => ({
  ...jest.requireActual<typeof import('node:tls')>('node:tls'),
  get rootCertificates() {
    return [mockPublicAuthority.ca];
  },
}));

it('a proxy with a certificate of a public authority is trusted beside the CaCertificate of the gateway', async () => {
  const own = await makeCertificate();
  mockPublicAuthority = await makeCertificate();
  const gateway = await Gateway.open(own);
  const proxy = await ConnectProxy.open(undefined, mockPublicAuthority);
  gateway.reply({ body: listOf(IMAGE) });
  const { images } = openImages({ endpoints: { ecs: gateway.url }, proxy: proxy.url(), caCertificate: own.ca });
  try {
    await expect(images.find({ regionId: REGION, id: 'm-1' })).resolves.toMatchObject({ ref: { id: 'm-1' } });
    expect(proxy.asked).toHaveLength(1);
  } finally {
    proxy.close();
    gateway.close();
  }
});
