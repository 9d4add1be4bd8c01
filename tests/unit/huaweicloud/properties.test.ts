import { toImage } from '../../../src/huaweicloud/image';
import type { ImsImage } from '../../../src/huaweicloud/ims';
import { COPY_TYPE } from '../../../src/huaweicloud/properties/copying';
import { COPY_ROWS, tagsRow } from '../../../src/huaweicloud/properties/rows';
import type { Image } from '../../../src/life/port';
import { parseIdentifier } from '../../../src/resource/identifier';
import { readOrder } from '../../../src/resource/ordering';
import { readRegion, readRemoval } from '../../../src/resource/reading';
import { timeoutSeconds } from '../../../src/resource/timeouts';
import fc from '../../support/fast-check';
import { modelOf, requestWith, typeOf } from '../resource/made-up-type';

const ID = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
const PARENT = 'a3f0c4de-0000-4000-a000-00000000abcd';
const HEX = 'ff8080814dbd65d7014dbe0d84db0013';
const WHERE = { defaultRegionId: 'cn-north-4' };
const type = typeOf({
  ...COPY_TYPE,
  properties: { ...COPY_ROWS, Tags: tagsRow(Object) },
  schema: { required: ['SourceImageId', 'Name'], readOnlyProperties: [], createOnlyProperties: [] },
});

/** What a model says of a property of an image. */
const shown = (name: string, members: Readonly<Record<string, unknown>> = {}): unknown => {
  const { read } = COPY_ROWS[name] ?? {};
  const image = toImage({ id: ID, ...members } as ImsImage, [], 'cn-north-4', COPY_ROWS);
  return read ? read(image) : image.shown[name];
};

describe('what an image shows', () => {
  it.each<readonly [property: string, member: string, value: unknown, shown: unknown]>([
    ['Name', 'name', 'golden', 'golden'],
    ['KmsKeyId', '__system__cmkid', 'k', 'k'],
    ['EnterpriseProjectId', 'enterprise_project_id', '0', '0'],
    ['Description', '__description', 'text', 'text'],
    ['Description', '__description', `tfcfn-request-${HEX}`, undefined],
    ['Description', '__description', `tfcfn-request-${HEX} too`, `tfcfn-request-${HEX} too`],
    ['MinRam', 'min_ram', 2048, 2048],
    ['MinRam', 'min_ram', 0, 0],
    ['MaxRam', 'max_ram', '4096', 4096],
    ['MaxRam', 'max_ram', 4096, 4096],
    ...['', null, 'much', '-1', '1.5', {}].map((value): [string, string, unknown, unknown] => [
      'MaxRam',
      'max_ram',
      value,
      0,
    ]),
    ['Protected', 'protected', true, true],
    ['Protected', 'protected', false, false],
    ['Protected', 'protected', 'True', true],
    ['Protected', 'protected', 'perhaps', undefined],
    ['SystemSupportMarket', '__system_support_market', 'false', false],
    ['MinDisk', 'min_disk', 40, 40],
    ['MinDisk', 'min_disk', '40', 40],
    ['MinDisk', 'min_disk', null, undefined],
    ['ImageSize', '__image_size', '1073741824', '1073741824'],
    ['ImageSize', '__image_size', 1073741824, '1073741824'],
    ['SupportKvm', '__support_kvm', true, 'true'],
    ['OsShutdownTimeout', 'os_shutdown_timeout', 60, '60'],
    ['Lazyloading', '__lazyloading', 'True', 'True'],
    ['OsVersion', '__os_version', 'Ubuntu 24.04', 'Ubuntu 24.04'],
    ['OsFeatureList', '__os_feature_list', '{"a":1}', '{"a":1}'],
    ['InstanceId', '__data_origin', `instance,${PARENT}`, PARENT],
    ['InstanceId', '__data_origin', `image,cn-north-4,${PARENT}`, undefined],
    ['InstanceId', '__data_origin', 'instance,', undefined],
    ['InstanceId', '__data_origin', `instance,cn-north-4,${PARENT}`, undefined],
    ['InstanceId', '__data_origin', `volume,${PARENT}`, undefined],
    ['DataOrigin', '__data_origin', 'file,x', 'file,x'],
  ])('%s of %s %j is %j', (property, member, value, is) => {
    expect(shown(property, { [member]: value })).toEqual(is);
  });

  it.each<readonly [members: object, region: unknown, id: unknown]>([
    [{ __data_origin: `image,cn-east-3,${PARENT}` }, 'cn-east-3', PARENT],
    [{ __data_origin: `image,cn-east-3,${PARENT}`, __originalimagename: ID }, 'cn-east-3', PARENT],
    [{ __data_origin: null, __originalimagename: PARENT }, undefined, PARENT],
    [{ __originalimagename: PARENT }, undefined, PARENT],
    [{ __data_origin: '', __originalimagename: '' }, undefined, undefined],
    [{ __data_origin: `instance,${ID}`, __originalimagename: PARENT }, undefined, undefined],
    [{ __data_origin: 'image,cn-east-3', __originalimagename: PARENT }, undefined, undefined],
    [{ __data_origin: `image,cn-east-3,${PARENT},more` }, undefined, undefined],
    [{ __originalimagename: 'a name' }, undefined, undefined],
    [{}, undefined, undefined],
  ])('of its source %j is region %j and image %j', (members, region, id) => {
    expect([shown('Region', { ...members }), shown('SourceImageId', { ...members })]).toEqual([region, id]);
  });

  it('is absent, null and empty alike, but for what has a default', () => {
    for (const name of Object.keys(COPY_ROWS).filter((one) => COPY_ROWS[one]?.shown && one !== 'Id')) {
      const none = { MinRam: 0, MaxRam: 0, EnterpriseProjectId: '0' }[name];
      for (const value of [undefined, null, '']) {
        // Whatever member it is: all of them have this value.
        const image = new Proxy({ id: ID }, { get: () => value });
        expect([name, COPY_ROWS[name]?.shown?.(image)]).toEqual([name, none]);
      }
    }
  });

  it('is of the type that the schema says, whatever the members are', () => {
    const members = fc.dictionary(
      fc.constantFrom('name', 'min_ram', 'max_ram', 'protected', '__data_origin'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(members, (given) => {
        for (const name of ['Name', 'Region', 'SourceImageId', 'InstanceId', 'DataOrigin']) {
          expect(['string', 'undefined']).toContain(typeof shown(name, given));
        }
        expect([typeof shown('MinRam', given), typeof shown('MaxRam', given)]).toEqual(['number', 'number']);
        expect(['boolean', 'undefined']).toContain(typeof shown('Protected', given));
      }),
    );
  });

  it('are 53 attributes beside what a template sets, each the member of its name', () => {
    const readOnly = Object.keys(COPY_ROWS).filter((name) => !COPY_ROWS[name]?.check && name !== 'Timeouts');
    expect(readOnly).toHaveLength(53);
    for (const name of readOnly.filter((one) => one !== 'InstanceId')) {
      const members: string[] = [];
      const image = new Proxy({ id: ID }, { get: (_, member) => members.push(String(member)) });
      COPY_ROWS[name]?.shown?.(image);
      // The documentation writes `__os_bit` and `created_at`, the schema `OsBit` and `CreatedAt`.
      expect(members.map((member) => member.replaceAll('_', ''))).toEqual([name.toLowerCase()]);
    }
  });

  it('are the tags but those of ours', () => {
    const tags = [
      { key: 'team', value: 'a' },
      { key: 'tfcfn-request', value: HEX },
    ];
    const image: Pick<Image, 'tags'> = { tags };
    expect(type.properties.Tags?.read?.(image as Image)).toHaveLength(1);
  });
});

const order = (fields: Readonly<Record<string, unknown>>, isNew = true) =>
  readOrder(type, modelOf({ sourceImageId: ID, name: 'copy', ...fields }), requestWith(), WHERE, { isNew });
const problemOf = (fields: Readonly<Record<string, unknown>>, isNew = true): string => {
  try {
    order(fields, isNew);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const ACROSS = { targetRegion: 'cn-east-3', agencyName: 'ims_copy_agency' };
const KEY = { kmsKeyId: ID };
const PROJECT = { enterpriseProjectId: PARENT };

describe('a copy within a region', () => {
  it.each([
    {},
    { region: 'cn-east-3' },
    { targetRegion: 'cn-north-4' },
    { region: 'cn-east-3', targetRegion: 'cn-east-3' },
  ])('is that of %j', (regions) => {
    expect(problemOf({ ...regions, ...KEY, ...PROJECT })).toBe('none');
    const { to = WHERE.defaultRegionId } = { to: regions.targetRegion ?? regions.region };
    for (const [name, given] of [
      ['AgencyName', { agencyName: 'a' }],
      ['VaultId', { vaultId: ID }],
    ] as const) {
      const says = `${name} is only for a copy to another region, and this one stays in ${to}: remove it`;
      // Without Region, the default region may have been another one when the copy was made.
      const later = regions.region === undefined ? 'none' : expect.stringContaining(says);
      expect([problemOf({ ...regions, ...given }), problemOf({ ...regions, ...given }, false)]).toEqual([
        expect.stringContaining(says),
        later,
      ]);
    }
  });

  it('sends its key and its project', () => {
    const { failureHint, ...ordered } = order({ ...KEY, ...PROJECT });
    expect(failureHint?.('cn-north-4')).toMatch(/^Check KmsKeyId: the key must exist in cn-north-4 .* IMS .*\.$/);
    expect(ordered).toMatchObject({
      ...{ name: 'copy', properties: { KmsKeyId: ID, EnterpriseProjectId: PARENT } },
      source: { said: `${ID} from cn-north-4`, image: { regionId: 'cn-north-4', id: ID } },
    });
  });
});

describe('a copy across regions', () => {
  it.each([
    [{ targetRegion: 'cn-east-3' }, 'cn-north-4', 'cn-east-3'],
    [{ region: 'cn-east-3', targetRegion: 'cn-north-4' }, 'cn-east-3', 'cn-north-4'],
  ])('is that of %j', (regions, from, to) => {
    const given = { ...regions, agencyName: 'a' };
    expect(problemOf({ ...given, vaultId: ID })).toBe('none');
    expect(problemOf(regions)).toContain(
      `AgencyName is required for a copy to another region, here from ${from} to ${to}`,
    );
    expect(problemOf(regions, false)).toBe('none');
    for (const [name, more] of [
      ['KmsKeyId', KEY],
      ['EnterpriseProjectId', PROJECT],
    ] as const) {
      const says = `${name} is only for a copy within a region, and this one goes from ${from} to ${to}: remove it`;
      const later = 'region' in given ? expect.stringContaining(says) : 'none';
      expect([problemOf({ ...given, ...more }), problemOf({ ...given, ...more }, false)]).toEqual([
        expect.stringContaining(says),
        later,
      ]);
    }
    const image = { regionId: from, id: ID };
    const assumed = 'region' in regions ? {} : { regionAssumed: true };
    expect(order(given).source).toEqual({ said: `${ID} from ${from}`, image, ...assumed });
  });

  it('is in the default enterprise project, which may be said', () => {
    expect(problemOf({ ...ACROSS, enterpriseProjectId: '0' })).toBe('none');
  });

  it('sends its agency and its vault', () => {
    expect(order({ ...ACROSS, vaultId: ID }).properties).toEqual({ AgencyName: 'ims_copy_agency', VaultId: ID });
  });

  it('of a region that cannot be one has no problem but that', () => {
    const problem = problemOf({ targetRegion: '<b>', ...KEY });
    expect(problem).toBe('The properties are not valid: TargetRegion must be a region ID such as cn-north-4.');
  });

  it('does not go to a sub-project', () => {
    expect(problemOf({ ...ACROSS, targetRegion: 'cn-east-3_team' })).toContain(
      'TargetRegion must be a region ID such as cn-north-4, not the name of a sub-project',
    );
  });
});

describe('properties that are changed in place', () => {
  it('are five, with what empties them', () => {
    const changed = Object.entries(COPY_ROWS).flatMap(([name, row]) =>
      row.changed === undefined ? [] : [[name, row.changed, row.cleared === true ? row.empty : 'stays']],
    );
    expect(changed).toEqual([
      ['Name', 'name', 'stays'],
      ['EnterpriseProjectId', 'enterprise_project_id', 'stays'],
      ['MinRam', 'min_ram', 0],
      ['MaxRam', 'max_ram', 0],
      ['Description', '__description', ''],
    ]);
  });

  it.each([
    [{ minRam: 1024, maxRam: 2048 }, 'none'],
    [{ minRam: 1024, maxRam: 1024 }, 'none'],
    [{ minRam: 1024, maxRam: 0 }, 'none'],
    [{ minRam: 1024 }, 'none'],
    [{ maxRam: 1 }, 'none'],
    [{ minRam: 1024, maxRam: 1023 }, 'MaxRam 1023 must not be less than MinRam 1024'],
    [{ minRam: -1 }, 'MinRam must be a whole number of 0 to 2147483647 MB, is -1'],
    [{ maxRam: 2 ** 31 }, 'MaxRam must be a whole number of 0 to 2147483647 MB'],
    [{ maxRam: 'much' }, 'MaxRam must be a whole number of 0 to'],
  ])('with limits of memory %j have the problem: %s', (limits, says) => {
    expect(problemOf(limits)).toContain(says);
  });
});

describe('an identifier', () => {
  const { identifier } = COPY_TYPE;

  it.each([HEX, `tfcfn-request-${HEX}`, ID])('may name %s', (id) => {
    expect(parseIdentifier(`cn-east-3/${id}`, 'cn-a', identifier)).toEqual({ regionId: 'cn-east-3', id });
    expect(parseIdentifier(id, 'cn-north-4', identifier)).toEqual({ regionId: 'cn-north-4', id });
  });

  it.each(['cn-east-3/m-1', `cn-east-3/${ID}/`, `cn-east-3_team/${ID}`, `../${ID}`, '', `${HEX}0`])(
    'is not %j',
    (text) => {
      expect(() => parseIdentifier(text, 'cn-a', identifier)).toThrow(
        'tfcfnid must be <TargetRegion>/<JobId> or <TargetRegion>/<Id>, for example cn-east-3/',
      );
    },
  );

  it.each([
    [{ region: 'cn-a-1', targetRegion: 'cn-b-1' }, 'cn-b-1'],
    [{ region: 'cn-a-1' }, 'cn-a-1'],
    [{}, 'cn-north-4'],
  ])('of a copy with %j is of %s', (fields, region) => {
    expect(readRegion(type, modelOf(fields), 'cn-north-4')).toBe(region);
  });
});

describe('an operation', () => {
  it('may take an hour to copy and ten minutes to delete, if no Timeouts say another', () => {
    const seconds = (name: 'Create' | 'Delete') => timeoutSeconds(undefined, name, COPY_TYPE.defaultSeconds);
    expect([seconds('Create'), seconds('Delete')]).toEqual([3600, 600]);
  });
});

describe('a deletion', () => {
  it('removes the backup if DeleteBackup says so, and knows the source', () => {
    const removal = (fields: object) => readRemoval(type, modelOf({ ...fields }), WHERE);
    expect(removal({ deleteBackup: true, sourceImageId: ID })).toMatchObject({
      ...{ remains: true, force: false, timeoutSeconds: 600 },
      source: { image: { regionId: 'cn-north-4', id: ID } },
    });
    expect(removal({ sourceImageId: 'x' })).toMatchObject({ remains: false, source: undefined });
    expect(removal({ sourceImageId: ID, region: '..' })).toMatchObject({ source: undefined });
    expect(() => removal({ deleteBackup: 'yes' })).toThrow('DeleteBackup must be true or false');
  });
});

describe('tags', () => {
  const nine = Object.fromEntries([...'abcdefghi'].map((key) => [key, '']));
  const tagsOf = (tags: Readonly<Record<string, string>>, ofStack = {}) =>
    readOrder(
      type,
      modelOf({
        ...{ sourceImageId: ID, name: 'copy' },
        tags: Object.entries(tags).map(([key, value_]) => ({ key, value_ })),
      }),
      requestWith(ofStack, {}, { 'aws:cloudformation:stack-name': 'x' }),
      WHERE,
    );

  it('are nine at most beside our own; of the stack those that fit', () => {
    expect(tagsOf(nine).userTags).toHaveLength(9);
    expect(() => tagsOf({ ...nine, j: '' })).toThrow('Tags must be at most 9');
    const {
      userTags,
      stackTags = [],
      leftOut,
      systemTags,
    } = tagsOf({ a: '1' }, { 'team/name': 'x', b: '2', a: '3', c: 'x'.repeat(44) });
    expect([userTags, stackTags].map((tags) => tags.map(({ key }) => key))).toEqual([['a'], ['b']]);
    expect([leftOut, systemTags]).toEqual([['c', 'team/name'], []]);
  });

  it('have keys that differ in case', () => {
    expect(tagsOf({ a: '1', A: '2' }).userTags).toHaveLength(2);
  });
});
