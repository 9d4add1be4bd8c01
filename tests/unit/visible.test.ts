import { oneLine, visible, visibleJson } from '../../untrusted/visible';
import { UNSAFE } from '../support/characters';
import fc, { anyText } from '../support/fast-check';

const EVERY_UNIT = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
const isSurrogate = (unit: string): boolean => unit >= '\ud800' && unit <= '\udfff';
const LINE = /[\n\t\v\f\r\u0085\u2028\u2029]/;

describe('what may be shown', () => {
  it('is everything but the characters that are acted on, and halves of characters', () => {
    const replaced = EVERY_UNIT.filter((unit) => visible(unit) !== unit);
    expect(replaced).toEqual(EVERY_UNIT.filter((unit) => UNSAFE.includes(unit) || isSurrogate(unit)));
    expect(new Set(replaced.map(visible))).toEqual(new Set(['\ufffd']));
  });

  it('has new lines and tabs, on one line none', () => {
    expect(visible('a\r\n\tb\nc')).toBe('a\n\tb\nc');
    expect(oneLine('a\r\n\tb\nc')).toBe('a b c');
    const expected = EVERY_UNIT.map((unit) => `a${LINE.test(unit) ? ' ' : visible(unit)}b`);
    expect(EVERY_UNIT.map((unit) => oneLine(`a${unit}b`))).toEqual(expected);
  });

  it('is a text of every language', () => {
    for (const text of ['金色镜像', 'שלום', 'العربية', '👩‍👩‍👧 🏳️‍🌈', 'é e\u0301', '\u200b\ufeff', '�']) {
      expect([visible(text), oneLine(text)]).toEqual([text, text]);
    }
  });

  it('is the same the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(fc.constantFrom(...UNSAFE, '\n', '\t'), anyText()) }), (text) => {
        expect(visible(visible(text))).toBe(visible(text));
        expect(oneLine(oneLine(text))).toBe(oneLine(text));
      }),
    );
  });
});

describe('JSON that may be shown', () => {
  it('means the same', () => {
    const unit = fc.oneof(fc.constantFrom(...UNSAFE, '"', '\\'), fc.string({ unit: 'grapheme', maxLength: 1 }));
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit }), fc.string({ unit })), (value) => {
        for (const indent of [0, 2]) {
          const json = visibleJson(JSON.stringify(value, undefined, indent));
          expect(visible(json)).toBe(json);
          expect(JSON.parse(json)).toEqual(value);
        }
      }),
    );
  });

  it('has an escape for each character that is acted on', () => {
    expect(visibleJson(JSON.stringify('a\u001b\u009b\u202e\u007fb'))).toBe('"a\\u001b\\u009b\\u202e\\u007fb"');
  });
});
