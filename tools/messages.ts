import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ALIBABA_STS_ERRORS, ECS_ERRORS } from '../src/alibaba/public-errors';
import { APSARA_ERRORS } from '../src/apsarastack/errors';
import { gatewayTable } from '../src/apsarastack/gateway-errors';
import { PRIVATE_CLOUD_ERRORS } from '../src/apsarastack/private-cloud-errors';
import { type ErrorBook, type ErrorTable, fill } from '../src/calling/error-book';
import type { Verdict } from '../src/calling/verdict';
import { HUAWEI_ERRORS } from '../src/huaweicloud/errors';
import { HUAWEI_STS_ERRORS } from '../src/huaweicloud/sts-errors';
import { AWS_STS_ERRORS } from '../src/keys/aws-sts-errors';
import { commandLine } from './command-line';

/** Writes the error codes of the services into guides/messages.md. */
export const PAGE = path.join(__dirname, '..', 'guides', 'messages.md');

const MARKS = { from: '<!-- codes -->\n', to: '<!-- /codes -->' } as const;

/** What the handlers conclude from a code that is an answer to them, and not a failure. */
const OUTCOMES: Readonly<Record<string, string>> = {
  absent: 'the image is gone',
  attributeConflict: 'the image does not have the attribute yet, so it is added',
  busy: 'the handlers try again; in the end they name the snapshot as left behind',
  deleted: 'the snapshot is gone',
  done: 'the image is in that group',
  permitted: 'a dry run passed, so images may be listed, or the image is there',
  finished: 'a finished copy is deleted, not cancelled',
  inUse:
    'the handlers cancel what is running if the cloud can, and wait until it has ended; then they delete the image',
  notOffered: 'the handlers ask for the job with the older call',
  refused: 'the handlers wait for the copy, then delete it',
};

/** Other spellings of a code with the same meaning, which share its row. */
const TWINS: readonly ((code: string) => string)[] = [
  (code) => `${code}Exception`,
  (code) => code.replace(/^APIGW\./, 'APIG.'),
];

type Book = Pick<ErrorBook, 'table' | 'nextSteps' | 'words'>;

const SERVICES: readonly (readonly [name: string, book: Book])[] = [
  ['ECS', ECS_ERRORS],
  ['Alibaba Cloud STS', ALIBABA_STS_ERRORS],
  ['AWS STS', AWS_STS_ERRORS],
  // In addition to the rows of ECS and STS, which the gateways pass on.
  ['Gateways of Apsara Stack', { ...APSARA_ERRORS, table: gatewayTable(PRIVATE_CLOUD_ERRORS) }],
  ['Huawei Cloud', HUAWEI_ERRORS],
  // In addition to the rows of every call of Huawei Cloud.
  ['Huawei Cloud STS', { ...HUAWEI_STS_ERRORS, table: without(HUAWEI_STS_ERRORS.table, HUAWEI_ERRORS.table) }],
];

/** A table without the rows that are also in another one. */
function without(table: ErrorTable, other: ErrorTable): ErrorTable {
  return Object.fromEntries(
    Object.entries(table).map(([action, rows]) => [
      action,
      Object.fromEntries(Object.entries(rows).filter(([code, verdict]) => other[action]?.[code] !== verdict)),
    ]),
  );
}

/** The page with its tables brought up to date. */
export function withTables(page: string): string {
  const [from, to] = [page.indexOf(MARKS.from) + MARKS.from.length, page.indexOf(MARKS.to)];
  const tables = SERVICES.flatMap(([service, book]) =>
    Object.entries(book.table).map(([action, rows]) => section(service, action, rows, book)),
  );
  return `${page.slice(0, from)}\n${tables.join('\n')}\n${page.slice(to)}`;
}

function section(service: string, action: string, rows: Readonly<Record<string, Verdict>>, book: Book): string {
  const title = action === '*' ? `${service}, every call` : `${service}, ${action}`;
  const twinsOf = (code: string): readonly string[] =>
    TWINS.map((twin) => twin(code)).filter((twin) => twin !== code && rows[twin] === rows[code]);
  const twins = new Set(Object.keys(rows).flatMap(twinsOf));
  const lines = Object.entries(rows)
    .filter(([code]) => !twins.has(code))
    .map(([code, verdict]) => {
      const codes = [code, ...twinsOf(code)].map((one) => `\`${one}\``).join(', ');
      return `| ${codes} | ${meaning(verdict)} | ${cure(verdict, book)} |`;
    });
  return [`### ${title}`, '', `| Code | Becomes | What to do |`, '|---|---|---|', ...lines, ''].join('\n');
}

function meaning({ failure, outcome, repeat }: Verdict): string {
  if (failure === undefined) return 'no failure';
  return `\`${failure}\`${repeat ? ', after repetitions' : ''}${outcome === undefined ? '' : ', or no failure'}`;
}

function cure({ failure, outcome, nextStep }: Verdict, { nextSteps, words }: Book): string {
  if (failure !== undefined) return fill(nextStep ?? nextSteps[failure], words).replace(/\|/g, '\\|');
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
