/**
 * Action → HTTP status → code → message. If the vendor has several texts for one code, the usual one is first. Spellings such as
 * `Forbbiden` and `InvalidParamter` are the service's own. `%s` is a placeholder for a value.
 */
export type ErrorTable = Readonly<
  Record<string, Readonly<Record<number, Readonly<Record<string, string | readonly string[]>>>>>
>;

/** An error in the form in which it is sent. */
export interface ErrorEntry {
  /** HTTP status. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Other texts that the service is known to use for the same code. */
  readonly otherMessages: readonly string[];
}

/** Every entry of a table, with the action that it belongs to (`*` for any action). */
export function entriesOf(table: ErrorTable): readonly (ErrorEntry & { readonly action: string })[] {
  return Object.entries(table).flatMap(([action, byStatus]) =>
    Object.entries(byStatus).flatMap(([status, byCode]) =>
      Object.entries(byCode).map(([code, texts]) => ({ action, ...entryOf(Number(status), code, texts) })),
    ),
  );
}

/** The entry of an action itself for a code. If there are several and no status is named, it is the one with the lowest status. */
export function findEntry(table: ErrorTable, action: string, code: string, wanted?: number): ErrorEntry | undefined {
  for (const [status, byCode] of Object.entries(table[action] ?? {})) {
    const texts = byCode[code];
    if (texts === undefined || (wanted !== undefined && wanted !== Number(status))) continue;
    return entryOf(Number(status), code, texts);
  }
  return undefined;
}

function entryOf(status: number, code: string, texts: string | readonly string[]): ErrorEntry {
  const [message = '', ...otherMessages] = typeof texts === 'string' ? [texts] : texts;
  return { status, code, message, otherMessages };
}
