import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedCloud } from '../../local/embedded';
import { outcome, raw } from '../simulator/support';
import { asObject, TYPE_NAME, temporaryFolder } from './helpers';

it.each<[string, object, string]>([
  ['the built-in ones', {}, '404 InvalidParameter.KMSKeyId.NotFound'],
  ['those of its file', { keys: [{ regionId: 'cn-shanghai', keyId: 'key-mine' }] }, '200'],
])('the embedded simulator has keys: %s', async (_, keys, expected) => {
  const imagesFile = join(temporaryFolder(), 'images.json');
  writeFileSync(imagesFile, JSON.stringify({ images: [{ regionId: 'cn-hangzhou', imageId: 'm-mine' }], ...keys }));
  const cloud = await startEmbeddedCloud({ speed: 1, images: { alibaba: imagesFile } });
  try {
    const { Credentials, Endpoints } = asObject(cloud.typeConfiguration[TYPE_NAME]);
    const { AccessKeyId, AccessKeySecret } = asObject(Credentials);
    const accessKey = { AccessKeyId: String(AccessKeyId), AccessKeySecret: String(AccessKeySecret) };
    const copy = { RegionId: 'cn-hangzhou', ImageId: 'm-mine', DestinationRegionId: 'cn-shanghai', Encrypted: true };
    const codeOf = async (KMSKeyId: string) =>
      outcome(await raw({ url: String(asObject(Endpoints).Ecs), accessKey }, 'CopyImage', { ...copy, KMSKeyId }));
    expect(await codeOf('key-mine')).toBe(expected);
    expect(await codeOf('key-sha00example')).toBe('keys' in keys ? '404 InvalidParameter.KMSKeyId.NotFound' : '200');
  } finally {
    await cloud.close();
  }
});
