import { builtInSeeds } from '../../simulator/huaweicloud/account/built-in';
import { parseHuaweiSeeds } from '../../simulator/huaweicloud/account/seed-file';

const image = (more: object) => [{ regionId: 'cn-north-4', name: 'mine', ...more }];
const ID = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';

describe('a file with what Huawei Cloud has at the start', () => {
  it('may hold all that is built in, as JSON', () => {
    const written = JSON.parse(JSON.stringify(builtInSeeds));
    expect(parseHuaweiSeeds(written)).toEqual(written);
  });

  it('may be a list of images; the rest is then as built in', () => {
    expect(parseHuaweiSeeds(image({ imageId: ID }))).toEqual({ images: image({ imageId: ID }) });
  });

  it.each<[string, unknown, string]>([
    ['no list', 'x', 'expected a list of images, or an object of images and keys, found "x"'],
    ['an object without images', { keys: [] }, 'expected a list of images, or an object of images and keys'],
    ['another list', { images: [], instances: [] }, 'instances: there is no such property, only images, keys, vaults'],
    ['a text for a list', { images: [], keys: 'x' }, 'keys: expected a list, found "x"'],
    [
      'a region without a project',
      image({ regionId: 'eu-west-0' }),
      'images[0].regionId: expected a region id such as',
    ],
    ['an image of another cloud', image({ imageId: 'm-mine' }), 'images[0].imageId: expected an id such as 7ca6b538'],
    ['a kind that there is not', image({ kind: 'disk' }), 'images[0].kind: expected one of system, data, iso, whole'],
    ['a size in words', image({ sizeGiB: 'big' }), 'images[0].sizeGiB: expected a whole number from 1, found "big"'],
    ['tags as a list', image({ tags: [] }), 'images[0].tags: expected texts by their keys'],
    ['a member that is a number', image({ members: { x: 1 } }), 'images[0].members: expected texts or null by their'],
    ['a key without its id', { images: [], keys: [{ regionId: 'cn-north-4' }] }, 'keys[0].keyId: is missing'],
    ['a kind of vault', { images: [], vaults: [{ regionId: 'cn-east-3', vaultId: ID, kind: 'x' }] }, 'vaults[0].kind:'],
    [
      'a right of an agency',
      { images: [], agencies: [{ name: 'a', rights: ['x'] }] },
      'agencies[0].rights: expected a',
    ],
    ['rights in projects', { images: [], agencies: [{ name: 'a', projectRights: {} }] }, 'agencies[0].projectRights:'],
    ['a project without id', { images: [], enterpriseProjects: [{}] }, 'enterpriseProjects[0].id: is missing'],
  ])('is refused with %s', (_, value, problem) => {
    expect(() => parseHuaweiSeeds(value)).toThrow(problem);
  });
});
