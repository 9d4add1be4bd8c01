import { HOME, SOURCE, useStage } from '../support/copies';
import { type Action, openStage, type RequestOptions } from '../support/stage';

const tags = (count: number) => Array.from({ length: count }, (_, n) => ({ Key: `key-${n}`, Value: '' }));
const tag = (Key: unknown, Value: unknown = '') => ({ Tags: [{ Key, Value }] });

/** Key IDs have this form too. */
const UUID = '0b6f3b3a-0000-4000-8000-000000000000';
const KEY_ID = 'must be a key ID (letters, digits, hyphens and underscores), not an ARN and not an alias';

/** Bad properties, and what the message has to say of them. */
const BAD: readonly (readonly [properties: object, says: string])[] = [
  [{ SourceImageId: undefined }, 'SourceImageId is required'],
  [{ SourceRegionId: undefined }, 'SourceRegionId is required'],
  [{ SourceImageId: '' }, 'SourceImageId must be an image ID such as m-bp1example'],
  [{ SourceImageId: 'm bp1' }, 'SourceImageId must be an image ID'],
  [{ SourceImageId: '../m-1' }, 'SourceImageId must be an image ID'],
  [{ SourceRegionId: 'Hangzhou' }, 'SourceRegionId must be a region ID such as cn-hangzhou'],
  [{ DestinationRegionId: 'cn' }, 'DestinationRegionId must be a region ID'],
  [{ DestinationRegionId: 'cn-shanghai.evil.example' }, 'DestinationRegionId must be a region ID'],
  [{ DestinationRegionId: 'cn-shanghai/' }, 'DestinationRegionId must be a region ID'],
  [{ DestinationRegionId: 'cn-shanghai\n' }, 'DestinationRegionId must be a region ID'],
  [{ ImageName: 'a' }, 'ImageName must have 2 to 128 characters, has 1'],
  [{ ImageName: 'a'.repeat(129) }, 'ImageName must have 2 to 128 characters, has 129'],
  [{ ImageName: 'aliyun-image' }, 'ImageName must not begin with aliyun'],
  [{ ImageName: 'acs:image' }, 'ImageName must not begin with acs:'],
  [{ ImageName: '1image' }, 'ImageName must begin with a letter'],
  [{ ImageName: 'my image' }, 'ImageName must consist of letters, digits'],
  [{ ImageName: 'http://x' }, 'ImageName must consist of letters, digits'],
  [{ Name: '-x' }, 'Name must begin with a letter'],
  [{ ImageName: 'one', Name: 'other' }, 'Name is the former name of ImageName and differs from it: remove Name'],
  [{ ImageFamily: 'acs:family' }, 'ImageFamily must not begin with acs:'],
  [{ Description: 'a' }, 'Description must have 2 to 256 characters, has 1'],
  [{ Description: 'a'.repeat(257) }, 'Description must have 2 to 256 characters, has 257'],
  [{ Description: 'https://example.com' }, 'Description must not begin with https://'],
  [{ Encrypted: true, KmsKeyId: 'key/../x' }, 'KmsKeyId must be a key ID'],
  ...[
    'acs:kms:cn-shanghai:1:key/key-1',
    'arn:aws:kms:us-east-1:1:key/key-1',
    'alias/mine',
    'acs:kms:cn-shanghai:1:alias/mine',
  ].map((KmsKeyId) => [{ Encrypted: true, KmsKeyId }, `KmsKeyId ${KEY_ID}`] as const),
  [{ KmsKeyId: 'key-1' }, 'KmsKeyId needs Encrypted: true'],
  [{ KmsKeyId: 'key-1', Encrypted: false }, 'KmsKeyId needs Encrypted: true'],
  [{ ResourceGroupId: 'rg 1' }, 'ResourceGroupId must be a resource group ID'],
  [{ Timeouts: { Create: '0s' } }, 'Timeouts.Create must be longer than 0 s'],
  [{ Timeouts: { Create: '12h' } }, 'Timeouts.Create must be at most 11 h'],
  [{ Timeouts: { Create: '11h1s' } }, 'Timeouts.Create must be at most 11 h'],
  [{ Timeouts: { Delete: '999999h' } }, 'Timeouts.Delete must be at most 11 h'],
  [{ Timeouts: { Delete: 'soon' } }, 'Timeouts.Delete must be a duration such as 90s, 45m or 1h30m'],
  [{ Timeouts: { Delete: '' } }, 'Timeouts.Delete must be a duration'],
  [{ Timeouts: { Delete: '1m1h' } }, 'Timeouts.Delete must be a duration'],
  [{ Timeouts: { Create: '-5m' } }, 'Timeouts.Create must be a duration'],
  [{ Timeouts: { Create: 5 } }, 'Timeouts.Create must be a duration'],
  [
    { Tags: tags(20) },
    'Tags must be at most 19 including the stack tags, not 20: an image can have 20 tags, and the resource type uses 1 of them',
  ],
  [{ Tags: tags(21) }, 'Tags must be at most 19 including the stack tags, not 21'],
  [{ Tags: tags(19), Encrypted: true, KmsKeyId: 'key-1' }, 'Tags must be at most 18 including the stack tags, not 19'],
  [tag(''), 'Tags[0].Key must have 1 to 128 characters, has 0'],
  [tag('k'.repeat(129)), 'Tags[0].Key must have 1 to 128 characters, has 129'],
  [tag('acs:key'), 'Tags[0].Key must not begin with acs:'],
  [tag('Aliyun'), 'Tags[0].Key must not begin with aliyun'],
  [tag('aws:key'), 'Tags[0].Key must not begin with aws:'],
  [tag('tfcfn:source'), 'Tags[0].Key must not begin with tfcfn:'],
  [tag('see http://x'), 'Tags[0].Key must not contain http://'],
  [tag('key', 'v'.repeat(129)), 'Tags[0].Value must have 0 to 128 characters, has 129'],
  [tag('key', 'acs:value'), 'Tags[0].Value must not begin with acs:'],
  [tag('key', 'see HTTPS://x'), 'Tags[0].Value must not contain https://'],
  [{ Tags: [{ Key: 'key' }] }, 'Tags[0].Value must be a string'],
  [{ Tags: [{ Value: 'v' }] }, 'Tags[0].Key must be a string'],
  [{ Tags: ['key'] }, 'Tags[0].Key must be a string'],
  [{ Tags: [null] }, 'Tags[0].Key must be a string'],
  [
    { Tags: [tag('a').Tags[0], tag('A').Tags[0]] },
    'Tags[1].Key "A" is set twice, as "a" (ECS ignores the case of tag keys)',
  ],
  [{ Tags: 'key=value' }, 'Tags'],
  [{ Tags: { Key: 'a', Value: 'b' } }, 'Tags must be a list of objects with Key and Value'],
  [{ Encrypted: 'perhaps' }, 'resourceProperties cannot be read'],
  [{ Timeouts: 'long' }, 'Timeouts'],
  [{ Timeouts: ['1h'] }, 'Timeouts'],
  [{ Description: { Ref: 'X' } }, 'Description'],
  [{ ImageName: ['golden'] }, 'ImageName'],
];

describe('bad input ends in a clear error before any call', () => {
  const stage = useStage(() => openStage());
  const refused = async (action: Action, properties: object, says: string, options: RequestOptions = {}) => {
    const answer = await stage().invoke(action, { ...properties }, options);
    expect({ code: answer.errorCode, message: answer.message }).toEqual({
      code: 'InvalidRequest',
      message: expect.stringContaining(says),
    });
    expect(stage().simulator.calls).toEqual([]);
  };

  it.each(BAD.map(([properties, says]) => [says, properties] as const))('CREATE: %s', async (says, properties) => {
    await refused('CREATE', { ...SOURCE, ImageName: 'golden', ...properties }, says);
  });

  it.each(['Id', 'tfcfnid', 'Status', 'OSType', 'CreationTime', 'SnapshotIds', 'Size', 'IsSupportCloudinit'])(
    'CREATE: %s is read-only',
    async (name) => {
      const value = { SnapshotIds: ['s-1'], Size: 5, IsSupportCloudinit: false }[name] ?? 'x';
      await refused('CREATE', { ...SOURCE, [name]: value }, `${name} is read-only: remove it`);
    },
  );

  it.each([
    [{ 'acs:tag': 'x' }, 'stack tag "acs:tag".Key must not begin with acs:'],
    [{ ok: 'x', other: 'http://x' }, 'stack tag "other".Value must not contain http://'],
    [
      Object.fromEntries(tags(15).map(({ Key }) => [`stack-${Key}`, ''])),
      'Tags must be at most 19 including the stack tags, not 20',
    ],
  ])('CREATE: stack tags %j', async (stackTags, says) => {
    await refused('CREATE', { ...SOURCE, Tags: tags(5) }, says, { stackTags });
  });

  it('names every problem of a request at once', async () => {
    const { message } = await stage().invoke('CREATE', {
      SourceImageId: 'x y',
      ImageName: '1',
      Tags: tag('acs:').Tags,
    });
    for (const name of ['SourceImageId', 'SourceRegionId', 'ImageName', 'Tags[0].Key']) expect(message).toContain(name);
    expect(message).toMatch(/^The properties are not valid: .*\.$/);
  });

  it.each([
    'cn-shanghai/',
    '/m-1',
    'a/b/c',
    'm 1',
    'CN-Shanghai/m-1',
    'cn-shanghai/m-1/',
    'cn-shanghai//m-1',
    '%2e%2e/m-1',
  ])('READ, UPDATE, DELETE: "%s" is no identifier', async (tfcfnid) => {
    for (const action of ['READ', 'UPDATE', 'DELETE'] as const) {
      await refused(action, { ...SOURCE, tfcfnid }, 'tfcfnid must be <DestinationRegionId>/<ImageId>');
    }
  });

  it.each([
    ['DELETE', { Timeouts: { Delete: 'soon' } }, 'Timeouts.Delete must be a duration'],
    ['DELETE', { Force: 'perhaps' }, 'resourceProperties cannot be read'],
    ['UPDATE', { SourceRegionId: undefined }, 'SourceRegionId is required'],
    ['UPDATE', { ImageName: '1' }, 'ImageName must have 2 to 128 characters'],
    ['LIST', { DestinationRegionId: 'Shanghai' }, 'DestinationRegionId must be a region ID'],
  ] as const)('%s with %j', async (action, properties, says) => {
    await refused(action, { ...SOURCE, tfcfnid: 'cn-shanghai/m-1', ...properties }, says);
  });
});

describe('a boolean that is none', () => {
  const stage = useStage(() => openStage());
  const copy = { ...SOURCE, ImageName: 'golden', tfcfnid: 'cn-shanghai/m-1' };

  it.each([
    ['CREATE', 'Encrypted'],
    ['CREATE', 'Force'],
    ['CREATE', 'DeleteAutoSnapshot'],
    ['UPDATE', 'Encrypted'],
    ['UPDATE', 'Force'],
    ['UPDATE', 'DeleteAutoSnapshot'],
    ['DELETE', 'Force'],
    ['DELETE', 'DeleteAutoSnapshot'],
  ] as const)('is refused before any call: %s with %s', async (action, name) => {
    const { tfcfnid, ...wish } = copy;
    for (const value of [1, 0, [true], { Ref: 'X' }]) {
      const answer = await stage().invoke(action, { ...(action === 'CREATE' ? wish : copy), [name]: value });
      expect([value, answer.errorCode, answer.message]).toEqual([
        value,
        'InvalidRequest',
        `The properties are not valid: ${name} must be true or false.`,
      ]);
    }
    expect(stage().simulator.calls).toEqual([]);
  });
});

describe('input that is in order', () => {
  const stage = useStage(() => openStage({ behaviour: { copySeconds: 30 } }));

  it.each([
    { ImageName: 'ab' },
    { ImageName: 'a'.repeat(128) },
    { ImageName: 'Z.a:b_c-d9' },
    { ImageName: '\u9ec4\u91d1\u955c\u50cf' },
    { Description: 'see https://example.com' },
    { Description: '\u63cf\u8ff0' },
    { Description: 'x'.repeat(256) },
    { Timeouts: {} },
    { Timeouts: { Create: '11h', Delete: '660m' } },
    { Timeouts: { Create: '1h30m15s', Delete: '90s' } },
    { Tags: tags(19) },
    { Tags: tags(18), Encrypted: true, KmsKeyId: UUID },
    tag('k'.repeat(128), 'v'.repeat(128)),
    tag('a b/c=d+e@f', ' '),
    { Tags: null, Description: null, Timeouts: null, Encrypted: null },
  ])('is taken: %j', async (properties) => {
    stage().simulator.world.addKey({ regionId: HOME, keyId: UUID });
    expect((await stage().run('CREATE', { ...SOURCE, ...properties })).final.status).toBe('SUCCESS');
  });
});
