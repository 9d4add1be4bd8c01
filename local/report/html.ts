import { visible } from '../../untrusted/visible';

/** A piece of HTML. Only {@link html} and {@link raw} create it, so a text is never mistaken for HTML. */
export class Html {
  constructor(readonly text: string) {}
}

/** The values that a template of {@link html} may contain. */
export type Content = Html | string | number | undefined | readonly Content[];

/**
 * HTML from a template. Texts are escaped, both in content and in quoted attributes. Pieces of HTML stay as they are, lists are joined, and
 * `undefined` is left out.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.map((part, index) => part + (index < values.length ? render(values[index]) : '')).join(''));
}

/** HTML that this program itself has written. */
export function raw(text: string): Html {
  return new Html(text);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text, escaped for HTML. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function render(value: Content): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(render).join('');
  return escapeHtml(String(value));
}
