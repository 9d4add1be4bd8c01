import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { otherCloudWarning } from '../../local/commands/other-cloud';
import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import { EMPTY_RECORD } from '../../local/stack/steps';
import { TYPE_NAME, templateOf, temporaryFolder } from './helpers';
import { ended, endPrograms, persistentCloud } from './program';

// A stack whose cloud is replaced by an option: what it has in the first cloud would be forgotten without a word.

afterEach(endPrograms);

const WARNING = / has other endpoints: what the stack created there stays there, and is billed\.\n/;

it.each([
  ['delete', (_: string) => ['delete', '--stack-name', 'copy']],
  ['deploy', (template: string) => ['deploy', template]],
  ['import', (template: string) => ['import', template, '--resources-to-import', 'More=cn-shanghai/m-uf6notthere']],
])(
  '%s warns first',
  async (_, words) => {
    const [first, other] = [await persistentCloud(1, 1000), await persistentCloud(1, 1000)];
    const template = join(first.folder, 'copy.json');
    const copy = { DeletionPolicy: 'Delete', Properties: { SourceImageId: 'm-bp1golden0ubuntu24' } };
    writeFileSync(template, JSON.stringify(templateOf({ Copy: copy })));
    expect((await ended('deploy', template, ...first.options)).text).not.toContain('Warning');
    expect((await ended('deploy', template, ...first.options)).text).not.toContain('Warning');
    if (words('')[0] === 'import') writeFileSync(template, JSON.stringify(templateOf({ Copy: copy, More: copy })));
    const { text } = await ended(...words(template), ...other.options.slice(0, 2), ...first.options.slice(2));
    expect(text).toMatch(WARNING);
    expect(text).toContain(`Warning: this stack was deployed with ${first.options[1]}, and ${other.options[1]} has`);
    expect(text.search(WARNING)).toBeLessThan(text.search(/_IN_PROGRESS|$/));
  },
  60_000,
);

describe('a warning', () => {
  const KEY = { AccessKeyId: 'one', AccessKeySecret: 'x' };
  const before: JsonObject = { RegionId: 'cn-shanghai', Credentials: KEY, Endpoints: { Ecs: 'https://one.example' } };

  function warningFor(after: JsonObject | string): string | undefined {
    const folder = temporaryFolder();
    const [stored, given] = [join(folder, 'stored.json'), join(folder, 'given.json')];
    writeFileSync(stored, JSON.stringify(before));
    writeFileSync(given, typeof after === 'string' ? after : JSON.stringify(after));
    const record = { ...EMPTY_RECORD, logicalId: 'Copy', typeName: TYPE_NAME, identifier: 'cn-shanghai/m-1' };
    const state = { ...newStack('one'), typeConfigurationFile: stored, resources: { Copy: record } };
    expect(otherCloudWarning(state, stored)).toBeUndefined();
    expect(readFileSync(stored, 'utf8')).toBe(JSON.stringify(before));
    return otherCloudWarning(state, given);
  }

  it.each<[string, JsonObject]>([
    ['other endpoints', { ...before, Endpoints: { Ecs: 'https://other.example' } }],
    ['other endpoints', { RegionId: 'cn-shanghai', Credentials: KEY }],
    ['another key or role', { ...before, Credentials: { ...KEY, AccessKeyId: 'other' } }],
    ['other endpoints', { ...before, Cloud: 'other.example' }],
    ['another key or role', { ...before, AssumeRole: { RoleArn: 'acs:ram::1:role/x' } }],
    ['other endpoints', { [TYPE_NAME]: { ...before, Endpoints: { Ecs: 'https://other.example' } } }],
  ])('of %s: %j', (words, after) => {
    expect(warningFor(after)).toContain(` has ${words}`);
  });

  it.each<[string, JsonObject | string]>([
    ['the same in another file', before],
    ['the same for each type', { [TYPE_NAME]: before }],
    ['a new secret of the same key', { ...before, Credentials: { ...KEY, AccessKeySecret: 'y' } }],
    ['another default region', { ...before, RegionId: 'cn-beijing', ForceDelete: true }],
    ['other settings of the same cloud', { ...before, CaCertificate: 'x', Proxy: 'y', Parameters: 'QUERY' }],
    ['a project of another region', { ...before, ProjectIds: [{ Region: 'cn-east-3', ProjectId: 'x' }] }],
    ['endpoints of another region', { ...before, RegionEndpoints: [{ RegionId: 'cn-x', Ecs: 'https://x.example' }] }],
    ['what cannot be read', '{'],
  ])('is not given for %s', (_, after) => {
    expect(warningFor(after)).toBeUndefined();
  });

  it('is not given for a stack that is new or has nothing', () => {
    expect(otherCloudWarning(undefined, 'x.json')).toBeUndefined();
    expect(otherCloudWarning(newStack('one'), 'x.json')).toBeUndefined();
  });
});
