import { quoted } from '../../src/calling/told';
import fc from '../support/fast-check';

/** What is not part of a word: a cut may be before it. */
const BETWEEN_WORDS = /[^\x21-\x7e\ufffd]/;

describe("a vendor's text", () => {
  it.each([
    ['that is short enough stays whole', 'one two three', 13, 'one two three'],
    ['is on one line', 'one\r\n  two\tthree', 13, 'one two three'],
    ['is cut before the word that would be cut', 'one two three', 12, 'one two…'],
    ['is cut after the word that just fits', 'one two three', 7, 'one two…'],
    ['loses a word whose last character does not fit', 'one two three', 6, 'one…'],
    ['loses its only word', 'x'.repeat(20), 9, '…'],
    ['loses a word with a character that is not shown', 'one key\u0007secret', 9, 'one…'],
    ['is cut between any two characters that need no space', '镜像不存在，请检查', 4, '镜像不存…'],
    ['may have no space left', 'one two', 0, '…'],
  ])('%s', (_, said, longest, expected) => {
    expect(quoted(said, longest)).toBe(expected);
  });

  it('of 500 characters stays whole', () => {
    const said = `${'word '.repeat(99)}words`;
    expect(said).toHaveLength(500);
    expect(quoted(said)).toBe(said);
    expect(quoted(`${said}.`)).toBe(`${'word '.repeat(99).trim()}…`);
  });

  it('is cut as late as it can be without cutting a word', () => {
    const unit = fc.constantFrom('a', '/', '=', ' ', '\u0007', '镜', '，');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), fc.nat(40), (said, longest) => {
        const line = quoted(said, said.length);
        const cut = quoted(said, longest);
        if (line.length <= longest) return expect(cut).toBe(line);
        const kept = cut.slice(0, -1);
        expect(cut).toBe(`${line.slice(0, kept.length)}…`);
        expect(kept.length).toBeLessThanOrEqual(longest);
        // Either nothing is kept, or what follows begins no word in its middle; and no later place would have done.
        if (kept !== '') expect(line.charAt(kept.length)).toMatch(BETWEEN_WORDS);
        expect(line.slice(kept.length + 1, longest + 1)).not.toMatch(BETWEEN_WORDS);
      }),
    );
  });
});
