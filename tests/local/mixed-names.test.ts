import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../local/json';
import { parseJson } from '../../local/json';
import { readResourceType } from '../../local/schema/resource-type';
import { newStack } from '../../local/session';
import { createChangeSet } from '../../local/stack/change-set';
import { pretendDeployed } from '../../local/stack/pretend';
import { allProjects } from '../../tools/projects';
import { asObject, propose } from './helpers';

// Names of images are unique in their region, whichever type made them.

const image = (RegionId?: string, InstanceId = 'i-1'): JsonObject => ({
  Type: 'TF::Alicloud::Image',
  Properties: { InstanceId, ImageName: 'golden', ...(RegionId === undefined ? {} : { RegionId }) },
});
const copy = (DestinationRegionId?: string): JsonObject => ({
  Type: 'TF::Alicloud::ImageCopy',
  Properties: {
    SourceRegionId: 'cn-hangzhou',
    SourceImageId: 'm-1',
    ImageName: 'golden',
    ...(DestinationRegionId === undefined ? {} : { DestinationRegionId }),
  },
});

/** The warnings of an update, or of a creation, by logical ID. */
function between(before: JsonObject | undefined, after: JsonObject): Record<string, string> {
  const none = newStack('test');
  const state = before === undefined ? none : pretendDeployed(none, propose({ Resources: before }));
  const { changes } = createChangeSet(state, propose({ Resources: after }, {}, state));
  return Object.fromEntries(
    changes.flatMap(({ logicalId, warnings }) => (warnings.length > 0 ? [[logicalId, warnings.join('\n')]] : [])),
  );
}

const SAME = /^ImageName "golden" is also that of A\. This fails with InvalidImageName\.Duplicated/;
const PERHAPS = /^ImageName "golden" is also that of A\. If both are in the same region, this fails/;

it.each<[string, JsonObject, JsonObject, object]>([
  ['two images in one region', image('cn-hangzhou'), image('cn-hangzhou'), { B: expect.stringMatching(SAME) }],
  ['two images in two regions', image('cn-hangzhou'), image('cn-shanghai'), {}],
  ['two images in the default region', image(), image(), { B: expect.stringMatching(SAME) }],
  ['an image and a copy in its region', image('cn-hangzhou'), copy('cn-hangzhou'), { B: expect.stringMatching(SAME) }],
  ['an image and a copy in another region', image('cn-hangzhou'), copy('cn-beijing'), {}],
  [
    'a copy and an image whose region is the default',
    copy('cn-beijing'),
    image(),
    { B: expect.stringMatching(PERHAPS) },
  ],
  // Each type may have a type configuration of its own.
  ['an image and a copy in default regions', image(), copy(), { B: expect.stringMatching(PERHAPS) }],
])('of %s', (_, a, b, expected) => {
  expect(between(undefined, { A: a, B: b })).toEqual(expected);
});

it('of an image that is replaced', () => {
  expect(between({ A: image('cn-hangzhou') }, { A: image('cn-hangzhou', 'i-2') })).toEqual({
    A: expect.stringMatching(/^ImageName "golden" stays that of the old image.*let the name change with the source,/s),
  });
});

it('of a resource whose type the template no longer has', () => {
  expect(between({ A: image('cn-hangzhou') }, { B: copy('cn-hangzhou') })).toEqual({
    B: expect.stringMatching(/^ImageName "golden" is that of A/),
  });
});

describe.each(allProjects())('the schema of $typeName', ({ schemaFile }) => {
  const type = readResourceType(asObject(parseJson(readFileSync(schemaFile, 'utf8'))));

  it('says which property the region in the identifier is, and LIST takes it', () => {
    expect(Object.keys(asObject(type.schema.properties))).toContain(type.regionProperty);
    expect(type.listedBy).toContain(type.regionProperty);
  });

  it('says of its name whether it is unique in its region', () => {
    const names = ['ImageName', 'Name'].filter((name) => name in asObject(type.schema.properties));
    if (names.includes('ImageName')) expect(type.uniqueNames).toEqual(names);
    else expect(type.uniqueNames).toEqual([]);
  });
});
