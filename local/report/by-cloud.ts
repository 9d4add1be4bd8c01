import { cloudOf, cloudsOf, titleOf } from '../clouds';
import type { StackEvent } from '../stack/state';
import { type Html, html } from './html';

/** The names of the clouds with operations on resources. */
export function cloudsIn(events: readonly StackEvent[]): readonly string[] {
  return cloudsOf(events.flatMap(({ kind, type }) => (kind === 'stack' ? [] : [type])));
}

/** Things grouped by the cloud of their type, with the cloud's name above each group. If there is only one cloud, the name is left out. */
export function byCloud<Thing extends { readonly type: string }>(
  things: readonly Thing[],
  view: (group: readonly Thing[]) => Html,
): Html {
  const clouds = cloudsOf(things.map(({ type }) => type));
  if (clouds.length < 2) return view(things);
  return html`${clouds.map(
    (cloud) => html`
    <h3 class="cloud">${titleOf(cloud)}</h3>${view(things.filter(({ type }) => cloudOf(type) === cloud))}`,
  )}`;
}
