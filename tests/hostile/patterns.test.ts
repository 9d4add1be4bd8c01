import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import { STAGED_TYPES } from '../support/types/index';

const ROOT = path.resolve(__dirname, '..', '..');

/** A regular expression and where it stands. */
interface Pattern {
  readonly place: string;
  readonly form: RegExp;
}

function patternsOfSchema(value: unknown, place: string): Pattern[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'pattern' && typeof inner === 'string'
      ? [{ place, form: new RegExp(inner) }]
      : patternsOfSchema(inner, `${place}/${name}`),
  );
}

function patternsOfSources(folder: string): Pattern[] {
  const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts')).flatMap((file) => patternsOfSource(path.join(folder, file)));
}

function patternsOfSource(file: string): Pattern[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ place: file, form: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) });
    }
    // One that is put together at run time would escape this test.
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'RegExp')
      found.push({ place: file, form: /(?!)/ });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Texts that may be repeated within a match of some pattern, in addition to what the pattern itself is written with. */
const PIECES = [
  'a',
  'A',
  'é',
  '一',
  '0',
  '9',
  '-',
  '.',
  '/',
  '_',
  ':',
  ' ',
  '\n',
  '"',
  '#',
  '<',
  '{',
  '%2f',
  'a-',
  '1h',
  'a.',
  '/a',
  'aa:',
  '\ud83d',
];
/** What ends no match. */
const ENDS = ['', '!'];
/** Repetitions at which exponential time would never end, and at which quadratic time is told from linear. */
const FEW = 40;
const SOME = 5_000;
const MANY = 4 * SOME;
/** Linear time grows four times from SOME to MANY, quadratic sixteen times. */
const MOST_GROWTH = 9;
/** So often it has to be seen: a busy machine makes one measured time as long as it likes, but not the shortest of many. */
const LOOKS = 8;
/** Ends what would never end, in milliseconds; nothing that passes comes near it. */
const NEVER = 500;

function texts(form: RegExp): { readonly starts: readonly string[]; readonly pieces: readonly string[] } {
  const words = form.source.match(/[A-Za-z0-9_"<>:{}\s/-]+/g) ?? [];
  return { starts: ['', ...words], pieces: [...new Set([...PIECES, ...words])] };
}

const bench: { form: RegExp; text: string } = { form: /x/, text: '' };
const search = new vm.Script('text.replace(form, "")');
const context = vm.createContext(bench);

/**
 * How long a search keeps this process busy, in microseconds: other processes do not count. Endless if it does not end, whenever it is
 * tried: a machine may stand still for a moment.
 */
function timeOf(form: RegExp, text: string): number {
  for (let look = 0; look < 2; look += 1) {
    const time = timeOnce(form, text);
    if (time !== Number.POSITIVE_INFINITY) return time;
  }
  return Number.POSITIVE_INFINITY;
}

function timeOnce(form: RegExp, text: string): number {
  Object.assign(bench, { form, text });
  const started = process.cpuUsage();
  try {
    search.runInContext(context, { timeout: NEVER });
  } catch {
    return Number.POSITIVE_INFINITY;
  }
  const { user, system } = process.cpuUsage(started);
  return Math.max(1, user + system);
}

const searchAll = new vm.Script(
  'times = texts.map((text) => { const before = busy(); text.replace(form, ""); return busy() - before; })',
);
const batch: { form: RegExp; texts: readonly string[]; times: readonly number[]; busy: () => number } = {
  form: /x/,
  texts: [],
  times: [],
  busy: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
};
const batchContext = vm.createContext(batch);

/** The same times of many texts, or undefined if all of them together do not end: a watchdog for each would cost more than the searches. */
function timesOf(form: RegExp, texts: readonly string[]): readonly number[] | undefined {
  Object.assign(batch, { form, texts });
  try {
    searchAll.runInContext(batchContext, { timeout: NEVER });
    return batch.times;
  } catch {
    return undefined;
  }
}

/** A text on which the time of a pattern grows faster than the text, if one is found. */
function weakness(form: RegExp): string | undefined {
  const { starts, pieces } = texts(form);
  for (const start of starts) {
    const repeated = pieces.flatMap((piece) => ENDS.map((end) => ({ piece, end })));
    const text = ({ piece, end }: { piece: string; end: string }, count: number) => start + piece.repeat(count) + end;
    const lengths = [FEW, SOME, MANY];
    const times = timesOf(
      form,
      repeated.flatMap((one) => lengths.map((count) => text(one, count))),
    );
    for (const [index, one] of repeated.entries()) {
      const [, short = 0, long = Number.POSITIVE_INFINITY] = times?.slice(lengths.length * index) ?? [];
      if (long <= MOST_GROWTH * Math.max(1, short)) continue;
      const { piece, end } = one;
      const grows =
        timeOf(form, text(one, FEW)) === Number.POSITIVE_INFINITY || growsFast(form, text(one, SOME), text(one, MANY));
      if (grows) return `${JSON.stringify(start)}, many times ${JSON.stringify(piece)}, ${JSON.stringify(end)}`;
    }
  }
  return undefined;
}

/** By the shortest times, which are of one machine in one minute; those near the cost of starting a search grow by themselves. */
function growsFast(form: RegExp, some: string, many: string): boolean {
  let short = timeOf(form, some);
  if (short === Number.POSITIVE_INFINITY) return true;
  let long = timeOf(form, many);
  for (let look = 0; look < LOOKS && long > MOST_GROWTH * short; look += 1) {
    if (long === Number.POSITIVE_INFINITY) return true;
    // What takes little time is compared with what starting takes, which is in both.
    [short, long] = [Math.max(short, timeOf(form, some)), Math.min(long, timeOf(form, many))];
  }
  return long > MOST_GROWTH * short;
}

describe('regular expressions', () => {
  // The sources of the root's type are those that all types share.
  const folders = new Set([
    ...STAGED_TYPES.map(({ folder }) => path.join(path.relative(ROOT, folder), 'src')),
    'untrusted',
  ]);
  const ofSchemas = STAGED_TYPES.map(({ name, schema }) => ({ name, schema, found: patternsOfSchema(schema, name) }));
  const patterns = [...ofSchemas.flatMap(({ found }) => found), ...[...folders].flatMap(patternsOfSources)];
  const unique = [...new Map(patterns.map((pattern) => [String(pattern.form), pattern])).values()];

  it('are all found', () => {
    for (const { schema, found } of ofSchemas) {
      expect(found).toHaveLength(JSON.stringify(schema).split('"pattern":').length - 1);
    }
    // A type whose rules are all shared has no expression of its own.
    for (const folder of ['src', 'untrusted'])
      expect(patterns.some(({ place }) => place.startsWith(`${folder}/`))).toBe(true);
    expect(unique.length).toBeGreaterThan(25);
  });

  it.each([/^(\w+\s?)*$/, /a*a*b/, /\s+$/])('%s would be found to be slow', (form) => {
    // A busy machine may hide it for a while: the shorter text takes as long as the machine likes.
    const looks = [1, 2, 3];
    expect(looks.some(() => weakness(form) !== undefined)).toBe(true);
  });

  it.each(unique.map(({ form, place }) => [place, form] as const))(
    '%s: %s takes time in proportion to the text',
    (_, form) => {
      expect(weakness(form)).toBeUndefined();
    },
  );
});
