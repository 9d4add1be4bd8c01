/** The width of texts on a terminal, and ways to shorten them. The texts have no escape sequences. */
export interface Measure {
  /** The columns that the text takes. */
  width(text: string): number;
  /** The text, or as much of it as fits into this many columns, with an ellipsis. */
  truncate(text: string, columns: number): string;
}

/** The text in a column of a table, followed by spaces up to this many columns, at least one. */
export function padTo(measure: Measure, text: string, columns: number): string {
  const shown = measure.truncate(text, columns - 1);
  return shown + ' '.repeat(Math.max(0, columns - measure.width(shown)));
}

/** As many whole words of a text as fit into this many columns, with an ellipsis for the rest. */
export function truncateAtWord(measure: Measure, text: string, columns: number): string {
  if (measure.width(text) <= columns) return text;
  if (columns < 1) return '';
  let shown = '';
  for (const word of text.split(' ')) {
    const longer = shown === '' ? word : `${shown} ${word}`;
    if (measure.width(longer) + 2 > columns) break;
    shown = longer;
  }
  return shown === '' ? '…' : `${shown} …`;
}

/** A duration such as `5s`, `4m 10s`, `1h 02m`. @param milliseconds in the cloud's time. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours > 0) return `${hours}h ${String(minutes % 60).padStart(2, '0')}m`;
  if (minutes > 0) return `${minutes}m ${String(seconds % 60).padStart(2, '0')}s`;
  return `${seconds}s`;
}
