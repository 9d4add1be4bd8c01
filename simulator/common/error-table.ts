/**
 * Action → HTTP status → code → message. Where the vendor knows several texts for one code, the usual one comes first.
 * Spellings such as `Forbbiden` and `InvalidParamter` are the service's own. `%s` stands for a value.
 */
export type ErrorTable = Readonly<
  Record<string, Readonly<Record<number, Readonly<Record<string, string | readonly string[]>>>>>
>;

/** One error as it goes over the wire. */
export interface ErrorEntry {
  /** HTTP status. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Further texts that the service is known to use for the same code. */
  readonly otherMessages: readonly string[];
}

/** Every entry of a table, with the action it belongs to (`*` for any). */
export function entriesOf(table: ErrorTable): readonly (ErrorEntry & { readonly action: string })[] {
  return Object.entries(table).flatMap(([action, byStatus]) =>
    Object.entries(byStatus).flatMap(([status, byCode]) =>
      Object.entries(byCode).map(([code, texts]) => ({ action, ...entryOf(Number(status), code, texts) })),
    ),
  );
}

/** The entry of an action itself for a code, that with the lowest status where there are several and none is named. */
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
