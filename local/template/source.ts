import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { Json } from '../json';
import { type Path, type Position, type Problem, TemplateError } from './problems';

/** A template as it was written: its value in the long form of all functions, and where each part of it stands. */
export interface TemplateSource {
  readonly file: string;
  readonly value: Json;
  /** The place of a path, or of the nearest part around it. */
  locate(path: Path): Position | undefined;
}

/** Short forms whose long form is not `Fn::` and the name. */
const SHORT_FORMS: Readonly<Record<string, string>> = { '!Ref': 'Ref', '!Condition': 'Condition' };

/** YAML's own tags that CloudFormation takes. */
const PLAIN_TAGS: ReadonlySet<string> = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** CloudFormation's quota of a template in a bucket, 1 MB, as cfn-lint reckons it: in bytes. */
const MOST_BYTES = 1_000_000;

const SHORT_FORM = /^![A-Za-z0-9]+$/;

/**
 * Reads a template, JSON if it begins with a brace and YAML otherwise.
 *
 * @throws TemplateError if it is neither, or uses what CloudFormation does not know in YAML: aliases, merges, foreign tags.
 */
export function readSource(file: string, written: string): TemplateSource {
  const bytes = Buffer.byteLength(written);
  if (bytes > MOST_BYTES) {
    const message = `the template has ${bytes} bytes; CloudFormation takes at most ${MOST_BYTES}`;
    throw new TemplateError(file, [{ path: [], message }], () => undefined);
  }
  const text = written.replace(/^\ufeff/, '');
  const lines = new LineCounter();
  const problems: Problem[] = [];
  const positions = new Map<string, number>();
  const locate = (path: Path): Position | undefined => {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = positions.get(JSON.stringify(path.slice(0, length)));
      if (offset !== undefined) return toPosition(lines, offset);
    }
    return undefined;
  };

  // CloudFormation reads YAML 1.1, in which a bare yes is true.
  const document = parseDocument(text, { version: '1.1', lineCounter: lines, prettyErrors: false, merge: false });
  const [error] = document.errors;
  if (error) {
    const { line, column } = toPosition(lines, error.pos[0]);
    const message =
      error.code === 'MULTIPLE_DOCS' ? 'a template is one YAML document, this is a second' : error.message;
    throw new TemplateError(file, [{ path: [], message }], () => ({ line, column }));
  }
  if (text.trimStart().startsWith('{')) refuseBrokenJson(file, text);
  if (document.contents === null) {
    throw new TemplateError(file, [{ path: [], message: 'the template is empty' }], () => undefined);
  }
  const value = convert(document.contents, [], { positions, report: (problem) => problems.push(problem) });
  if (problems.length > 0) throw new TemplateError(file, problems, locate);
  return { file, value, locate };
}

interface Conversion {
  readonly positions: Map<string, number>;
  readonly report: (problem: Problem) => void;
}

function convert(node: ParsedNode | null, path: Path, conversion: Conversion): Json {
  if (node === null) return null;
  const key = JSON.stringify(path);
  if (!conversion.positions.has(key)) conversion.positions.set(key, node.range[0]);
  const tag = isAlias(node) ? undefined : node.tag;
  if (tag === undefined || PLAIN_TAGS.has(tag)) return convertPlain(node, path, conversion);
  if (!SHORT_FORM.test(tag)) {
    conversion.report({ path, message: `unknown tag ${tag}` });
    return null;
  }
  const name = SHORT_FORMS[tag] ?? `Fn::${tag.slice(1)}`;
  return { [name]: convertPlain(node, [...path, name], conversion) };
}

function convertPlain(node: ParsedNode, path: Path, conversion: Conversion): Json {
  if (isMap(node)) {
    const entries: [string, Json][] = [];
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? (key.source ?? String(key.value)) : undefined;
      if (name === undefined || name === '<<') {
        const what = name === undefined ? 'a key that is no text' : 'a merge (<<)';
        conversion.report({ path, message: `${what} is not supported by CloudFormation` });
        continue;
      }
      const below = [...path, name];
      if (key.range) conversion.positions.set(JSON.stringify(below), key.range[0]);
      entries.push([name, convert(value, below, conversion)]);
    }
    return Object.fromEntries(entries);
  }
  if (isSeq(node)) return node.items.map((item, index) => convert(item, [...path, index], conversion));
  if (isAlias(node)) {
    conversion.report({ path, message: `YAML aliases (*${node.source}) are not supported by CloudFormation` });
    return null;
  }
  return convertScalar(node.value, node.source);
}

/**
 * Numbers and dates that do not read back as they were written stay text: 2010-09-09, 007, 123456789012345678901. So do
 * `y` and `n`, which YAML 1.1 calls booleans and neither CloudFormation's reader nor cfn-lint's does.
 */
function convertScalar(value: unknown, source: string | undefined): Json {
  if (typeof value === 'boolean' && source?.length === 1) return source;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && String(value) === source) return value;
  return source ?? String(value);
}

function refuseBrokenJson(file: string, text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = /at position (\d+)/.exec(error.message)?.[1];
    const before = text.slice(0, Number(offset)).split('\n');
    const position = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    const message = `broken JSON: ${error.message.replace(/( in JSON)? at position.*|, (\.\.\.|").*/s, '')}`;
    throw new TemplateError(file, [{ path: [], message }], () => (offset === undefined ? undefined : position));
  }
}

function toPosition(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
