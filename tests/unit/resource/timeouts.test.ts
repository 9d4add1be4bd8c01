import { readRemoval } from '../../../src/resource/reading';
import { timeoutSeconds } from '../../../src/resource/timeouts';
import { modelOf, typeOf } from './made-up-type';

const HOUR = 3600;

describe('a time-out that no template gives', () => {
  it.each([
    [undefined, { Create: 2 * HOUR, Delete: 600 }],
    [{}, { Create: 2 * HOUR, Delete: 600 }],
    [{ Create: HOUR }, { Create: HOUR, Delete: 600 }],
    [
      { Create: HOUR, Delete: 60 },
      { Create: HOUR, Delete: 60 },
    ],
    [{ Create: 20 * HOUR }, { Create: 11 * HOUR, Delete: 600 }],
  ])('is, of a type with %j, %j', (defaults, { Create, Delete }) => {
    expect(timeoutSeconds(undefined, 'Create', defaults)).toBe(Create);
    expect(timeoutSeconds({}, 'Delete', defaults)).toBe(Delete);
    const type = typeOf({ defaultSeconds: defaults });
    expect(readRemoval(type, modelOf(), { defaultRegionId: 'cn-a' }).timeoutSeconds).toBe(Delete);
  });

  it('is not that of a template that gives one', () => {
    expect(timeoutSeconds({ create: '90s' }, 'Create', { Create: HOUR })).toBe(90);
    expect(timeoutSeconds({ delete_: '90s' }, 'Delete', { Delete: HOUR })).toBe(90);
  });

  it('takes the place of 0 s, by which a stack could not be deleted', () => {
    expect(timeoutSeconds({ delete_: '0s' }, 'Delete', { Delete: 60 })).toBe(60);
  });
});
