import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../local/json';
import { namedValues } from '../../local/stack/named';
import { templateOf, temporaryFolder } from './helpers';
import { endPrograms, run } from './program';

// A failure names the values that are wrong, not only their properties.

describe('the values that a message names', () => {
  it.each<[string, JsonObject, string]>([
    [
      'Correct SourceImageId or SourceRegionId: it',
      { SourceImageId: 'm-1', SourceRegionId: 'r', Name: 'x' },
      'SourceImageId is m-1, SourceRegionId is r',
    ],
    ['Correct SourceRegionId.', { SourceRegionId: 'r', RegionId: 's' }, 'SourceRegionId is r'],
    ['The specified ImageId does not exist', { SourceImageId: 'm-1' }, ''],
    ['Timeouts.Create must be at most 11 h.', { Timeouts: { Create: '13h', Delete: '1h' } }, 'Timeouts.Create is 13h'],
    [
      'Tags[1].Key must not begin with acs:',
      { Tags: [{ Key: 'a' }, { Key: 'acs:b', Value: 'c' }] },
      'Tags[1].Key is acs:b',
    ],
    [
      'KmsKeyId needs Encrypted: true',
      { KmsKeyId: 'key-1', Encrypted: false },
      'KmsKeyId is key-1, Encrypted is false',
    ],
    ['Tags[10].Key is wrong', { Tags: [{ Key: 'a' }, { Key: 'b' }] }, ''],
  ])('of "%s"', (message, properties, expected) => {
    expect(namedValues(message, properties)).toBe(expected);
  });
});

describe('deploy', () => {
  afterEach(endPrograms);

  async function failureOf(properties: JsonObject, rest: JsonObject = {}): Promise<string> {
    const folder = temporaryFolder();
    const file = join(folder, 'wrong.json');
    writeFileSync(file, JSON.stringify(templateOf({ Copy: { Properties: properties } }, rest)));
    const { code, out } = run('deploy', file, '--speed', '9000', '--state', folder);
    expect(await code).toBe(1);
    return out();
  }

  const GOLDEN = { SourceImageId: 'm-bp1golden0ubuntu24' };

  it.each<[string, JsonObject, string]>([
    [
      'an image that is not there',
      { SourceImageId: 'm-bp1nosuch' },
      'SourceImageId is m-bp1nosuch, SourceRegionId is cn-hangzhou',
    ],
    ['a region that there is not', { ...GOLDEN, SourceRegionId: 'cn-hangzhuo' }, 'SourceRegionId is cn-hangzhuo'],
    [
      'another to copy to',
      { ...GOLDEN, DestinationRegionId: 'cn-shangai' },
      'RegionId is cn-shanghai, DestinationRegionId is cn-shangai',
    ],
  ])('names %s where it failed', async (_, properties, named) => {
    const lines = (await failureOf(properties)).split('\n');
    const values = lines.find((line) => line.startsWith('  Copy: '))?.slice('  Copy: '.length);
    expect(values?.split(', ')).toEqual(expect.arrayContaining(named.split(', ')));
  });

  it('shows no value of a NoEcho parameter', async () => {
    const parameters = { Parameters: { Image: { Type: 'String', NoEcho: true, Default: 'm-bp1nosuch' } } };
    const out = await failureOf({ SourceImageId: { Ref: 'Image' } }, parameters);
    expect(out).toContain('  Copy: SourceImageId is ****, SourceRegionId is cn-hangzhou');
    expect(out).not.toContain('SourceImageId is m-bp1nosuch');
  });
});
