import { cloudOf, factsOf } from '../clouds';
import { isJsonObject, type JsonObject } from '../json';
import { identifierOf, type ResourceType } from '../schema/resource-type';
import type { StackEvent, StackState } from '../stack/state';
import { painterOf } from './render';
import { type Cell, tableText } from './table';
import { valueText } from './value';
import type { Sheet, View } from './view';

/** The events of a stack as a table, oldest first. */
export function eventsView(events: readonly StackEvent[]): View {
  return { text: (sheet) => eventsText(events, sheet), json: { kind: 'events', events } };
}

/** {@link eventsView} as text. */
export function eventsText(events: readonly StackEvent[], sheet: Sheet): string {
  const rows = events.map(({ timestamp, logicalId, identifier, status, reason, kind }): Cell[] => [
    { text: timestamp.slice(0, 19).replace('T', ' ') },
    { text: logicalId },
    { text: status, paint: painterOf(status, sheet.paint) },
    { text: kind === 'stack' ? '' : (identifier ?? '') },
    { text: reason ?? '' },
  ]);
  return tableText(['Time (UTC)', 'Logical ID', 'Status', 'Physical ID', 'Status reason'], rows, sheet);
}

/** The local stacks with their statuses. */
export function stacksView(states: readonly StackState[]): View {
  const rows = (sheet: Sheet): Cell[][] =>
    states.map(({ name, status, events, resources, typeConfigurationFile = '' }) => [
      { text: name },
      { text: status, paint: painterOf(status, sheet.paint) },
      { text: (events.at(-1)?.timestamp ?? '').slice(0, 19).replace('T', ' ') },
      { text: String(Object.keys(resources).length) },
      { text: typeConfigurationFile },
    ]);
  return {
    text: (sheet) =>
      tableText(['Stack', 'Status', 'Last event (UTC)', 'Resources', 'Type configuration'], rows(sheet), sheet),
    json: {
      kind: 'stacks',
      stacks: states.map(({ name, id, status, reason, events }) => ({
        stackName: name,
        stackId: id,
        status,
        reason,
        lastEvent: events.at(-1)?.timestamp,
      })),
    },
  };
}

/** The properties that distinguish resources for a reader: those of the cloud that the type has and LIST has answered. */
function tellingOf({ name: typeName, schema: { properties } }: ResourceType, models: readonly JsonObject[]): string[] {
  const { telling = [] } = factsOf(cloudOf(typeName)) ?? {};
  const known = telling.filter((name) => isJsonObject(properties) && Object.hasOwn(properties, name));
  return known.filter((name) => models.length === 0 || models.some((model) => model[name] !== undefined));
}

/** The resources of a type that LIST has found. */
export function resourcesView(type: ResourceType, models: readonly JsonObject[]): View {
  const shown = tellingOf(type, models);
  const rows = models.map((model): Cell[] => [
    { text: identifierOf(type, model) ?? '' },
    ...shown.map((name) => ({ text: cellText(model[name]) })),
  ]);
  return {
    text: (sheet) => tableText(['Physical ID', ...shown], rows, sheet),
    json: { kind: 'resources', type: type.name, resources: models },
  };
}

function cellText(value: JsonObject[string] | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : valueText(value);
}
