import { type Fate, noticedBy } from '../changes/trial';
import { changeOf, lineOf, type Mutant } from './mutants';

/** A mutant and what became of it; `equivalent`: it was not tried, because it is known to change nothing. */
export interface Result {
  readonly mutant: Mutant;
  readonly fate: Fate | { readonly end: 'equivalent'; readonly why: string };
}

const isNoticed = ({ fate }: Result): boolean => fate.end !== 'equivalent' && noticedBy(fate) !== undefined;
const counts = ({ fate }: Result): boolean => fate.end !== 'equivalent';

/** The share of the mutants that count that the tests noticed, from 0 to 1. */
export function scoreOf(results: readonly Result[]): number {
  const counted = results.filter(counts);
  return counted.length === 0 ? 1 : counted.filter(isNoticed).length / counted.length;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** What stands at the beginning of the line of a result. */
const WORDS: Readonly<Record<Result['fate']['end'], string>> = {
  failed: 'noticed   ',
  timeout: 'noticed   ',
  passed: 'SURVIVED  ',
  unreached: 'UNREACHED ',
  equivalent: 'equivalent',
};

const reasonOf = ({ fate }: Result): string =>
  fate.end === 'equivalent' ? `because ${fate.why}` : `by: ${noticedBy(fate)}`;

/** A result in one or two lines; of a survivor, with the changed line, the row of a table, and how it is tried again. */
export function toText(result: Result): string {
  const { mutant } = result;
  const { line, before, after } = lineOf(mutant);
  const head = `${WORDS[result.fate.end]} ${mutant.id}  ${mutant.kind.padEnd(10)} ${mutant.file}:${line}`;
  if (!counts(result) || isNoticed(result)) return `${head}\n           ${reasonOf(result)}`;
  const row = JSON.stringify(changeOf(mutant));
  const again = `npm run mutants -- --only ${mutant.id}`;
  return [head, `- ${before}`, `+ ${after}`, row, again].join('\n           ');
}

/** A line a room, and one for all: how many were drawn, count, were noticed, and their share. */
export function table(results: readonly Result[]): string {
  const rooms = [...new Set(results.map(({ mutant }) => mutant.room))];
  const byRoom = rooms.map((room) => [room, results.filter(({ mutant }) => mutant.room === room)] as const);
  const rows = [...byRoom, ['all', results] as const].map(([room, own]) => [
    room,
    String(own.length),
    String(own.filter(counts).length),
    String(own.filter(isNoticed).length),
    percent(scoreOf(own)),
  ]);
  const lines = [['room', 'drawn', 'count', 'noticed', 'score'], ...rows];
  return lines
    .map(([room = '', ...numbers]) => [room.padEnd(38), ...numbers.map((text) => text.padStart(8))].join(''))
    .join('\n');
}
