/**
 * Texts that are in every fake secret of their kind and nowhere else. If one is in a log, an answer or a file, a secret has leaked. They
 * consist only of letters, so that escaping in JSON or URLs does not change them.
 */
export const CANARIES = {
  'AccessKey secret': 'cAnArYaLpHaAlPhA',
  'security token': 'cAnArYbRaVoBrAvO',
  'AWS secret access key': 'cAnArYdElTaDeLtA',
  'AWS session token': 'cAnArYeChOeChO',
  'web identity token': 'cAnArYgOlFgOlF',
  'bearer token': 'cAnArYkIlOkIlO',
} as const;

export type CanaryKind = keyof typeof CANARIES;

/** A canary that was found. It names the kind of the secret but does not contain the secret, so it can be printed. */
export interface FoundCanary {
  readonly kind: CanaryKind;
  readonly form: string;
  /** The position in the text. */
  readonly index: number;
}

/** The forms of a canary, and the texts that each form contains. */
const FORMS: readonly (readonly [form: string, write: (canary: string) => readonly string[]])[] = [
  ['plain', (canary) => [canary]],
  ['base64', base64Parts],
  ['hexadecimal', (canary) => [hexadecimal(canary, ''), hexadecimal(canary, '').toUpperCase()]],
  ['URL-encoded', (canary) => [hexadecimal(canary, '%'), hexadecimal(canary, '%').toUpperCase()]],
  [
    'JSON-escaped',
    (canary) => [
      hexadecimal(canary, '\\u00'),
      hexadecimal(canary, '\\u00').replace(/[a-f]/g, (digit) => digit.toUpperCase()),
    ],
  ],
];

const TRACES = Object.entries(CANARIES).flatMap(([kind, canary]) =>
  FORMS.flatMap(([form, write]) => write(canary).map((trace) => ({ kind: kind as CanaryKind, form, trace }))),
);

/** Every canary in a text, in any form. */
export function findCanaries(text: string): FoundCanary[] {
  return TRACES.flatMap(({ kind, form, trace }) => {
    const index = text.indexOf(trace);
    return index < 0 ? [] : [{ kind, form, index }];
  });
}

function hexadecimal(text: string, before: string): string {
  return [...Buffer.from(text)].map((byte) => before + byte.toString(16).padStart(2, '0')).join('');
}

/** Three bytes become four characters, so a longer text can contain three forms. The characters that depend on neighbours are cut off. */
function base64Parts(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from('\0'.repeat(before) + text).toString('base64');
    return encoded.slice(before === 0 ? 0 : before + 1, Math.floor(((before + text.length) * 8) / 6));
  });
}
