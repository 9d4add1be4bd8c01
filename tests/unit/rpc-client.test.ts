import { RpcClient } from '../../src/alibaba/openapi';
import { Gateway } from '../support/gateway';

it('a request that is not signed asks for JSON by a parameter, too: the default of the API is XML', async () => {
  const gateway = await Gateway.open();
  try {
    gateway.reply({ body: { RequestId: 'R' } });
    const client = new RpcClient({ protocol: 'http', host: new URL(gateway.url).host });
    const request = { action: 'AssumeRoleWithOIDC', version: '2015-04-01', form: { OIDCToken: 'x.y.z' } };
    expect(await client.call(request, 5_000)).toMatchObject({ body: { RequestId: 'R' } });
    expect(gateway.got).toEqual([
      expect.objectContaining({
        query: 'Format=json',
        form: 'OIDCToken=x.y.z',
        headers: expect.objectContaining({ 'x-acs-action': 'AssumeRoleWithOIDC', accept: 'application/json' }),
      }),
    ]);
    expect(gateway.got[0]?.headers.authorization).toBeUndefined();
  } finally {
    gateway.close();
  }
});
