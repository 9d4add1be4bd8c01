import { readFileSync } from 'node:fs';
import path from 'node:path';
import { quotable } from './canaries';
import type { Answer } from './stage';

const PAGE = readFileSync(path.join(__dirname, '..', '..', 'guides', 'messages.md'), 'utf8');

/** A message of the page that people look messages up in; `{…}` stands for what differs. */
export interface CataloguedMessage {
  /** The handler error code, or undefined where the page says that it differs. */
  readonly code?: string;
  readonly text: string;
}

/** The rows with a code and a message, and those that may follow a message. */
export const MESSAGES: readonly CataloguedMessage[] = rowsOf(/^\| (?:`(\w+)`|[^`|]+) \| `([^|]+?)` \| /gm).map(
  ([code, text = '']) => ({ code, text }),
);
export const FOLLOWING: readonly string[] = rowsOf(/^\| `([^|`]* [^|`]*)` \| [^|`]/gm).map(([text = '']) => text);

function rowsOf(form: RegExp): (string | undefined)[][] {
  return [...PAGE.matchAll(form)].map(([, ...cells]) => cells);
}

/** What stands for one word; everything else in braces stands for any text. */
const WORDS: ReadonlySet<string> = new Set([
  ...['{action}', '{image}', '{region}', '{requestId}', '{seconds}'],
  ...['{service}', '{permission}'],
]);

function patternOf(text: string): string {
  return text
    .split(/(\{[^}]*\})/)
    .map((part) => (part.startsWith('{') ? placeholder(part) : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
}

function placeholder(name: string): string {
  return WORDS.has(name) ? '[^ ]+?' : '[^]*?';
}

const TAIL = `(?: (?:${FOLLOWING.map(patternOf).join('|')}))*`;
/** What version 0.1.0 wrote into a callback context: a creation that it began ends with it, though the page has other words now. */
const FORMER: readonly CataloguedMessage[] = [
  {
    code: 'NotStabilized',
    text: 'The {kind} of {source} was not finished after {time} ({status}{progress}). Raise Timeouts.Create. {clean-up}',
  },
];
const FORMS = [...MESSAGES, ...FORMER].map(({ code, text }) => ({
  code,
  whole: new RegExp(`^${patternOf(text)}${TAIL}$`),
  // Of a message that is too long for a stack event the end is cut off.
  cut: new RegExp(`^${patternOf(text.slice(0, text.lastIndexOf('{')))}[^]*…$`),
}));

/** Whether the page has a message with this code. */
export function isCatalogued(code: string | undefined, message: string): boolean {
  const fitting = FORMS.filter((entry) => entry.code === undefined || entry.code === code);
  return fitting.some(({ whole, cut }) => whole.test(message) || (message.length > 900 && cut.test(message)));
}

/** @throws Error if an answer fails with a message that guides/messages.md does not have. */
export function expectCatalogued({
  status,
  errorCode,
  message,
}: Pick<Answer, 'status' | 'errorCode' | 'message'>): void {
  if (status !== 'FAILED' || isCatalogued(errorCode, message)) return;
  throw new Error(`guides/messages.md does not have this message of ${errorCode}: ${quotable(message)}`);
}
