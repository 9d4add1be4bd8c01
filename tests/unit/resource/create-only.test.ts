import type { Image } from '../../../src/life/port';
import { refuseCreateOnlyChange } from '../../../src/resource/create-only';
import { modelOf, typeOf } from './made-up-type';

// Three properties that are fixed: one that an image shows, one that nothing reads back, and a source that nothing reads back.

const type = typeOf({
  schema: {
    required: [],
    readOnlyProperties: [],
    createOnlyProperties: ['/properties/Key', '/properties/Agency', '/properties/Disks'],
  },
  properties: { Key: {}, Agency: { unread: true }, Disks: { unread: true } },
  sources: ['SourceId', 'Disks'],
});
const image = (shown: Image['shown'] = {}): Image => ({
  ...{ ref: { regionId: 'cn-a', id: 'm-1' }, state: 'available', status: 'Available', copied: true, progress: {} },
  ...{ tags: [], snapshotIds: [], shown },
});
const refusal = (desired: object, previous: object, shown = {}): string => {
  const models = { desired: modelOf({ ...desired }), previous: modelOf({ ...previous }), source: { said: 'it' } };
  try {
    refuseCreateOnlyChange(type, models, image(shown));
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
const WHOLE = { sourceId: 'm-0' };

describe('a property that is fixed when an image is made', () => {
  it.each<readonly [of: string, desired: object, previous: object, shown: object, changed: string]>([
    ['that stays', { key: 'a' }, { ...WHOLE, key: 'a' }, {}, 'none'],
    ['that is left out', {}, { ...WHOLE, key: 'a' }, {}, 'none'],
    ['that changes', { key: 'b' }, { ...WHOLE, key: 'a' }, {}, 'Key'],
    ['that the image shows', { key: 'b' }, WHOLE, { Key: 'a' }, 'Key'],
    ['that the image shows to be the same', { key: 'a' }, WHOLE, { Key: 'a' }, 'none'],
    ['that is new in a whole template', { key: 'a' }, WHOLE, {}, 'Key'],
    ['that is new in one that was imported', { key: 'a' }, {}, {}, 'none'],
    ['that nobody reads back and is new', { agency: 'a' }, WHOLE, {}, 'none'],
    ['that nobody reads back and changes', { agency: 'b' }, { ...WHOLE, agency: 'a' }, {}, 'Agency'],
    ['that is another source', { disks: 'a' }, WHOLE, {}, 'Disks'],
  ])('%s: %j after %j', (_, desired, previous, shown, changed) => {
    const said = refusal(desired, previous, shown);
    expect(changed === 'none' ? said : said.split(' cannot be changed')[0]).toBe(changed);
  });
});
