import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ECS_ERRORS } from '../src/alibaba/ecs-errors';
import { ALIBABA_STS_ERRORS } from '../src/alibaba/sts-errors';
import { APSARA_ERRORS } from '../src/apsarastack/errors';
import { gatewayTable } from '../src/apsarastack/gateway-errors';
import type { ErrorBook } from '../src/calling/error-book';
import type { Verdict } from '../src/calling/verdict';
import { AWS_STS_ERRORS } from '../src/keys/aws-sts-errors';
import { commandLine } from './command-line';

/** Writes the error codes of the services into guides/messages.md. */
export const PAGE = path.join(__dirname, '..', 'guides', 'messages.md');

const MARKS = { from: '<!-- codes -->\n', to: '<!-- /codes -->' } as const;

/** What the life of a copy makes of a code that is an answer to it, and no failure. */
const OUTCOMES: Readonly<Record<string, string>> = {
  absent: 'the image is gone',
  busy: 'asked again; in the end the snapshot is named as left behind',
  copying: 'what is running is waited for, and cancelled first where ECS can',
  deleted: 'the snapshot is gone',
  done: 'the image is in that group',
  permitted: 'a dry run passed, so images may be listed, or the image is there',
  finished: 'a finished copy is deleted, not cancelled',
  refused: 'the copy is waited for, then deleted',
};

/** A code and the same with this behind it share a row. */
const SUFFIX = /Exception$/;

type Book = Pick<ErrorBook, 'table' | 'nextSteps'>;

const SERVICES: readonly (readonly [name: string, book: Book])[] = [
  ['ECS', ECS_ERRORS],
  ['Alibaba Cloud STS', ALIBABA_STS_ERRORS],
  ['AWS STS', AWS_STS_ERRORS],
  // Beside the rows of ECS and STS, which its gateways hand on.
  ['Gateways of Apsara Stack', { table: gatewayTable({}), nextSteps: APSARA_ERRORS.nextSteps }],
];

/** The page with its tables brought up to date. */
export function withTables(page: string): string {
  const [from, to] = [page.indexOf(MARKS.from) + MARKS.from.length, page.indexOf(MARKS.to)];
  const tables = SERVICES.flatMap(([service, { table, nextSteps }]) =>
    Object.entries(table).map(([action, rows]) => section(service, action, rows, nextSteps)),
  );
  return `${page.slice(0, from)}\n${tables.join('\n')}\n${page.slice(to)}`;
}

function section(
  service: string,
  action: string,
  rows: Readonly<Record<string, Verdict>>,
  steps: Book['nextSteps'],
): string {
  const title = action === '*' ? `${service}, every call` : `${service}, ${action}`;
  const lines = Object.entries(rows)
    .filter(([code, verdict]) => !SUFFIX.test(code) || rows[code.replace(SUFFIX, '')] !== verdict)
    .map(([code, verdict]) => {
      const twin = rows[`${code}Exception`] === verdict ? `, \`${code}Exception\`` : '';
      return `| \`${code}\`${twin} | ${meaning(verdict)} | ${cure(verdict, steps)} |`;
    });
  return [`### ${title}`, '', `| Code | Becomes | What to do |`, '|---|---|---|', ...lines, ''].join('\n');
}

function meaning({ failure, outcome, repeat }: Verdict): string {
  if (failure === undefined) return 'no failure';
  return `\`${failure}\`${repeat ? ', after repetitions' : ''}${outcome === undefined ? '' : ', or no failure'}`;
}

function cure({ failure, outcome, nextStep }: Verdict, steps: Book['nextSteps']): string {
  if (failure !== undefined) return (nextStep ?? steps[failure]).replace(/\|/g, '\\|');
  const handled = outcome === undefined ? undefined : OUTCOMES[outcome];
  if (handled === undefined) throw new Error(`the page does not say what the outcome ${outcome} is`);
  return `Nothing: ${handled}.`;
}

if (require.main === module) {
  commandLine('node --import tsx tools/messages.ts')
    .description('Writes the error codes of the services into guides/messages.md.')
    .parse();
  writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8')));
}
