import { Action } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { LogBatch } from '../../src/cloudformation/log-batch';
import { success } from '../../src/cloudformation/progress';
import fc, { runs } from '../support/fast-check';
import { useDeliveryStage } from './delivery-stage';

const MOST_BYTES = 1_048_576;
const LONGEST = 262_144;
const sizeOf = ({ message }: { readonly message: string }) => Buffer.byteLength(message) + 26;

describe('a log that is longer than one call takes', () => {
  const stage = useDeliveryStage();
  const log = (lines: readonly string[]) =>
    stage().invokeHandler(Action.Read, async (logger) => {
      for (const line of lines) logger.log(line);
      return success();
    });

  // The stand-in refuses what breaks a limit of PutLogEvents.
  it.each([
    ['10 MB in long lines', Array.from({ length: 100 }, (_, n) => `${n} ${'x'.repeat(100_000)}`)],
    ['10 MB in short lines', Array.from({ length: 100_000 }, (_, n) => `${n} ${'y'.repeat(94)}`)],
    ['10 MB in one line', ['z'.repeat(10_000_000)]],
    ['10 MB of wide characters', Array.from({ length: 25 }, (_, n) => `${n} ${'\u{1f40b}'.repeat(100_000)}`)],
    ['20,000 lines of nearly nothing', Array.from({ length: 20_000 }, (_, n) => `${n}`)],
    ['nothing but quotes', Array.from({ length: 20 }, () => '"'.repeat(200_000))],
  ])('is delivered with its newest lines: %s', async (_, lines) => {
    await log(lines);
    expect(stage().aws.calls).toHaveLength(2);
    expect(stage().console).toHaveLength(lines.length + 1);
    const messages = stage()
      .aws.events()
      .map(({ message }) => message);
    expect(JSON.parse(messages.at(-1) ?? '')).toMatchObject({ operation: 'READ', status: 'SUCCESS' });
    const first: unknown = messages[0]?.startsWith('{') ? JSON.parse(messages[0]) : {};
    const { droppedLines = 0 } = first as { droppedLines?: number };
    expect(droppedLines + messages.length - (droppedLines > 0 ? 1 : 0)).toBe(lines.length + 1);
    const kept = messages.slice(droppedLines > 0 ? 1 : 0, -1);
    expect(kept.map((line) => line.slice(0, 20))).toEqual(lines.slice(droppedLines).map((line) => line.slice(0, 20)));
  });

  it('loses no more than it has to', async () => {
    await log(Array.from({ length: 50_000 }, (_, n) => `${n}`));
    expect(stage().aws.events()).toHaveLength(10_000);
    await log(Array.from({ length: 100 }, () => 'x'.repeat(20_000)));
    const bytes = stage()
      .aws.events()
      .slice(10_000)
      .reduce((sum, event) => sum + sizeOf(event), 0);
    expect(bytes).toBeGreaterThan(MOST_BYTES - 2 * 20_026);
  });

  it('says of a line how long it was', async () => {
    await log(['a'.repeat(LONGEST)]);
    const [cut] = stage().aws.events();
    expect(cut?.message).toMatch(/^a+ … \[cut, 262144 bytes\]$/);
    expect(sizeOf(cut ?? { message: '' })).toBe(LONGEST);
  });

  it('leaves out empty lines only, which AWS would refuse with all others', async () => {
    await log(['', 'a', '']);
    expect(
      stage()
        .aws.events()
        .map(({ message }) => message.slice(0, 1)),
    ).toEqual(['a', '{']);
  });
});

describe('the collected lines', () => {
  it('keep within every limit, whatever is logged and whenever', () => {
    const line = fc
      // The replacement character is the sign by which half of a character would be found.
      .tuple(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }).filter((text) => !text.includes('\ufffd')),
        fc.integer({ min: 1, max: 90_000 }),
      )
      .map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.nat()), { maxLength: 30 }), (lines) => {
        const batch = new LogBatch();
        for (const [text, time] of lines) batch.add(text, time);
        const events = batch.events();
        const sizes = events.map(sizeOf);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(LONGEST);
        const times = events.map(({ timestamp }) => timestamp);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(events.length > 0).toBe(lines.length > 0);
        expect(events.some(({ message }) => message.includes('\ufffd'))).toBe(false);
      }),
      runs(30),
    );
  });

  it('stand still when the clock is set back', () => {
    const batch = new LogBatch();
    for (const time of [5, 9, 3, 10]) batch.add('line', time);
    expect(batch.events().map(({ timestamp }) => timestamp)).toEqual([5, 9, 9, 10]);
  });
});
