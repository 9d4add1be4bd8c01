import { type Html, html } from './html';

/** A status in a colour that says whether it is a good end, a bad one or none yet. */
export function badge(status: string): Html {
  const kind = isBad(status) ? 'bad' : status.endsWith('_IN_PROGRESS') ? 'busy' : 'good';
  return html`<span class="badge ${kind}">${status}</span>`;
}

/** Whether a status is a bad end, or on the way to one. */
function isBad(status: string): boolean {
  return status.endsWith('_FAILED') || status.includes('ROLLBACK');
}
