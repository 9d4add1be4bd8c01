import { readFileSync } from 'node:fs';
import { factsOf, PICTURE, SHOWS, takePicture } from '../../tools/recording/picture';
import { noteOf } from '../../tools/recording/png';

describe('the picture of a report in the README', () => {
  const picture = readFileSync(PICTURE);

  it('shows what the program makes now; if not: npm run picture', async () => {
    const now = noteOf(await takePicture(), SHOWS);
    expect(now).toContain('Alibaba Cloud Golden CREATE_COMPLETE TIME ShanghaiCopy CREATE_COMPLETE TIME Huawei Cloud');
    expect(noteOf(picture, SHOWS)).toBe(now);
  });

  it('is a PNG of at most 100 KB, as wide as a page of text', () => {
    const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
    expect(picture.length).toBeLessThan(100_000);
    expect(width).toBeGreaterThan(700);
    expect(width / height).toBeGreaterThan(1);
  });

  it('is another one once words or style differ, not for other times and identifiers', () => {
    const report = (name: string, time: string, id: string, style = 'a{}'): string =>
      `<style>${style}</style><section id="timeline" class="x"><div class="axis"><li>${time}</li></div>
        <strong>${name}</strong><code>${id}</code><span>${time}</span></section><section id="calls">${id}</section>`;
    const facts = factsOf(report('Golden', '1h 10m', 'm-1'));
    expect(factsOf(report('Golden', '36m 26s', 'm-2'))).toBe(facts);
    expect(factsOf(report('Copper', '1h 10m', 'm-1'))).not.toBe(facts);
    expect(factsOf(report('Golden', '1h 10m', 'm-1', 'b{}'))).not.toBe(facts);
  });
});
