import { oneLine } from '../../untrusted/visible';
import type { Difference } from '../stack/difference';
import type { ResourceDrift, ResourceDriftStatus, StackDrift } from '../stack/drift';
import type { ImportDrift } from '../stack/import';
import type { Paint } from './render';
import { type Cell, tableText } from './table';
import { valueJson, valueText } from './value';
import type { Sheet, View } from './view';

/** How a stack differs from its template: each resource with its properties that differ. */
export function driftView(drift: StackDrift): View {
  return { text: (sheet) => driftText(drift, sheet), json: driftJson(drift) };
}

function driftText({ stackName, status, resources }: StackDrift, sheet: Sheet): string {
  const { paint } = sheet;
  const rows = resources.map((resource): Cell[] => [
    { text: resource.logicalId },
    { text: resource.status, paint: painterOf(resource.status, paint) },
    { text: resource.identifier ?? '' },
    { text: resource.reason ?? '' },
  ]);
  return [
    `${paint.bold(`Drift of the stack ${oneLine(stackName)}:`)} ${status}`,
    ...(rows.length === 0 ? [] : [tableText(['Logical ID', 'Status', 'Physical ID', 'Reason'], rows, sheet)]),
    ...resources
      .filter(({ differences }) => differences.length > 0)
      .map((resource) => differencesText(resource, sheet)),
  ].join('\n');
}

/** The differences of one resource as a table under its name. */
function differencesText(
  { logicalId, differences }: Pick<ResourceDrift, 'logicalId' | 'differences'>,
  sheet: Sheet,
): string {
  const rows = differences.map((difference): Cell[] => [
    { text: difference.path },
    { text: difference.type },
    { text: difference.expected === undefined ? '' : valueText(difference.expected) },
    { text: difference.actual === undefined ? '' : valueText(difference.actual) },
  ]);
  const table = tableText(['Property', 'Difference', 'Expected', 'Actual'], rows, sheet);
  return `\n${sheet.paint.bold(oneLine(logicalId))}\n${table}`;
}

/** How imported resources differ from the template. */
export function importDriftView(drift: readonly ImportDrift[]): View {
  return {
    text: (sheet) =>
      [
        'Some imported properties differ from the template. They stay different until the template changes them; drift shows them again.',
        ...drift.map((resource) => differencesText(resource, sheet)),
      ].join('\n'),
    json: {
      kind: 'import-drift',
      resources: drift.map(({ differences, ...resource }) => ({
        ...resource,
        differences: differences.map(differenceJson),
      })),
    },
  };
}

function painterOf(status: ResourceDriftStatus, paint: Paint): (text: string) => string {
  return {
    IN_SYNC: paint.good,
    MODIFIED: paint.bad,
    DELETED: paint.bad,
    NOT_CHECKED: paint.dim,
    UNKNOWN: paint.bad,
  }[status];
}

function driftJson({ resources, ...drift }: StackDrift): object {
  return {
    kind: 'drift',
    ...drift,
    resources: resources.map(({ differences, ...resource }) => ({
      ...resource,
      differences: differences.map(differenceJson),
    })),
  };
}

/** A difference for programs. */
function differenceJson({ path, type, expected, actual }: Difference): object {
  return {
    path,
    type,
    ...(expected === undefined ? {} : { expectedValue: valueJson(expected) }),
    ...(actual === undefined ? {} : { actualValue: valueJson(actual) }),
  };
}
