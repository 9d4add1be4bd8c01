import os from 'node:os';
import { type Judged, say, sayShare } from './figure';
import type { ScaleReport } from './scale-figures';
import { scaleMarkdown } from './scale-page';

/** The figures of one type. */
export interface TypeReport {
  readonly typeName: string;
  readonly figures: readonly Judged[];
}

/** One run of the bench. */
export interface Report {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly rounds: number;
  /** What every answer of the loopback AWS waits in the READ figures. */
  readonly awsDelayMs: number;
  /** In the order of the list. */
  readonly types: readonly TypeReport[];
  readonly scale: ScaleReport;
}

/** Describes this machine and this moment. */
export function surroundings(): Pick<Report, 'date' | 'node' | 'cpu' | 'cores'> {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus[0]?.model.trim() || process.arch,
    cores: cpus.length,
  };
}

/** The names of the figures whose bars are broken, with their types. */
export function brokenIn({ types, scale }: Report): string[] {
  const ofTypes = types.flatMap(({ typeName, figures }) => brokenOf(figures).map((name) => `${typeName}: ${name}`));
  return [...ofTypes, ...brokenOf(Object.values(scale).flat())];
}

const brokenOf = (figures: readonly Judged[]): string[] =>
  figures.filter(({ holds }) => holds === false).map(({ name }) => name);

/** The types that have no figure whose name begins like this. */
export function unmeasuredIn({ types }: Report, beginning: string): string[] {
  return types
    .filter(({ figures }) => !figures.some(({ name }) => name.startsWith(beginning)))
    .map(({ typeName }) => `${typeName}: ${beginning}: not measured`);
}

/** The cells of a figure: name, ours, the baseline, the share, the bar, the verdict. */
function cellsOf({ name, unit, oursMedian, baselineMedian, share, against, bar, holds }: Judged): string[] {
  return [
    name,
    say(oursMedian, unit),
    baselineMedian === undefined ? '' : `${say(baselineMedian, unit)} (${against})`,
    share === undefined ? '' : sayShare(share),
    bar?.text ?? '',
    holds === undefined ? '' : holds ? 'yes' : 'NO',
  ];
}

const HEADER = ['Figure', 'This type', 'Compared with', 'Share', 'Bar', 'Holds'];

/** A table of each type for a terminal. */
export function toText({ types }: Report): string {
  return types.map(({ typeName, figures }) => `${typeName}\n\n${textTable(figures)}`).join('\n\n');
}

function textTable(figures: readonly Judged[]): string {
  const rows = [HEADER, ...figures.map(cellsOf)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The tables, one for each type, with what has to be known about them. */
export function toMarkdown(report: Report): string {
  const { date, node, cpu, cores, rounds, awsDelayMs, types, scale } = report;
  const [first] = types;
  return [
    '# Bench',
    '',
    `Written by \`npm run bench\` on ${date}: Node.js ${node}, ${cpu} (${cores} cores), ${rounds} rounds, medians. Read the`,
    'shares rather than the times: both sides were measured in this run, in turns, each in fresh processes, files in the cache of the disk.',
    '',
    `- **The same handlers, not bundled**: those of \`${first?.typeName}\`, compiled file by file next to an \`npm install\` of their`,
    '  dependencies with the whole ECS client and aws-sdk v2, as the project template of `cfn init` packs a type.',
    "- **The library's own entrypoint**: a READ of that type on `BaseResource.entrypoint` with the SDK's client, one log line of its own.",
    `- The cloud is the simulator, answering at once; CloudWatch Logs, CloudWatch and S3 are a loopback server that answers after ${awsDelayMs} ms.`,
    "- **The emulator** is AWS's Lambda runtime interface emulator with AWS's runtime client, on the Node.js of the runtime that `.rpdk-config`",
    '  names. INIT is the time from its start until it asks for the first event. The cloud is asked over HTTP; logs and metrics go nowhere. Of',
    '  each round the quickest of eight starts counts: other work on the machine only adds to a start, and more to a long one.',
    '- **Version 0.1.0** is compared with INIT and first READ together: work that only moves from one to the other gains nothing.',
    "- **Terraform's waiter**: computed, see [polling.md](polling.md).",
    '- **API calls** for an image: all of its CREATE, the worse of two runs that show progress differently. Calls for keys and projects do not',
    '  count. Images of Apsara Stack may cost two more calls, those of Huawei Cloud six; an image that takes less than four minutes five and',
    '  nine, since both clouds know no token: `bench/subjects.ts` names the calls.',
    '- Memory that stays is measured after the time limit of the last request: the HTTP client of the SDK keeps requests as long.',
    '',
    ...types.flatMap(({ typeName, figures }) => [`## ${typeName}`, '', ...markdownTable(figures), '']),
    ...scaleMarkdown(scale),
  ].join('\n');
}

function markdownTable(figures: readonly Judged[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(HEADER),
    row(HEADER.map((_, column) => (column === 1 ? '---:' : '---'))),
    ...figures.map((figure) => row(cellsOf(figure))),
  ];
}
