import { text } from 'node:stream/consumers';
import { deflateSync, gzipSync } from 'node:zlib';
import { createGunzip, createInflate } from '../../tools/stand-ins/zlib';

describe('the stand-in for the module zlib', () => {
  it.each([
    ['gzip', createGunzip, gzipSync],
    ['deflate', createInflate, deflateSync],
  ])('unpacks %s', async (_, create, pack) => {
    const stream = create();
    stream.end(pack('an answer'));
    expect(await text(stream)).toBe('an answer');
  });
});
