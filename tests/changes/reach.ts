import ts from 'typescript';
import type { Edit, Source } from './places';

/** An edit that a test should notice, and what it is called. */
export interface NamedEdit extends Edit {
  readonly id: string;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** The innermost function whose body or parameters a node is in, constructors apart: what they do before `super` is theirs. */
function functionAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  const around = ts.findAncestor(node, (one): one is ts.FunctionLikeDeclaration => hasBody(one));
  return around === undefined || ts.isConstructorDeclaration(around) ? undefined : around;
}

const hasBody = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

const mark = (id: string): string => `(globalThis.reached ??= new Set()).add(${JSON.stringify(id)})`;

/** A function says when it is called; what is in none, when its file has been loaded. */
function marksOf({ id, node }: NamedEdit): readonly Insertion[] {
  const { body } = functionAround(node) ?? {};
  if (body === undefined) return [{ at: node.getSourceFile().end, text: `\n${mark(id)};\n` }];
  if (ts.isBlock(body)) return [{ at: body.getStart() + 1, text: ` ${mark(id)};` }];
  return [
    { at: body.getStart(), text: `(${mark(id)}, ` },
    { at: body.end, text: ')' },
  ];
}

function withInsertions({ text }: ts.SourceFile, insertions: readonly Insertion[]): string {
  const lastFirst = insertions.toSorted((a, b) => b.at - a.at);
  return lastFirst.reduce((whole, { at, text: more }) => whole.slice(0, at) + more + whole.slice(at), text);
}

/** The files of some edits, none of which is made, with code that adds the id of each to `globalThis.reached` when it is reached. */
export function withMarks(edits: readonly NamedEdit[]): readonly Source[] {
  const marks = edits.map((edit) => ({ file: edit.node.getSourceFile(), insertions: marksOf(edit) }));
  return [...new Set(marks.map(({ file }) => file))].map((file) => ({
    file: file.fileName,
    text: withInsertions(
      file,
      marks.flatMap((one) => (one.file === file ? one.insertions : [])),
    ),
  }));
}
