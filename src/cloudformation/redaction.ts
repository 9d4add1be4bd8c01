import { piecesOf } from '../../untrusted/visible';
import { at } from './at';
import { formsOf } from './secret-forms';

const REDACTED = '<REDACTED>';

/** Shorter values do not count as secrets, because redaction would cut their letters out of every sentence. */
const SHORTEST_SECRET = 4;
/** Shorter secrets are removed only if they are separate words: the external ID `stack` must not cut `stacks` apart. */
const SHORTEST_ANYWHERE = 8;

const CONFIGURATION = ['requestData', 'typeConfiguration'];
/** The parts of an event in which every text is a secret. Regions, names of roles and endpoints are not secret. */
const SECRET_PLACES: readonly (readonly string[])[] = [
  ['bearerToken'],
  ['requestData', 'callerCredentials'],
  ['requestData', 'providerCredentials'],
  [...CONFIGURATION, 'Credentials'],
];
/** Such parts in every object of a type configuration, since clouds give the objects different names. */
const SECRET_IN_EACH = ['ExternalId'];

/** Removes secrets from a text. */
export interface Redact {
  (text: string): string;
  /** Adds a secret that is not in the event, such as a key or a token that was obtained during the invocation. */
  hide(secret: string): void;
}

/**
 * A redactor for the secrets of one event and those that are added. It finds every form that a secret may have in a text, even if it is
 * broken by a new line, or by characters that are not shown, replaced or not.
 */
export function redactorFor(event: unknown): Redact {
  let forms: readonly string[] = [];
  let joinedForms: readonly string[] = [];
  const hide = (...secrets: readonly string[]): void => {
    const long = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
    forms = [...new Set([...forms, ...long.flatMap(formsOf)])];
    joinedForms = [...new Set(forms.map((form) => joined(form).text))].filter((form) => form.length >= SHORTEST_SECRET);
  };
  const spansIn = (text: string): Span[] => {
    const { text: whole, placeOf } = joined(text);
    const broken = spansOf(whole, joinedForms).map(([start, end]): Span => [placeOf(start), placeOf(end - 1) + 1]);
    return [...spansOf(text, forms), ...broken];
  };
  const objects = Object.values(Object(at(event, CONFIGURATION)));
  hide(...SECRET_PLACES.flatMap((place) => textsIn(at(event, place))));
  hide(...objects.flatMap((object) => textsIn(at(object, SECRET_IN_EACH))));
  return Object.assign((text: string) => withoutSpans(text, spansIn(text)), {
    hide: (secret: string) => hide(secret),
  });
}

/** A text without the characters that may break a secret. `placeOf`: the position in the original text. */
function joined(text: string): { readonly text: string; readonly placeOf: (at: number) => number } {
  const parts: { readonly at: number; readonly index: number }[] = [];
  let whole = '';
  for (const { piece, index } of piecesOf(text)) {
    parts.push({ at: whole.length, index });
    whole += piece;
  }
  const placeOf = (place: number): number => {
    const { at, index } = parts.findLast((part) => part.at <= place) ?? { at: 0, index: 0 };
    return index + place - at;
  };
  return { text: whole, placeOf };
}

type Span = readonly [start: number, end: number];

/** Where the forms occur in a text. */
function spansOf(text: string, forms: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const form of forms) {
    for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + 1)) {
      const end = start + form.length;
      if (form.length >= SHORTEST_ANYWHERE || standsAlone(text, start, end)) spans.push([start, end]);
    }
  }
  return spans;
}

function standsAlone(text: string, start: number, end: number): boolean {
  const letter = /[A-Za-z0-9]/;
  return !letter.test(text.charAt(start - 1)) && !letter.test(text.charAt(end));
}

/** All spans are replaced together: if secrets overlap in a text, replacing one after the other would leave a part of one. */
function withoutSpans(text: string, spans: Span[]): string {
  let clean = '';
  let done = 0;
  for (const [start, end] of spans.sort(([a], [b]) => a - b)) {
    if (start >= done) clean += text.slice(done, start) + REDACTED;
    done = Math.max(done, end);
  }
  return clean + text.slice(done);
}

/** The texts in a value. The text that a number was read from may be a secret too. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
