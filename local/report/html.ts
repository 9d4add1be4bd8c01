import { visible } from '../../untrusted/visible';

/** A piece of HTML. Only {@link html} and {@link raw} make one, so a text can never pass for it. */
export class Html {
  constructor(readonly text: string) {}
}

/** What can stand in a template of {@link html}. */
export type Content = Html | string | number | undefined | readonly Content[];

/**
 * HTML from a template. Texts in it are escaped, in content and in quoted attributes alike; pieces of HTML stay as they
 * are, lists are put one after the other, and what is undefined is left out.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.map((part, index) => part + (index < values.length ? render(values[index]) : '')).join(''));
}

/** HTML that this program has written itself. */
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

/** A text as it is written in HTML. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function render(value: Content): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(render).join('');
  return escapeHtml(String(value));
}
