import { cloudOf, cloudsOf, titleOf } from '../clouds';
import type { StackEvent } from '../stack/state';
import { type Html, html } from './html';

/** The names of the clouds in which something was done to a resource. */
export function cloudsIn(events: readonly StackEvent[]): readonly string[] {
  return cloudsOf(events.flatMap(({ kind, type }) => (kind === 'stack' ? [] : [type])));
}

/** Things by the cloud of their type, each group below the cloud's name; where there is one cloud, it needs no name. */
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
