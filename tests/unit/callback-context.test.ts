import { pack, unpack, withoutSecrets } from '../../src/cloudformation/callback-context';
import { Failure } from '../../src/failure/failure';

const HERE = 'cn-shanghai/m-1';
const PLAIN = pack(HERE, { looks: 1 });
const FULL = pack(HERE, { looks: 1 }, { handle: { imageId: 'm-2' }, guessed: true });

it.each([
  ['with memory alone', PLAIN, { memory: { looks: 1 }, handle: undefined }],
  ['with all of its parts', FULL, { memory: { looks: 1 }, handle: { imageId: 'm-2' } }],
])('a context %s is unpacked as it was packed', (_, context, unpacked) => {
  expect(unpack(JSON.parse(JSON.stringify(context)), HERE)).toEqual(unpacked);
});

it.each<[what: string, context: unknown]>([
  ['of another version', { ...FULL, version: 1 }],
  ['of another resource', { ...FULL, identifier: 'cn-shanghai/m-2' }],
  ['with another value of a flag', { ...FULL, guessed: 'yes' }],
  ['with another value of a flag and nothing else', { ...PLAIN, guessed: false }],
  ['with a field of its own', { ...FULL, region: 'cn-shanghai' }],
  ['that is no object', 'context'],
])('a context %s is refused', (_, context) => {
  expect(() => unpack(context, HERE)).toThrow(Failure);
  expect(() => unpack(context, HERE)).toThrow('did not return this callbackContext');
});

it('a context without secrets keeps the handle that the adapter of a cloud wrote, and what tells one image from another', () => {
  const secret = 'canary';
  const context = pack(`cn/${secret}`, { id: secret, message: secret }, { handle: { job: secret } });
  expect(withoutSecrets(context, (text) => text.replaceAll(secret, '…'), ['id'])).toEqual({
    ...context,
    memory: { id: secret, message: '…' },
  });
});
