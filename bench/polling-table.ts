import { sayDuration } from '../src/failure/duration';
import {
  BILLED_PER_CALL,
  copyOf,
  FAMILIES,
  isLinear,
  longestLag,
  longestLagWhatever,
  mostCalls,
  mostCallsWhatever,
  type SimulatedCopy,
  type Watch,
  watchAsHandler,
  watchAsTerraform,
  watchFixed,
} from './polling';

const DURATIONS = [30, 120, 600, 2100, 7200, 36_000];
/** Copies of each family, durations from 30 s to 10 h in equal ratios, each with a seed of its own. */
const PER_FAMILY = 300;
const SHORTEST = 30;
const LONGEST = 36_000;

const STRATEGIES: Readonly<Record<string, (copy: SimulatedCopy) => Watch>> = {
  'every 3 s': (copy) => watchFixed(3, copy),
  'every 20 s': (copy) => watchFixed(20, copy),
  'every 60 s': (copy) => watchFixed(60, copy),
  Terraform: watchAsTerraform,
};

/** The copies of a family that are simulated. */
export function copiesOf(family: string, count = PER_FAMILY): SimulatedCopy[] {
  return Array.from({ length: count }, (_, index) =>
    copyOf(family, Math.round(SHORTEST * (LONGEST / SHORTEST) ** (index / (count - 1))), index + 1),
  );
}

const cell = ({ calls, invocations, billedSeconds, lagSeconds }: Watch): string =>
  `${calls} / ${invocations} / ${billedSeconds.toFixed(billedSeconds < 100 ? 1 : 0)} / ${lagSeconds}`;
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

async function comparison(): Promise<string[]> {
  const names = ['this type', ...Object.keys(STRATEGIES)];
  const lines = [row(['Copy of', ...names]), row(['---', ...names.map(() => '---:')])];
  for (const seconds of DURATIONS) {
    const copy = copyOf('linear, RemainTime', seconds, 1);
    const watches = [await watchAsHandler(copy), ...Object.values(STRATEGIES).map((watch) => watch(copy))];
    lines.push(row([sayDuration(seconds), ...watches.map(cell)]));
  }
  return lines;
}

async function worst(): Promise<{ readonly lines: string[]; readonly holds: boolean }> {
  const header = ['Progress', 'most calls', 'of the bar', 'longest lag', 'lag: median', '95 % of the copies'];
  const lines = [row(header), row(header.map((_, column) => (column === 0 ? '---' : '---:')))];
  let holds = true;
  for (const family of Object.keys(FAMILIES)) {
    const watches = await Promise.all(
      copiesOf(family).map(async (copy) => ({ copy, watch: await watchAsHandler(copy) })),
    );
    const most = Math.max(...watches.map(({ watch }) => watch.calls));
    const used = Math.max(...watches.map(({ copy, watch }) => watch.calls / mostCalls(copy.seconds)));
    const lag = Math.max(...watches.map(({ watch }) => watch.lagSeconds));
    const shares = watches.map(({ copy, watch }) => watch.lagSeconds / copy.seconds).sort((one, other) => one - other);
    const [callsBar, lagBar] = isLinear(family) ? [mostCalls, longestLag] : [mostCallsWhatever, longestLagWhatever];
    holds &&= watches.every(
      ({ copy, watch }) => watch.calls <= callsBar(copy.seconds) && watch.lagSeconds <= lagBar(copy.seconds),
    );
    const at = (part: number) => `${((shares[Math.floor(shares.length * part)] ?? 0) * 100).toFixed(0)} %`;
    lines.push(row([family, most, `${Math.round(used * 100)} %`, sayDuration(lag), at(0.5), at(0.95)]));
  }
  return { lines, holds };
}

/** The simulation's tables with the claim that they support, in Markdown. */
export async function pollingReport(): Promise<{ readonly markdown: string; readonly holds: boolean }> {
  const { lines, holds } = await worst();
  const claims = [
    '- of copies whose progress is linear, with and without RemainTime: at most 8 + 3·log2(T) API calls for T minutes and one more for each',
    '  900 s, which is the longest delay, and a lag of at most 5 % of the duration or 15 s, whichever is larger;',
    '- of all others, whatever they show of themselves: at most 30 + 18·log2(T) API calls, and a lag of at most a quarter of the duration or',
    '  15 minutes.',
  ];
  const markdown = [
    '# How often a copy is polled',
    '',
    'Written by `npm run bench`. Simulated copies are followed by the functions that the CREATE handler itself calls',
    '(`followCreation` and, in it, `nextDelaySeconds`); the same seeds make the same copies.',
    '',
    holds ? 'What every one of them kept to:' : '**At least one of them broke** what has to hold:',
    '',
    ...claims,
    '',
    '## Compared with other ways to wait',
    '',
    'A linear copy with RemainTime. API calls / Lambda invocations / billed seconds / lag in seconds; an invocation that makes one call is',
    `billed ${BILLED_PER_CALL} s. Terraform's waiter runs, and is billed, all the time, and a Lambda function ends after 15 minutes: it`,
    'waits a minute (`alicloud_image_copy`), then 3 s, 6 s and from then on 10 s (`StateChangeConf` of terraform-plugin-sdk).',
    '',
    ...(await comparison()),
    '',
    '## Whatever the copy shows of itself',
    '',
    `${PER_FAMILY} copies each, running ${sayDuration(SHORTEST)} to ${sayDuration(LONGEST)}; the bar is the one of linear copies, lags are parts of the duration.`,
    '',
    ...lines,
    '',
  ].join('\n');
  return { markdown, holds };
}
