import {
  copyOf,
  FAMILIES,
  isLinear,
  longestLag,
  longestLagWhatever,
  mostCalls,
  mostCallsWhatever,
  watchAsHandler,
  watchAsTerraform,
  watchFixed,
} from '../../bench/polling';
import { pollingReport } from '../../bench/polling-table';
import fc, { runs } from '../support/fast-check';

const families = Object.keys(FAMILIES);
const running = fc
  .double({ min: Math.log(30), max: Math.log(36_000), noNaN: true })
  .map((log) => Math.round(Math.exp(log)));
const seed = fc.nat();

describe('following a copy as the CREATE handler does', () => {
  it.each(families.filter(isLinear))('%s: few API calls, and the end is noticed soon', async (family) => {
    await fc.assert(
      fc.asyncProperty(running, seed, async (seconds, number) => {
        const copy = copyOf(family, seconds, number);
        const { calls, invocations, lagSeconds } = await watchAsHandler(copy);
        expect(calls).toBeLessThanOrEqual(mostCalls(copy.seconds));
        expect(lagSeconds).toBeLessThanOrEqual(longestLag(copy.seconds));
        expect(invocations).toBe(calls);
      }),
      runs(150),
    );
  });

  it.each(families.filter((family) => !isLinear(family)))('%s: the calls stay bounded', async (family) => {
    await fc.assert(
      fc.asyncProperty(running, seed, async (seconds, number) => {
        const copy = copyOf(family, seconds, number);
        const { calls, lagSeconds } = await watchAsHandler(copy);
        expect(calls).toBeLessThanOrEqual(mostCallsWhatever(copy.seconds));
        expect(lagSeconds).toBeLessThanOrEqual(longestLagWhatever(copy.seconds));
      }),
      runs(100),
    );
  });
});

describe('other ways to wait', () => {
  const copy = (seconds: number) => copyOf('linear', seconds, 1);

  it('a fixed interval looks again and again', () => {
    expect(watchFixed(20, copy(600))).toEqual({ calls: 31, invocations: 31, billedSeconds: 9.3, lagSeconds: 0 });
    expect(watchFixed(60, copy(30))).toEqual({ calls: 2, invocations: 2, billedSeconds: 0.6, lagSeconds: 30 });
  });

  it("Terraform's waits 60 s, 3 s, 6 s, 10 s, 10 s, and is billed meanwhile", () => {
    expect(watchAsTerraform(copy(30))).toEqual({ calls: 2, invocations: 1, billedSeconds: 60, lagSeconds: 30 });
    expect(watchAsTerraform(copy(85))).toEqual({ calls: 6, invocations: 1, billedSeconds: 89, lagSeconds: 4 });
    expect(watchAsTerraform(copy(1800))).toMatchObject({ invocations: 3, lagSeconds: 9 });
  });
});

describe('the report', () => {
  it('says what was measured, and the same each time', async () => {
    const { markdown, holds } = await pollingReport();
    expect(holds).toBe(true);
    expect(markdown).toContain('What every one of them kept to:');
    for (const family of families) expect(markdown).toContain(`| ${family} |`);
    expect((await pollingReport()).markdown).toBe(markdown);
  });
});
