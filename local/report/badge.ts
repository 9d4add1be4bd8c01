import { type Html, html } from './html';

/** A status in a colour that shows whether it is a success, a failure or not yet an end. */
export function badge(status: string): Html {
  const kind = isBad(status) ? 'bad' : status.endsWith('_IN_PROGRESS') ? 'busy' : 'good';
  return html`<span class="badge ${kind}">${status}</span>`;
}

/** Whether a status is a failure or leads to one. */
function isBad(status: string): boolean {
  return status.endsWith('_FAILED') || status.includes('ROLLBACK');
}
