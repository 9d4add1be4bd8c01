import { copyType } from '../../src/alibaba/properties/copying';
import { PUBLIC_REGIONS } from '../../src/alibaba/properties/rules';
import { parseIdentifier, toIdentifier } from '../../src/resource/identifier';
import { pageOf, tokenOf } from '../../src/resource/page-token';
import fc, { anyText, runs } from '../support/fast-check';

const letters = (first: string, rest: string) => fc.stringMatching(new RegExp(`^[${first}][${rest}]{0,30}$`));
const region = fc.stringMatching(/^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/);
const image = letters('A-Za-z0-9', 'A-Za-z0-9._-');

const { identifier } = copyType(PUBLIC_REGIONS);
const parse = (text: unknown) => parseIdentifier(text, 'cn-other', identifier);

describe('an identifier', () => {
  it('names its copy again', () => {
    fc.assert(
      fc.property(region, image, (regionId, id) => {
        expect(parse(toIdentifier({ regionId, id }))).toEqual({ regionId, id });
      }),
    );
  });

  it('without a region is of the default one', () => {
    fc.assert(
      fc.property(image, (id) => {
        expect(parse(id)).toEqual({ regionId: 'cn-other', id });
      }),
    );
  });

  it('is refused or is a region and an image that no URL or query can be broken with', () => {
    const anything = fc.oneof(
      anyText(),
      fc.string().map((text) => `cn-shanghai/${text}`),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(anything, (text) => {
        try {
          const { regionId, id } = parse(text);
          expect(`${regionId}/${id}`).toMatch(/^[a-z0-9-]+\/[A-Za-z0-9._-]+$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'InvalidRequest' });
        }
      }),
      runs(1_000),
    );
  });
});

describe('a page token', () => {
  it('names its page again', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), (page) => expect(pageOf(tokenOf(page))).toBe(page)));
  });

  it('is absent for the first page', () => {
    expect([pageOf(undefined), pageOf(null)]).toEqual([1, 1]);
  });

  it('is refused or is a page', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.string().map((text) => `page-${text}`),
        ),
        (token) => {
          fc.pre(token !== null);
          try {
            expect(pageOf(token)).toBeGreaterThanOrEqual(1);
          } catch (error) {
            expect(error).toMatchObject({ code: 'InvalidRequest' });
          }
        },
      ),
    );
  });
});
