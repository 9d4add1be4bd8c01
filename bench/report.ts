import os from 'node:os';
import { type Judged, say, sayShare } from './figure';
import type { ScaleReport } from './scale-figures';
import { scaleMarkdown } from './scale-page';

/** One run of the bench. */
export interface Report {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly rounds: number;
  /** What every answer of the loopback AWS waits in the READ figures. */
  readonly awsDelayMs: number;
  readonly figures: readonly Judged[];
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

/** The names of the figures whose bars are broken. */
export function brokenIn({ figures, scale }: Report): string[] {
  const judged = [...figures, ...Object.values(scale).flat()];
  return judged.filter(({ holds }) => holds === false).map(({ name }) => name);
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

const HEADER = ['Figure', 'This package', 'Beside', 'Share', 'Bar', 'Holds'];

/** A table for a terminal. */
export function toText({ figures }: Report): string {
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

/** The table with what has to be known about it. */
export function toMarkdown(report: Report): string {
  const { date, node, cpu, cores, rounds, awsDelayMs, figures, scale } = report;
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '# Bench',
    '',
    `Written by \`npm run bench\` on ${date}: Node.js ${node}, ${cpu} (${cores} cores), ${rounds} rounds, medians. Read the`,
    'shares rather than the times: both sides were measured in this run, in turns, each in fresh processes, files in the cache of the disk.',
    '',
    '- **The same handlers, not bundled**: compiled file by file beside an `npm install` of their dependencies with the whole ECS client and',
    '  aws-sdk v2, as the project template of `cfn init` packs a type.',
    "- **The library's own entrypoint**: the same READ on `BaseResource.entrypoint` with the SDK's client, one log line of its own.",
    `- ECS is the simulator, answering at once; CloudWatch Logs, CloudWatch and S3 are a loopback server that answers after ${awsDelayMs} ms.`,
    "- **The emulator** is AWS's Lambda runtime interface emulator with AWS's runtime client, on the Node.js of the runtime that `.rpdk-config`",
    '  names. INIT is the time from its start until it asks for the first event. ECS is asked over HTTP; logs and metrics go nowhere. Of each',
    '  round the quickest of eight starts counts: other work on the machine only adds to a start, and more to a long one.',
    '- **Version 0.1.0** is beside INIT and first READ together: work that moves from one to the other is no gain.',
    "- **Terraform's waiter**: computed, see [polling.md](polling.md).",
    '- Memory that stays is looked at after the time limit of the last request: the HTTP client of the SDK keeps requests as long.',
    '',
    row(HEADER),
    row(HEADER.map((_, column) => (column === 1 ? '---:' : '---'))),
    ...figures.map((figure) => row(cellsOf(figure))),
    '',
    ...scaleMarkdown(scale),
  ].join('\n');
}
