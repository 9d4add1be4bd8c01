import { createHash } from 'node:crypto';
import path from 'node:path';
import ts from 'typescript';
import { allProjects, ROOT, rootProject } from '../../tools/projects';
import {
  type Change,
  codeOf,
  type Declaration,
  type Declarations,
  declarationsOf,
  type Edit,
  type Source,
  textOf,
  timesIn,
} from '../changes/places';
import type { NamedEdit } from '../changes/reach';
import { OWN, roomOf } from '../rooms';
import { editsUnder, type Kind } from './operators';

/**
 * One change of the sources that a test should notice. Its id is from the declaration, the code and the change: neither moving nor
 * formatting the code changes it.
 */
export interface Mutant extends NamedEdit {
  /** Relative to the folder of the project. */
  readonly file: string;
  /** The room of the file as `tests/rooms.ts` has it; of the project of a type, its folder. */
  readonly room: string;
  readonly kind: Kind;
  /** The innermost declaration that it is in. */
  readonly inside: Declaration;
  /** Its name after those that it is declared in, such as `Operations.#start`. */
  readonly name: string;
}

const FOLDER_OF_TYPE = /^types\/[^/]+/;

/** @throws Error if the file is in no room. */
function roomOfFile(file: string): string {
  const room = FOLDER_OF_TYPE.exec(file)?.[0] ?? roomOf(file);
  if (room === undefined) throw new Error(`${file} is in no room`);
  return room;
}

/** The type that a file belongs to, or `undefined` if several types may use it. */
export function typeOf(file: string): string | undefined {
  const folder = FOLDER_OF_TYPE.exec(file)?.[0];
  if (folder === undefined) return OWN.test(file) ? rootProject().typeName : undefined;
  return allProjects().find((project) => path.relative(ROOT, project.folder) === folder)?.typeName;
}

const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);

/** The names of declarations by their nodes. */
const namesIn = (declarations: Declarations): ReadonlyMap<ts.Node, readonly [string, Declaration]> =>
  new Map([...declarations].flatMap(([name, found]) => found.map((one) => [one.node, [name, one] as const] as const)));

/** All mutants of some sources. What is in no declaration has none. */
export function mutantsOf(sources: readonly Source[]): readonly Mutant[] {
  const names = namesIn(declarationsOf(sources));
  const seen = new Map<string, number>();
  const toMutant = ({ kind, ...edit }: Edit & { kind: Kind }, file: string): readonly Mutant[] => {
    let outer: ts.Node | undefined = edit.node.parent;
    while (outer && !names.has(outer)) outer = outer.parent;
    const found = outer && names.get(outer);
    if (found === undefined) return [];
    const [name, inside] = found;
    const room = roomOfFile(file);
    const key = [room, name, kind, codeOf(edit.node), edit.replace];
    const nth = seen.get(hashOf(key)) ?? 0;
    seen.set(hashOf(key), nth + 1);
    return [{ ...edit, kind, file, room, inside, name, id: hashOf([...key, nth]) }];
  };
  const files = new Set([...names.values()].map(([, { file }]) => file));
  return [...files].flatMap((file) =>
    file.statements.flatMap(editsUnder).flatMap((edit) => toMutant(edit, file.fileName)),
  );
}

export function groupedBy(mutants: readonly Mutant[], keyOf: (mutant: Mutant) => string) {
  const groups = new Map<string, Mutant[]>();
  for (const mutant of mutants) groups.set(keyOf(mutant), [...(groups.get(keyOf(mutant)) ?? []), mutant]);
  return groups;
}

/** Whether something is an expression, a statement or an element, and not just an operator between two. */
const isCode = (node: ts.Node): boolean => !ts.isParenthesizedExpression(node) && !ts.isBinaryOperatorToken(node);

/** The mutant as a change that names a place as the table of guarantees does: by the smallest code that its declaration has once. */
export function changeOf(mutant: Mutant): Change {
  const { inside, name, node } = mutant;
  const isOnce = (place: ts.Node): boolean => isCode(place) && timesIn(inside, place) === 1;
  let place: ts.Node = node;
  while (!isOnce(place) && place.parent !== inside.node && place.parent !== undefined) place = place.parent;
  if (place === node) return { in: name, find: node.getText(), replace: mutant.replace };
  const text = textOf(mutant);
  const { text: before } = node.getSourceFile();
  const replace = text.slice(place.getStart(), place.end + text.length - before.length);
  return { in: name, find: place.getText(), replace };
}

/** The first line that differs, from 1, and how it is before and after. */
export function lineOf(mutant: Mutant): { readonly line: number; readonly before: string; readonly after: string } {
  const lines = mutant.node.getSourceFile().text.split('\n');
  const changed = textOf(mutant).split('\n');
  const at = lines.findIndex((line, index) => line !== changed[index]);
  return { line: at + 1, before: lines[at]?.trim() ?? '', after: changed[at]?.trim() ?? '' };
}
