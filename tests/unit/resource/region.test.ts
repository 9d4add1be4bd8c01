import { regionNamed, regionUnknown } from '../../../src/resource/identifier';
import { readRegion } from '../../../src/resource/reading';
import { modelOf, typeOf } from './made-up-type';

// The region of an image may be named by the property of its own or, where that is not given, by that of its source.

const own = typeOf();
const identifier = { ...own.identifier, region: 'TargetRegion', regionElse: 'Region', configuredRegion: 'Region' };
const type = typeOf({ identifier });

describe('the region of an image', () => {
  it.each([
    [{ targetRegion: 'cn-target', region: 'cn-source' }, 'cn-target'],
    [{ region: 'cn-source' }, 'cn-source'],
    [{ targetRegion: 'cn-target' }, 'cn-target'],
    [{}, 'cn-default'],
  ])('of %j is %s', (fields, region) => {
    expect(readRegion(type, modelOf(fields), 'cn-default')).toBe(region);
    expect(regionNamed(modelOf(fields), identifier) ?? 'cn-default').toBe(region);
  });

  it.each([
    ['TargetRegion', { targetRegion: '10.0.0.1', region: 'cn-source' }],
    ['Region', { targetRegion: 'cn-target', region: '10.0.0.1' }],
  ])('is refused if %s cannot be one', (name, fields) => {
    expect(() => readRegion(type, modelOf(fields), 'cn-default')).toThrow(`: ${name} must be a region ID`);
  });

  it('is not taken from a property of another name', () => {
    expect(readRegion(own, modelOf({ region: 'cn-source' }), 'cn-default')).toBe('cn-default');
  });

  it('that nothing names is told in the words of the type', () => {
    const { message } = regionUnknown({ regionId: 'cn-default', id: 'x' }, identifier);
    expect(message).toContain(
      'nor TargetRegion nor Region names a region, and the default region, cn-default (Region of the type',
    );
    expect(message).toContain('set that region in the type configuration');
    expect(regionUnknown({ regionId: 'cn-default', id: 'x' }, own.identifier).message).toContain(
      'nor DestinationRegionId names a region, and the default region, cn-default (RegionId of the type',
    );
  });
});
