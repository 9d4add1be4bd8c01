import { type LeftInClouds, leftCounted } from '../cloud';
import { cloudOf, titleOf } from '../clouds';
import { allRecords } from '../stack/plan';
import type { ResourceRecord, StackEvent } from '../stack/state';
import type { Output } from '../template/bound';
import { failuresOf } from '../view/failure';
import { formatDuration } from '../view/measure';
import { badge } from './badge';
import { byCloud, cloudsIn } from './by-cloud';
import { type CloudCall, countCalls, type OperationCalls, type RecordedEntry } from './calls';
import { type Content, type Html, html } from './html';
import type { Recording } from './recording';
import type { Row, Timeline } from './timeline';
import { timelineView } from './timeline-view';

/** What failed and why, and what an interruption has left; `undefined` if there is neither. */
export function failureSection({ events, ending }: Recording): Html | undefined {
  const failures = failuresOf(events);
  const left = ending?.result === 'interrupted' ? allRecords(ending.state) : [];
  if (failures.length + left.length === 0 && ending?.result !== 'failed') return undefined;
  return html`
  <ul>${failures.map(failureItem)}${left.map(leftItem)}</ul>`;
}

function failureItem({ logicalId, status, reason }: StackEvent): Html {
  return html`<li><h3>${logicalId} ${badge(status)}</h3><p>${reason}</p></li>`;
}

function leftItem({ logicalId, identifier, status, operation }: ResourceRecord): Html {
  const doing = operation === undefined ? status : `${operation.action} in progress`;
  return html`<li><h3>${logicalId}</h3><p><code>${identifier ?? 'identifier not known yet'}</code> ${doing}</p></li>`;
}

/** The stack, its duration, and its outputs. */
export function summarySection(recording: Recording, timeline: Timeline): Html {
  const { stackName, ending, cloud, events } = recording;
  const [first] = events;
  const isDescribed = ending?.state.outputs.some(({ description }) => description !== undefined) === true;
  const outputRow = ({ name, value, description }: Output): Content[] => [
    ...[name, html`<code>${value}</code>`],
    ...(isDescribed ? [description] : []),
  ];
  const { outputs = [], parameters = {}, tags = {}, id } = ending?.state ?? {};
  const facts: readonly (readonly [name: string, value: Content, isWide?: boolean])[] = [
    ['Stack', stackName],
    ['Result', ending?.result ?? 'not known'],
    ['Began', first && html`<time datetime="${first.timestamp}">${dateText(first.timestamp)}</time>`],
    ['Took', first && formatDuration(timeline.end - timeline.start)],
    ['Cloud', cloud],
    ...leftFacts(ending?.left),
    ['Stack ID', id && html`<code>${id}</code>`, true],
  ];
  return html`
  <dl>${facts.map(
    ([name, value, isWide]) =>
      value &&
      html`
    <div class="${isWide ? 'wide' : 'fact'}"><dt>${name}</dt><dd>${value}</dd></div>`,
  )}
  </dl>
  <div class="tables">${[
    table('Outputs', ['Output', 'Value', ...(isDescribed ? ['Description'] : [])], outputs.map(outputRow)),
    table('Parameters', ['Parameter', 'Value'], Object.entries(parameters)),
    table('Stack tags', ['Key', 'Value'], Object.entries(tags)),
  ]}
  </div>`;
}

/** What is left, separately for each cloud if there are several. */
function leftFacts(left: LeftInClouds | undefined): [name: string, value: Content][] {
  if (left === undefined) return [];
  if (left.clouds === undefined) return [['Left in the cloud', leftCounted(left)]];
  return Object.entries(left.clouds).map(([title, own]) => [`Left in ${title}`, leftCounted(own)]);
}

/** The timeline of the images. */
export function timelineSection(timeline: Timeline): Html | undefined {
  return timeline.rows.length === 0 ? undefined : timelineView(timeline);
}

/** The messages of the handlers during their work, by resource. */
export function messagesSection({ rows, start }: Timeline): Html | undefined {
  const shown = rows.filter((row) => messagesOf(row).length > 0);
  if (shown.length === 0) return undefined;
  return byCloud(shown, (group) => html`${group.map((row) => messagesView(row, start))}`);
}

function messagesOf({ spans }: Row): Row['spans'][number]['messages'] {
  return spans.flatMap(({ messages }) => messages);
}

function messagesView(row: Row, start: number): Html {
  const messages = messagesOf(row);
  return html`
  <details><summary><h3>${row.label}</h3><span class="dim">${messages.length} messages</span></summary>
    <ol>${messages.map(
      ({ at, text }) => html`
      <li><span class="dim number">${formatDuration(at - start)}</span><span>${text}</span></li>`,
    )}
    </ol>
  </details>`;
}

/** CloudFormation's events of the stack, without the messages between them. */
export function eventsSection(events: readonly StackEvent[]): Html | undefined {
  const shown = events.filter(({ kind }) => kind !== 'progress');
  const failures = failuresOf(events);
  const above = html`<a href="#failure">above</a>`;
  const isMixed = cloudsIn(events).length > 1;
  return table(
    undefined,
    ['Time', 'Logical ID', 'Status', 'Physical ID', 'Reason', ...(isMixed ? ['Cloud'] : [])],
    shown.map((event) => [
      html`<time datetime="${event.timestamp}">${event.timestamp.slice(11, 19)}</time>`,
      event.logicalId,
      badge(event.status),
      event.kind === 'resource' && event.identifier !== undefined ? html`<code>${event.identifier}</code>` : undefined,
      failures.includes(event) && event.reason !== undefined ? above : event.reason,
      ...(isMixed ? [event.kind === 'stack' ? undefined : titleOf(cloudOf(event.type))] : []),
    ]),
    'events',
  );
}

/** How often the handlers were invoked, and which calls they made. */
export function callsSection(entries: readonly RecordedEntry[]): Html | undefined {
  const isMixed = new Set(entries.map(({ cloud }) => cloud)).size > 1;
  const columns = (...names: string[]): string[] => [...(isMixed ? ['Cloud'] : []), ...names];
  const row = (cloud: string, cells: Content[]): Content[] => [...(isMixed ? [titleOf(cloud)] : []), ...cells];
  const failed = entries.filter((entry) => entry.kind === 'call').filter(({ outcome }) => outcome !== 'ok');
  const counted = countCalls(entries);
  if (counted.length === 0) return undefined;
  return html`<div class="tables">${[
    table(
      undefined,
      columns('Operation', 'Invocations', 'Failed', 'API calls'),
      counted.map((calls) => row(calls.cloud, operationRow(calls))),
      'calls',
    ),
    table(
      'Failed API calls',
      columns('Operation', 'Call', 'Outcome', 'Request ID'),
      failed.map((call) => row(call.cloud, callRow(call))),
    ),
  ]}</div>`;
}

function operationRow({ operation, invocations, failed, actions }: OperationCalls): Content[] {
  const calls = actions.map(([action, count]) => html`<li>${action} <strong>${count}</strong></li>`);
  const list = calls.length === 0 ? 'none' : html`<ul class="chips">${calls}</ul>`;
  return [operation, invocations, failed, list];
}

function callRow({ operation, action, regionId, outcome, requestId }: CloudCall): Content[] {
  const call = regionId === undefined ? action : `${action} in ${regionId}`;
  return [operation, call, outcome, requestId && html`<code>${requestId}</code>`];
}

/** The other notes for the user. */
export function notesSection(notes: readonly string[]): Html | undefined {
  return notes.length === 0 ? undefined : html`${notes.map((note) => html`<pre class="mono">${note}</pre>`)}`;
}

/**
 * A table whose first column names the rows; `undefined` if it has no rows. Each cell contains the name of its column, which a narrow page
 * shows before it. The roles are those of table elements, because a narrow page changes their layout.
 */
function table(
  caption: string | undefined,
  columns: readonly string[],
  rows: readonly (readonly Content[])[],
  name = 'pairs',
): Html | undefined {
  if (rows.length === 0) return undefined;
  return html`
  <table class="${name}" role="table">${caption && html`<caption>${caption}</caption>`}
    <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}</tr></thead>
    <tbody role="rowgroup">${rows.map(
      ([head, ...cells]) => html`
      <tr role="row"><th scope="row" role="rowheader">${head}</th>${cells.map((cell, index) => html`<td role="cell" data-column="${columns[index + 1]}">${cell}</td>`)}</tr>`,
    )}
    </tbody>
  </table>`;
}

/** A date for people. Events have it in ISO 8601, in UTC. */
function dateText(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${timestamp.slice(11, 19)} UTC`;
}
