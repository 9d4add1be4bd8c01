import { allProjects } from '../../tools/projects';
import { didYouMean, editDistance, suggestions } from '../../tools/suggestion';
import { imageCopy } from '../local/helpers';
import fc from '../support/fast-check';

const PROPERTIES = Object.keys(Object(imageCopy.schema.properties)).filter(
  (name) => !imageCopy.readOnly.includes(name),
);
const TYPES = allProjects().map(({ typeName }) => typeName);
const COMMANDS = ['deploy', 'diff', 'drift', 'import', 'list', 'events', 'delete'];

describe('the likely name', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['DestinationRegionid', PROPERTIES, ['DestinationRegionId']],
    ['destination_region_id', PROPERTIES, ['DestinationRegionId']],
    ['DestinationRegion', PROPERTIES, ['DestinationRegionId']],
    ['DestinatonRegoinId', PROPERTIES, ['DestinationRegionId']],
    ['DestRegionId', PROPERTIES, ['DestinationRegionId']],
    ['SrcImgId', PROPERTIES, ['SourceImageId']],
    ['RegionId', PROPERTIES, ['SourceRegionId', 'DestinationRegionId']],
    ['ImageId', PROPERTIES, ['SourceImageId']],
    ['Tag', PROPERTIES, ['Tags']],
    ['deplyo', COMMANDS, ['deploy']],
    ['event', COMMANDS, ['events']],
    ['dif', COMMANDS, ['diff']],
    ['TF::AliCloud::ImageCopy', ['TF::Alicloud::ImageCopy'], ['TF::Alicloud::ImageCopy']],
    ['Alicloud::ImageCopy', ['TF::Alicloud::ImageCopy'], ['TF::Alicloud::ImageCopy']],
    ['TF::HuaweiCloud::ImageCopy', TYPES, ['TF::HuaweiCloud::ImagesImageCopy']],
    ['TF::Huawei::ImageCopy', TYPES, ['TF::HuaweiCloud::ImagesImageCopy']],
    ['TF::Apsara::Image', TYPES, ['TF::ApsaraStack::Image', 'TF::ApsaraStack::ImageCopy']],
    ['SourceId', PROPERTIES, ['SourceImageId', 'SourceRegionId']],
    ['alicloud_image_copy', ['TF::Alicloud::ImageCopy'], ['TF::Alicloud::ImageCopy']],
  ])('for %s', (word, known, expected) => {
    expect([...suggestions(word, known)].sort()).toEqual([...expected].sort());
  });

  it.each<[string, readonly string[]]>([
    ['Nothing', PROPERTIES],
    ['Extra', PROPERTIES],
    ['Image', PROPERTIES],
    ['VpcId', PROPERTIES],
    ['DestinationZoneId', PROPERTIES],
    ['frobnicate', COMMANDS],
    ['plan', COMMANDS],
    ['AWS::S3::Bucket', ['TF::Alicloud::ImageCopy']],
    ['AWS::EC2::Image', ['TF::Alicloud::ImageCopy']],
    ['Two', ['One', 'Ten']],
    ['TF::Image', TYPES],
    ['CopyImage', TYPES],
    ['A', ['B']],
    ['', ['A', '']],
    ['Copy4', ['Copy1', 'Copy2', 'Copy3']],
  ])('is none for %s', (word, known) => {
    expect(suggestions(word, known)).toEqual([]);
    expect(didYouMean(word, known)).toBe('');
  });

  it('is a sentence of at most two names', () => {
    expect(didYouMean('Copi', ['Copy', 'Other'])).toBe('; did you mean Copy?');
    expect(didYouMean('Copy3', ['Copy1', 'Copy2'])).toBe('; did you mean Copy1 or Copy2?');
  });

  it('is never farther away than a third of its letters, and never the word itself', () => {
    const name = fc.stringMatching(/^[a-z]{0,8}$/);
    fc.assert(
      fc.property(name, fc.array(name), (word, known) => {
        for (const likely of suggestions(word, known)) {
          expect(likely).not.toBe(word);
          expect(editDistance(word, likely)).toBeLessThanOrEqual(Math.max(word.length, likely.length) / 3);
        }
      }),
    );
  });
});

describe('the edit distance', () => {
  it.each<[string, string, number]>([
    ['', '', 0],
    ['abc', '', 3],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'ab', 1],
    ['abc', 'acb', 1],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['deplyo', 'deploy', 1],
  ])('of %j and %j', (from, to, expected) => {
    expect(editDistance(from, to)).toBe(expected);
  });

  it('is the same in both directions, and keeps to the triangle with one edit more', () => {
    const text = fc.stringMatching(/^[abc]{0,6}$/);
    fc.assert(
      fc.property(text, text, fc.nat(5), (from, to, index) => {
        const distance = editDistance(from, to);
        expect(editDistance(to, from)).toBe(distance);
        expect(distance === 0).toBe(from === to);
        const edited = `${to.slice(0, index)}x${to.slice(index)}`;
        expect(Math.abs(editDistance(from, edited) - distance)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
