import ts from 'typescript';
import type { Edit } from '../changes/places';

/** What a class of mutants makes of a node; most make nothing of most. */
type Operator = (node: ts.Node) => readonly Edit[];

const { SyntaxKind } = ts;

/** Operators and what takes their place. */
type Swaps = ReadonlyMap<ts.SyntaxKind, string>;

const COMPARISONS: Swaps = new Map([
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);
const LOGIC: Swaps = new Map([
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
]);
const ARITHMETIC: Swaps = new Map([
  [SyntaxKind.PlusToken, '-'],
  [SyntaxKind.MinusToken, '+'],
  [SyntaxKind.AsteriskToken, '/'],
  [SyntaxKind.SlashToken, '*'],
  [SyntaxKind.PercentToken, '*'],
  [SyntaxKind.PlusEqualsToken, '-='],
  [SyntaxKind.MinusEqualsToken, '+='],
]);

/** Methods whose name another one takes. */
const METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
};
/** Methods whose call is left out. */
const PASSING = new Set(['filter', 'sort', 'toSorted', 'trim', 'toLowerCase', 'toUpperCase', 'slice']);

const swapped =
  (swaps: Swaps): Operator =>
  (node) => {
    const replace = ts.isBinaryExpression(node) ? swaps.get(node.operatorToken.kind) : undefined;
    return replace !== undefined && ts.isBinaryExpression(node) ? [{ node: node.operatorToken, replace }] : [];
  };

function negatedCondition(node: ts.Node): readonly Edit[] {
  const condition =
    ts.isIfStatement(node) || ts.isWhileStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node)
        ? node.condition
        : undefined;
  return condition ? [{ node: condition, replace: `!(${condition.getText()})` }] : [];
}

function fallback(node: ts.Node): readonly Edit[] {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.QuestionQuestionToken) return [];
  return [node.left, node.right].map((side) => ({ node, replace: side.getText() }));
}

/** A semicolon takes the place of a statement: it may be all that an `if` has. */
function removedStatement(node: ts.Node): readonly Edit[] {
  const isCall =
    ts.isExpressionStatement(node) && (ts.isCallExpression(node.expression) || ts.isAwaitExpression(node.expression));
  return isCall || ts.isThrowStatement(node) ? [{ node, replace: ';' }] : [];
}

function removedAwait(node: ts.Node): readonly Edit[] {
  return ts.isAwaitExpression(node) ? [{ node, replace: node.expression.getText() }] : [];
}

function emptyBody(node: ts.Node): readonly Edit[] {
  if (ts.isConstructorDeclaration(node) || !ts.isFunctionLike(node) || !('body' in node) || !node.body) return [];
  if (!ts.isBlock(node.body)) return [{ node: node.body, replace: 'undefined as never' }];
  return node.body.statements.length > 0 ? [{ node: node.body, replace: '{ return undefined as never; }' }] : [];
}

function otherLiteral(node: ts.Node): readonly Edit[] {
  if (node.kind === SyntaxKind.TrueKeyword) return [{ node, replace: 'false' }];
  if (node.kind === SyntaxKind.FalseKeyword) return [{ node, replace: 'true' }];
  if (ts.isNumericLiteral(node)) return [{ node, replace: String(Number(node.text) * 2 || 1) }];
  if (ts.isStringLiteral(node) && node.text !== '') return [{ node, replace: "''" }];
  return ts.isTemplateExpression(node) ? [{ node, replace: "''" }] : [];
}

function emptyCollection(node: ts.Node): readonly Edit[] {
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 1) return [{ node, replace: '[]' }];
  return ts.isObjectLiteralExpression(node) && node.properties.length > 1 ? [{ node, replace: '{}' }] : [];
}

function droppedElement(node: ts.Node): readonly Edit[] {
  const isElement =
    (ts.isArrayLiteralExpression(node.parent) && !ts.isSpreadElement(node)) ||
    (ts.isObjectLiteralExpression(node.parent) && !ts.isSpreadAssignment(node));
  return isElement ? [{ node, replace: '' }] : [];
}

function droppedSpread(node: ts.Node): readonly Edit[] {
  return ts.isSpreadElement(node) || ts.isSpreadAssignment(node) ? [{ node, replace: '' }] : [];
}

function droppedAnchor(node: ts.Node): readonly Edit[] {
  if (!ts.isRegularExpressionLiteral(node)) return [];
  const text = node.getText();
  const [start, end] = [text.replace(/^\/\^/, '/'), text.replace(/\$\/(\w*)$/, '/$1')];
  return [start, end].filter((other) => other !== text).map((replace) => ({ node, replace }));
}

function otherMethod(node: ts.Node): readonly Edit[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  const other = Object.hasOwn(METHODS, name.text) ? METHODS[name.text] : undefined;
  if (other !== undefined) return [{ node: name, replace: other }];
  return PASSING.has(name.text) ? [{ node, replace: expression.getText() }] : [];
}

/** Each class of mutants and what it makes. */
export const OPERATORS = {
  condition: negatedCondition,
  comparison: swapped(COMPARISONS),
  logic: swapped(LOGIC),
  fallback,
  arithmetic: swapped(ARITHMETIC),
  statement: removedStatement,
  await: removedAwait,
  body: emptyBody,
  literal: otherLiteral,
  collection: emptyCollection,
  element: droppedElement,
  spread: droppedSpread,
  anchor: droppedAnchor,
  method: otherMethod,
} satisfies Readonly<Record<string, Operator>>;

/** The classes, and `prose`: sentences, which the catalogue of messages has word for word. */
export type Kind = keyof typeof OPERATORS | 'prose';

const KINDS = Object.entries(OPERATORS) as readonly [Exclude<Kind, 'prose'>, Operator][];

/** Whether a node is a sentence or a part of one: a text in which a word follows another. */
function isProse(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return isProse(node.initializer);
  if (ts.isArrowFunction(node)) return isProse(node.body);
  return (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && /[\w'}] +[\w'$]/.test(node.getText());
}

/** What does nothing when the program runs, or only names something. */
function isLeftAlone(node: ts.Node): boolean {
  const { parent } = node;
  const isKey = parent !== undefined && ts.isPropertyAssignment(parent) && parent.name === node;
  return (
    isKey ||
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isDecorator(node)
  );
}

/** Every edit of a node and of what is in it, types, imports and comments apart. */
export function editsUnder(node: ts.Node): readonly (Edit & { readonly kind: Kind })[] {
  if (isLeftAlone(node)) return [];
  const own = KINDS.flatMap(([kind, operator]) =>
    operator(node).map((edit) => ({ ...edit, kind: isProse(edit.node) ? ('prose' as const) : kind })),
  );
  const inner: (Edit & { readonly kind: Kind })[] = [];
  ts.forEachChild(node, (child) => {
    inner.push(...editsUnder(child));
  });
  return [...own, ...inner];
}
