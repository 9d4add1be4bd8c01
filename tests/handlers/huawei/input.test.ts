import { KEY_NORTH, VAULT_EAST } from '../../../simulator/huaweicloud/account/built-in';
import {
  ACROSS,
  CROSS_AGENCY,
  EAST,
  type HuaweiStage,
  IN_REGION,
  imageOf,
  NORTH,
  openHuaweiStage,
} from '../../support/huawei';
import type { Properties } from '../../support/stage';

const nTags = (count: number) => Array.from({ length: count }, (_, nth) => ({ Key: `key-${nth}`, Value: '' }));

/** What is wrong in a template, and what is said of it. */
const PROPERTIES: readonly (readonly [what: string, wrong: Properties, said: string])[] = [
  ['no source', { ...IN_REGION, SourceImageId: undefined }, 'SourceImageId is required'],
  ['no name', { ...IN_REGION, Name: undefined }, 'Name is required'],
  [
    'an agency for a copy within a region',
    { ...IN_REGION, Region: NORTH, AgencyName: CROSS_AGENCY },
    'AgencyName is only for a copy to another region, and this one stays in cn-north-4',
  ],
  [
    'a vault for a copy within a region',
    { ...IN_REGION, Region: NORTH, VaultId: VAULT_EAST },
    'VaultId is only for a copy to another region',
  ],
  [
    'the same where both regions are named',
    { ...ACROSS, Region: NORTH, TargetRegion: NORTH },
    'AgencyName is only for a copy to another region',
  ],
  [
    'a key for a copy to another region',
    { ...ACROSS, Region: NORTH, KmsKeyId: KEY_NORTH },
    'KmsKeyId is only for a copy within a region, and this one goes from cn-north-4 to cn-east-3',
  ],
  [
    'an enterprise project for a copy to another region',
    { ...ACROSS, Region: NORTH, EnterpriseProjectId: '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10' },
    'EnterpriseProjectId is only for a copy within a region',
  ],
  [
    'no agency for a copy to another region',
    { ...ACROSS, AgencyName: undefined },
    'AgencyName is required for a copy to another region',
  ],
  [
    'a sub-project',
    { ...ACROSS, TargetRegion: 'cn-east-3_team' },
    'TargetRegion must be a region ID such as cn-north-4, not the name of a sub-project',
  ],
  ['a source that is none', { ...IN_REGION, SourceImageId: 'm-1' }, 'SourceImageId must be an image ID'],
  ['a name with a slash', { ...IN_REGION, Name: 'a/b' }, 'Name must consist of'],
  ['a name that ends with a space', { ...IN_REGION, Name: 'a ' }, 'Name must not begin or end with a space'],
  ['a name of 129 characters', { ...IN_REGION, Name: 'a'.repeat(129) }, 'Name must have 1 to 128 characters'],
  ['an empty description', { ...IN_REGION, Description: '' }, 'Description must have 1 to 1024 characters'],
  [
    'a description with markup',
    { ...IN_REGION, Description: '<b>' },
    'Description must not contain < or > or line breaks',
  ],
  [
    'a description of our own',
    { ...IN_REGION, Description: 'tfcfn-request-1' },
    'Description must not begin with tfcfn-request-',
  ],
  ['a limit of memory below 0', { ...IN_REGION, MinRam: -1 }, 'MinRam must be'],
  ['MaxRam below MinRam', { ...IN_REGION, MinRam: 2, MaxRam: 1 }, 'MaxRam 1 must not be less than MinRam 2'],
  ['ten tags', { ...IN_REGION, Tags: nTags(10) }, 'Tags must be at most 9'],
  [
    'a key of 37 characters',
    { ...IN_REGION, Tags: [{ Key: 'k'.repeat(37), Value: '' }] },
    'Tags[0].Key must have 1 to 36 characters',
  ],
  [
    'a value of 44 characters',
    { ...IN_REGION, Tags: [{ Key: 'k', Value: 'v'.repeat(44) }] },
    'Tags[0].Value must have 0 to 43 characters',
  ],
  ...['tfcfn-request', 'tfcfn:request', 'tfcfn-start', 'TFCFN:start'].map(
    (Key) =>
      [
        `a tag of our own, ${Key}`,
        { ...IN_REGION, Tags: [{ Key, Value: 'x' }] },
        `Tags[0].Key must not begin with ${Key.slice(0, 6).toLowerCase()}`,
      ] as const,
  ),
  ['a key twice', { ...IN_REGION, Tags: [...nTags(1), ...nTags(1)] }, 'is set twice'],
  ['a time-out of 12 h', { ...IN_REGION, Timeouts: { Create: '12h' } }, 'Timeouts.Create must be at most 11 h'],
  ['a read-only property', { ...IN_REGION, Status: 'active' }, 'Status is read-only'],
];

/** What no deletion and no read can understand. */
const IDENTIFIERS = [
  `${NORTH}/m-1`,
  `${NORTH}/${'A'.repeat(32)}`,
  'a/b/c',
  `_/${'a'.repeat(32)}`,
  `${EAST}/tfcfn-request-1`,
];

describe('TF::HuaweiCloud::ImagesImageCopy refuses before any call', () => {
  let stage: HuaweiStage;
  beforeAll(async () => {
    stage = await openHuaweiStage();
  });
  afterAll(() => stage.close());
  afterEach(() => expect(stage.simulator.calls).toEqual([]));

  it.each(PROPERTIES)('%s', async (_, wish, said) => {
    const { final } = await stage.run('CREATE', wish);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(final.message).toContain(said);
    expect(final.resourceModel).toBeUndefined();
  });

  it.each(PROPERTIES.slice(0, 7).filter(([what]) => !what.startsWith('no ')))(
    '%s, in an update too',
    async (_, wish, said) => {
      const tfcfnid = `${wish.TargetRegion ?? NORTH}/${'a'.repeat(32)}`;
      const { final } = await stage.run('UPDATE', { ...wish, tfcfnid }, { previous: { ...wish, tfcfnid } });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
      expect(final.message).toContain(said);
    },
  );

  it('tells all that is wrong at once', async () => {
    const { message } = await stage.invoke('CREATE', { ...IN_REGION, Name: 'a/b', VaultId: VAULT_EAST, MinRam: -1 });
    for (const name of ['Name', 'VaultId', 'MinRam']) expect(message).toContain(`${name} `);
  });

  it.each(IDENTIFIERS)('the identifier %s', async (tfcfnid) => {
    for (const action of ['READ', 'DELETE'] as const) {
      const answer = await stage.invoke(action, { tfcfnid });
      expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
      expect(answer.message).toContain('tfcfnid must be <TargetRegion>/<JobId>');
    }
  });

  it('a deletion that cannot be understood', async () => {
    const tfcfnid = `${NORTH}/${'a'.repeat(32)}`;
    const answer = await stage.invoke('DELETE', { tfcfnid, Timeouts: { Delete: 'soon' } });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(answer.message).toContain('Timeouts.Delete must be a duration');
  });
});

describe('tags of the stack', () => {
  let stage: HuaweiStage;
  beforeEach(async () => {
    stage = await openHuaweiStage();
  });
  afterEach(() => stage.close());
  const SYSTEM = { 'aws:cloudformation:stack-name': 'stack' };

  it('come with the copy where they fit, and are told where they do not', async () => {
    const stackTags = { team: 'a', 'cost:centre': '1', owner: 'ö', long: 'v'.repeat(44) };
    const { final, answers } = await stage.run('CREATE', IN_REGION, { stackTags, systemTags: SYSTEM });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Tags: [{ Key: 'team', Value: 'a' }] } });
    const said = 'Stack tags that IMS does not accept, or has no room for, were left out: cost:centre, long, owner.';
    expect([answers[0]?.message, final.message]).toEqual([said, said].map((text) => expect.stringContaining(text)));
  });

  it('have the room that tags of others leave; the rest is left out and named, and comes back with the room', async () => {
    const stackTagsOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${n}`, 'v']));
    const { final } = await stage.run('CREATE', IN_REGION, { stackTags: stackTagsOf(4) });
    const { tfcfnid, Id } = final.resourceModel ?? {};
    const others = { h1: 't', h2: 't', h3: 't', h4: 't' };
    stage.simulator.world.retag(NORTH, String(Id), others);
    const desired = { ...IN_REGION, tfcfnid };
    const update = (before: number, after: number) =>
      stage.run('UPDATE', desired, {
        ...{ previous: desired, previousStackTags: stackTagsOf(before), stackTags: stackTagsOf(after) },
      });
    const full = await update(4, 6);
    expect(full.final).toMatchObject({
      status: 'SUCCESS',
      message: 'Stack tags that IMS does not accept, or has no room for, were left out: s5.',
    });
    const { 'tfcfn-request': mark, ...tags } = imageOf(stage, final.resourceModel)?.tags ?? {};
    expect([mark, tags]).toEqual([expect.stringMatching(/./), { ...others, ...stackTagsOf(5) }]);
    stage.simulator.world.untag(NORTH, String(Id), ['h1']);
    expect((await update(6, 6)).final).toMatchObject({ status: 'SUCCESS', message: '' });
    expect(imageOf(stage, final.resourceModel)?.tags).toMatchObject(stackTagsOf(6));
    expect((await update(6, 0)).final.status).toBe('SUCCESS');
    expect(imageOf(stage, final.resourceModel)?.tags).toEqual({ h2: 't', h3: 't', h4: 't', 'tfcfn-request': mark });
  });

  it('leave room for those of the resource, and come and go with the stack', async () => {
    const wish = { ...IN_REGION, Tags: nTags(8) };
    const stackTags = { b: '2', a: '1', c: '3' };
    const { final } = await stage.run('CREATE', wish, { stackTags });
    expect(final.message).toContain('left out: b, c.');
    const known = { ...wish, tfcfnid: final.resourceModel?.tfcfnid };
    const update = await stage.run('UPDATE', known, {
      previous: known,
      stackTags: { c: '3' },
      previousStackTags: stackTags,
    });
    expect(update.final.status).toBe('SUCCESS');
    expect(Object.keys(imageOf(stage, final.resourceModel)?.tags ?? {}).sort()).toEqual(
      ['c', ...nTags(8).map(({ Key }) => Key), 'tfcfn-request'].sort(),
    );
  });
});
