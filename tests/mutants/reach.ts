import ts from 'typescript';
import type { Source } from '../guarantees/places';
import { groupedBy, type Mutant } from './mutants';

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** The innermost function whose body or parameters a mutant is in, constructors apart: what they do before `super` is theirs. */
function functionAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  const around = ts.findAncestor(node, (one): one is ts.FunctionLikeDeclaration => hasBody(one));
  return around === undefined || ts.isConstructorDeclaration(around) ? undefined : around;
}

const hasBody = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

const mark = (id: string): string => `(globalThis.reached ??= new Set()).add('${id}')`;

/** A function says when it is called; what is in none, when its file has been loaded. */
function marksOf({ id, node }: Mutant): readonly Insertion[] {
  const { body } = functionAround(node) ?? {};
  if (body === undefined) return [{ at: node.getSourceFile().end, text: `\n${mark(id)};\n` }];
  if (ts.isBlock(body)) return [{ at: body.getStart() + 1, text: ` ${mark(id)};` }];
  return [
    { at: body.getStart(), text: `(${mark(id)}, ` },
    { at: body.end, text: ')' },
  ];
}

/** The files of some mutants, none of which is applied, with code that adds the id of each to `globalThis.reached` when it is reached. */
export function withMarks(mutants: readonly Mutant[]): readonly Source[] {
  return [...groupedBy(mutants, ({ file }) => file)].map(([file, inFile]) => {
    const text = inFile[0]?.node.getSourceFile().text ?? '';
    const insertions = inFile.flatMap(marksOf).sort((a, b) => b.at - a.at);
    return {
      file,
      text: insertions.reduce((whole, { at, text: more }) => whole.slice(0, at) + more + whole.slice(at), text),
    };
  });
}
