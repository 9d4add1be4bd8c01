import ts from 'typescript';

/** The text of a TypeScript file, and the name that messages give it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A change of the sources that names no file and does not depend on how the code is laid out. */
export interface Change {
  /**
   * A function, method, class, variable or property that holds a function, after those that it is declared in: `removeSeen.seen`,
   * `Sessions.get`, `operationsOf.[Action.Read]`.
   */
  readonly in: string;
  /** An expression, a statement or an element of a list that occurs there exactly once. */
  readonly find: string;
  /** What takes its place; empty: it is left out, and with it the comma of a list. */
  readonly replace: string;
}

/** A change of one place: the node gets another text; none: it is left out, and with it the comma of a list. */
export interface Edit {
  readonly node: ts.Node;
  readonly replace: string;
}

/** What has a name, and the file that it is in. */
export interface Declaration {
  readonly file: ts.SourceFile;
  readonly node: ts.Node;
}

/** All declarations of some sources, by their names. */
export type Declarations = ReadonlyMap<string, readonly Declaration[]>;

const parsed = (file: string, text: string) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

/** The name of what is declared there. The signatures of an overloaded function declare nothing of their own. */
function declaredName(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.body && node.name?.getText();
  if (ts.isClassDeclaration(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node))
    return node.name?.getText();
  // The operations of a table differ in little; without a name of its own, what two of them hold would have no place.
  if (ts.isPropertyAssignment(node) && ts.isFunctionLike(node.initializer)) return node.name.getText();
  return undefined;
}

export function declarationsOf(sources: readonly Source[]): Declarations {
  const found = new Map<string, Declaration[]>();
  const visit = (file: ts.SourceFile, node: ts.Node, outer: readonly string[]): void => {
    const own = declaredName(node);
    const names = own === undefined ? outer : [...outer, own];
    const name = names.join('.');
    if (own !== undefined) found.set(name, [...(found.get(name) ?? []), { file, node }]);
    ts.forEachChild(node, (child) => visit(file, child, names));
  };
  for (const { file, text } of sources) {
    const root = parsed(file, text);
    visit(root, root, []);
  }
  return found;
}

const isJSDoc = ({ kind }: ts.Node) => kind >= ts.SyntaxKind.FirstJSDocNode && kind <= ts.SyntaxKind.LastJSDocNode;

function rawTokens(node: ts.Node, file: ts.SourceFile): readonly string[] {
  const children = node.getChildren(file).filter((child) => !isJSDoc(child));
  if (children.length === 0) {
    const text = ts.isStringLiteral(node) ? JSON.stringify(node.text) : node.getText(file);
    return text === '' || node.kind === ts.SyntaxKind.SemicolonToken ? [] : [text];
  }
  const shown = ts.isParenthesizedExpression(node) ? children.slice(1, -1) : children;
  return shown.flatMap((child) => rawTokens(child, file));
}

/**
 * What is left of code when everything is taken from it that a formatter may change: spaces, comments, quotes, semicolons, parentheses,
 * last commas.
 */
function tokensOf(nodes: readonly ts.Node[], file: ts.SourceFile): string {
  const tokens = nodes.flatMap((node) => rawTokens(node, file));
  return tokens.filter((token, index) => token !== ',' || !/^[)\]}]$/.test(tokens[index + 1] ?? '')).join('\n');
}

/** The first syntax error of a text. */
function syntaxError(text: string): string | undefined {
  const compilerOptions = { target: ts.ScriptTarget.Latest, experimentalDecorators: true };
  const [first] = ts.transpileModule(text, { reportDiagnostics: true, compilerOptions }).diagnostics ?? [];
  return first && ts.flattenDiagnosticMessageText(first.messageText, ' ');
}

/** Where a text may stand: in a function, in parentheses, in an object. */
const AROUND: readonly (readonly [before: string, after: string])[] = [
  ['async function f() {', '\n}'],
  ['(', '\n)'],
  ['({', '\n})'],
];

/** What is written in a file that consists of a function with statements, or else of an object or another expression in parentheses. */
function contentOf({ statements: [first] }: ts.SourceFile): readonly ts.Node[] {
  if (first && ts.isFunctionDeclaration(first)) return first.body?.statements ?? [];
  return first ? [first] : [];
}

/** @throws Error if the text is neither statements, an expression nor an element of a list. */
function tokensOfText(text: string): string {
  const around = AROUND.find(([before, after]) => syntaxError(before + text + after) === undefined);
  if (around === undefined) throw new Error(`this is not TypeScript: ${text}`);
  const file = parsed('find.ts', around.join(text));
  const tokens = tokensOf(contentOf(file), file);
  return around[0] === '({' ? tokens.slice('{\n'.length, -'\n}'.length) : tokens;
}

/** How often a declaration holds the code of a node. */
export function timesIn({ file, node }: Declaration, place: ts.Node): number {
  return nodesWith(tokensOf([place], file), node, file).length;
}

/** What is left of the code of a node, on one line, when everything is taken from it that a formatter may change. */
export const codeOf = (node: ts.Node): string => tokensOf([node], node.getSourceFile()).replaceAll('\n', ' ');

/** The outermost nodes under a node that have these tokens. */
function nodesWith(tokens: string, under: ts.Node, file: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  ts.forEachChild(under, (child) => {
    const isOne = !ts.isParenthesizedExpression(child) && tokensOf([child], file) === tokens;
    found.push(...(isOne ? [child] : nodesWith(tokens, child, file)));
  });
  return found;
}

/** From where to where an element of a list is left out: with the comma after it or, if it is the last, the one before it. */
function rangeWithComma(node: ts.Node, file: ts.SourceFile): readonly [start: number, end: number] {
  const lists = node.parent.getChildren(file).filter(({ kind }) => kind === ts.SyntaxKind.SyntaxList);
  const elements = lists.map((list) => list.getChildren(file)).find((list) => list.includes(node)) ?? [];
  const at = elements.indexOf(node);
  const [before, after] = [elements[at - 1], elements[at + 1]];
  if (after?.kind === ts.SyntaxKind.CommaToken) return [node.getStart(file), after.end];
  if (before?.kind === ts.SyntaxKind.CommaToken) return [before.getStart(file), node.end];
  return [node.getStart(file), node.end];
}

/** The text of the whole file after an edit. */
export function textOf({ node, replace }: Edit): string {
  const file = node.getSourceFile();
  const [start, end] = replace === '' ? rangeWithComma(node, file) : [node.getStart(file), node.end];
  return file.text.slice(0, start) + replace + file.text.slice(end);
}

/** @throws Error if no declaration has the name, or several have it. */
function declarationOf(declarations: Declarations, name: string): Declaration {
  const [first, ...others] = declarations.get(name) ?? [];
  if (first === undefined) throw new Error(`nothing is declared as ${name}`);
  if (others.length === 0) return first;
  const files = [first, ...others].map(({ file }) => file.fileName);
  throw new Error(`${name} is declared ${files.length} times: ${files.join(', ')}`);
}

/**
 * The one place that a change concerns.
 *
 * @throws Error if the place does not exist exactly once, or if the changed file has a syntax error.
 */
export function editOf(declarations: Declarations, change: Change): Edit {
  const { file, node } = declarationOf(declarations, change.in);
  const [place, ...others] = nodesWith(tokensOfText(change.find), node, file);
  if (place === undefined || others.length > 0)
    throw new Error(`${change.in} holds ${place ? others.length + 1 : 0} times, not once: ${change.find}`);
  const edit = { node: place, replace: change.replace };
  const problem = syntaxError(textOf(edit));
  if (problem !== undefined) throw new Error(`${file.fileName} is no longer TypeScript after the change: ${problem}`);
  return edit;
}

/**
 * The one file that a change concerns, as it is after the change.
 *
 * @throws Error as `editOf` does.
 */
export function withChange(declarations: Declarations, change: Change): Source {
  const edit = editOf(declarations, change);
  return { file: edit.node.getSourceFile().fileName, text: textOf(edit) };
}
