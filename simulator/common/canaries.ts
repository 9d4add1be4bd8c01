/**
 * Texts that stand in every made-up secret of their kind and nowhere else: where one is found in a log, an answer or a file, a secret was
 * let out. They are of letters alone, so that no escaping of JSON or URLs changes them.
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

/** A canary that was found. It names the kind of the secret and not the secret, so that it can be printed. */
export interface FoundCanary {
  readonly kind: CanaryKind;
  readonly form: string;
  /** The index in the text. */
  readonly index: number;
}

/** How a canary may be written, each way with the texts that it then contains. */
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

/** Every canary in a text, in whatever form. */
export function findCanaries(text: string): FoundCanary[] {
  return TRACES.flatMap(({ kind, form, trace }) => {
    const index = text.indexOf(trace);
    return index < 0 ? [] : [{ kind, form, index }];
  });
}

function hexadecimal(text: string, before: string): string {
  return [...Buffer.from(text)].map((byte) => before + byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Three bytes become four characters, so within a longer text there are three ways; the characters that its neighbours change are cut off.
 */
function base64Parts(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from('\0'.repeat(before) + text).toString('base64');
    return encoded.slice(before === 0 ? 0 : before + 1, Math.floor(((before + text.length) * 8) / 6));
  });
}
