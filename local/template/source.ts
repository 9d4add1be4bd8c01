import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type Scalar } from 'yaml';
import type { Json } from '../json';
import { findJsonProblem, type JsonProblem } from './json-text';
import { type Path, type Position, type Problem, TemplateError } from './problems';
import { readJsonScalar, readScalar, type ScalarReading } from './scalars';

/** A template as it was written: its value with all functions in long form, and the position of each part. */
export interface TemplateSource {
  readonly file: string;
  readonly value: Json;
  /** The bare scalars that are not text in YAML 1.1, or not certainly. */
  readonly bare: readonly BareScalar[];
  /** What CloudFormation may understand differently from the author. */
  readonly warnings: readonly Problem[];
  /** The position of a path, or of the nearest part around it. */
  locate(path: Path): Position | undefined;
}

/** A scalar without quotes, such as `5` or `yes`. */
export interface BareScalar {
  readonly path: Path;
  /** Whether it is the key at the end of the path, and not the value there. */
  readonly isKey: boolean;
  readonly written: string;
  readonly reading: ScalarReading;
}

/** Short forms whose long form is not `Fn::` and the name. */
const SHORT_FORMS: Readonly<Record<string, string>> = { '!Ref': 'Ref', '!Condition': 'Condition' };

/** "Short-form YAML syntax isn't supported" for these (Template Reference, "AWS::LanguageExtensions transform"). */
const LONG_FORM_ONLY: ReadonlySet<string> = new Set(['Fn::ForEach', 'Fn::Length', 'Fn::ToJsonString']);

const TEXT_TAG = 'tag:yaml.org,2002:str';

/** The tags of YAML that CloudFormation accepts. */
const PLAIN_TAGS: ReadonlySet<string> = new Set([
  TEXT_TAG,
  ...['int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
]);

/** CloudFormation's quota of a template in a bucket, 1 MB, counted in bytes as by cfn-lint. */
const MOST_BYTES = 1_000_000;

/** CloudFormation's quota of a template in a request, in bytes. */
const MOST_BYTES_SENT = 51_200;

const LARGE = `the template has more than ${MOST_BYTES_SENT} bytes: CloudFormation accepts it only from a bucket (aws cloudformation deploy --s3-bucket)`;

/** Characters that YAML does not allow: control characters except tabs and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]/;

const SHORT_FORM = /^![A-Za-z0-9]+$/;

const MARKED_JSON =
  'the file begins with a byte order mark, and it is not known whether CloudFormation accepts JSON with one: save the file without it';

/**
 * Reads a template: JSON if it begins with a brace or a JavaScript comment, otherwise YAML.
 *
 * @throws TemplateError if it is neither, or uses YAML that CloudFormation does not support: aliases, merges, foreign tags.
 */
export function readSource(file: string, written: string): TemplateSource {
  const bytes = Buffer.byteLength(written);
  if (bytes > MOST_BYTES) {
    const message = `the template has ${bytes} bytes; CloudFormation accepts at most ${MOST_BYTES}`;
    throw new TemplateError(file, [{ path: [], message }], () => undefined);
  }
  const text = written.replace(/^\ufeff/, '');
  // JSON has no comments, and YAML has none of this form.
  const isJson = /^\s*(?:\{|\/\/|\/\*)/.test(text);
  const lines = new LineCounter();
  const conversion = new Conversion(lines, isJson ? readJsonScalar : readScalar);
  const contents = parse(file, text, isJson, lines);
  const value = conversion.value(contents, []);
  const locate = (path: Path): Position | undefined => conversion.locate(path);
  if (conversion.problems.length > 0) throw new TemplateError(file, conversion.problems, locate);
  const doubts = [...(isJson && text !== written ? [MARKED_JSON] : []), ...(bytes > MOST_BYTES_SENT ? [LARGE] : [])];
  const warnings = [...doubts.map((message) => ({ path: [], message })), ...conversion.warnings];
  return { file, value, bare: conversion.bare, warnings, locate };
}

/** The content of a template. @throws TemplateError with the first place that is not well-formed. */
function parse(file: string, text: string, isJson: boolean, lines: LineCounter): ParsedNode {
  const fail = (message: string, offset?: number): never => {
    const position = offset === undefined ? undefined : toPosition(lines, offset);
    throw new TemplateError(file, [{ path: [], message }], () => position);
  };
  // CloudFormation reads YAML 1.1 and uses the last of several equal keys. readScalar decides the meaning of scalars.
  const options = { version: '1.1', schema: 'failsafe', uniqueKeys: false, prettyErrors: false, merge: false } as const;
  const document = parseDocument(text, { ...options, lineCounter: lines });
  const deep = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (deep) fail('the template is nested too deep to be read', deep.pos[0]);
  const broken = isJson ? findJsonProblem(text) : findUnprintable(text);
  if (broken) fail(broken.message, broken.offset);
  const [error] = document.errors;
  if (error?.code === 'MULTIPLE_DOCS')
    fail('a template must be one YAML document, and this is a second one', error.pos[0]);
  if (error?.code === 'BLOCK_AS_IMPLICIT_KEY')
    fail(`${error.message}: check how far this line is indented`, error.pos[0]);
  if (error?.code === 'TAB_AS_INDENT') fail(`${error.message}; use spaces`, error.pos[0]);
  if (error) fail(error.message, error.pos[0]);
  return document.contents ?? fail('the template is empty');
}

function findUnprintable(text: string): JsonProblem | undefined {
  const offset = text.search(UNPRINTABLE);
  if (offset < 0) return undefined;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return { message: `the control character U+${code} is not allowed in YAML`, offset };
}

/** Converts the nodes of a document to values, and collects problems, warnings and bare scalars. */
class Conversion {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  readonly bare: BareScalar[] = [];
  readonly #positions = new Map<string, number>();

  constructor(
    private readonly lines: LineCounter,
    private readonly read: (written: string) => ScalarReading,
  ) {}

  locate(path: Path): Position | undefined {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = this.#positions.get(JSON.stringify(path.slice(0, length)));
      if (offset !== undefined) return toPosition(this.lines, offset);
    }
    return undefined;
  }

  value(node: ParsedNode | null, path: Path): Json {
    if (node === null) return this.scalar('', path, false);
    const key = JSON.stringify(path);
    if (!this.#positions.has(key)) this.#positions.set(key, node.range[0]);
    const tag = isAlias(node) ? undefined : node.tag;
    if (tag === undefined || PLAIN_TAGS.has(tag)) return this.plain(node, path);
    if (!SHORT_FORM.test(tag)) {
      this.problems.push({ path, message: `unknown tag ${tag}` });
      return null;
    }
    const name = SHORT_FORMS[tag] ?? `Fn::${tag.slice(1)}`;
    if (LONG_FORM_ONLY.has(name)) {
      this.problems.push({
        path,
        message: `CloudFormation has no short form of ${name}: write ${name} in place of ${tag}`,
      });
    }
    // A scalar with a tag of its own is text, whatever it looks like.
    return { [name]: isScalar(node) ? textOf(node) : this.plain(node, [...path, name]) };
  }

  private plain(node: ParsedNode, path: Path): Json {
    if (isMap(node)) return this.map(node.items, path);
    if (isSeq(node)) return node.items.map((item, index) => this.value(item, [...path, index]));
    if (isAlias(node)) {
      const message = `YAML aliases (*${node.source}) are not supported by CloudFormation`;
      this.problems.push({ path, message });
      return null;
    }
    return isBare(node) ? this.scalar(textOf(node), path, false) : textOf(node);
  }

  private map(
    items: readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[],
    path: Path,
  ): { readonly [key: string]: Json } {
    const last = new Map<string, ParsedNode | null>();
    for (const [index, { key, value }] of items.entries()) {
      const name = this.key(key, path, index);
      if (name === undefined) continue;
      const below = [...path, name];
      if (last.has(name)) this.warnAboutSecond(below, key.range[0]);
      last.set(name, value);
      this.#positions.set(JSON.stringify(below), key.range[0]);
    }
    return Object.fromEntries([...last].map(([name, value]) => [name, this.value(value, [...path, name])]));
  }

  /** The name of a key; `undefined` if CloudFormation does not accept it as a key. */
  private key(key: ParsedNode, path: Path, index: number): string | undefined {
    if (!isScalar(key) || (key.tag !== undefined && !PLAIN_TAGS.has(key.tag))) {
      return this.refuseKey(key, [...path, `key ${index + 1}`], 'a key that is not text');
    }
    const name = textOf(key);
    if (!isBare(key)) return name;
    if (name === '<<') return this.refuseKey(key, [...path, name], 'a merge (<<)');
    this.scalar(name, [...path, name], true);
    return name;
  }

  private refuseKey({ range }: ParsedNode, path: Path, what: string): undefined {
    this.#positions.set(JSON.stringify(path), range[0]);
    this.problems.push({ path, message: `${what} is not supported by CloudFormation` });
  }

  private scalar(written: string, path: Path, isKey: boolean): Json {
    const reading = this.read(written);
    if (reading.kind !== undefined || reading.doubt !== undefined) this.bare.push({ path, isKey, written, reading });
    return reading.value;
  }

  private warnAboutSecond(path: Path, offset: number): void {
    const line = this.locate(path)?.line;
    this.warnings.push({
      path,
      message: `is also in line ${line}; CloudFormation uses the last one, in line ${toPosition(this.lines, offset).line}`,
    });
  }
}

/** Whether YAML 1.1 decides the meaning of a scalar's text: it has no quotes, or a tag that says so. */
function isBare({ type, tag }: Scalar.Parsed): boolean {
  return tag === undefined ? type === 'PLAIN' : tag !== TEXT_TAG;
}

function textOf({ value, source }: Scalar.Parsed): string {
  return typeof value === 'string' ? value : source;
}

function toPosition(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
