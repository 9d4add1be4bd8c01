import { animation, schedule } from '../../tools/recording/animation';
import { chunksOf, framesOf } from '../../tools/recording/screen';

const SIZE = { columns: 20, rows: 3 };
const TIMING = { longest: 1000, shortest: 100, end: 5000 };

const textOf = (lines: readonly (readonly { readonly text: string }[])[]): string[] =>
  lines.map((runs) => runs.map(({ text }) => text).join(''));

describe('what was to be seen on the terminal', () => {
  it('plays cursor movements and colours, and makes one frame of equal screens', async () => {
    const frames = await framesOf(
      [
        { at: 0, text: 'one\r\n\x1b[32mgreen\x1b[39m rest' },
        { at: 50, text: '\x1b[?25l' },
        { at: 90, text: '\x1b[2K\x1b[1A\x1b[2K\x1b[Gtwo' },
      ],
      SIZE,
    );
    expect(frames.map(({ at, lines }) => ({ at, text: textOf(lines) }))).toEqual([
      { at: 0, text: ['one', 'green rest', ''] },
      { at: 90, text: ['two', '', ''] },
    ]);
    expect(frames[0]?.lines[1]).toEqual([
      { text: 'green', color: 2, bold: false, dim: false },
      { text: ' rest', bold: false, dim: false },
    ]);
  });
});

describe('what the program has written', () => {
  it('is told with its times, without the line of the tool that noted it', () => {
    const output = Buffer.from('Script started\none\ntwo');
    expect(chunksOf(output, '0.5 4\n1.25 3\n')).toEqual([
      { at: 500, text: 'one\n' },
      { at: 1750, text: 'two' },
    ]);
  });

  it('has whole characters, wherever the program was interrupted in one', () => {
    const output = Buffer.from('Script started\na⠋b');
    const texts = chunksOf(output, '0 2\n1 1\n1 2\n').map(({ text }) => text);
    expect(texts).toEqual(['a', '', '⠋b']);
  });
});

describe('the animation', () => {
  const frame = (at: number, text: string) => ({ at, lines: [[{ text, bold: false, dim: false }]] });

  it('leaves out what is gone at once and shortens what stands for too long', () => {
    const scenes = schedule([frame(0, 'a'), frame(30, 'b'), frame(200, 'c'), frame(60_000, 'd')], TIMING);
    expect(scenes.map(({ lines, start, length }) => [textOf(lines)[0], start, length])).toEqual([
      ['b', 0, 170],
      ['c', 170, 1000],
      ['d', 1170, 5000],
    ]);
  });

  it('is an image without scripts whose text is only text', () => {
    const svg = animation([frame(0, '<script>alert("&")</script>')], SIZE, TIMING, 'a < b');
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&#60;script&#62;alert(&#34;&#38;&#34;)&#60;/script&#62;');
    expect(svg).toContain('<title id="t">a &#60; b</title>');
  });

  it('stands still at the end for a reader who prefers less motion', () => {
    const svg = animation([frame(0, 'a'), frame(500, 'b')], SIZE, TIMING, 't');
    expect(svg).toContain('#f1{visibility:visible}@media (prefers-reduced-motion:no-preference){@keyframes f0{');
  });
});
